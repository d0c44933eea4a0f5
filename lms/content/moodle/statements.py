"""Statements that are true or false: the plugin `kprime`. Moodle's core has none."""

import re
from itertools import chain

from lms.content.moodle.asked import Asked
from lms.content.moodle.choices import limited
from lms.content.moodle.drafts import Draft, ticked
from lms.content.moodle.elements import Element
from lms.content.moodle.reports import Unfit

RULE = "kprime"
ONE = re.compile(r"1(\.0*)?")
TRUE_WORDS, FALSE_WORDS = {"true", "right", "correct", "yes"}, {"false", "wrong", "incorrect", "no"}


def read_kprime(asked: Asked) -> Draft:
    """Each row a statement; it is true where the first column is the right one."""
    rows = limited(asked.element.all("row"), "statements", asked)
    rule = asked.element.said("scoringmethod") or RULE
    if rule != RULE:
        raise Unfit(asked.line, f"It is marked as `{rule[:20]}`. Choose kprime: all right 1, one wrong a half, else 0.")
    _columns(asked)
    title, stem = asked.asking()
    options = []
    for number, row in enumerate(rows, start=1):
        words, feedback = row.first("optiontext"), row.first("feedbacktext")
        right = _is_true(asked, row, row.attributes.get("number", str(number)))
        options.append(ticked(right, asked.one_line(words) if words else "", asked.lines(feedback)))
    return Draft("kprim", title, stem, list(chain.from_iterable(options)))


def _columns(asked: Asked) -> None:
    """What the columns say is left out: here they are True and False."""
    columns = [column.said("responsetext") for column in asked.element.all("column")]
    if len(columns) != 2:
        raise Unfit(asked.line, f"There are {len(columns)} columns to tick. Keep two, true and false.")
    if not (columns[0].lower() in TRUE_WORDS and columns[1].lower() in FALSE_WORDS):
        asked.note(f"Its columns are “{columns[0][:40]}” and “{columns[1][:40]}”. Here they are True and False.")


def _is_true(asked: Asked, row: Element, number: str) -> bool:
    won = [
        weight.attributes.get("columnnumber")
        for weight in asked.element.all("weight")
        if weight.attributes.get("rownumber") == number and ONE.fullmatch(weight.said("value"))
    ]
    if won not in (["1"], ["2"]):
        raise Unfit(row.line, "It is not said of this statement whether it is true. Tick one of its two columns.")
    return won == ["1"]
