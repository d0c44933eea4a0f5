"""A branching case: the list of a module's cases, a scene, the way that was gone, and the whole case as plain text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lms.content.schema import Case, Choice, Grade, Module, Passage, Scene
from lms.content.walk import Leg, Walk, shuffled
from lms.learning.presenters import thread
from lms.progress.rules import Run

PART = "part"  # the look of a stop that was safe and not complete: half filled

LABELS = {
    Grade.BEST: ("Best", ""),
    Grade.PART: ("Safe, not complete", "label--plain"),
    Grade.HARM: ("Can do harm", "label--warm"),
}
"""A grade in words, and how its label looks."""


@dataclass(frozen=True)
class CaseRow:
    """A case in the list of a module's, and whether it was walked."""

    case: Case
    state: str
    walked_at: datetime | None


@dataclass(frozen=True)
class WalkRow:
    """One walk of a case in the list of all that were begun."""

    number: int
    started_at: datetime
    has_ended: bool
    step: int  # the page to carry on at


@dataclass(frozen=True)
class Offer:
    """A choice in the order of this run; one that did harm is shown and not offered again."""

    choice: Choice
    tried: bool


@dataclass(frozen=True)
class Stop:
    """A scene of the path, with what was chosen there."""

    scene: Scene
    choices: tuple[Choice, ...]
    look: str
    label: str
    label_look: str
    step: int  # the page of the scene

    @property
    def is_here(self) -> bool:
        """Whether nothing was chosen here yet."""
        return not self.choices


@dataclass(frozen=True)
class ScenePage:
    """A scene as it is walked, or as it was when the reader looks back."""

    walk: Walk
    step: int  # of the page, from 1
    number: int  # of the scene on this path, from 1
    stops: tuple[Stop, ...]
    offers: tuple[Offer, ...]
    chosen: Choice | None  # what was chosen here, where the reader looks back
    newest: int  # the page where the path has come to

    @property
    def dots(self) -> list[str]:
        """The path on a single line, with one stop to come."""
        looks = [stop.look for stop in self.stops] + [thread.TO_COME]
        return looks if len(looks) <= thread.LONGEST_LINE else []


@dataclass(frozen=True)
class WalkPage:
    """A whole walk as it is told at its end."""

    walk: Walk
    stops: tuple[Stop, ...]
    done_well: tuple[Choice, ...]
    next_time: tuple[Scene, ...]  # where something better could be done than what was done first


@dataclass(frozen=True)
class TextPassage:
    """A passage with who reads it, in words; empty where everybody does."""

    passage: Passage
    readers: str


@dataclass(frozen=True)
class TextChoice:
    """A choice with its grade in words and where it leads."""

    choice: Choice
    label: str
    label_look: str
    leads_to: Scene
    leads_back: bool  # to the same scene


@dataclass(frozen=True)
class TextScene:
    """A scene as plain text: everything that anybody may read in it."""

    scene: Scene
    passages: tuple[TextPassage, ...]
    choices: tuple[TextChoice, ...]


def case_rows(module: Module, runs: Sequence[Run]) -> list[CaseRow]:
    """The module's cases, each with whether this person has walked it."""
    return [_row(case, [run for run in runs if run.case_id == case.id]) for case in module.cases]


def _row(case: Case, runs: Sequence[Run]) -> CaseRow:
    ended = [run for run in runs if Walk(case, run.steps).has_ended]
    state = "Walked" if ended else "Begun" if runs else "Not walked"
    return CaseRow(case, state, ended[-1].started_at if ended else None)


def walk_rows(case: Case, runs: Sequence[Run]) -> list[WalkRow]:
    """The walks of one case, the newest first."""
    rows = [
        WalkRow(run.number, run.started_at, Walk(case, run.steps).has_ended, len(run.steps) + 1)
        for run in runs
        if run.case_id == case.id
    ]
    return rows[::-1]


def scene_page(case: Case, run: Run, step: int) -> ScenePage:
    """The page of a step, which is not beyond the path."""
    whole = Walk(case, run.steps)
    walk = whole.after(step - 1)
    stops = _stops(walk)
    return ScenePage(
        walk=walk,
        step=step,
        number=len(stops),
        stops=stops,
        offers=tuple(Offer(choice, walk.was_tried(choice)) for choice in shuffled(walk.scene, run.seed)),
        chosen=whole.made[step - 1][1] if step <= len(run.steps) else None,
        newest=len(run.steps) + 1,
    )


def walk_page(case: Case, run: Run) -> WalkPage:
    """The way that was gone, what was good about it, and what would be better."""
    walk = Walk(case, run.steps)
    better = {leg.scene.id: leg.scene for leg in walk.legs if leg.choices and not leg.was_best_at_once}
    best = dict.fromkeys(choice for _, choice in walk.made if choice.grade is Grade.BEST)
    return WalkPage(walk, _stops(walk), tuple(best), tuple(better.values()))


def _stops(walk: Walk) -> tuple[Stop, ...]:
    """The legs as stops on the thread; a scene that is begun is open until something is settled in it."""
    here = walk.legs[-1]
    stops = [_stop(leg, is_here=leg is here and not walk.has_ended) for leg in walk.legs if not leg.scene.is_end]
    return tuple(stops)


def _stop(leg: Leg, *, is_here: bool) -> Stop:
    look, label, label_look = _how_it_went(leg)
    if is_here:
        return Stop(leg.scene, (), thread.NOW, "", "", leg.first_step + len(leg.choices) + 1)
    return Stop(leg.scene, leg.choices, look, label, label_look, leg.first_step + 1)


def _how_it_went(leg: Leg) -> tuple[str, str, str]:
    """The look of a stop, and its label: what was tried is told as tries, whatever the last of them was."""
    if len(leg.choices) > 1:
        times = "twice" if len(leg.choices) == 2 else f"{len(leg.choices)} times"
        return thread.NOW, f"Tried {times}", "label--warm"
    if not leg.settled:
        return thread.NOW, "Put right later", "label--warm"
    return (thread.DONE if leg.was_best_at_once else PART), *LABELS[leg.choices[0].grade]


def case_text(case: Case) -> list[TextScene]:
    """The whole case as plain text, scene by scene in the order of the text."""
    return [
        TextScene(
            scene,
            tuple(TextPassage(passage, _readers(case, passage)) for passage in scene.passages),
            tuple(_text_choice(case, scene, choice) for choice in scene.choices),
        )
        for scene in case.scenes
    ]


def _text_choice(case: Case, scene: Scene, choice: Choice) -> TextChoice:
    return TextChoice(choice, *LABELS[choice.grade], case.scene(choice.to), choice.to == scene.id)


def _readers(case: Case, passage: Passage) -> str:
    flag = passage.needs or passage.lacks
    setters = [f"“{choice.text}” in scene {scene.number}" for scene, choice in case.setters(flag)] if flag else []
    if not setters:
        return ""
    return f"If you {'chose' if passage.needs else 'did not choose'} {' or '.join(setters)}:"
