"""What first attempts say of each question of a module."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from lms.access import Permission, requires
from lms.assessment.queries import first_attempts
from lms.assessment.rules.flags import flags
from lms.assessment.rules.items import items
from lms.assessment.rules.reliability import in_words, reliability
from lms.authoring import presenters
from lms.authoring.views.blueprint import blueprint
from lms.catalogue.queries import NoSuchCourse, get_live_course, same_questions


@blueprint.get("/courses/<code>/items/<int:module>")
@requires(Permission.WRITE_COURSES)
def show_items(code: str, module: int) -> ResponseReturnValue:
    """Which question is broken, and how: over at least 10 first attempts each, and of nobody."""
    try:
        live = get_live_course(code)
        here = live.course.module(module)
    except (NoSuchCourse, KeyError):
        abort(404)
    attempts = first_attempts(live.course_id, here.id, same_questions(live, here))
    found = items(here.quiz.questions, attempts)
    told = {
        question.id: flags(question, found[question.id]) for question in here.quiz.questions if question.id in found
    }
    reliable = reliability(attempts)
    return render_template(
        "authoring/show_items.html", code=code, module=here, modules=live.course.modules, attempts=len(attempts),
        rows=presenters.item_rows(here.quiz.questions, found, told), reliability=reliable, means=in_words(reliable),
    )  # fmt: skip
