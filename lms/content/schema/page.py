"""A page, and the pieces it is made of: each for its audience."""

from collections.abc import Iterable

from lms.content.schema.base import Frozen
from lms.content.schema.question import Question

STAFF_GROUPS: dict[str, str] = {
    "reception": "Reception and administration",
    "general-practice": "General practice",
    "nursing": "Nursing",
    "midwifery": "Midwifery and health visiting",
    "emergency": "Emergency care",
    "ambulance": "Ambulance",
    "pharmacy": "Pharmacy",
    "dentistry": "Dentistry",
    "mental-health": "Mental health",
    "management": "Management",
    "icb": "Integrated care board",
}
"""Every staff group a course may speak to, with the words that are printed for it."""

TRAINER = "trainer"
"""The audience of a note that trainers alone see."""

STAND_ASIDE = "The next part may be hard to read. You can leave it closed and still pass. In short:"
"""The words before the summary of a block that may be hard to read; the block itself follows, closed."""


class Block(Frozen):
    """A piece of a page for one audience: either HTML, or a knowledge check for which the template draws a form."""

    html: str = ""  # sanitised, ready
    audience: tuple[str, ...] = ()  # empty: everybody. Staff groups, or ("trainer",)
    title: str = ""  # the words on a staff group's or trainer's block: it is drawn closable, so that all can open it
    check: Question | None = None

    @property
    def for_staff_groups(self) -> bool:
        """Whether it speaks to some staff groups first."""
        return bool(self.audience) and TRAINER not in self.audience

    def speaks_to(self, groups: Iterable[str]) -> bool:
        """Whether it is written for one of these staff groups."""
        return bool(set(self.audience) & set(groups))


class Page(Frozen):
    """One page of a module: a level-1 heading and what follows it."""

    number: int  # from 1
    id: str
    title: str
    outcomes: tuple[str, ...]  # the outcomes that this page teaches
    blocks: tuple[Block, ...]
    words: int

    @property
    def checks(self) -> tuple[Question, ...]:
        """The knowledge checks on the page, in order."""
        return tuple(block.check for block in self.blocks if block.check)

    def check(self, question_id: str) -> Question:
        """The knowledge check of this id; KeyError where there is none."""
        return {question.id: question for question in self.checks}[question_id]

    def seen_by(self, groups: Iterable[str], *, trainer: bool = False) -> tuple[Block, ...]:
        """The blocks as this reader sees them: trainers' notes for trainers alone; in a run of blocks for staff
        groups the reader's own first, and all the others after them."""
        groups = frozenset(groups)
        seen: list[Block] = []
        run: list[Block] = []
        for block in (*self.blocks, Block()):
            if TRAINER in block.audience and not trainer:
                continue
            if block.for_staff_groups:
                run.append(block)
                continue
            seen += sorted(run, key=lambda each: not each.speaks_to(groups))
            run = []
            seen.append(block)
        return tuple(seen[:-1])
