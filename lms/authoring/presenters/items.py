"""Item analysis in words and figures: what stands first is what somebody should look at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lms.assessment.rules.flags import Flag
from lms.assessment.rules.items import Item
from lms.content.schema import Question


@dataclass(frozen=True)
class ItemRow:
    """A question with what is known of it; no item where fewer than 10 first attempts had it."""

    question: Question
    item: Item | None
    flags: tuple[Flag, ...]


def item_rows(
    questions: Sequence[Question], found: Mapping[str, Item], told: Mapping[str, tuple[Flag, ...]]
) -> list[ItemRow]:
    """Every question: first those with something to look at, then the others, then those too few have had."""
    rows = [ItemRow(each, found.get(each.id), told.get(each.id, ())) for each in questions]
    return sorted(rows, key=lambda row: (row.item is None, not row.flags))
