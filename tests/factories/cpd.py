"""What learners write for themselves, through the services that seal it."""

from datetime import date
from typing import Any
from uuid import uuid4

from lms import clock
from lms.access import Actor
from lms.cpd.queries.entries import Entry, get_entry
from lms.cpd.rules.entries import Content, EntryKind, Place
from lms.cpd.rules.sheet import Activity
from lms.cpd.service import writing

THOUGHT = "I will ask about contact after a break-up, and write it where nobody at home sees it."


def actor(_make: Any, person: Any) -> Actor:
    """Somebody as they are signed in."""
    now = clock.now()
    return Actor(person.id, person.key, person.name, person.email, "", 0, seen_at=now, ends_at=now)


def content(_make: Any, **fields: Any) -> Content:
    """What a reflection says."""
    return Content(**{"on": date(2026, 11, 21), "answers": {"learnt": THOUGHT}, **fields})


def entry(make: Any, *, person: Any, kind: EntryKind = EntryKind.REFLECTION, key: str = "", **fields: Any) -> Entry:
    """A reflection, or a note, of this person's."""
    usual = {"text": THOUGHT, "answers": {}} if kind is EntryKind.NOTE else {}
    said = content(make, **(usual | fields))
    kept = writing.write(actor=actor(make, person), kind=kind, key=key or uuid4().hex, content=said)
    return get_entry(person.id, kept)


def place(_make: Any, **fields: Any) -> Place:
    """The second page of a module."""
    usual = {"course": "four", "title": "Recognising unwanted behaviour", "module": "module-4"}
    more = {"module_title": "Part 4 of the course", "page": "page-2", "page_number": 2}
    return Place(**(usual | more | fields))


def activity(_make: Any, **fields: Any) -> Activity:
    """A module that was passed."""
    usual = {
        "day": date(2026, 11, 21), "course": "Recognising unwanted behaviour", "module": "Part 4", "revision": 2,
        "counted": 45, "own": None, "outcomes": ("refer safely",), "review": "Not yet clinically reviewed.",
    }  # fmt: skip
    return Activity(**(usual | fields))
