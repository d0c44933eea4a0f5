"""Loading the demo, once: the accounts, then all the rest in one transaction."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random

from sqlalchemy import select

from lms import clock
from lms.accounts.queries.people import memberships_of
from lms.catalogue.models import CourseRevision
from lms.catalogue.queries import LiveCourse, is_empty, live_courses
from lms.content.areas import REGISTER
from lms.db.base import db
from lms.db.transaction import own_transaction
from lms.demo.rules.people import SIZE, Somebody, population
from lms.demo.rules.study import Diary, Lesson, Studied, lesson, study
from lms.demo.rules.tables import FILES, Tables, read_tables
from lms.demo.rules.window import Window, at_work, midnight, window
from lms.demo.service.accounts import ACCOUNTS, add_accounts, person_of, place_accounts, study_of
from lms.demo.service.certificates import issue_certificates
from lms.demo.service.history import History, add_histories
from lms.demo.service.people import add_people, ask_to_join, give_roles, read_names
from lms.demo.service.tree import add_organisations

DATA = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True)
class Loaded:
    """How much was added: people, the modules that they began, and certificates."""

    people: int
    modules_begun: int
    certificates: int


@contextmanager
def at_its_beginning() -> Iterator[None]:
    """Stand at the demo's first day while no course is there: the first one was live before anybody studied it."""
    if is_empty():
        with clock.travel(at_work(window(clock.today()).first)):
            yield
    else:
        yield


def load(*, folder: Path = DATA, size: int = SIZE) -> Loaded | None:
    """Add the demo with so many people besides the accounts; None when it is there. Raises `TableProblems`."""
    tables = read_tables(table_texts(folder))
    period = window(clock.today())
    add_accounts(period)
    with own_transaction():
        return None if _is_there() else _add_all(tables, period, size)


def table_texts(folder: Path = DATA) -> dict[str, str]:
    """The text of each table: the folder's own, and the register's of real boards where it has none."""
    paths = {name: folder / name for name in FILES}
    return {name: (path if path.exists() else REGISTER / name).read_text("utf-8") for name, path in paths.items()}


def _is_there() -> bool:
    """Whether the accounts work anywhere: that was written together with all the rest."""
    return any(memberships_of(person_of(account).id) for account in ACCOUNTS)


def _add_all(tables: Tables, period: Window, size: int) -> Loaded:
    with clock.travel(at_work(period.first)):
        organisation_ids = add_organisations(tables)
        place_accounts(organisation_ids)
    people = population(tables, period, size)
    person_ids = add_people(people, organisation_ids)
    give_roles(people, tables.places, organisation_ids, period)
    read_names(people, person_ids, organisation_ids, period)
    histories = [each for live in live_courses() for each in _histories(live, people, person_ids, period)]
    add_histories(histories)
    certificates = issue_certificates(histories, period)
    ask_to_join(people, organisation_ids, period)
    return Loaded(len(people) + len(ACCOUNTS), sum(len(each.studied) for each in histories), certificates)


def _histories(
    live: LiveCourse, people: Sequence[Somebody], person_ids: dict[int, int], period: Window
) -> Iterator[History]:
    """What everybody has done of this course, the accounts first; nothing before it was published."""
    lessons = {module.id: lesson(module) for module in live.course.modules}
    published_at = db.session.scalars(
        select(CourseRevision.published_at).where(CourseRevision.id == live.revision_id)
    ).one()
    for account in ACCOUNTS:
        asked_for = tuple(module.id for module in live.course.required_modules({account.staff_group}))
        studied = study_of(account, [lessons[each] for each in asked_for], period, published_at)
        yield History(person_of(account).id, live, asked_for, studied)
    for somebody in people:
        asked_for = tuple(module.id for module in live.course.required_modules(somebody.staff_groups))
        studied = _study(somebody, live.course.code, [lessons[each] for each in asked_for], period, published_at)
        yield History(person_ids[somebody.number], live, asked_for, studied)


def _study(
    somebody: Somebody, code: str, lessons: Sequence[Lesson], period: Window, published_at: datetime
) -> list[Studied]:
    """Everybody's own draws for each course, so that one more course changes nothing in the others."""
    if somebody.begins is None:
        return []
    rng = Random(f"{code} {somebody.number}")
    steps = None
    if somebody.patience is not None:
        steps = 1 + round(somebody.patience * sum(each.steps for each in lessons))
    begins = max(at_work(somebody.begins, rng.randrange(10 * 60)), published_at)
    return study(lessons, Diary(begins, midnight(somebody.left or period.end), steps, rng), somebody.skill)
