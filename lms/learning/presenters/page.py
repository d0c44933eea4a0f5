"""A page of a module as one reader sees it: blocks in their order, knowledge checks asked or explained."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from lms.content.prompts import name_of, pieces
from lms.content.questions import Response, UnreadableAnswer, read, read_whole
from lms.content.schema import TRAINER, Block, Page, Question
from lms.learning.presenters.question import Asked, Explained, asked, explained


@dataclass(frozen=True)
class SeenBlock:
    """A piece of a page: ready HTML, or a knowledge check that is asked or explained.

    `fold` says that it is drawn closable under its title; `unfolded`, that it is the reader's own and open.
    `prompts` are the names of the reflection prompts in it. `number` counts the blocks of the page, so that a check
    can be found without saying what it is about.
    """

    number: int
    html: str = ""
    prompts: tuple[str, ...] = ()
    title: str = ""
    fold: bool = False
    unfolded: bool = False
    check: Asked | None = None
    explained: Explained | None = None
    error: str = ""


@dataclass(frozen=True)
class Tried:
    """A knowledge check that was tried, and what was posted."""

    question_id: str
    values: Sequence[str]


def blocks(
    page: Page, groups: Collection[str], *, trainer: bool = False, tried: Tried | None = None
) -> list[SeenBlock]:
    """What this reader sees, in order; the check that was tried shows the reason for every option."""
    seen = enumerate(page.seen_by(groups, trainer=trainer), 1)
    return [each for number, block in seen for each in _cut(_block(number, block, groups, tried), block)]


def _cut(seen: SeenBlock, block: Block) -> list[SeenBlock]:
    """The block in pieces, so that a prompt can be answered right after it; one that is folded stays whole."""
    cut = pieces(seen.html)
    if TRAINER in block.audience or not any(piece.prompts for piece in cut):
        return [seen]
    if seen.fold:
        return [replace(seen, prompts=tuple(name_of(words) for piece in cut for words in piece.prompts))]
    return [replace(seen, html=piece.html, prompts=tuple(map(name_of, piece.prompts))) for piece in cut]


def _block(number: int, block: Block, groups: Collection[str], tried: Tried | None) -> SeenBlock:
    if block.check is None:
        own = block.speaks_to(groups) or TRAINER in block.audience
        return SeenBlock(number, html=block.html, title=block.title, fold=bool(block.audience), unfolded=own)
    if tried is None or tried.question_id != block.check.id:
        return SeenBlock(number, check=asked(block.check))
    try:
        return SeenBlock(number, explained=explained(block.check, read_whole(block.check, tried.values)))
    except UnreadableAnswer as problem:
        return SeenBlock(number, check=asked(block.check, _so_far(block.check, tried)), error=str(problem))


def _so_far(check: Question, tried: Tried) -> Response:
    """What can be kept of an answer that is not whole."""
    try:
        return read(check, tried.values)
    except UnreadableAnswer as problem:
        return problem.so_far


def problem(seen: Sequence[SeenBlock]) -> SeenBlock | None:
    """The check whose answer could not be read, if there is one."""
    return next((block for block in seen if block.error), None)
