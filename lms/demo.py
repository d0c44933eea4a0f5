"""The demo organisations and the five demo accounts: `flask demo load`. Every name here is invented."""

from dataclasses import dataclass
from datetime import date

import click
from flask.cli import AppGroup

from lms import clock
from lms.access import Actor, Role
from lms.accounts.queries.people import find_person_by_email
from lms.accounts.service.grants import GrantDetails, give_role
from lms.accounts.service.memberships import join_confirmed
from lms.accounts.service.registration import create_person
from lms.db.transaction import own_transaction
from lms.organisations.models import Organisation
from lms.organisations.queries import organisations_matching
from lms.organisations.rules import OrganisationKind
from lms.organisations.service import OrganisationDetails, add_email_domain, create_organisation
from lms.settings import current

PASSWORD = "learning-demo-2026"
DOMAIN = "wealdside.example"
SINCE = date(2022, 7, 1)
COMMUNITY_TRUST = "Wealdside Community Health"
ICB = "Wealdside ICB"


@dataclass(frozen=True)
class DemoOrganisation:
    """An organisation of the demo, below the one named."""

    name: str
    kind: OrganisationKind
    parent: str | None


@dataclass(frozen=True)
class DemoPerson:
    """A demo account: where they work, and the role they hold over which organisation."""

    account: str
    name: str
    works_at: str
    staff_group: str
    role: Role = Role.LEARNER
    over: str | None = None

    @property
    def email(self) -> str:
        """The address to sign in with."""
        return f"{self.account}@demo.example"


ORGANISATIONS = (
    DemoOrganisation("South region", OrganisationKind.REGION, None),
    DemoOrganisation(ICB, OrganisationKind.ICB, "South region"),
    DemoOrganisation("North Wealdside", OrganisationKind.PLACE, ICB),
    DemoOrganisation(COMMUNITY_TRUST, OrganisationKind.TRUST, ICB),
    DemoOrganisation("Harbour Lane Surgery", OrganisationKind.PRACTICE, "North Wealdside"),
    DemoOrganisation("Tide Street Pharmacy", OrganisationKind.PHARMACY, "North Wealdside"),
)
PEOPLE = (
    DemoPerson("admin", "Sam Okafor", ICB, "management", Role.ADMINISTRATOR),
    DemoPerson("clinician", "Rowan Adebayo-Ellis", COMMUNITY_TRUST, "nursing"),
    DemoPerson("manager", "Priya Nair", COMMUNITY_TRUST, "management", Role.MANAGER, COMMUNITY_TRUST),
    DemoPerson("lead", "Helen Marsh", ICB, "icb", Role.LEAD, ICB),
    DemoPerson("trainer", "Tomasz Zieliński", COMMUNITY_TRUST, "nursing", Role.TRAINER),
)
group = AppGroup("demo", help="Demo organisations and accounts.")


@group.command("load")
def load() -> None:
    """Add whatever of the demo is not there yet; in demo mode only."""
    if not current().is_demo:
        raise click.ClickException("Demo accounts exist in demo mode only (LMS_MODE=demo).")
    if find_person_by_email(PEOPLE[-1].email) is not None:
        return
    for person in PEOPLE:
        _add_person(person)
    with own_transaction():
        _add_organisations()
    with own_transaction():
        _place_people()


def _add_person(demo: DemoPerson) -> None:
    with own_transaction():
        if find_person_by_email(demo.email) is None:
            create_person(email=demo.email, name=demo.name, password=PASSWORD, is_demo=True)


def _add_organisations() -> None:
    administrator = _actor(PEOPLE[0])
    for demo in ORGANISATIONS:
        if not _find(demo.name):
            parent = _organisation(demo.parent) if demo.parent else None
            details = OrganisationDetails(demo.kind, demo.name, None, parent, SINCE, None)
            create_organisation(actor=administrator, details=details)
    add_email_domain(actor=administrator, organisation=_organisation(COMMUNITY_TRUST), text=DOMAIN)


def _place_people() -> None:
    for demo in PEOPLE:
        person = find_person_by_email(demo.email)
        assert person is not None
        place = _organisation(demo.works_at)
        join_confirmed(person=person, organisation_id=place.id, staff_group=demo.staff_group)
        if demo.role is not Role.LEARNER:
            over = _organisation(demo.over).id if demo.over else None
            give_role(person=person, details=GrantDetails(demo.role, over, clock.today(), None))


def _find(name: str) -> list[Organisation]:
    return [organisation for organisation in organisations_matching(name) if organisation.name == name]


def _organisation(name: str) -> Organisation:
    return _find(name)[0]


def _actor(demo: DemoPerson) -> Actor:
    person = find_person_by_email(demo.email)
    assert person is not None
    now = clock.now()
    return Actor(person.id, person.key, person.name, person.email, "", 0, now, now)
