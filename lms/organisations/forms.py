"""The forms of organisations."""

from typing import Any

from wtforms.validators import StopValidation

from lms.organisations.rules import KIND_LABELS, clean_ods_code
from lms.web.fields import SelectField, TextField
from lms.web.fields.dates import DateField
from lms.web.forms import Form


def ods_code(form: Any, field: Any) -> None:
    """Refuse what cannot be an ODS code."""
    if clean_ods_code(field.data) is None:
        raise StopValidation("ODS code must be 3 to 6 letters and numbers, like RX1 or A81001")


class ChangeOrganisationForm(Form):
    """What can be corrected about an organisation."""

    name = TextField("Name", required="Enter the organisation's name", autocomplete="off")
    ods_code = TextField("ODS code (optional)", hint="3 to 6 letters and numbers", longest=10, validators=[ods_code])
    parent = SelectField("Directly above it", coerce=int)
    valid_from = DateField("First day", required="Enter the first day")
    valid_to = DateField("Day it ends (optional)", hint="The first day on which it no longer exists, like 1/4/2027")


class CreateOrganisationForm(ChangeOrganisationForm):
    """Adding an organisation."""

    kind = SelectField("Kind", required="Select a kind", choices=[("", "Select a kind"), *KIND_LABELS.items()])


class DomainForm(Form):
    """Adding an e-mail domain."""

    domain = TextField(
        "Email domain",
        required="Enter an email domain, like trust.nhs.uk",
        hint="The part after @. Only one that no other employer uses",
        autocomplete="off",
        spellcheck=False,
        autocapitalize="none",
    )
