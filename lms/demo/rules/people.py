"""Who works in the demo: names, places, staff groups and wishes, drawn for each person by themselves.

Each person's draws depend on their number alone, so that one more column or person changes nobody else.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from lms.demo.rules.tables import Place, Tables
from lms.demo.rules.window import Window

SIZE = 595  # with the five accounts that have a password: 600
NO_DOMAIN = "staff.example"
ASKS_ONLY, ASKS_AS_WELL, TWO_JOBS, LEFT, MOVED = 0.02, 0.03, 0.11, 0.15, 0.19  # of everybody, each up to there
EARLY = 0.3  # of everybody: there within the first two months
DRAWS = 8  # of a name before two people have the same one, as some do


@dataclass(frozen=True)
class Job:
    """A membership: where, as what, from when until the day before when."""

    place: str
    staff_group: str
    since: date
    until: date | None = None


@dataclass(frozen=True)
class Somebody:
    """One invented person. `asks` is a job that its place has yet to confirm; `begins` is when they
    begin to study, if they do; `patience` is the share of the work after which they stop, None for those who do not;
    `skill` is how likely each answer is right."""

    number: int
    key: str
    name: str
    email: str
    joined: date
    jobs: tuple[Job, ...]
    asks: Job | None
    holds_role: bool
    listed: bool
    reminders: bool
    certificates_checkable: bool
    begins: date | None
    patience: float | None
    skill: float

    @property
    def staff_groups(self) -> frozenset[str]:
        """As what they work: the same for as long as they study."""
        return frozenset(job.staff_group for job in self.jobs)

    @property
    def left(self) -> date | None:
        """From when they work nowhere any more."""
        ends = [job.until for job in self.jobs]
        return max((end for end in ends if end), default=None) if all(ends) else None


def population(tables: Tables, window: Window, size: int = SIZE) -> list[Somebody]:
    """So many people, shared out among the places as their members are."""
    places = [place for place in tables.places if place.members]
    counts = shared_out([place.members for place in places], size)
    posts = [(place, index) for place, count in zip(places, counts, strict=True) for index in range(count)]
    names = _names(tables, size)
    return [
        _somebody(number, name, place, holds_role=index < place.managers, tables=tables, window=window)
        for number, (name, (place, index)) in enumerate(zip(names, posts, strict=True), start=1)
    ]


def shared_out(weights: Sequence[int], size: int) -> list[int]:
    """Whole numbers that add up to `size` and stand to each other as the weights do, the largest remainders first."""
    exact = [size * weight / sum(weights) for weight in weights]
    counts = [int(each) for each in exact]
    by_remainder = sorted(range(len(weights)), key=lambda at: (counts[at] - exact[at], at))
    for at in by_remainder[: size - sum(counts)]:
        counts[at] += 1
    return counts


def _names(tables: Tables, size: int) -> Iterator[str]:
    """Every whole name once, evenly spread; the others mixed from names of one origin, the larger origins oftener."""
    step = max(1, size // max(1, len(tables.whole_names)))
    whole = iter(tables.whole_names)
    used: set[str] = set()
    for number in range(1, size + 1):
        rng = Random(f"name {number}")
        drawn = [_mixed(tables, rng) for _ in range(DRAWS)]
        mixed = next((name for name in drawn if name not in used), drawn[0])
        used.add(mixed)
        yield (next(whole, mixed) if number % step == 0 else mixed)


def _mixed(tables: Tables, rng: Random) -> str:
    origin = rng.choices(list(tables.given), [len(names) for names in tables.given.values()])[0]
    return f"{rng.choice(tables.given[origin])} {rng.choice(tables.family[origin])}"


def _somebody(number: int, name: str, place: Place, *, holds_role: bool, tables: Tables, window: Window) -> Somebody:
    rng = Random(f"person {number}")
    key = f"{rng.getrandbits(128):032x}"
    joined = window.day(0.08 * rng.random() if holds_role or rng.random() < EARLY else 0.96 * rng.random())
    job = Job(place.name, rng.choices(list(place.staff_groups), list(place.staff_groups.values()))[0], joined)
    lot = 1.0 if holds_role else rng.random()
    jobs, asks = _life(lot, job, _neighbour(place, tables.places, rng), window, rng)
    somebody = Somebody(
        number=number,
        key=key,
        name=name,
        email=f"{slug(name)}.{number:04}@{domain_at(place, tables.places)}",
        joined=joined,
        jobs=jobs,
        asks=asks,
        holds_role=holds_role,
        listed=rng.random() > 0.03,
        reminders=rng.random() > 0.05,
        certificates_checkable=rng.random() > 0.02,
        begins=None,
        patience=rng.random() if rng.random() < 0.35 else None,
        skill=rng.choice((0.6, 0.8, 0.85, 0.9, 0.95)),
    )
    until = somebody.left or window.end
    begins = joined + (until - joined) * rng.betavariate(1, 1.5)  # sooner rather than later, and all the time
    studies = rng.randrange(100) < place.uptake and begins < until
    return replace(somebody, begins=begins if studies else None)


def _life(lot: float, job: Job, neighbour: Place, window: Window, rng: Random) -> tuple[tuple[Job, ...], Job | None]:
    """The jobs that this lot brings, and the one that has yet to be confirmed."""
    other = Job(neighbour.name, rng.choice(list(neighbour.staff_groups)), job.since)
    if lot < ASKS_ONLY:
        return (), job
    if lot < ASKS_AS_WELL:
        return (job,), other
    if lot < TWO_JOBS:
        return (job, other), None
    if lot < MOVED:
        days = (window.end - job.since).days
        until = job.since + timedelta(days=rng.randint(1, max(1, days - 1)))
        ended = replace(job, until=until)
        return ((ended,) if lot < LEFT else (ended, Job(neighbour.name, job.staff_group, until))), None
    return (job,), None


def _neighbour(place: Place, places: Sequence[Place], rng: Random) -> Place:
    """Another place where people work, below the same board."""
    board = _board(place, places)
    return rng.choice([each for each in places if each.members and each != place and _board(each, places) == board])


def _board(place: Place, places: Sequence[Place]) -> str:
    """The highest but one of those above a place: its board."""
    above = [each.name for each in _upwards(place, places)]
    return above[-2] if len(above) > 1 else above[-1]


def _upwards(place: Place, places: Sequence[Place]) -> Iterator[Place]:
    by_name: Mapping[str, Place] = {each.name: each for each in places}
    here: Place | None = place
    while here is not None:
        yield here
        here = by_name.get(here.parent)


def domain_at(place: Place, places: Sequence[Place]) -> str:
    """The e-mail domain of a place, or of the nearest above it that has one."""
    return next((each.domain for each in _upwards(place, places) if each.domain), NO_DOMAIN)


def slug(name: str) -> str:
    """A name as it stands in an e-mail address; `staff` where no letter of it can."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall("[a-z]+", plain)
    return ".".join(dict.fromkeys((words[0], words[-1])))[:60] if words else "staff"
