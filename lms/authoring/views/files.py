"""A file of a draft: written, kept, checked, previewed, saved, put back."""

import re
from collections.abc import Sequence

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from lms import clock
from lms.access import Permission, current_actor, only_reads, requires
from lms.authoring import presenters, queries, service
from lms.authoring.forms import ImageForm, TextForm
from lms.authoring.presenters import Desk
from lms.authoring.rules.changes import changes
from lms.authoring.rules.finding import MOST_FOUND, found_lines
from lms.authoring.rules.pictures import BadPicture, line_for, place_of
from lms.authoring.rules.texts import first_change, name_of, posted, shown_or_none
from lms.authoring.rules.uses import used_in
from lms.authoring.service import Refused, Stale
from lms.authoring.views.blueprint import (
    as_drawn,
    blueprint,
    find_course,
    find_path,
    go_to,
    line_in,
    outline_of,
    paths_of,
    picture_at,
    posted_path,
    try_address,
)
from lms.catalogue.queries import WrittenCourse
from lms.content.files import Files
from lms.content.keys import key_of
from lms.content.problems import Problem
from lms.content.report import Report
from lms.content.schema import Drawn
from lms.content.workbench import TookTooLong, workbench


@blueprint.get("/courses/<code>/files/<key>")
@requires(Permission.WRITE_COURSES)
def show_file(code: str, key: str) -> ResponseReturnValue:
    """A file to write in, as it reads in the draft; or what this person typed into it last and did not save."""
    course, me = find_course(code), current_actor()
    path = find_path(course, key)
    kept = queries.find_kept(me.person_id, course.course_id, path)
    data = course.files.get(path)
    text = kept.text if kept else shown_or_none(data or b"")
    picture = picture_at(course, path)
    if text is None or (picture and not path.endswith(".svg")):
        outline = outline_of(course)
        return render_template(
            "authoring/_picture.html", course=course, path=path, picture=picture, size=len(data or b""),
            title=presenters.title_of(path, outline), uses=presenters.uses(used_in(course.files, path), outline),
        )  # fmt: skip
    kept_at = presenters.time_of_day(kept.kept_at) if kept else ""
    return _desk(course, path, text, kept.base if kept else name_of(data), kept=kept, kept_at=kept_at)


@blueprint.post("/courses/<code>/files/<key>")
@requires(Permission.WRITE_COURSES)
def save_file(code: str, key: str) -> ResponseReturnValue:
    """Save the file, or only look at it; what was typed is kept either way."""
    course, form = find_course(code), TextForm()
    path = find_path(course, key)
    text, base = form.text.data or "", form.base.data or ""
    if not form.validate_on_submit():
        return _desk(course, path, text, base, form=form), 422
    if request.form.get("then") == "look":
        service.keep_text(actor=current_actor(), course=course, path=path, text=text, base=base)
        return _desk(course, path, posted(text), base, looked=True)
    try:
        service.save_text(actor=current_actor(), code=code, path=path, text=text, base=base)
    except Stale as stale:
        return _stale(course, path, text, stale), 409
    except Refused as refusal:
        form.refuse(str(refusal))
        return _desk(course, path, text, base, form=form), 422
    return go_to("show_file", code, key=key, saved="yes")


@blueprint.post("/courses/<code>/keep")
@requires(Permission.WRITE_COURSES)
def keep_text(code: str) -> ResponseReturnValue:
    """Keep what is being typed, for its writer alone; says whether somebody else has saved the file meanwhile."""
    course, form, path = find_course(code), TextForm(), posted_path()
    if not form.validate_on_submit():
        return {"message": "This text is too long to be kept."}, 422
    text, base = form.text.data or "", form.base.data or ""
    service.keep_text(actor=current_actor(), course=course, path=path, text=text, base=base)
    if name_of(course.files.get(path)) != base:
        return {"stale": True, "message": presenters.SOMEBODY_SAVED}, 409
    return {"kept_at": presenters.time_of_day(clock.now())}


@blueprint.post("/courses/<code>/check")
@requires(Permission.WRITE_COURSES)
@only_reads
def check_text(code: str) -> ResponseReturnValue:
    """What is wrong with the text as it is typed, how the draft would stand with it, and the piece around the cursor as
    learners get it. Nothing is kept."""
    course, form, path = find_course(code), TextForm(), posted_path()
    if not form.validate_on_submit():
        return {"message": "This text is too long to be checked."}, 422
    files = presenters.with_text(course, path, form.text.data or "")
    report = workbench.check(files, code)
    line, problems = line_in(request.form) or 1, presenters.problems(report, path)
    drawn, seen = _preview(course, files, path, problems, line)
    return {
        **as_drawn(code, path, line, drawn, seen),
        "problems": [presenters.as_json(each) for each in problems],
        "count": presenters.counted(problems),
        "note": presenters.elsewhere(report, path),
        "status": _status(course, report),
    }


