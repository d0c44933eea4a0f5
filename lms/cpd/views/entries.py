"""One entry: read, changed, deleted, put back."""

from dataclasses import replace
from typing import Any

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from lms.access import current_actor, signed_in
from lms.cpd.forms import ButtonForm, EntryForm, NoteForm, ReflectionForm, reflection_form
from lms.cpd.presenters.record import entry_page
from lms.cpd.queries import entries
from lms.cpd.queries.entries import Entry
from lms.cpd.rules.entries import Content, EntryKind
from lms.cpd.rules.regulators import Field, fields_of
from lms.cpd.rules.sealing import Unreadable
from lms.cpd.service import writing
from lms.cpd.views.blueprint import UNREADABLE, blueprint, go_to, own_entry, owner, page_of, readable_entry
from lms.cpd.views.writing import has_answers

MEANWHILE = "This was changed in another window. Compare: what is saved now stands below. Save again to keep yours"


@blueprint.get("/record/entries/<key>")
@signed_in
def show_entry(key: str) -> ResponseReturnValue:
    """An entry as it was written; where no key opens it, that nothing is lost."""
    entry = own_entry(key)
    page = entry_page(entry, entry.content, _asked(entry.content)) if entry.content else None
    return render_template("cpd/show_entry.html", entry=page), 200 if page else 503


@blueprint.route("/record/entries/<key>/change", methods=["GET", "POST"])
@signed_in
def change_entry(key: str) -> ResponseReturnValue:
    """Change an entry; what another window has saved meanwhile is shown, and never written over unseen."""
    entry, content = readable_entry(key)
    asked = _asked(content)
    form: NoteForm | ReflectionForm = _filled(entry, content, asked)
    form.seen.data = form.seen.data or entry.version
    saved = None
    if form.validate_on_submit() and (isinstance(form, NoteForm) or has_answers(form)):
        if _is_changed(form, key, _content(form, content)):
            return go_to("show_entry", key=key)
        saved, form.seen.data = entry_page(entry, content, asked), entry.version
    page = entry_page(entry, content, asked)
    return page_of("cpd/change_entry.html", form, entry=page, saved=saved)


@blueprint.route("/record/entries/<key>/delete", methods=["GET", "POST"])
@signed_in
def delete_entry(key: str) -> ResponseReturnValue:
    """Say what deleting means, then delete."""
    entry, content = readable_entry(key)
    form = ButtonForm()
    if form.validate_on_submit():
        writing.delete(actor=current_actor(), key=key)
        return go_to("show_record")
    return page_of("cpd/delete_entry.html", form, entry=entry_page(entry, content, _asked(content)))


@blueprint.post("/record/entries/<key>/put-back")
@signed_in
def put_entry_back(key: str) -> ResponseReturnValue:
    """Undo deleting, within a day."""
    try:
        writing.put_back(actor=current_actor(), key=key)
    except LookupError:
        abort(404)
    return go_to("show_entry", key=key)


def _asked(content: Content) -> list[Field]:
    """What the regulator of today asks, and what was answered for another."""
    return fields_of(entries.profile(owner()).regulator, frozenset(content.answers))


def _filled(entry: Entry, content: Content, asked: list[Field]) -> NoteForm | ReflectionForm:
    if entry.kind is EntryKind.NOTE:
        return NoteForm(on=content.on, text=content.text)
    form = reflection_form(asked, content)
    form.keep_place()
    return form


def _content(form: NoteForm | ReflectionForm, before: Content) -> Content:
    said: dict[str, Any] = {"text": form.text.data} if isinstance(form, NoteForm) else {"answers": form.answers}
    return replace(before, on=form.day, **said)


def _is_changed(form: EntryForm, key: str, content: Content) -> bool:
    """Whether it is saved; if not, the form says why."""
    try:
        writing.change(actor=current_actor(), key=key, content=content, seen=form.seen.data)
    except writing.ChangedMeanwhile:
        form.refuse(MEANWHILE)
    except Unreadable:
        form.refuse(UNREADABLE)
    return not form.form_errors
