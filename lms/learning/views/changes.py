"""What has changed since a module was passed: those pages alone, as they read today. Nothing of it has to be done."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from lms.access import Permission, current_actor, signed_in
from lms.learning import queries, service
from lms.learning.forms import posted_answer
from lms.learning.presenters.page import Tried, blocks, problem
from lms.learning.queries import ChangedPage, Study
from lms.learning.views.blueprint import begun_study, blueprint, go_to, owner


@blueprint.get("/learning/<code>/<int:module>/changes")
@signed_in
def show_changes(code: str, module: int) -> ResponseReturnValue:
    """The pages that have changed, why, and which of them were read again."""
    study, _ = begun_study(code, module)
    return render_template("learning/show_changes.html", study=study, changed=_changed(study))


@blueprint.get("/learning/<code>/<int:module>/changes/<int:page>")
@signed_in
def show_changed_page(code: str, module: int, page: int) -> ResponseReturnValue:
    """A page as it reads today."""
    study, _ = begun_study(code, module)
    return _render(study, _find(study, page))


@blueprint.post("/learning/<code>/<int:module>/changes/<int:page>")
@signed_in
def read_changed_page(code: str, module: int, page: int) -> ResponseReturnValue:
    """The page is read again; back to those that are left."""
    study, _ = begun_study(code, module)
    service.read_changed_page(actor=current_actor(), study=study, page=_find(study, page).page)
    return go_to(study, "show_changes")


@blueprint.post("/learning/<code>/<int:module>/changes/<int:page>/check")
@signed_in
def check_changed_page(code: str, module: int, page: int) -> ResponseReturnValue:
    """The same page with the reason for every option of one check. Nothing is recorded."""
    study, _ = begun_study(code, module)
    here, tried = _find(study, page), Tried(request.form.get("check", ""), posted_answer(request.form))
    if tried.question_id not in {check.id for check in here.page.checks}:
        abort(404)
    return _render(study, here, tried)


def _changed(study: Study) -> tuple[ChangedPage, ...]:
    return queries.changed_since(owner(), [study]).get(study.module.id, ())


def _find(study: Study, number: int) -> ChangedPage:
    """The page of this number in the live revision; without a change to it, on to what there is; 404 without it."""
    for changed in _changed(study):
        if changed.page.number == number:
            return changed
    live = [each for each in study.live.course.modules if each.id == study.module.id]
    is_there = any(page.number == number for module in live for page in module.pages)
    abort(go_to(study, "show_changes") if is_there else 404)


def _render(study: Study, changed: ChangedPage, tried: Tried | None = None) -> ResponseReturnValue:
    me = current_actor()
    seen = blocks(changed.page, me.staff_groups, trainer=me.may(Permission.SEE_TRAINER_NOTES), tried=tried)
    unreadable = problem(seen)
    html = render_template(
        "learning/show_changed_page.html", study=study, changed=changed, blocks=seen, problem=unreadable
    )
    return html, 422 if unreadable else 200
