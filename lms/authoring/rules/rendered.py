"""What differs between two texts of a module as a learner sees them: page by page, question by question, case by case.

A piece is cut into what stands one under the other: a paragraph, a list, an option with its feedback, a choice. Those
are compared whole, so that what is shown is always something that a learner would see.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain
from typing import NamedTuple

from markupsafe import Markup

from lms.content.elements import elements
from lms.content.schema import Block, Case, Module, Option, Page, Question

AROUND = 1  # what did not change, shown before and after what did
NAMED = re.compile(r' (?:id|aria-labelledby)="[^"]*"')  # two texts on one page would have every name twice
STRONG = Markup("<p><strong>{}</strong></p>")
BOTH = Markup("<p>{} <strong>{}</strong></p>")
Units = tuple[str, ...]


@dataclass(frozen=True)
class Unit:
    """Something that a learner sees, as HTML: `added`, `taken out` or `same`; `gap` is how much is left out before."""

    kind: str
    html: str
    gap: int = 0


@dataclass(frozen=True)
class Difference:
    """A page, question or case that a learner sees otherwise than before."""

    what: str  # "Page 3", "Question" or "Case"
    title: str
    kind: str  # added, taken out or changed
    units: tuple[Unit, ...]


def differences(before: Module | None, after: Module | None) -> list[Difference]:
    """What differs in a module, in the order of the newer text; then what was taken out."""
    old, new = (dict(_pieces(module)) if module else {} for module in (before, after))
    names = [*new, *(name for name in old if name not in new)]
    pairs = [(old.get(name), new.get(name)) for name in names]
    return [_difference(was, now) for was, now in pairs if not (was and now and was.seen == now.seen)]


class _Piece(NamedTuple):
    what: str
    title: str
    units: Units

    @property
    def seen(self) -> tuple[str, Units]:
        """What a learner sees of it: which number a page has does not matter."""
        return self.title, self.units


def _pieces(module: Module) -> Iterator[tuple[tuple[str, str], _Piece]]:
    for page in module.pages:
        yield ("page", page.id), _Piece(f"Page {page.number}", page.title, _page(page))
    for case in module.cases:
        yield ("case", case.id), _Piece("Case", case.title, _case(case))
    for question in module.quiz.questions:
        yield ("question", question.id), _Piece("Question", question.title, _question(question))


def _difference(old: _Piece | None, new: _Piece | None) -> Difference:
    piece = new or old
    assert piece
    kind = "added" if old is None else "taken out" if new is None else "changed"
    was, now = ((STRONG.format(each.title), *each.units) if each else () for each in (old, new))
    return Difference(piece.what, piece.title, kind, tuple(_compared(was, now)))


def _compared(old: Units, new: Units) -> Iterator[Unit]:
    shown_until = 0
    for group in SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(AROUND):
        gap = group[0][1] - shown_until
        for tag, a, a_end, b, b_end in group:
            if tag == "equal":
                found = [("same", html) for html in old[a:a_end]]
            else:
                found = [*(("taken out", html) for html in old[a:a_end]), *(("added", html) for html in new[b:b_end])]
            for kind, html in found:
                yield Unit(kind, html, gap)
                gap = 0
        shown_until = group[-1][2]


def _page(page: Page) -> Units:
    return tuple(chain.from_iterable(_block(block) for block in page.blocks))


def _block(block: Block) -> Units:
    if block.check:
        return STRONG.format(block.check.title), *_question(block.check)
    head = (STRONG.format(f"For {block.title}" if block.for_staff_groups else block.title),) if block.title else ()
    return *head, *_cut(block.html)


def _question(question: Question) -> Units:
    options = (_option(option) for option in question.options)
    return *_cut(question.stem), *options, *_cut(question.feedback)


def _option(option: Option) -> str:
    """An option with what is right of it, in words, and its feedback."""
    right = option.answer or ("right" if option.right else "wrong")
    words = Markup(option.html) or "Answer"
    return BOTH.format(words, f"({right})") + Markup(_plain(option.feedback))


def _case(case: Case) -> Units:
    return tuple(
        chain.from_iterable(
            (
                STRONG.format(f"Scene: {scene.title}"),
                *chain.from_iterable(_cut(each.html) for each in (*scene.passages, *scene.keys, *scene.routes)),
                *(
                    BOTH.format(choice.text, f"({choice.grade.value})") + Markup(_plain(choice.feedback))
                    for choice in scene.choices
                ),
            )
            for scene in case.scenes
        )
    )


def _cut(html: str) -> Sequence[str]:
    return [_plain(each).strip() for each in elements(html) if each.strip()]


def _plain(html: str) -> str:
    return NAMED.sub("", html)
