"""The forms of this room: two that know nobody, and those of the directory."""

from collections.abc import Sequence
from typing import Any

from wtforms import HiddenField
from wtforms.validators import StopValidation

from lms.content.areas import NATIONS, UK, area_name
from lms.content.contact import holds_number, is_phone, is_web_address
from lms.referrals.rules.entries import Consent, Kind, Outcome, Referral
from lms.referrals.rules.labels import CONSENT, KINDS, OUTCOMES, REFERRALS
from lms.referrals.rules.who import LABELS
from lms.web.fields import CheckboxesField, RadiosField, SelectField, TextareaField, TextField
from lms.web.fields.dates import DateField
from lms.web.forms import Form


class WhoForm(Form):
    """Who it is; nothing is kept, so the form has no token and needs no cookie."""

    class Meta:
        """Without a token."""

        csrf = False

    who = RadiosField(
        "Who is it?",
        required="Choose who it is, or read on without choosing",
        hint="Your answer only decides what this page shows next. It is not kept",
        choices=[(who.value, label) for who, label in LABELS.items()],
    )


class AreaForm(Form):
    """For which area; nothing is kept, so the form has no token and needs no cookie."""

    class Meta:
        """Without a token."""

        csrf = False

    area = SelectField(
        "Area",
        required="Select an area",
        hint="The NHS area (integrated care board) where the person lives, under its name of today or before 2026",
    )


def phone(form: Any, field: Any) -> None:
    """Refuse what cannot be dialled."""
    if not is_phone(field.data):
        raise StopValidation("Enter a UK phone number, like 01273 000000")


def website(form: Any, field: Any) -> None:
    """Refuse what is no address, or not a safe one."""
    if not is_web_address(field.data):
        raise StopValidation("Enter the whole address, starting with https://")


def without_number(form: Any, field: Any) -> None:
    """Refuse a number among words: there nobody would notice that it has not been checked."""
    if holds_number(field.data):
        raise StopValidation("Take the phone number out of this answer. It belongs in Phone number")


class ServiceForm(Form):
    """What is recorded of a service."""

    name = TextField("Name", required="Enter the service's name", autocomplete="off", validators=[without_number])
    kind = RadiosField("Kind", required="Select a kind", choices=[(kind.value, KINDS[kind]) for kind in Kind])
    areas = CheckboxesField(
        "Areas",
        required="Select at least one area",
        hint="Boards as they are today. For a whole nation or the United Kingdom, that alone",
    )
    area_text = TextField(
        "Area in words",
        required="Enter the area in words, like Brighton and Hove",
        autocomplete="off",
        validators=[without_number],
    )
    who_for = TextareaField(
        "Who it is for", required="Enter who it is for", longest=1000, rows="3", validators=[without_number]
    )
    how_to_refer = TextareaField("How to refer (optional)", longest=1000, rows="3", validators=[without_number])
    referral_by = SelectField(
        "Who can turn to it",
        required="Select who can turn to it",
        choices=[(each.value, REFERRALS[each]) for each in Referral],
    )
    consent = SelectField(
        "Consent of the person",
        required="Select whether consent is needed",
        choices=[(each.value, CONSENT[each]) for each in Consent],
    )
    phone = TextField("Phone number (optional)", longest=30, width=20, autocomplete="off", validators=[phone])
    hours = TextField("Opening hours (optional)", autocomplete="off", validators=[without_number])
    website = TextField(
        "Website (optional)", longest=300, autocomplete="off", spellcheck=False, autocapitalize="none",
        validators=[website],
    )  # fmt: skip
    source = TextField("Where this comes from", required="Enter where this comes from", longest=500, autocomplete="off")
    notes = TextareaField("Notes for trainers (optional)", hint="Nobody else sees them", longest=2000, rows="3")
    version = HiddenField()

    def offer_areas(self, boards: Sequence[str], recorded: frozenset[str] = frozenset()) -> None:
        """The boards of today, the nations, and whatever earlier boards are recorded already."""
        today = [UK, *NATIONS, *boards]
        self.areas.choices = [
            *((code, area_name(code)) for code in today),
            *((code, f"{area_name(code)} (earlier)") for code in sorted(recorded - set(today))),
        ]


class CheckForm(Form):
    """What somebody has seen on a service's own page."""

    outcome = RadiosField(
        "What did you find?",
        required="Select what you found",
        choices=[(each.value, OUTCOMES[each]) for each in Outcome],
    )
    checked_on = DateField("Date of the check", required="Enter the date on which you looked")
    evidence = TextareaField(
        "What did you see, and where?",
        required="Enter what you saw, and where",
        hint="For example: its own contact page gives this number and the same area. Name no patient",
        longest=1000,
        rows="3",
    )
    version = HiddenField()
