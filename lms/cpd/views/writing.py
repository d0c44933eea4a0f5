"""Writing something new: a note, free or beside a page; a reflection, perhaps on what a page of a course asks."""

from flask import request
from flask.typing import ResponseReturnValue

from lms import clock
from lms.access import current_actor, signed_in
from lms.cpd.forms import NoteForm, ReflectionForm, name_of, reflection_form
from lms.cpd.queries import entries, places
from lms.cpd.rules.entries import Content, EntryKind, Place
from lms.cpd.rules.regulators import fields_of
from lms.cpd.rules.sealing import Unreadable
from lms.cpd.service import writing
from lms.cpd.views.blueprint import UNREADABLE, asked_place, blueprint, go_to, owner, page_of

NOTHING_YET = "Answer at least one of the questions"
TOO_MANY = "Your record is full. Delete what you do not need any more"


@blueprint.route("/record/notes/new", methods=["GET", "POST"])
@signed_in
def write_note() -> ResponseReturnValue:
    """A note; beside a page that has one, that note."""
    place, _ = asked_place()
    note = entries.find_page_note(owner(), place.name) if place and place.name else None
    if note is not None and request.method == "GET":
        return go_to("change_entry", key=note.key)
    form = NoteForm(on=clock.today())
    if form.validate_on_submit():
        key = _kept(form, EntryKind.NOTE, Content(form.day, text=form.text.data, place=place))
        if key:
            return go_to("show_entry", key=key)
    return page_of("cpd/write_note.html", form, place=place)


@blueprint.route("/record/reflections/new", methods=["GET", "POST"])
@signed_in
def write_reflection() -> ResponseReturnValue:
    """A reflection: the questions are those of the learner's regulator, above them the course's own if it has one."""
    place, prompt = asked_place()
    asked = fields_of(entries.profile(owner()).regulator)
    form = reflection_form(asked, Content(clock.today(), place=place))
    offered = _offer(form, place)
    if form.validate_on_submit() and has_answers(form):
        about = place if prompt else offered.get(form.about.data)
        content = Content(form.day, answers=form.answers, place=about, prompt=prompt)
        key = _kept(form, EntryKind.REFLECTION, content)
        if key:
            return go_to("show_entry", key=key)
    return page_of("cpd/write_reflection.html", form, place=place, prompt=prompt)


def has_answers(form: ReflectionForm) -> bool:
    """Whether there is anything to keep; if not, the form says so."""
    if form.is_empty:
        form.refuse(NOTHING_YET)
    return not form.is_empty


def _offer(form: ReflectionForm, place: Place | None) -> dict[str, Place]:
    """The modules that it can be about: where the learner comes from, and all that they have begun."""
    offered = {name_of(each): each for each in (*places.begun_places(owner()), *((place,) if place else ()))}
    form.offer(list(offered.values()))
    return offered


def _kept(form: NoteForm | ReflectionForm, kind: EntryKind, content: Content) -> str | None:
    """The key under which it is kept; None, and the form says why, when it could not be."""
    try:
        return writing.write(actor=current_actor(), kind=kind, key=form.new_key, content=content)
    except writing.TooManyEntries:
        form.refuse(TOO_MANY)
    except Unreadable:
        form.refuse(UNREADABLE)
    return None
