"""Pages of certificates: one's own, the name to be printed, the PDF; and the public page that checks one."""

from hashlib import sha256
from typing import Any, NoReturn

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import TooManyRequests

from lms import clock, settings
from lms.access import current_actor, signed_in, traceless
from lms.accounts.rules.sign_in import THROTTLE_WINDOW, ThrottledAct
from lms.accounts.service.throttle import TooManyTries, note_try
from lms.catalogue.queries import get_live_course
from lms.certificates import presenters, queries, service
from lms.certificates.forms import CodeForm, NameForm, PdfForm
from lms.certificates.queries import OwnCertificate
from lms.certificates.rules.answers import MOST_BYTES, Answer
from lms.certificates.rules.corrections import corrections_left
from lms.certificates.rules.number import read_number
from lms.certificates.rules.script import language_of
from lms.progress.queries import find_course_completion
from lms.web.downloads import send_bytes

blueprint = Blueprint("certificates", __name__)


@blueprint.get("/certificates")
@signed_in
def list_certificates() -> ResponseReturnValue:
    """One's own certificates, the latest first."""
    actor = current_actor()
    lines = [presenters.line(own, clock.today()) for own in queries.own_certificates(actor.person_id)]
    waiting = queries.courses_without_certificate(actor.person_id)
    return render_template("certificates/list_certificates.html", lines=lines, waiting=waiting)


@blueprint.route("/certificates/<code>/name", methods=["GET", "POST"])
@signed_in
def confirm_name(code: str) -> ResponseReturnValue:
    """The name to be printed: typed, shown as it will stand, and confirmed, which issues the certificate."""
    actor = current_actor()
    course_id = _completed_course(actor.person_id, code)
    if own := queries.find_current_certificate(actor.person_id, course_id):
        return redirect(url_for(".show_certificate", key=own.key), 303)
    form = NameForm(name=actor.name)
    if form.validate_on_submit() and _is_confirmed():
        key = service.issue(owner=actor.person_id, course_id=course_id, **_chosen(form))
        return redirect(url_for(".show_certificate", key=key), 303)
    return _name_page(form, "certificates/confirm_name.html")


@blueprint.get("/certificates/<key>/")
@signed_in
def show_certificate(key: str) -> ResponseReturnValue:
    """The certificate as a page, for its owner alone."""
    own = _own_or_404(key)
    sheet = presenters.sheet_view(own)
    address = f"{settings.current().public_url}/check".partition("://")[2]
    return render_template(
        "certificates/show_certificate.html", sheet=sheet, printed=own.printed, check_address=address
    )


@blueprint.get("/certificates/<key>/certificate.pdf")
@signed_in
def download_pdf(key: str) -> ResponseReturnValue:
    """The stored PDF, for its owner alone; while it is being prepared, the page that says so."""
    try:
        content = queries.find_own_pdf(current_actor().person_id, key)
    except LookupError:
        _not_found()
    if content is None:
        return redirect(url_for(".show_certificate", key=key), 303)
    return send_bytes(content, "certificate.pdf", "application/pdf")


@blueprint.route("/certificates/<key>/correct", methods=["GET", "POST"])
@signed_in
def correct_name(key: str) -> ResponseReturnValue:
    """Another name in place of one printed wrongly: a new certificate, which supersedes the old."""
    own = _own_or_404(key)
    if not own.successor_key and not corrections_left(own.issue):
        return redirect(url_for(".show_certificate", key=key), 303)
    form = NameForm(name=own.printed.name, language=own.printed.language)
    if form.validate_on_submit() and _is_confirmed():
        new_key = service.correct(owner=current_actor().person_id, key=key, **_chosen(form))
        return redirect(url_for(".show_certificate", key=new_key), 303)
    if own.successor_key:
        return redirect(url_for(".show_certificate", key=own.successor_key), 303)
    return _name_page(form, "certificates/correct_name.html", sheet=presenters.sheet_view(own))


@blueprint.get("/check")
@traceless
def check_certificate() -> ResponseReturnValue:
    """Where anybody can check a certificate."""
    return _check_page(CodeForm(), PdfForm())


@blueprint.post("/check")
@traceless
def check_code() -> ResponseReturnValue:
    """What can be said about the code on a certificate: the same bytes whatever the reason it cannot be confirmed."""
    form = CodeForm()
    if not form.validate():
        return _check_page(form, PdfForm()), 422
    _refuse_guessing()
    return _answer_page(queries.answer_for_number(read_number(form.code.data), clock.today()))


@blueprint.post("/check/file")
@traceless
def check_file() -> ResponseReturnValue:
    """Whether a PDF is unaltered, by its sha256; it is read once and kept nowhere."""
    request.max_content_length = MOST_BYTES
    form = PdfForm()
    if not form.validate():
        return _check_page(CodeForm(formdata=None), form), 422
    _refuse_guessing()
    digest = sha256(form.pdf.data.read()).hexdigest()
    return _answer_page(queries.answer_for_hash(digest, clock.today()), of_file=True)


def _completed_course(owner: int, code: str) -> int:
    try:
        course_id = get_live_course(code).course_id
    except LookupError:
        _not_found()
    if find_course_completion(owner, course_id) is None:
        _not_found()
    return course_id


def _own_or_404(key: str) -> OwnCertificate:
    try:
        return queries.get_own_certificate(current_actor().person_id, key)
    except LookupError:
        _not_found()


def _is_confirmed() -> bool:
    return "confirmed" in request.form


def _chosen(form: NameForm) -> dict[str, Any]:
    return {"name": form.name.data, "han_forms": form.han_forms.data or ""}


def _name_page(form: NameForm, template: str, **more: Any) -> ResponseReturnValue:
    """The form; once a name is typed, the same page shows how it will stand and asks to confirm."""
    shown = form.name.data if form.is_submitted() and not form.errors else None
    page = render_template(template, form=form, shown=shown, language=language_of(shown or ""), **more)
    return page, 422 if form.errors else 200


def _check_page(code_form: CodeForm, pdf_form: PdfForm) -> str:
    form = pdf_form if pdf_form.errors else code_form
    return render_template("certificates/check_certificate.html", form=form, code_form=code_form, pdf_form=pdf_form)


def _answer_page(answer: Answer, *, of_file: bool = False) -> str:
    heading, sentence = presenters.answer_in_words(answer.verdict)
    unaltered = presenters.UNALTERED if of_file and answer.title else ""
    return render_template(
        "certificates/show_answer.html", heading=heading, sentence=sentence, unaltered=unaltered, answer=answer
    )


def _refuse_guessing() -> None:
    """Checks are counted by address alone: an account they do not have."""
    try:
        note_try(ThrottledAct.CHECK_CERTIFICATE, "", request.remote_addr or "")
    except TooManyTries:
        raise TooManyRequests(retry_after=int(THROTTLE_WINDOW.total_seconds())) from None


def _not_found() -> NoReturn:
    abort(404)
