"""A module on paper: as its reader has it, drawn once for everybody."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms.access import Permission, current_actor, signed_in
from lms.learning import queries, service
from lms.learning.presenters.handout import has_hard_part
from lms.learning.queries import Study
from lms.learning.rules import PrintKind, print_kind
from lms.learning.views.blueprint import begun_study, blueprint, go_to
from lms.web.downloads import send_bytes


@blueprint.get("/learning/<code>/<int:module>/print")
@signed_in
def show_print(code: str, module: int) -> ResponseReturnValue:
    """What would be printed, and what may be left out or put in."""
    study, _ = begun_study(code, module)
    return render_template(
        "learning/show_print.html", study=study, has_hard_part=has_hard_part(study.module), may_have_notes=_is_trainer()
    )


@blueprint.post("/learning/<code>/<int:module>/print")
@signed_in
def request_print(code: str, module: int) -> ResponseReturnValue:
    """Have it drawn, where it was not before; on to where it will be."""
    study, _ = begun_study(code, module)
    kind = _allowed(print_kind(whole="whole" in request.form, notes="notes" in request.form))
    service.request_print(study=study, kind=kind)
    return go_to(study, "show_printed", kind=kind.value)


@blueprint.get("/learning/<code>/<int:module>/print/<kind>")
@signed_in
def show_printed(code: str, module: int, kind: str) -> ResponseReturnValue:
    """The PDF to download, or that it is being prepared; before anybody asked for it, the page where that is done."""
    study, chosen = _chosen(code, module, kind)
    is_ready = queries.print_is_ready(study, chosen)
    if is_ready is None:
        return go_to(study, "show_print")
    return render_template("learning/show_printed.html", study=study, kind=chosen, is_ready=is_ready)


@blueprint.get("/learning/<code>/<int:module>/print/<kind>/module.pdf")
@signed_in
def download_print(code: str, module: int, kind: str) -> ResponseReturnValue:
    """The stored PDF; while it is being prepared, the page that says so."""
    study, chosen = _chosen(code, module, kind)
    content = queries.find_print(study, chosen)
    if content is None:
        return redirect(url_for(".show_printed", code=code, module=module, kind=kind), 303)
    return send_bytes(content, "module.pdf", "application/pdf")


def _chosen(code: str, module: int, kind: str) -> tuple[Study, PrintKind]:
    """The module and kind that an address names; 404 for a kind that there is not, or not for this person."""
    study, _ = begun_study(code, module)
    if kind not in list(PrintKind):
        abort(404)
    return study, _allowed(PrintKind(kind))


def _allowed(kind: PrintKind) -> PrintKind:
    if kind.notes and not _is_trainer():
        abort(404)
    return kind


def _is_trainer() -> bool:
    return current_actor().may(Permission.SEE_TRAINER_NOTES)
