"""The forms of this room. No field takes an NHS number."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, cast

from wtforms import HiddenField
from wtforms.validators import ValidationError

from lms import clock
from lms.cpd.rules.entries import ANSWER_WORDS, NOTE_WORDS, Content, Place
from lms.cpd.rules.regulators import LAYOUTS, Field, Regulator
from lms.cpd.rules.sheet import Period
from lms.web.fields import CheckboxesField, ConfirmField, RadiosField, SelectField, TextField
from lms.web.fields.dates import DateField
from lms.web.fields.patients import no_nhs_number
from lms.web.fields.words import WordsField
from lms.web.forms import Form, KeyedForm

EARLIEST = date(2000, 1, 1)
ABOUT_NOTHING = "Nothing in particular"
PATIENTS = "Leave out names and anything that could tell who a patient is"


def no_day_to_come(_form: Any, field: Any) -> None:
    """Refuse a day that has not come, and one from before there were such records."""
    if field.data and not EARLIEST <= field.data <= clock.today():
        raise ValidationError(f"{field.label.text} must be today or in the past")


class EntryForm(KeyedForm):
    """What every entry has: when it was, and which entry it is."""

    on = DateField("Date", required="Enter the date", validators=[no_day_to_come])
    seen = HiddenField()

    @property
    def day(self) -> date:
        """When it was, once the form was checked."""
        assert self.on.data is not None
        return self.on.data


class NoteForm(EntryForm):
    """A note."""

    text = WordsField(
        "Note", required="Write the note", most=NOTE_WORDS, hint=PATIENTS, rows="10", checks=[no_nhs_number]
    )


class ReflectionForm(EntryForm):
    """A reflection: `reflection_form` adds what a regulator asks for."""

    asked: Sequence[Field] = ()
    about = SelectField("What it is about", choices=[("", ABOUT_NOTHING)])

    @property
    def answers(self) -> dict[str, str]:
        """What was answered, by field."""
        given = {each.id: self[each.id].data for each in self.asked}
        return {name: " ".join(each) if isinstance(each, list) else each for name, each in given.items() if each}

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it to keep."""
        return not self.answers

    def keep_place(self) -> None:
        """Ask nothing of what it is about: that stays as it was."""
        del self.about

    def offer(self, places: Sequence[Place]) -> None:
        """The modules to choose from; once there is a choice, it stays."""
        self.about.choices = [("", ABOUT_NOTHING), *((name_of(each), each.words) for each in places)]


def name_of(place: Place) -> str:
    """What the form calls a module."""
    return f"{place.course}/{place.module}"


def reflection_form(asked: Sequence[Field], content: Content) -> ReflectionForm:
    """A form with these questions, filled in with what was written so far."""
    questions = {each.id: _question(each) for each in asked}
    made = type("AskedForm", (ReflectionForm,), {**questions, "asked": tuple(asked)})
    form = cast("type[ReflectionForm]", made)
    said = {each.id: _said(each, content.answers.get(each.id, "")) for each in asked}
    about = name_of(content.place) if content.place else ""
    return form(on=content.on, about=about, **said)


def _question(field: Field) -> Any:
    if field.one:
        return RadiosField(field.label, hint=field.hint, choices=field.choices)
    if field.choices:
        return CheckboxesField(field.label, hint=field.hint, choices=field.choices)
    return WordsField(field.label, most=ANSWER_WORDS, hint=field.hint, checks=[no_nhs_number])


def _said(field: Field, answer: str) -> str | list[str]:
    return answer.split() if field.choices and not field.one else answer


class TimeForm(Form):
    """How long a module took."""

    minutes = TextField("Minutes that you count", required="Enter the minutes as a number", longest=5, width="4")

    def __init__(self, *, minutes: int, most: int) -> None:
        self.most = most
        super().__init__(minutes=str(minutes))

    def validate_minutes(self, field: Any) -> None:
        """A whole number within the bound."""
        if not (field.data.isascii() and field.data.isdigit() and 0 < int(field.data) <= self.most):
            raise ValidationError(f"Minutes that you count must be a whole number from 1 to {self.most}")


REGULATORS = [(layout.regulator.value, layout.name) for layout in LAYOUTS.values()]


class SettingsForm(Form):
    """Whose register somebody is on."""

    regulator = RadiosField("Your regulator", required="Select your regulator, or no regulator", choices=REGULATORS)
    number = TextField(
        "Register number (optional)",
        hint="Printed on your exports and nowhere else",
        longest=30,
        width="10",
        autocomplete="off",
        spellcheck=False,
        validators=[no_nhs_number],
    )


class ExportForm(Form):
    """What to export, and as what."""

    regulator = SelectField("Laid out for", required="Select from the list", choices=REGULATORS)
    first = DateField("From", required="Enter the first day")
    last = DateField("Until", required="Enter the last day", hint="This day is in it")
    reflections = ConfirmField("My reflections", default=True)
    notes = ConfirmField("My notes")

    def validate_last(self, field: Any) -> None:
        """Not before the first."""
        if field.data and self.first.data and field.data < self.first.data:
            raise ValidationError("Until must be the same day as From, or a later one")

    @property
    def period(self) -> Period:
        """The days asked for."""
        assert self.first.data and self.last.data  # both are needed
        return Period(self.first.data, self.last.data)


def usual_period(regulator: Regulator, today: date) -> Period:
    """As far back as this regulator usually looks."""
    return Period(today - timedelta(days=365 * LAYOUTS[regulator].years), today)


class ButtonForm(Form):
    """A page with nothing but a button."""
