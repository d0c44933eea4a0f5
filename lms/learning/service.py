"""Conducting study: assessment marks, progress records, and a pass completes what it completes in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from lms import clock
from lms.access import Actor
from lms.assessment import service as assessment
from lms.assessment.rules.attempts import Marking, Sitting, missed_outcomes
from lms.catalogue.queries import LiveCourse, get_live_course
from lms.certificates.rules.rendering import wait_after
from lms.content import questions
from lms.content.schema import Case, Page, Question
from lms.content.walk import NotOffered, Walk
from lms.db.base import Base, db
from lms.db.transaction import savepoint
from lms.jobs import wake
from lms.learning import queries, rules
from lms.learning.models import KeptPage, ModulePrint, PageReport
from lms.learning.queries import Study
from lms.learning.rules import Place, PrintKind
from lms.progress import service as progress
from lms.progress.models import CourseCompletion
from lms.progress.rules import Run, Standing

PRINT = "print_modules"


@dataclass(frozen=True)
class PrintOrder:
    """A claimed PDF to draw: what of, and of which kind."""

    print_id: int
    revision_id: int
    module_id: str
    kind: PrintKind


class NotOpen(RuntimeError):
    """The step is not open to this person now: the module not begun, pages to read first, a wait, or passed."""


def start_module(*, actor: Actor, study: Study) -> None:
    """Begin the module in the revision that is live; one that was begun stays as it is."""
    progress.start_module(
        owner=actor.person_id,
        course_id=study.course_id,
        module_id=study.module.id,
        revision_id=study.revision.revision_id,
    )


def read_page(*, actor: Actor, study: Study, page: Page) -> Page | None:
    """Mark a page as read; the page that comes next, or None when the assessment does. Raises `NotOpen`."""
    progress.read_page(owner=actor.person_id, standing=_begun(study), page_id=page.id)
    after = _begun(queries.get_study(actor.person_id, study.code, study.number))
    return rules.page_after(study.module, after, page)


def read_changed_page(*, actor: Actor, study: Study, page: Page) -> None:
    """Mark a page that has changed since the module was passed as read, as the live revision has it."""
    progress.read_changed_page(
        owner=actor.person_id, standing=_begun(study), page_id=page.id, revision_id=study.live.revision_id
    )


def start_attempt(*, actor: Actor, study: Study) -> None:
    """Draw the questions of the next attempt; an open one is carried on. Raises `NotOpen`."""
    progress.hold(owner=actor.person_id, course_id=study.course_id)
    study = queries.get_study(actor.person_id, study.code, study.number)
    sittings = queries.sittings(actor.person_id, study)
    readiness = rules.readiness(study.module, _begun(study), sittings, clock.now())
    if readiness.open:
        return
    if not readiness.may_start:
        raise NotOpen
    assessment.start_attempt(
        owner=actor.person_id,
        course_id=study.course_id,
        module_id=study.module.id,
        revision_id=study.revision.revision_id,
        quiz=study.module.quiz,
    )


def save_answer(*, actor: Actor, sitting: Sitting, question: Question, values: Sequence[str]) -> None:
    """Keep what was answered, also in part, or that nothing is any more.

    Raises `UnreadableAnswer` when it is not an answer to this question, `AlreadySubmitted` after handing in.
    """
    response = questions.read(question, values) if values else ()
    assessment.save_answer(owner=actor.person_id, sitting=sitting, question_id=question.id, response=response)


def submit_attempt(*, actor: Actor, study: Study, sitting: Sitting) -> Marking:
    """Hand in, mark, and record what follows: a completion, or the pages to read again after the last attempt.

    Raises `AlreadySubmitted` from the second time on, and then changes nothing.
    """
    progress.hold(owner=actor.person_id, course_id=study.course_id)
    marking = assessment.submit_attempt(owner=actor.person_id, sitting=sitting, quiz=study.module.quiz)
    if marking.passed:
        progress.complete_module(
            owner=actor.person_id,
            course_id=study.course_id,
            standing=_begun(study),
            minutes=study.module.minutes,
        )
        complete_course(actor=actor, code=study.code)
    elif sitting.is_last_of_round:
        pages = rules.pages_to_reread(study.module, missed_outcomes(marking.marks))
        progress.ask_to_reread(owner=actor.person_id, standing=_begun(study), page_ids=[page.id for page in pages])
    return marking


def complete_course(*, actor: Actor, code: str) -> CourseCompletion | None:
    """Record a course as complete when all that it asks of the actor now is passed; None while it is not.

    A pass does this by itself. It is needed when a new post or a new revision asks for less than before.
    Raises `LookupError` where no such course is live.
    """
    live = get_live_course(code)
    progress.hold(owner=actor.person_id, course_id=live.course_id)
    return progress.complete_course(
        owner=actor.person_id,
        course_id=live.course_id,
        required=[module.id for module in live.course.required_modules(actor.staff_groups)],
        revision_id=live.revision_id,
    )


def start_walk(*, actor: Actor, study: Study, case: Case, wanted: str) -> Run:
    """Begin the walk that is wanted, if it is the one that comes next, and return the newest there is.

    Who has begun none gets the first; a form that is sent twice begins one.
    """
    following = rules.next_walk(case, queries.runs(actor.person_id, study))
    if following == 1 or wanted == str(following):
        progress.start_run(owner=actor.person_id, standing=_begun(study), case_id=case.id, number=following)
    newest = rules.next_walk(case, queries.runs(actor.person_id, study)) - 1
    return queries.get_run(actor.person_id, study, case, newest)


def take_step(*, actor: Actor, study: Study, case: Case, run: Run, number: int, choice: str) -> Run:
    """Make a choice at this place of the path, once, and return the walk as it is then.

    Raises `NotOffered` where the choice cannot be made, or another was made at this place before.
    """
    if number == len(run.steps) + 1:
        step = Walk(case, run.steps).choose(choice).steps[-1]
        progress.take_step(owner=actor.person_id, run=run, step=step)
        run = queries.get_run(actor.person_id, study, case, run.number)
    if [step.choice_id for step in run.steps[number - 1 : number]] != [choice]:
        raise NotOffered(choice)
    return run


def keep_page(*, actor: Actor, study: Study, page: Page) -> None:
    """Keep a page to find it again; one that is kept already stays as it is."""
    _add_once(
        KeptPage(
            person_id=actor.person_id, course_id=study.course_id, module_id=study.module.id, page_id=page.id,
            kept_at=clock.now(),
        )
    )  # fmt: skip


def let_go_of_page(*, actor: Actor, study: Study, page: Page) -> None:
    """Keep a page no more."""
    own = delete(KeptPage).where(KeptPage.person_id == actor.person_id, KeptPage.course_id == study.course_id)
    db.session.execute(own.where(KeptPage.module_id == study.module.id, KeptPage.page_id == page.id))


def remove_kept_page(*, actor: Actor, kept_id: int) -> None:
    """Take one of the actor's kept pages off their list, wherever it is now; anybody else's stays."""
    db.session.execute(delete(KeptPage).where(KeptPage.person_id == actor.person_id, KeptPage.id == kept_id))


def forget_kept_pages(*, owner: int) -> None:
    """Let go of everything that a person keeps who is being erased."""
    db.session.execute(delete(KeptPage).where(KeptPage.person_id == owner))


def report_place(*, key: str, revision: LiveCourse, place: Place, words: str) -> None:
    """Keep what a learner says is out of date, and nothing of the learner; sent again under its key, it stays one."""
    kind, module_id, part_id = place.identity
    _add_once(
        PageReport(
            key=key, course_id=revision.course_id, revision_id=revision.revision_id, kind=kind, module_id=module_id,
            part_id=part_id, words=words, month=clock.today().replace(day=1),
        )
    )  # fmt: skip


def request_print(*, study: Study, kind: PrintKind) -> None:
    """Have the module drawn as its reader has it, unless it was or is about to be: it is the same for everybody."""
    revision = study.revision.revision_id
    _add_once(ModulePrint(revision_id=revision, module_id=study.module.id, kind=kind, due_at=clock.now()))
    wake(PRINT)


def claim_prints(most: int = 1) -> list[PrintOrder]:
    """Take PDFs that are due: should whoever draws them die, they are due again after a while."""
    now = clock.now()
    rows = queries.due_prints(now, most)
    for row in rows:
        row.attempts += 1
        row.due_at = now + wait_after(row.attempts)
    db.session.flush()
    return [PrintOrder(row.id, row.revision_id, row.module_id, row.kind) for row in rows]


def keep_print(print_id: int, content: bytes) -> None:
    """Keep the bytes; a PDF that is kept already stays as it is."""
    waiting = update(ModulePrint).where(ModulePrint.id == print_id, ModulePrint.drawn_at.is_(None))
    db.session.execute(waiting.values(content=content, drawn_at=clock.now(), due_at=None))


def _add_once(row: Base) -> None:
    """Add a row unless its natural key is taken: then it was done before."""
    try:
        with savepoint():
            db.session.add(row)
    except IntegrityError as refused:
        if "unique" not in str(refused.orig).lower():
            raise


def _begun(study: Study) -> Standing:
    if study.standing is None:
        raise NotOpen
    return study.standing
