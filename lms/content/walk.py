"""A case as it is walked: where a path has come to, what is remembered of it, and what can be chosen next.

Everything follows from the case and the path. A choice that did harm is not offered again: it has shown what it has to
show, and nobody is led to hurt the same person twice. Whatever else a scene offers stays open.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import NamedTuple

from lms.content.schema import Case, Choice, Grade, Passage, Scene


class Step(NamedTuple):
    """One choice, as it is kept."""

    scene_id: str
    choice_id: str


class NotOffered(ValueError):
    """The choice cannot be made here: the scene does not have it, it was tried, or the case has ended."""


@dataclass(frozen=True)
class Leg:
    """A scene of the path, and every choice made in it before it was left, in order. The last scene may have none."""

    scene: Scene
    choices: tuple[Choice, ...]
    first_step: int  # how many steps were taken before it

    @property
    def settled(self) -> bool:
        """Whether something was chosen here in the end that does no harm."""
        return bool(self.choices) and self.choices[-1].grade is not Grade.HARM

    @property
    def was_best_at_once(self) -> bool:
        """Whether the first choice was the best one."""
        return [choice.grade for choice in self.choices] == [Grade.BEST]


@dataclass(frozen=True)
class Walk:
    """A path through a case. `KeyError` where the steps are not of this case."""

    case: Case
    steps: tuple[Step, ...] = ()

    @cached_property
    def made(self) -> tuple[tuple[Scene, Choice], ...]:
        """The choices that were made, each in its scene."""
        scenes = (self.case.scene(step.scene_id) for step in self.steps)
        return tuple((scene, scene.choice(step.choice_id)) for scene, step in zip(scenes, self.steps, strict=True))

    @property
    def scene(self) -> Scene:
        """Where the path has come to."""
        return self.case.scene(self.made[-1][1].to) if self.steps else self.case.scenes[0]

    @property
    def last(self) -> Choice | None:
        """The choice that led here; None at the start."""
        return self.made[-1][1] if self.steps else None

    @property
    def has_ended(self) -> bool:
        """Whether the case is over."""
        return self.scene.is_end

    @property
    def flags(self) -> frozenset[str]:
        """What is remembered: never kept apart, it follows from the path."""
        return frozenset(flag for _, choice in self.made for flag in choice.sets)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The scene as it reads after this path."""
        return tuple(passage for passage in self.scene.passages if passage.is_for(self.flags))

    def was_tried(self, choice: Choice) -> bool:
        """Whether this choice of the present scene did harm before, and so is not offered again."""
        return choice.grade is Grade.HARM and Step(self.scene.id, choice.id) in self.steps

    @property
    def offered(self) -> tuple[Choice, ...]:
        """What can be chosen now, in the order of the text."""
        return tuple(choice for choice in self.scene.choices if not self.was_tried(choice))

    def choose(self, choice_id: str) -> "Walk":
        """The path with one more step. Raises `NotOffered`."""
        if choice_id not in {choice.id for choice in self.offered}:
            raise NotOffered(choice_id)
        return Walk(self.case, (*self.steps, Step(self.scene.id, choice_id)))

    def after(self, steps: int) -> "Walk":
        """The path as it was after so many steps."""
        return Walk(self.case, self.steps[:steps])

    @cached_property
    def legs(self) -> tuple[Leg, ...]:
        """The scenes in the order they were come to; one that was only come back to by a try is one leg."""
        legs: list[Leg] = []
        for taken, (scene, choice) in enumerate(self.made):
            if legs and legs[-1].scene.id == scene.id:
                legs[-1] = Leg(scene, (*legs[-1].choices, choice), legs[-1].first_step)
            else:
                legs.append(Leg(scene, (choice,), taken))
        if not legs or legs[-1].scene.id != self.scene.id:
            legs.append(Leg(self.scene, (), len(self.steps)))
        return tuple(legs)


def shuffled(scene: Scene, seed: int) -> Sequence[Choice]:
    """The choices of a scene in an order that is the same throughout a run."""
    return Random(f"{seed} {scene.id}").sample(scene.choices, len(scene.choices))