@blueprint.post("/courses/<code>/put-back")
@requires(Permission.WRITE_COURSES)
def put_back(code: str) -> ResponseReturnValue:
    """Forget what was typed and not saved; or let the file read as it is live, which takes saved changes out."""
    course, path, me = find_course(code), posted_path(), current_actor()
    service.discard_text(actor=me, course=course, path=path)
    if request.form.get("what") == "all":
        service.put_back(actor=me, code=code, path=path)
    if path not in paths_of(find_course(code)):  # it is gone by it: nothing of it was live
        return go_to("show_course", code)
    return go_to("show_file", code, key=key_of(path))


@blueprint.post("/courses/<code>/files/<key>/remove")
@requires(Permission.WRITE_COURSES)
def remove_file(code: str, key: str) -> ResponseReturnValue:
    """Take a file out of the draft; it can be put back as long as the draft is not published."""
    course = find_course(code)
    service.remove_file(actor=current_actor(), code=code, path=find_path(course, key))
    return go_to("show_course", code)


@blueprint.route("/courses/<code>/pictures/<int:module>", methods=["GET", "POST"])
@requires(Permission.WRITE_COURSES)
def create_image(code: str, module: int) -> ResponseReturnValue:
    """Put a picture into a module, with the words for those who cannot see it."""
    course, form, written, problems = find_course(code), ImageForm(), "", []
    folder = next((path[:-10] for path in course.files if re.fullmatch(rf"{module:02}-[^/]+/module\.md", path)), "")
    if not folder:
        abort(404)
    if form.validate_on_submit():
        data = form.image.data.read()
        try:
            path = place_of(folder, form.image.data.filename or "", data)
            service.let_others_write()
            problems = presenters.problems(workbench.check({**course.files, path: data}, code), path)
            service.add_picture(actor=current_actor(), code=code, path=path, data=data)
            written = line_for(path, form.words.data)
        except (BadPicture, Refused) as refusal:
            form.refuse(str(refusal), "image")
    page = render_template(
        "authoring/create_image.html", course=course, back=key_of(f"{folder}/module.md"), form=form, written=written,
        problems=problems,
    )  # fmt: skip
    return page, 422 if form.is_submitted() and not written else 200


@blueprint.post("/courses/<code>/find")
@requires(Permission.WRITE_COURSES)
@only_reads
def find_words(code: str) -> ResponseReturnValue:
    """Every line of the draft that has these words."""
    course, words = find_course(code), request.form.get("words", "").strip()[:100]
    found = found_lines(course.files, words)
    page = render_template("authoring/find_words.html", course=course, words=words, found=found, most=MOST_FOUND)
    return page


def _desk(
    course: WrittenCourse, path: str, text: str, base: str, *, form: TextForm | None = None, **more: object
) -> str:
    """The text, what is wrong with it, and how it looks."""
    files = presenters.with_text(course, path, text)
    report = workbench.check(files, course.code)
    line = line_in(request.values) or first_change(shown_or_none(course.files.get(path, b"")) or "", text)
    outline, problems = outline_of(course), presenters.problems(report, path)
    drawn, seen = _preview(course, files, path, problems, line)
    desk = Desk(
        course=course, path=path, text=text, base=base, title=presenters.title_of(path, outline),
        problems=problems, quotes=presenters.quotes(text, problems), elsewhere=presenters.elsewhere(report, path),
        drawn=drawn, seen=seen, differs=course.live.get(path) != course.files.get(path),
        snippets=presenters.snippets(path), status=_status(course, report),
        uses=presenters.uses(used_in(files, path), outline),
    )  # fmt: skip
    now = name_of(course.files.get(path))
    return render_template(
        "authoring/show_file.html", desk=desk, form=form or TextForm(), base_now=now,
        address=try_address(course.code, path, line), **more,
    )  # fmt: skip


def _status(course: WrittenCourse, report: Report) -> list[presenters.Stop]:
    how = presenters.review_state(course, queries.find_review(course.course_id))
    return presenters.status(course, report, how)


def _preview(
    course: WrittenCourse, files: Files, path: str, problems: Sequence[Problem], line: int
) -> tuple[Drawn, presenters.Preview]:
    """The piece around this line, with its problems marked."""
    try:
        drawn = workbench.draw(files, path, line, {each.line for each in problems})
    except TookTooLong:
        drawn = Drawn()
    return drawn, presenters.preview(drawn, problems=problems, picture=picture_at(course, path))


def _stale(course: WrittenCourse, path: str, text: str, stale: Stale) -> str:
    """Both texts, and the lines in which they differ."""
    mine = presenters.with_text(course, path, text)
    return render_template(
        "authoring/_stale.html", course=course, path=path, mine=text,
        theirs=shown_or_none(stale.theirs) or "", base=name_of(stale.theirs),
        changes=changes({path: stale.theirs}, {path: mine.get(path, b"")}),
    )  # fmt: skip
