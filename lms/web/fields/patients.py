"""What no field may keep, whatever it is for."""

from typing import Any

from wtforms import ValidationError

from lms.content.nhs_number import holds_nhs_number


def no_nhs_number(_form: Any, field: Any) -> None:
    """Refuse what holds an NHS number."""
    if holds_nhs_number(field.data or ""):
        raise ValidationError("This looks like an NHS number. Take it out: do not enter patient details")
