"""From an approved draft to what learners get, and back to an older text; and a course as files."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from lms import settings
from lms.access import Permission, current_actor, requires
from lms.authoring import queries, service
from lms.authoring.forms import PublishForm, UploadForm
from lms.authoring.rules.archives import BadArchive, pack, unpack
from lms.authoring.rules.changes import changes
from lms.authoring.rules.reviews import State, state
from lms.authoring.service import Refused
from lms.authoring.views.blueprint import blueprint, find_course, go_to
from lms.catalogue.queries import revision_files, revisions
from lms.catalogue.rules import ChangeKind
from lms.catalogue.service import MayNotPublish
from lms.content.files import too_much
from lms.content.revision import changed_paths, fingerprint
from lms.progress.queries import count_learners
from lms.web.downloads import send_bytes
from lms.web.forms import Form


@blueprint.route("/courses/<code>/publish", methods=["GET", "POST"])
@requires(Permission.WRITE_COURSES)
def publish_draft(code: str) -> ResponseReturnValue:
    """What will change for whom, and the button."""
    course = find_course(code)
    form = PublishForm() if course.revision_number else Form()  # a first text changes nothing for anybody
    sent = queries.find_review(course.course_id)
    approved = sent is not None and state(sent, fingerprint(course.files)) is State.APPROVED
    if form.validate_on_submit():
        try:
            _publish(code, course.files, form)
            return go_to("list_revisions", code)
        except (Refused, MayNotPublish) as refusal:
            form.refuse(str(refusal))
    page = render_template(
        "authoring/publish_draft.html", course=course, form=form, approved=approved,
        changes=changes(course.live, course.files), learners=count_learners(course.course_id),
    )  # fmt: skip
    return page, 422 if form.is_submitted() else 200


def _publish(code: str, files: dict[str, bytes], form: Form) -> None:
    prepared = service.prepare(files)
    kind = ChangeKind(form.data.get("change", ChangeKind.FIRST))
    service.publish(
        actor=current_actor(), code=code, prepared=prepared, change=kind, reason=form.data.get("reason", ""),
        production=settings.current().is_production,
    )  # fmt: skip


@blueprint.get("/courses/<code>/revisions")
@requires(Permission.WRITE_COURSES)
def list_revisions(code: str) -> ResponseReturnValue:
    """Every text that was published."""
    course = find_course(code)
    return render_template(
        "authoring/list_revisions.html", course=course, revisions=revisions(course.course_id), me=current_actor().key
    )


@blueprint.get("/courses/<code>/revisions/<int:number>")
@requires(Permission.WRITE_COURSES)
def show_revision(code: str, number: int) -> ResponseReturnValue:
    """What differed in a revision from the one before it, and what would differ from the draft."""
    course = find_course(code)
    found = {each.number: each for each in revisions(course.course_id)}
    if number not in found:
        abort(404)
    before = revision_files(found[number - 1].revision_id) if number > 1 else {}
    files = revision_files(found[number].revision_id)
    return render_template(
        "authoring/show_revision.html", course=course, revision=found[number], changes=changes(before, files),
        differs=files != course.files,
    )  # fmt: skip


@blueprint.post("/courses/<code>/revisions/<int:number>")
@requires(Permission.WRITE_COURSES)
def restore_revision(code: str, number: int) -> ResponseReturnValue:
    """Let the draft read as this revision: going back is publishing the older text as a new one."""
    course = find_course(code)
    found = next((each for each in revisions(course.course_id) if each.number == number), None) or abort(404)
    service.replace_draft(actor=current_actor(), code=code, files=revision_files(found.revision_id))
    return go_to("show_course", code)


@blueprint.get("/courses/<code>/course.zip")
@requires(Permission.WRITE_COURSES)
def export_course(code: str) -> ResponseReturnValue:
    """The files of the draft, byte for byte."""
    return send_bytes(pack(find_course(code).files), "course.zip", "application/zip")


@blueprint.route("/courses/<code>/import", methods=["GET", "POST"])
@requires(Permission.WRITE_COURSES)
def import_course(code: str) -> ResponseReturnValue:
    """Let the draft read as an uploaded zip; what is live stays live."""
    course, form = find_course(code), UploadForm()
    if form.validate_on_submit():
        try:
            files = unpack(form.file.data.read())
            if heavy := too_much(files):
                raise BadArchive(heavy[0].message)
            service.replace_draft(actor=current_actor(), code=code, files=files)
            return go_to("show_course", code, uploaded="yes")
        except BadArchive as refusal:
            form.refuse(str(refusal), "file")
    drafted = len(changed_paths(course.live, course.files))
    page = render_template("authoring/import_course.html", course=course, form=form, drafted=drafted)
    return page, 422 if form.is_submitted() else 200
