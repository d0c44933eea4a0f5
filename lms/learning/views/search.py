"""Searching a course.

The words travel by POST, and back in an address only sealed to the signed-in session: no address, log or history can
be read for them, and going back shows the results again. Nothing of a search is kept.
"""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms.access import current_actor, signed_in
from lms.catalogue.queries import get_index
from lms.learning import queries
from lms.learning.forms import SearchForm
from lms.learning.presenters.search import Found, found
from lms.learning.queries import CourseStudy
from lms.learning.views.blueprint import blueprint, owner
from lms.web.sealing import seal, unseal

PURPOSE = "search"


@blueprint.get("/learning/<code>/search")
@signed_in
def show_search(code: str) -> ResponseReturnValue:
    """What was searched for and found; without words of this session, the empty box."""
    course = _find_course(code)
    words = unseal(PURPOSE, current_actor(), request.args.get("sealed", "")) or ""
    return _render(course, SearchForm(formdata=None, words=words), _found(course, words) if words else None)


@blueprint.post("/learning/<code>/search")
@signed_in
def search_course(code: str) -> ResponseReturnValue:
    """Search: on to the results, at an address that says nothing."""
    course, form = _find_course(code), SearchForm()
    if not form.validate():
        return _render(course, form), 422
    sealed = seal(PURPOSE, current_actor(), form.words.data)
    return redirect(url_for("learning.show_search", code=code, sealed=sealed), 303)


def _find_course(code: str) -> CourseStudy:
    """The live course of this code as its student has it; 404 where there is none."""
    return next((course for course in queries.course_studies(owner()) if course.live.course.code == code), None) or (
        abort(404)
    )


def _found(course: CourseStudy, words: str) -> Found:
    revisions = {study.revision.revision_id for study in course.modules}
    return found(words, course.modules, {each: get_index(each) for each in sorted(revisions, reverse=True)})


def _render(course: CourseStudy, form: SearchForm, results: Found | None = None) -> str:
    return render_template("learning/show_search.html", code=course.live.course.code, form=form, found=results)
