"""Courses as plain values, published without their text, and somebody's way through them."""

from datetime import date
from typing import Any

from lms import clock
from lms.catalogue.models import CourseRevision, CourseRow, Publication
from lms.catalogue.queries import LiveCourse, forget_compiled, get_live_course
from lms.catalogue.rules import ChangeKind
from lms.content.schema import (
    Block,
    Case,
    CertificateTerms,
    Choice,
    Course,
    Grade,
    Module,
    Outcome,
    Page,
    Passage,
    Question,
    Quiz,
    Relationship,
    Review,
    Scene,
)
from lms.db.base import db
from tests.factories.assessment import OUTCOMES
from tests.factories.assessment import quiz as make_quiz


def page(_make: Any, number: int = 1, *, html: str = "", check: Question | None = None, **fields: Any) -> Page:
    """A page that teaches one outcome; with a knowledge check where one is given."""
    outcome = list(OUTCOMES)[number % len(OUTCOMES)]
    checks = (Block(check=check),) if check else ()
    usual = {"id": f"page-{number}", "title": f"Part {number}", "outcomes": (outcome,), "words": 200}
    blocks = (Block(html=html or f"<p>What part {number} says.</p>"), *checks)
    return Page(**{**usual, "number": number, "blocks": blocks, **fields})


def module(
    make: Any, number: int = 4, *, pages: int | tuple[Page, ...] = 3, quiz: Quiz | None = None, **fields: Any
) -> Module:
    """A module of so many pages, or of these, with a quiz."""
    usual = {
        "number": number,
        "id": f"module-{number}",
        "title": f"Full title of module {number}",
        "neutral_title": f"Part {number} of the course",
        "minutes": 45,
        "level": "2",
        "supports": (),
        "outcomes": tuple(Outcome(id=each, text=words) for each, words in OUTCOMES.items()),
        "pages": tuple(page(make, each) for each in range(1, pages + 1)) if isinstance(pages, int) else pages,
        "quiz": quiz or make_quiz(make),
    }
    return Module(**{**usual, **fields})


def choice(_make: Any, id_: str, grade: str, to: str, **fields: Any) -> Choice:
    """A choice that leads to a scene."""
    usual = {"text": f"Do {id_} on the way to {to}", "feedback": f"<p>What came of {id_} before {to}.</p>"}
    return Choice(**{**usual, "id": id_, "grade": Grade(grade), "to": to, **fields})


def case(make: Any, number: int = 1, **fields: Any) -> Case:
    """A case of two scenes and an end. The best first choice is remembered in the second scene, from which one choice
    that does harm leads back to itself and one to the first scene."""
    first = (
        choice(make, "a", "best", "two", sets=("asked",)),
        choice(make, "b", "part", "two"),
        choice(make, "c", "harm", "one"),
    )
    second = (choice(make, "a", "harm", "two"), choice(make, "b", "best", "end"), choice(make, "c", "harm", "one"))
    told = Passage(html="<p>What everybody reads.</p>")
    asked = Passage(html="<p>You had asked.</p>", needs="asked")
    not_asked = Passage(html="<p>You had not asked.</p>", lacks="asked")
    key = Passage(title="To take back to work", html="<ul><li>Ask first.</li></ul>")
    usual = {
        "id": f"case-{number}",
        "title": f"The visitor {number}",
        "you": "the nurse",
        "setting": "a ward",
        "relationship": Relationship.NEIGHBOUR,
        "content_note": "This case is about being followed.",
        "outcomes": (next(iter(OUTCOMES)),),
        "minutes": 2,
        "scenes": (
            Scene(number=1, id="one", title="At the desk", passages=(told,), choices=first),
            Scene(number=2, id="two", title="In the room", passages=(told, asked, not_asked), choices=second),
            Scene(number=3, id="end", title="How it ended", passages=(told, asked), keys=(key,),
                  routes=(Passage(html="<p>In danger, call 999.</p>"),)),
        ),
    }  # fmt: skip
    return Case(**{**usual, "number": number, **fields})


def plain_course(make: Any, *modules: Module, **fields: Any) -> Course:
    """A course of these modules, or of module 4 alone; without pathways everybody takes all."""
    usual = {
        "code": "four",
        "title": "Full title of the course",
        "neutral_title": "Recognising unwanted behaviour",
        "summary": "What it is about.",
        "modules": modules or (module(make),),
        "pathways": {},
        "certificate": CertificateTerms(valid_months=36, statement="Does not show competence in practice."),
        "review": Review(clinical="to be named", legal="to be named", due=date(2027, 3, 31), reviewed=False),
    }
    return Course(**{**usual, **fields})


def publish(
    _make: Any, course: Course, *, change: ChangeKind = ChangeKind.EDITORIAL, reason: str = "for a test"
) -> LiveCourse:
    """Make this the live revision of its course, as it stands."""
    row = db.session.query(CourseRow).filter_by(code=course.code).one_or_none() or CourseRow(code=course.code)
    db.session.add(row)
    db.session.flush()
    number = db.session.query(CourseRevision).filter_by(course_id=row.id).count() + 1
    revision = CourseRevision(
        course_id=row.id,
        number=number,
        fingerprint=f"{number:064}",
        change=change,
        reason=reason,
        reviewed_by="",
        compiled=course.model_dump_json(),
        published_by="system",
        published_at=clock.now(),
    )
    db.session.add(revision)
    db.session.flush()
    live = db.session.query(Publication).filter_by(course_id=row.id).one_or_none()
    live = live or Publication(course_id=row.id)
    live.revision_id = revision.id
    db.session.add(live)
    db.session.flush()
    forget_compiled()  # the database is emptied between tests, and its numbers begin again
    return get_live_course(course.code)
