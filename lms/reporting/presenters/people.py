"""People of an organisation as its managers see them: how far, and in which month they finished. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lms.accounts.rules.people import staff_group_label
from lms.reporting.rules.words import Status

if TYPE_CHECKING:
    from lms.reporting.queries.names import Progress


@dataclass(frozen=True)
class PersonRow:
    """One person of the list."""

    name: str
    staff_group: str
    state: str


def people_rows(people: "Sequence[Progress]") -> list[PersonRow]:
    """Names with their state in words: completed names the month, never the day."""
    return [PersonRow(each.name, staff_group_label(each.staff_group), _state(each)) for each in people]


def _state(each: "Progress") -> str:
    if each.status is Status.COMPLETED and each.completed_on is not None:
        return f"Completed in {each.completed_on:%B %Y}"
    return each.status.value.capitalize()
