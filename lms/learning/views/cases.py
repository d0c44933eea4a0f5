"""Branching cases: an offer that can be left out. A walk is its learner's alone, and every step of it has its address.

So going back shows what was chosen there, and a form that is older than the path changes nothing.
"""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from lms.access import current_actor, signed_in
from lms.content.schema import Case
from lms.content.walk import NotOffered, Walk
from lms.learning import queries, rules, service
from lms.learning.presenters import case as presenter
from lms.learning.queries import Study
from lms.learning.views.blueprint import begun_study, blueprint, go_to, owner
from lms.progress.rules import Run


@blueprint.get("/learning/<code>/<int:module>/cases")
@signed_in
def list_cases(code: str, module: int) -> ResponseReturnValue:
    """The module's cases, which can all be left out."""
    study, _ = begun_study(code, module)
    if not study.module.cases:
        abort(404)
    rows = presenter.case_rows(study.module, queries.runs(owner(), study))
    return render_template("learning/list_cases.html", study=study, rows=rows)


@blueprint.get("/learning/<code>/<int:module>/cases/<int:case>")
@signed_in
def show_case(code: str, module: int, case: int) -> ResponseReturnValue:
    """What a case is about, and the walks through it so far."""
    study, found = _find_case(code, module, case)
    runs = queries.runs(owner(), study)
    return render_template(
        "learning/show_case.html",
        study=study,
        case=found,
        walks=presenter.walk_rows(found, runs),
        next_walk=rules.next_walk(found, runs),
        following=rules.case_after(study.module, found),
    )


@blueprint.post("/learning/<code>/<int:module>/cases/<int:case>")
@signed_in
def start_walk(code: str, module: int, case: int) -> ResponseReturnValue:
    """Begin the walk that the form was made for; sent twice, it is begun once."""
    study, found = _find_case(code, module, case)
    walk = service.start_walk(actor=current_actor(), study=study, case=found, wanted=request.form.get("walk", ""))
    return _go_to_end_of(study, found, walk)


@blueprint.get("/learning/<code>/<int:module>/cases/<int:case>/text")
@signed_in
def show_case_text(code: str, module: int, case: int) -> ResponseReturnValue:
    """The whole case on one page: the equal text version, and what a team prints."""
    study, found = _find_case(code, module, case)
    scenes = presenter.case_text(found)
    return render_template("learning/show_case_text.html", study=study, case=found, scenes=scenes)


@blueprint.get("/learning/<code>/<int:module>/cases/<int:case>/walks/<int:walk>")
@signed_in
def show_walk(code: str, module: int, case: int, walk: int) -> ResponseReturnValue:
    """The way that was gone, what was done well, and what to do next time."""
    study, found = _find_case(code, module, case)
    runs = queries.runs(owner(), study)
    run = rules.find_run(found, runs, walk) or abort(404)
    return render_template(
        "learning/show_walk.html",
        study=study,
        case=found,
        run=run,
        page=presenter.walk_page(found, run),
        next_walk=rules.next_walk(found, runs),
        following=rules.case_after(study.module, found),
    )


@blueprint.get("/learning/<code>/<int:module>/cases/<int:case>/walks/<int:walk>/<int:step>")
@signed_in
def show_scene(code: str, module: int, case: int, walk: int, step: int) -> ResponseReturnValue:
    """A scene to choose in, or, before the end of the path, what was chosen there."""
    study, found = _find_case(code, module, case)
    run = _find_run(study, found, walk)
    if not 1 <= step <= len(run.steps) + 1 or Walk(found, run.steps[: step - 1]).has_ended:
        return _go_to_end_of(study, found, run)
    return render_template(
        "learning/show_scene.html",
        study=study,
        case=found,
        run=run,
        page=presenter.scene_page(found, run, step),
        following=rules.case_after(study.module, found),
    )


@blueprint.post("/learning/<code>/<int:module>/cases/<int:case>/walks/<int:walk>/<int:step>")
@signed_in
def take_step(code: str, module: int, case: int, walk: int, step: int) -> ResponseReturnValue:
    """Choose, once: where something else was chosen before, in another window or by an earlier click, that is shown."""
    study, found = _find_case(code, module, case)
    run, choice = _find_run(study, found, walk), request.form.get("choice", "")
    try:
        now = service.take_step(actor=current_actor(), study=study, case=found, run=run, number=step, choice=choice)
    except NotOffered:
        return _go_to_step(study, found, run, min(step, len(run.steps) + 1))
    return _go_to_step(study, found, now, step + 1)


def _find_case(code: str, module: int, number: int) -> tuple[Study, Case]:
    """A case of a module that was begun."""
    study, _ = begun_study(code, module)
    try:
        return study, study.module.case(number)
    except KeyError:
        abort(404)


def _find_run(study: Study, case: Case, number: int) -> Run:
    try:
        return queries.get_run(owner(), study, case, number)
    except LookupError:
        abort(404)


def _go_to_end_of(study: Study, case: Case, run: Run) -> ResponseReturnValue:
    """On to where the path has come to."""
    return _go_to_step(study, case, run, len(run.steps) + 1)


def _go_to_step(study: Study, case: Case, run: Run, step: int) -> ResponseReturnValue:
    if Walk(case, run.steps[: step - 1]).has_ended:
        return go_to(study, "show_walk", case=case.number, walk=run.number)
    return go_to(study, "show_scene", case=case.number, walk=run.number, step=step)
