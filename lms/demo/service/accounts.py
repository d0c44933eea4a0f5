"""The accounts that have a password, and what each has done so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from lms import clock
from lms.access import Actor, Role
from lms.accounts.models import Person
from lms.accounts.queries.people import find_person_by_email
from lms.accounts.service.grants import GrantDetails, give_role
from lms.accounts.service.memberships import join_confirmed
from lms.accounts.service.registration import create_person
from lms.db.transaction import own_transaction
from lms.demo.rules.study import Diary, Lesson, Studied, study
from lms.demo.rules.window import Window, at_work, midnight

PASSWORD = "learning-demo-2026"
BOARD = "Wealdside Integrated Care Board (invented)"
TRUST = "Wealdside Community Health"
ALL = 99


@dataclass(frozen=True)
class Account:
    """Somebody to sign in as: where they work, the role they hold over which organisation, and how far they have
    come: the last `to_do` modules are not done, and in the first of those they did so many `acts` (begin, read a
    page, begin the questions, answer one ...), beginning `days` ago."""

    account: str
    name: str
    works_at: str
    staff_group: str
    role: Role = Role.LEARNER
    over: str | None = None
    to_do: int = 0
    acts: int = 0
    days: int = 400

    @property
    def email(self) -> str:
        """The address to sign in with."""
        return f"{self.account}@demo.example"


ADMINISTRATOR = Account("admin", "Sam Okafor", BOARD, "management", Role.ADMINISTRATOR, to_do=ALL)
CLINICIAN = Account("clinician", "Rowan Adebayo-Ellis", TRUST, "nursing", to_do=2, acts=4, days=45)
MANAGER = Account("manager", "Priya Nair", TRUST, "management", Role.MANAGER, TRUST)
LEAD = Account("lead", "Helen Marsh", BOARD, "icb", Role.LEAD, BOARD, to_do=1, acts=2, days=30)
TRAINER = Account("trainer", "Tomasz Zieliński", TRUST, "nursing", Role.TRAINER)
REVIEWER = Account("reviewer", "Ngozi Eze", TRUST, "midwifery", Role.TRAINER, to_do=ALL)
ACCOUNTS = (ADMINISTRATOR, CLINICIAN, MANAGER, LEAD, TRAINER, REVIEWER)


def add_accounts(window: Window) -> None:
    """Make those that are not there yet. Hashing a password ends a transaction, so each has its own."""
    with clock.travel(at_work(window.first)):
        for account in ACCOUNTS:
            with own_transaction():
                if find_person_by_email(account.email) is None:
                    create_person(email=account.email, name=account.name, password=PASSWORD, is_demo=True)


def place_accounts(organisation_ids: dict[str, int]) -> None:
    """Give each their membership and role, from today."""
    for account in ACCOUNTS:
        person, place_id = person_of(account), organisation_ids[account.works_at]
        join_confirmed(person=person, organisation_id=place_id, staff_group=account.staff_group)
        if account.role is not Role.LEARNER:
            over = organisation_ids[account.over] if account.over else None
            give_role(person=person, details=GrantDetails(account.role, over, clock.today(), None))


def study_of(account: Account, lessons: Sequence[Lesson], window: Window, published_at: datetime) -> list[Studied]:
    """What the account has done of these modules, which it could not begin before they were published."""
    begins = max(at_work(window.end - timedelta(days=account.days)), published_at)
    diary = Diary(begins, midnight(window.end), None, Random(account.account))
    done = max(0, len(lessons) - account.to_do)
    finished = study(lessons[:done], diary, skill=1.0)
    diary.steps = account.acts
    return finished + study(lessons[done : done + 1], diary, skill=1.0)


def person_of(account: Account) -> Person:
    """The person behind the account."""
    person = find_person_by_email(account.email)
    assert person is not None, "the accounts come first"
    return person


def actor_of(account: Account) -> Actor:
    """The account as the one who acts."""
    person, now = person_of(account), clock.now()
    return Actor(person.id, person.key, person.name, person.email, "", 0, now, now)
