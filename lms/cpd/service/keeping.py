"""Looking after records without reading them: forgetting, and sealing anew under a new key."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import cast

from sqlalchemy import delete, select

from lms import clock, settings
from lms.accounts.models import Person
from lms.cpd.models import OwnTime, RecordEntry, RecordProfile
from lms.cpd.queries.entries import PROFILE, bound
from lms.cpd.rules.entries import UNDO
from lms.cpd.rules.sealing import Unreadable, is_under, seal, unseal
from lms.db.base import db
from lms.progress.models import ModuleCompletion

AT_ONCE = 200
Sealed = tuple[RecordEntry | RecordProfile, str]  # a row and its person's key
SEALED: tuple[type[RecordEntry] | type[RecordProfile], ...] = (RecordEntry, RecordProfile)


@dataclass(frozen=True)
class Seals:
    """How many sealed texts there are: under the newest key, under an older one, and under none that is known."""

    newest: int = 0
    older: int = 0
    unreadable: int = 0


def forget_deleted() -> None:
    """What was deleted more than a day ago goes for good."""
    db.session.execute(delete(RecordEntry).where(RecordEntry.deleted_at <= clock.now() - UNDO))


def forget_person(*, owner: int) -> None:
    """Take everything of a person's own record away, when they are erased. Call it before their progress goes."""
    passed = select(ModuleCompletion.id).where(ModuleCompletion.person_id == owner)
    db.session.execute(delete(OwnTime).where(OwnTime.completion_id.in_(passed)))
    db.session.execute(delete(RecordEntry).where(RecordEntry.person_id == owner))
    db.session.execute(delete(RecordProfile).where(RecordProfile.person_id == owner))


def seals() -> Seals:
    """Try to open everything, one after another; what it says is neither kept nor shown."""
    keys, counted = settings.current().record_keys, {"newest": 0, "older": 0, "unreadable": 0}
    for sealed, bound_to in _all_sealed():
        try:
            unseal(sealed, keys=keys, bound_to=bound_to)
        except Unreadable:
            counted["unreadable"] += 1
        else:
            counted["newest" if is_under(sealed, keys[0]) else "older"] += 1
    return Seals(**counted)


def seal_anew(model: type[RecordEntry] | type[RecordProfile], after: int) -> int | None:
    """Put the newest key in place of older ones, from the row after this id on; the last id done, None at the end.

    What no key opens stays as it is.
    """
    keys, last = settings.current().record_keys, None
    query = select(model, Person.key).join(Person, Person.id == model.person_id).where(model.id > after)
    rows = db.session.execute(query.order_by(model.id).limit(AT_ONCE).with_for_update(of=model))
    for row, person_key in cast("Iterable[Sealed]", rows):
        last, bound_to = row.id, _bound_to(row, person_key)
        if is_under(row.sealed, keys[0]):
            continue
        with suppress(Unreadable):
            row.sealed = seal(unseal(row.sealed, keys=keys, bound_to=bound_to), keys=keys, bound_to=bound_to)
    db.session.flush()
    return last


def _all_sealed() -> Iterator[tuple[bytes, str]]:
    for model in SEALED:
        query = select(model, Person.key).join(Person, Person.id == model.person_id)
        rows = db.session.execute(query.order_by(model.id).execution_options(yield_per=AT_ONCE))
        for row, person_key in cast("Iterable[Sealed]", rows):
            yield row.sealed, _bound_to(row, person_key)


def _bound_to(row: RecordEntry | RecordProfile, person_key: str) -> str:
    return bound(person_key, row.key if isinstance(row, RecordEntry) else PROFILE)
