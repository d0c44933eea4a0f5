"""Who may approve a draft, what has to be approved in it, and how a review stands."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from lms.content.law import LAW


class StepKind(StrEnum):
    """What somebody did in a review."""

    COMMENTED = "commented"
    APPROVED = "approved"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


class Aspect(StrEnum):
    """What an approval is for: the text as a whole, and what the course wants somebody of their own to look at."""

    TEXT = "text"
    LAW = "law"
    FIGURES = "figures"
    DIRECTORY = "directory"


class State(StrEnum):
    """How a review stands."""

    OPEN = "open"
    APPROVED = "approved"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    OUTDATED = "outdated"  # the draft has been changed since it was sent


FILES_OF = {Aspect.FIGURES: ("figures.yaml", "sources.yaml"), Aspect.DIRECTORY: ("services.yaml",)}


@dataclass(frozen=True)
class Step:
    """One thing that somebody did in a review."""

    kind: StepKind
    made_by: str  # a person's key
    made_at: datetime
    words: str = ""
    aspect: Aspect | None = None
    path: str = ""
    line: int = 0


@dataclass(frozen=True)
class Sent:
    """A review: what was sent by whom, and everything that has been done about it."""

    review_id: int
    fingerprint: str
    aspects: tuple[Aspect, ...]
    sent_by: str
    note: str
    sent_at: datetime
    steps: tuple[Step, ...] = ()

    @property
    def waiting(self) -> tuple[Aspect, ...]:
        """What nobody has approved yet."""
        return tuple(aspect for aspect in self.aspects if aspect not in {step.aspect for step in self.steps})


def aspects(changes: Iterable[tuple[str, Sequence[str]]], own: Collection[str]) -> tuple[Aspect, ...]:
    """What has to be approved in these changes, each a path with the lines that differ. The text always; law, figures
    and the directory by somebody of their own where the course says so and something of them has changed."""
    changed = list(changes)
    touched = {
        Aspect.LAW: any(LAW.search(line) for path, lines in changed if path.endswith(".md") for line in lines),
        **{aspect: any(path in files for path, _ in changed) for aspect, files in FILES_OF.items()},
    }
    return (Aspect.TEXT, *(aspect for aspect in touched if touched[aspect] and aspect.value in own))


def state(sent: Sent, fingerprint_now: str) -> State:
    """How a review stands, given how the draft reads now."""
    ended = {StepKind.RETURNED: State.RETURNED, StepKind.WITHDRAWN: State.WITHDRAWN}
    for step in sent.steps:
        if step.kind in ended:
            return ended[step.kind]
    if sent.fingerprint != fingerprint_now:
        return State.OUTDATED
    return State.OPEN if sent.waiting else State.APPROVED


def reason_not_to_approve(sent: Sent, aspect: Aspect, person: str, writers: Collection[str]) -> str:
    """Why this person may not approve this aspect; empty where they may. Nobody approves what they wrote or sent, and
    nobody stands for two aspects."""
    if person == sent.sent_by or person in writers:
        return "You wrote part of this. Somebody else has to approve it."
    if aspect not in sent.waiting:
        return "This has been approved already."
    if any(step.kind is StepKind.APPROVED and step.made_by == person for step in sent.steps):
        return "You have approved another part of this. The course asks for somebody of its own for each."
    return ""
