"""Questions from Moodle and to it, as XML."""

from flask import render_template
from flask.typing import ResponseReturnValue

from lms.access import Permission, current_actor, requires
from lms.authoring import service
from lms.authoring.forms import MoodleForm
from lms.authoring.views.blueprint import blueprint, find_course
from lms.authoring.views.questions import quiz_path
from lms.content.moodle import different_in_moodle, write_moodle
from lms.content.schema import FromMoodle
from lms.content.workbench import TookTooLong, workbench
from lms.web.downloads import send_bytes


@blueprint.route("/courses/<code>/files/<key>/moodle", methods=["GET", "POST"])
@requires(Permission.WRITE_COURSES)
def import_questions(code: str, key: str) -> ResponseReturnValue:
    """Put questions of a Moodle XML file behind those of a module, as text that is not saved yet; what cannot be taken
    is listed with its line."""
    course, form, found = find_course(code), MoodleForm(), FromMoodle()
    path = quiz_path(course, key)
    service.let_others_write()
    questions = workbench.questions(course.files, path)
    if form.validate_on_submit():
        try:
            found = workbench.from_moodle(form.file.data.read())
            service.add_text(actor=current_actor(), course=course, path=path, text=found.markdown)
        except TookTooLong:
            form.refuse("This file could not be read in time. Split it", "file")
    differing = {each.title: words for each in questions if (words := different_in_moodle(each))}
    page = render_template(
        "authoring/import_questions.html", course=course, path=path, form=form, found=found, differing=differing,
        count=len(questions),
    )  # fmt: skip
    return page, 422 if form.is_submitted() and form.errors else 200


@blueprint.get("/courses/<code>/files/<key>/moodle.xml")
@requires(Permission.WRITE_COURSES)
def export_questions(code: str, key: str) -> ResponseReturnValue:
    """The questions of a module as Moodle XML."""
    course = find_course(code)
    questions = workbench.questions(course.files, quiz_path(course, key))
    return send_bytes(write_moodle(questions), "questions.xml", "application/xml")
