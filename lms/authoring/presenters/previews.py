"""A piece of a draft as a learner gets it."""

from collections.abc import Collection
from dataclasses import dataclass

from lms.content.schema import Drawn
from lms.learning.presenters.case import TextScene, case_text
from lms.learning.presenters.page import SeenBlock, Tried, blocks
from lms.learning.presenters.question import Asked, Explained, asked, explained


@dataclass(frozen=True)
class Preview:
    """What is seen: the blocks of a page, a question with what it says to every answer, or a case as text."""

    blocks: tuple[SeenBlock, ...] = ()
    asked: Asked | None = None
    explained: Explained | None = None
    scenes: tuple[TextScene, ...] = ()


def preview(drawn: Drawn, groups: Collection[str] = (), *, notes: bool = True, tried: Tried | None = None) -> Preview:
    """The piece as these staff groups see it, with trainers' notes or without; a check that was tried is explained."""
    if drawn.page:
        return Preview(blocks=tuple(blocks(drawn.page, groups, trainer=notes, tried=tried)))
    if drawn.question:
        return Preview(asked=asked(drawn.question), explained=explained(drawn.question, ()))
    return Preview(scenes=tuple(case_text(drawn.case))) if drawn.case else Preview()
