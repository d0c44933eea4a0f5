"""What the demo writes in bulk is what the services write: marked by the rules, and row for row when done again."""

from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import select

from lms import clock
from lms.access import Actor, ActorMembership
from lms.accounts.models import Membership, Person
from lms.accounts.service.memberships import join_confirmed, leave_organisation
from lms.assessment.models import Attempt, SavedAnswer, Submission
from lms.assessment.rules import attempts as rules
from lms.catalogue.models import CourseRevision
from lms.catalogue.queries import get_revision
from lms.db.base import db
from lms.demo.rules.answers import answers_to
from lms.learning import queries, service
from lms.learning.rules import page_ids, pages_to_reread
from lms.progress.models import CourseCompletion, ModuleCompletion, ModuleProgress, PageCompletion, Rereading
from tests.integration.demo.conftest import Demo

CODE = "small"
PEOPLE = 60
COMPARED = 8


def test_every_row_follows_from_the_rules(demo: Demo) -> None:
    demo.load_few(PEOPLE)
    assert demo.count(Rereading) and demo.count(CourseCompletion)
    assert demo.count(Attempt, Attempt.open) and demo.count(Submission, Submission.passed.is_(False))
    attempts_are_drawn_and_marked_by_the_rules()
    passes_complete_and_failed_rounds_ask_to_read_again()
    pages_are_of_the_revision_and_read_before_questions()
    completions_hold_what_was_asked_for()
    nothing_was_before_publication_membership_or_after_the_demo()


def module_of(row: Attempt | ModuleProgress) -> Any:
    return get_revision(row.revision_id).course.module_of(row.module_id)


def attempts_are_drawn_and_marked_by_the_rules() -> None:
    for attempt in db.session.scalars(select(Attempt)):
        quiz = module_of(attempt).quiz
        drawn = rules.draw(quiz, attempt.seed)
        assert attempt.drawn == [each.to_json() for each in drawn]
        assert attempt.allowed == quiz.attempts
        saved = db.session.scalars(select(SavedAnswer).where(SavedAnswer.attempt_id == attempt.id))
        answers = {each.question_id: tuple(each.options) for each in saved.all()}
        found = db.session.scalars(select(Submission).where(Submission.attempt_id == attempt.id)).one_or_none()
        assert attempt.open == (found is None)
        if found is not None:
            marking = rules.mark([quiz.question(each.question_id) for each in drawn], answers, quiz.pass_mark)
            assert found.marks == [each.to_json() for each in marking.marks]
            assert Fraction(found.score).limit_denominator(100) == marking.score
            kept = (found.out_of, found.pass_score, found.passed)
            assert kept == (len(drawn), marking.pass_score, marking.passed)


def passes_complete_and_failed_rounds_ask_to_read_again() -> None:
    rows = db.session.execute(select(Attempt, Submission).join(Submission, Submission.attempt_id == Attempt.id)).all()
    passed = {(a.person_id, a.module_id, s.submitted_at) for a, s in rows if s.passed}
    modules = db.session.scalars(select(ModuleCompletion)).all()
    assert passed == {(each.person_id, each.module_id, each.completed_at) for each in modules}
    assert all(each.minutes == module_of(each).minutes for each in modules)
    failed = {
        (a.person_id, a.module_id, a.round + 1, s.submitted_at, reread_after(a, s))
        for a, s in rows
        if not s.passed and a.number == a.allowed
    }
    asked = db.session.execute(select(ModuleProgress, Rereading).join(Rereading))
    assert failed == {(p.person_id, p.module_id, r.reading, r.asked_at, tuple(r.page_ids)) for p, r in asked}


def reread_after(attempt: Attempt, submission: Submission) -> tuple[str, ...]:
    missed = [each["outcome"] for each in submission.marks if each["mark"] != "1"]
    return tuple(page.id for page in pages_to_reread(module_of(attempt), missed))


def pages_are_of_the_revision_and_read_before_questions() -> None:
    for progress in db.session.scalars(select(ModuleProgress)):
        pages = db.session.scalars(select(PageCompletion).where(PageCompletion.progress_id == progress.id)).all()
        rereadings = db.session.scalars(select(Rereading).where(Rereading.progress_id == progress.id))
        asked = {1: page_ids(module_of(progress)), **{each.reading: each.page_ids for each in rereadings}}
        assert all(page.page_id in asked[page.reading] for page in pages)
        same = (Attempt.person_id == progress.person_id, Attempt.module_id == progress.module_id)
        for attempt in db.session.scalars(select(Attempt).where(*same)):
            assert attempt.revision_id == progress.revision_id
            read = {page.page_id for page in pages if page.reading == attempt.round}
            assert read == set(asked[attempt.round])
            assert all(page.completed_at < attempt.started_at for page in pages if page.reading == attempt.round)


def completions_hold_what_was_asked_for() -> None:
    for person_id in db.session.scalars(select(Person.id)):
        groups = db.session.scalars(
            select(Membership.staff_group).where(
                Membership.person_id == person_id, Membership.confirmed_at.is_not(None)
            )
        ).all()
        own = select(ModuleCompletion).where(ModuleCompletion.person_id == person_id)
        passed = {each.module_id: each for each in db.session.scalars(own)}
        found = db.session.scalars(
            select(CourseCompletion).where(CourseCompletion.person_id == person_id)
        ).one_or_none()
        [study] = queries.course_studies(person_id)
        asked = [module.id for module in study.live.course.required_modules(groups)]
        assert (found is not None) == (set(asked) <= set(passed))
        if found is not None:
            assert [each["module_id"] for each in found.modules] == asked
            assert all(
                (each["revision_id"], each["minutes"])
                == (passed[each["module_id"]].revision_id, passed[each["module_id"]].minutes)
                for each in found.modules
            )
            assert found.completed_at == max(passed[each].completed_at for each in asked)


