"""The lines of a report: one for each organisation, place or staff group, in words. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import NamedTuple

from lms.accounts.rules.people import staff_group_label
from lms.organisations.rules import OrganisationKind
from lms.reporting.rules.small_numbers import percentage
from lms.reporting.rules.words import TOGETHER, Level, Status

NOT_SHOWN = "Not shown"
SEVERAL = {
    OrganisationKind.TRUST: "Trusts",
    OrganisationKind.PRACTICE: "GP practices",
    OrganisationKind.PHARMACY: "Pharmacies",
    OrganisationKind.DENTAL: "Dental practices",
    OrganisationKind.EMPLOYER: "Other employers",
    OrganisationKind.SITE: "Sites",
}


class Shown(NamedTuple):
    """One count as it may be shown; `shown` is None where it is hidden."""

    as_at: date
    level: Level
    place_id: int | None
    organisation_id: int
    name: str
    together: str
    organisations: int
    staff_group: str
    module_id: str
    status: Status
    shown: int | None


@dataclass(frozen=True)
class Line:
    """What is known of one row of a report; None is what is not shown."""

    as_at: date
    level: Level
    organisation_id: int
    together: str
    place_id: int | None
    name: str
    staff_group: str
    module_id: str
    counts: dict[Status, int | None] = field(default_factory=dict)

    @property
    def members(self) -> int | None:
        """Confirmed members, rounded."""
        return self.counts.get(Status.MEMBERS)

    @property
    def percent(self) -> int | None:
        """Percent of the members who have completed, from rounded counts."""
        return percentage(self.counts.get(Status.COMPLETED), self.members)

    def words(self, status: Status) -> str:
        """The count in figures, or that it is not shown."""
        return in_figures(self.counts.get(status))

    @property
    def percent_words(self) -> str:
        """`36%`, or that it is not shown."""
        return NOT_SHOWN if self.percent is None else f"{self.percent}%"


def in_figures(count: int | None) -> str:
    """`3,170`, or that it is not shown."""
    return NOT_SHOWN if count is None else f"{count:,}"


def lines(counts: Iterable[Shown]) -> Iterator[Line]:
    """One line for each row of the report; the counts of a line come one after another."""
    for _, group in groupby(counts, key=_key):
        several = list(group)
        one = several[0]
        yield Line(
            as_at=one.as_at,
            level=one.level,
            organisation_id=one.organisation_id,
            together=one.together,
            place_id=one.place_id,
            name=row_name(one),
            staff_group=one.staff_group,
            module_id=one.module_id,
            counts={each.status: each.shown for each in several},
        )


def _key(one: Shown) -> tuple[object, ...]:
    return one.as_at, one.level, one.organisation_id, one.together, one.staff_group, one.module_id


def row_name(one: Shown) -> str:
    """What a row is called: an organisation by its name, several by what they are and where."""
    if one.level is Level.PLACE:
        return "Not in one place" if one.together else one.name
    if not one.together:
        return one.name
    if one.together == TOGETHER:
        return f"Other organisations in {one.name}"
    kind = SEVERAL.get(OrganisationKind(one.together))
    return f"{kind} in {one.name}" if kind else f"{one.name}: its own staff"


def group_name(staff_group: str) -> str:
    """What a staff group is called; small ones stand together."""
    return "Other staff groups" if staff_group == TOGETHER else staff_group_label(staff_group)


def by_size(found: Iterable[Line]) -> list[Line]:
    """The largest first, never by merit; of one size by name."""
    return sorted(found, key=lambda line: (-(line.members or 0), line.name))


def of_level(found: Sequence[Line], level: Level, *, module_id: str = "", by_group: bool = False) -> list[Line]:
    """The lines of one table."""
    return [
        line
        for line in found
        if line.level is level and line.module_id == module_id and bool(line.staff_group) is by_group
    ]
