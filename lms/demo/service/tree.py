"""The tree of organisations: the real boards with what became of them, and the invented organisations."""

from datetime import date

from lms.demo.rules.tables import Tables
from lms.demo.service.accounts import ADMINISTRATOR, actor_of
from lms.demo.service.bulk import add_rows
from lms.organisations.models import Organisation, Succession
from lms.organisations.rules import OrganisationKind
from lms.organisations.service import OrganisationDetails, add_email_domain, create_organisation

SINCE = date(2022, 7, 1)  # the day on which the first integrated care boards began


def add_organisations(tables: Tables) -> dict[str, int]:
    """Add all of them in the administrator's name; their ids by name."""
    boards = _add_boards(tables)
    found = _add_places(tables)
    rows = [
        {"predecessor_id": boards[each.predecessor].id, "successor_id": boards[each.successor].id,
         "happened_on": each.day}
        for each in tables.successors
    ]  # fmt: skip
    add_rows(Succession, rows)
    return {name: organisation.id for name, organisation in found.items()}


def _add_boards(tables: Tables) -> dict[str, Organisation]:
    """The boards by ODS code, below their regions."""
    administrator = actor_of(ADMINISTRATOR)
    regions = {
        name: create_organisation(
            actor=administrator,
            details=OrganisationDetails(OrganisationKind.REGION, name, None, None, SINCE, None),
        )
        for name in tables.regions
    }
    return {
        board.ods_code: create_organisation(
            actor=administrator,
            details=OrganisationDetails(
                OrganisationKind.ICB, board.name, board.ods_code, regions[board.region], board.began, board.ended
            ),
        )
        for board in tables.boards
    }


def _add_places(tables: Tables) -> dict[str, Organisation]:
    administrator = actor_of(ADMINISTRATOR)
    found: dict[str, Organisation] = {}
    for place in tables.places:
        details = OrganisationDetails(place.kind, place.name, None, found.get(place.parent), SINCE, None)
        found[place.name] = create_organisation(actor=administrator, details=details)
        if place.domain:
            add_email_domain(actor=administrator, organisation=found[place.name], text=place.domain)
    return found
