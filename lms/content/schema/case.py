"""A branching case: its scenes, the choices between them, and what each leads to."""

from enum import StrEnum

from lms.content.schema.base import Frozen


class Grade(StrEnum):
    """How good a choice is. Nobody is scored by it: it says what is told at the end."""

    BEST = "best"
    PART = "part"  # safe, not complete
    HARM = "harm"  # its consequence is shown, and it can be put right


class Relationship(StrEnum):
    """Who pursues somebody in a case."""

    FORMER_COLLEAGUE = "former colleague"
    FORMER_FRIEND = "former friend"
    EX_PARTNER = "ex-partner"
    FAMILY = "family member"
    PATIENTS_RELATIVE = "patient's relative"
    CUSTOMER = "customer"
    SENIOR_COLLEAGUE = "senior colleague"
    PATIENT = "patient"
    NEIGHBOUR = "neighbour"
    ACQUAINTANCE = "acquaintance"
    STRANGER = "stranger"

    @property
    def is_outside(self) -> bool:
        """Whether it is neither an ex-partner nor family: half of all cases are not."""
        return self not in (Relationship.EX_PARTNER, Relationship.FAMILY)


class Passage(Frozen):
    """A piece of a scene: for everybody, or only for those who chose what sets a flag, or who did not."""

    html: str  # sanitised, ready
    title: str = ""
    needs: str = ""  # the flag that has to be set
    lacks: str = ""  # the flag that must not be

    def is_for(self, flags: frozenset[str]) -> bool:
        """Whether somebody reads it who has set these flags."""
        return (not self.needs or self.needs in flags) and self.lacks not in flags


class Choice(Frozen):
    """What somebody may do in a scene, where it leads, and what happens then."""

    id: str  # "a", "b", "c" in the order of the text; stable within a revision
    text: str  # plain words
    grade: Grade
    to: str  # a scene's id
    sets: tuple[str, ...] = ()  # flags
    feedback: str  # HTML: what happens then, and why


class Scene(Frozen):
    """One scene; without choices the case ends in it."""

    number: int  # from 1, in the order of the text
    id: str
    title: str
    passages: tuple[Passage, ...]
    keys: tuple[Passage, ...] = ()  # to take back to work
    routes: tuple[Passage, ...] = ()  # whom to call
    choices: tuple[Choice, ...] = ()

    @property
    def is_end(self) -> bool:
        """Whether the case ends here."""
        return not self.choices

    @property
    def best(self) -> Choice:
        """The best choice of the scene; StopIteration in an end, which has none."""
        return next(choice for choice in self.choices if choice.grade is Grade.BEST)

    def choice(self, choice_id: str) -> Choice:
        """The choice of this id; KeyError where there is none."""
        return {choice.id: choice for choice in self.choices}[choice_id]


class Case(Frozen):
    """A branching case of a module. It can be left out."""

    number: int  # from 1 within the module, as in the address
    id: str  # its file's name; runs are kept by it
    title: str
    you: str  # who the learner is: "the GP"
    setting: str
    relationship: Relationship
    content_note: str
    outcomes: tuple[str, ...]
    minutes: int  # a minute a scene on the best path, the end not counted
    scenes: tuple[Scene, ...]  # it starts with the first
    sources: tuple[str, ...] = ()  # in words, ready to print

    def scene(self, scene_id: str) -> Scene:
        """The scene of this id; KeyError where there is none."""
        return {scene.id: scene for scene in self.scenes}[scene_id]

    def setters(self, flag: str) -> tuple[tuple[Scene, Choice], ...]:
        """The choices that set a flag, each with its scene, in the order of the text."""
        return tuple((scene, choice) for scene in self.scenes for choice in scene.choices if flag in choice.sets)
