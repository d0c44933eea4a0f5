"""The assessment: begin, one question a page, check the answers, hand in."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from lms import clock
from lms.access import current_actor, signed_in
from lms.assessment.rules.attempts import Sitting
from lms.assessment.service import AlreadySubmitted
from lms.content.questions import UnreadableAnswer
from lms.learning import queries, rules, service
from lms.learning.forms import posted_answer
from lms.learning.presenters import thread
from lms.learning.presenters.question import answer_rows, answered, asked, assessment_terms
from lms.learning.queries import Study
from lms.learning.views.blueprint import begun_study, blueprint, go_to, owner
from lms.web.replay import wants_json


@blueprint.get("/learning/<code>/<int:module>/questions")
@signed_in
def show_questions(code: str, module: int) -> ResponseReturnValue:
    """What the assessment is, and whether it can be begun, carried on or waited for."""
    study, standing = begun_study(code, module)
    sittings = queries.sittings(owner(), study)
    return render_template(
        "learning/show_questions.html",
        study=study,
        readiness=rules.readiness(study.module, standing, sittings, clock.now()),
        terms=assessment_terms(study.module, sittings),
    )


@blueprint.post("/learning/<code>/<int:module>/questions")
@signed_in
def start_attempt(code: str, module: int) -> ResponseReturnValue:
    """Begin an attempt, or carry on with the one that is open; where that is not open yet, the page says why."""
    study, _ = begun_study(code, module)
    try:
        service.start_attempt(actor=current_actor(), study=study)
    except service.NotOpen:
        return go_to(study, "show_questions")
    return go_to(study, "show_question", number=1)


@blueprint.get("/learning/<code>/<int:module>/questions/<int:number>")
@signed_in
def show_question(code: str, module: int, number: int) -> ResponseReturnValue:
    """One question of the open attempt."""
    study, _ = begun_study(code, module)
    return _render(study, _open_sitting(study), number)


@blueprint.post("/learning/<code>/<int:module>/questions/<int:number>")
@signed_in
def save_answer(code: str, module: int, number: int) -> ResponseReturnValue:
    """Keep the answer; a script gets 204, a person the next question."""
    study, _ = begun_study(code, module)
    sitting, values = _posted_sitting(study), posted_answer(request.form)
    question = study.module.quiz.question(_drawn(sitting, number))
    try:
        service.save_answer(actor=current_actor(), sitting=sitting, question=question, values=values)
    except AlreadySubmitted:
        return _handed_in(study)
    except UnreadableAnswer as unreadable:
        return _render(study, sitting, number, str(unreadable))
    return ("", 204) if wants_json() else _after(study, sitting, number)


@blueprint.get("/learning/<code>/<int:module>/questions/check-answers")
@signed_in
def check_answers(code: str, module: int) -> ResponseReturnValue:
    """Every answer on one page, with the gaps."""
    study, _ = begun_study(code, module)
    sitting = _open_sitting(study)
    rows = answer_rows(study.module, sitting, queries.answers(owner(), sitting))
    terms = assessment_terms(study.module, [sitting])
    return render_template("learning/check_answers.html", study=study, sitting=sitting, rows=rows, terms=terms)


@blueprint.post("/learning/<code>/<int:module>/questions/check-answers")
@signed_in
def submit_attempt(code: str, module: int) -> ResponseReturnValue:
    """Hand in, once; sent again, it leads to the same result."""
    study, _ = begun_study(code, module)
    try:
        service.submit_attempt(actor=current_actor(), study=study, sitting=_posted_sitting(study))
    except AlreadySubmitted:
        return _handed_in(study)
    return go_to(study, "show_result")


def _open_sitting(study: Study) -> Sitting:
    """The attempt that is open; without one, on to the page that says what to do instead."""
    sittings = queries.sittings(owner(), study)
    if sittings and sittings[-1].result is None:
        return sittings[-1]
    abort(go_to(study, "show_result" if sittings else "show_questions"))


def _posted_sitting(study: Study) -> Sitting:
    """The attempt that a form was made for: an old tab never answers the questions of a newer attempt."""
    for sitting in queries.sittings(owner(), study):
        if sitting.name == request.form.get("attempt"):
            return sitting
    abort(404)


def _drawn(sitting: Sitting, number: int) -> str:
    if not 1 <= number <= len(sitting.drawn):
        abort(404)
    return sitting.drawn[number - 1].question_id


def _handed_in(study: Study) -> ResponseReturnValue:
    """The answer to somebody whose attempt was handed in before, in another tab or by an earlier click."""
    if wants_json():
        return {"message": "These answers have been handed in. You can see the result."}, 409
    return go_to(study, "show_result")


def _after(study: Study, sitting: Sitting, number: int) -> ResponseReturnValue:
    """Where saving leads: to the next question, or to all answers once each has one or this was the last."""
    done = answered(study.module, sitting, queries.answers(owner(), sitting))
    if number == len(sitting.drawn) or len(done) == len(sitting.drawn):
        return go_to(study, "check_answers")
    return go_to(study, "show_question", number=number + 1)


def _render(study: Study, sitting: Sitting, number: int, error: str = "") -> ResponseReturnValue:
    question = study.module.quiz.question(_drawn(sitting, number))
    answers = queries.answers(owner(), sitting)
    html = render_template(
        "learning/show_question.html",
        study=study,
        sitting=sitting,
        number=number,
        asked=asked(question, answers.get(question.id, ()), sitting.drawn[number - 1].options),
        dots=thread.questions(len(sitting.drawn), answered(study.module, sitting, answers), number),
        error=error,
    )
    return html, 422 if error else 200