def nothing_was_before_publication_membership_or_after_the_demo() -> None:
    end = datetime.fromisoformat("2026-11-01T00:00+00:00")
    begun = select(ModuleProgress.started_at, CourseRevision.published_at, Person.created_at)
    begun = begun.join(CourseRevision, CourseRevision.id == ModuleProgress.revision_id).join(
        Person, Person.id == ModuleProgress.person_id
    )
    for started_at, published_at, created_at in db.session.execute(begun):
        assert max(published_at, created_at) <= started_at < end
    for column in (PageCompletion.completed_at, SavedAnswer.saved_at, Submission.submitted_at, Membership.asked_at):
        assert all(at < end for at in db.session.scalars(select(column)))


def test_done_over_again_through_the_services_it_leaves_the_same_rows(demo: Demo) -> None:
    demo.load_few(PEOPLE)
    readers = set(db.session.scalars(select(ModuleProgress.person_id)))
    again = set(db.session.scalars(select(ModuleProgress.person_id).join(Rereading)))
    compared = sorted(readers - again)  # which pages are asked for again hangs on the questions that chance draws
    compared = compared[:: len(compared) // COMPARED]
    assert len(compared) >= COMPARED
    for person_id in compared:
        twin = demo.make.person()
        live_over_again(person_id, twin)
        db.session.flush()
        assert list(rows_of(twin.id)) == list(rows_of(person_id))


def live_over_again(person_id: int, twin: Person) -> None:
    """Join, study and leave as this person did, at the same instants; every failed attempt with nothing answered."""
    memberships = db.session.scalars(select(Membership).where(Membership.person_id == person_id)).all()
    memberships = [each for each in memberships if each.confirmed_at]
    for each in memberships:
        with clock.travel(each.asked_at):
            join_confirmed(person=twin, organisation_id=each.organisation_id, staff_group=each.staff_group)
    groups = tuple(ActorMembership(each.organisation_id, "", each.staff_group) for each in memberships)
    now = clock.now()
    actor = Actor(twin.id, twin.key, twin.name, twin.email, "", 0, now, now, memberships=groups)
    for progress in db.session.scalars(
        select(ModuleProgress).where(ModuleProgress.person_id == person_id).order_by(ModuleProgress.id)
    ).all():
        study_over_again(progress, actor)
    for each in memberships:
        if each.ended_on:
            with clock.travel(datetime.fromisoformat(f"{each.ended_on}T12:00+00:00")):
                own = select(Membership.id).where(
                    Membership.person_id == twin.id, Membership.organisation_id == each.organisation_id
                )
                assert leave_organisation(owner=twin.id, membership_id=db.session.scalars(own).one())


def study_over_again(progress: ModuleProgress, actor: Actor) -> None:
    module = module_of(progress)

    def study() -> queries.Study:
        return queries.get_study(actor.person_id, CODE, module.number)

    with clock.travel(progress.started_at):
        service.start_module(actor=actor, study=study())
    for row in db.session.scalars(
        select(PageCompletion).where(PageCompletion.progress_id == progress.id).order_by(PageCompletion.id)
    ).all():
        with clock.travel(row.completed_at):
            page = next(each for each in module.pages if each.id == row.page_id)
            service.read_page(actor=actor, study=study(), page=page)
    attempts = select(Attempt).where(Attempt.person_id == progress.person_id, Attempt.module_id == module.id)
    for attempt in db.session.scalars(attempts.order_by(Attempt.id)).all():
        with clock.travel(attempt.started_at):
            service.start_attempt(actor=actor, study=study())
        done = db.session.scalars(select(Submission).where(Submission.attempt_id == attempt.id)).one_or_none()
        if done is not None:
            sitting = queries.sittings(actor.person_id, study())[-1]
            for drawn in sitting.drawn if done.passed else ():
                question = module.quiz.question(drawn.question_id)
                values = answers_to(question).right[0]
                service.save_answer(actor=actor, sitting=sitting, question=question, values=values)
            with clock.travel(done.submitted_at):
                service.submit_attempt(actor=actor, study=study(), sitting=sitting)


# What the demo and chance share no say in: ids, and all that hangs on which questions were drawn and how answered.
OWN = {"id", "person_id", "progress_id", "attempt_id", "seed", "drawn", "marks", "score"}


def rows_of(person_id: int) -> Iterator[tuple[Any, ...]]:
    """Everything about somebody's memberships and study, but for what chance decides."""
    own = {"progress_id": ModuleProgress, "attempt_id": Attempt}
    for model in (Membership, ModuleProgress, PageCompletion, Attempt, Submission, ModuleCompletion, CourseCompletion):
        table = model.__table__
        link = next((name for name in own if name in table.c), None)
        holder = own[link].__table__ if link else table
        query = select(*[column for column in table.c if column.name not in OWN]).where(holder.c.person_id == person_id)
        if link:
            query = query.join(holder, holder.c.id == table.c[link])
        if model is Membership:
            query = query.where(table.c.confirmed_at.is_not(None))
        yield model.__name__, db.session.execute(query.order_by(table.c.id)).all()
