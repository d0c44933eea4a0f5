"""Questions and quizzes as plain values, for rules and for courses that are published without their text."""

from collections.abc import Mapping
from typing import Any

from lms.assessment import queries, service
from lms.catalogue.queries import LiveCourse
from lms.content.questions import KINDS, Response
from lms.content.schema import Option, Question, Quiz, ShowAnswers

OUTCOMES = {
    "emergency": "Choose between 999, 101 and specialist help",
    "records": "Stop a record from giving somebody away",
}


def question(
    _make: Any,
    id_: str,
    *,
    outcome: str = "emergency",
    right: str = "a",
    critical: bool = False,
    options: str = "abc",
    kind: str = "",
) -> Question:
    """A question with the options a, b and c; those in `right` are right, several make it `multiple`."""
    kind = kind or ("multiple" if len(right) > 1 else "single")
    return Question(
        id=id_,
        kind=kind,
        control=KINDS[kind].control,
        title=f"What do you do in case {id_}?",
        stem=f"<p>Case {id_} happens today.</p>",
        outcome=outcome,
        critical=critical,
        options=tuple(
            Option(
                id=each,
                html=f"Way {each} of {id_}",
                text=f"Way {each} of {id_}",
                right=each in right,
                feedback=f"<p>Reason {each} of {id_}.</p>",
            )
            for each in options
        ),
    )


def quiz(make: Any, *questions: Question, **fields: Any) -> Quiz:
    """A quiz over these questions, or over three for each outcome; all its pass rules can be given."""
    bank = questions or tuple(
        question(make, f"{outcome}-{number}", outcome=outcome, critical=number == 1)
        for outcome in OUTCOMES
        for number in (1, 2, 3)
    )
    usual = {
        "draw": 4,
        "at_least_per_outcome": 2,
        "pass_mark": 75,
        "attempts": 2,
        "wait_hours": 0,
        "shuffle": True,
        "show_answers": ShowAnswers.AFTER_EACH_ATTEMPT,
    }
    return Quiz(**{**usual, **fields}, questions=bank)


def handed_in(
    make: Any,
    live: LiveCourse,
    *,
    person: Any = None,
    module_id: str = "module-4",
    said: Mapping[str, Response] | Response = ("a",),
    cycle: int = 1,
) -> Any:
    """The person's next attempt at a module, drawn, answered, handed in and marked by the service; `said` is what they
    say to each question, by its id, or to all. Returns the person."""
    person = person or make.person()
    quiz = live.course.module_of(module_id).quiz
    sat = {"course_id": live.course_id, "module_id": module_id, "cycle": cycle}
    service.start_attempt(owner=person.id, revision_id=live.revision_id, quiz=quiz, **sat)
    sitting = queries.sittings(person.id, live.course_id, module_id, cycle=cycle)[-1]
    for each in sitting.drawn:
        response = said.get(each.question_id, ()) if isinstance(said, Mapping) else said
        service.save_answer(owner=person.id, sitting=sitting, question_id=each.question_id, response=response)
    service.submit_attempt(owner=person.id, sitting=sitting, quiz=quiz)
    return person
