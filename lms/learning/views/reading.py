"""A module and its pages."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from lms.access import Permission, current_actor, signed_in
from lms.content.schema import Page
from lms.learning import queries, rules, service
from lms.learning.forms import posted_answer
from lms.learning.presenters import thread
from lms.learning.presenters.page import Tried, blocks, problem
from lms.learning.queries import Study
from lms.learning.views.blueprint import begun_study, blueprint, find_study, go_to, owner
from lms.progress.rules import Standing


@blueprint.get("/learning/<code>/<int:module>")
@signed_in
def show_module(code: str, module: int) -> ResponseReturnValue:
    """What is in a module, and where to begin or carry on."""
    study = find_study(code, module)
    standing = study.standing
    dots = thread.pages(study.module, standing) if standing else []
    resume = rules.resume_page(study.module, standing) if standing else None
    changed = queries.changed_since(owner(), [study]).get(study.module.id, ())
    return render_template("learning/show_module.html", study=study, dots=dots, resume=resume, changed=changed)


@blueprint.post("/learning/<code>/<int:module>")
@signed_in
def start_module(code: str, module: int) -> ResponseReturnValue:
    """Begin: from here on the module stays as it reads today."""
    study = find_study(code, module)
    service.start_module(actor=current_actor(), study=study)
    return go_to(study, "show_page", page=1)


@blueprint.get("/learning/<code>/<int:module>/<int:page>")
@signed_in
def show_page(code: str, module: int, page: int) -> ResponseReturnValue:
    """A page to read."""
    study, standing = begun_study(code, module)
    return _render(study, standing, _page(study, page))


@blueprint.post("/learning/<code>/<int:module>/<int:page>")
@signed_in
def read_page(code: str, module: int, page: int) -> ResponseReturnValue:
    """The page is read; on to the next, to the cases, or to the questions."""
    study, standing = begun_study(code, module)
    following = service.read_page(actor=current_actor(), study=study, page=_page(study, page))
    if following:
        return go_to(study, "show_page", page=following.number)
    return go_to(study, "list_cases" if rules.offers_cases(study.module, standing) else "show_questions")


@blueprint.post("/learning/<code>/<int:module>/<int:page>/keep")
@signed_in
def keep_page(code: str, module: int, page: int) -> ResponseReturnValue:
    """Keep this page to find it again, or keep it no more; back to it either way."""
    study, _ = begun_study(code, module)
    change = service.let_go_of_page if request.form.get("kept") == "no" else service.keep_page
    change(actor=current_actor(), study=study, page=_page(study, page))
    return go_to(study, "show_page", page=page, _anchor="keep")


@blueprint.post("/learning/<code>/<int:module>/<int:page>/check")
@signed_in
def check_knowledge(code: str, module: int, page: int) -> ResponseReturnValue:
    """The same page with the reason for every option of one check. Nothing is recorded."""
    study, standing = begun_study(code, module)
    here = _page(study, page)
    tried = Tried(request.form.get("check", ""), posted_answer(request.form))
    if tried.question_id not in {check.id for check in here.checks}:
        abort(404)
    return _render(study, standing, here, tried)


def _page(study: Study, number: int) -> Page:
    try:
        return study.module.page(number)
    except KeyError:
        abort(404)


def _render(study: Study, standing: Standing, page: Page, tried: Tried | None = None) -> ResponseReturnValue:
    me = current_actor()
    seen = blocks(page, me.staff_groups, trainer=me.may(Permission.SEE_TRAINER_NOTES), tried=tried)
    unreadable = problem(seen)
    dots = thread.pages(study.module, standing, page)
    html = render_template(
        "learning/show_page.html",
        study=study,
        page=page,
        blocks=seen,
        dots=dots,
        problem=unreadable,
        kept=queries.is_kept(me.person_id, study, page),
    )
    return html, 422 if unreadable else 200
