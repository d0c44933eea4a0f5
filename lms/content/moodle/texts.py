"""The formats that Moodle keeps words in (HTML, plain text, its own, Markdown), each read as blocks."""

import re
from html import escape

from lms.content.moodle.elements import Element
from lms.content.moodle.html_blocks import Block, read_blocks
from lms.content.moodle.reports import Unfit
from lms.content.moodle.unheld import NotHeldError

LONGEST = 10_000  # characters of one text
LONGEST_MARKDOWN, MOST_BRACKETS = 2_000, 20  # its reader takes seconds for a page of brackets
HTML, PLAIN, AUTO, MARKDOWN, WIKI = "html", "plain_text", "moodle_auto_format", "markdown", "wiki_like"
BLOCK_TAG = re.compile(r"<(p|div|br|ul|ol)\b", re.IGNORECASE)
FORMULA = (("$$", "$$"), ("\\(", "\\)"), ("\\[", "\\]"))


def read_text(holder: Element, usual_format: str) -> tuple[list[Block], list[str]]:
    """The blocks that an element says in its `text`, and what was left out of them; Unfit, at its line, where they
    cannot be held."""
    raw, line = _raw(holder)
    written = holder.attributes.get("format", "").strip() or usual_format
    try:
        return read_blocks(as_html(raw, written))
    except NotHeldError as error:
        raise Unfit(line, f"It holds {error}.") from None


def _raw(holder: Element) -> tuple[str, int]:
    """What stands in its `text`, with the line of that."""
    for file in holder.all("file"):
        name = file.attributes.get("name", "")[:60]
        raise Unfit(file.line, f"It brings the file `{name}`, which a question cannot hold. Put it into words.")
    text = holder.first("text") or holder
    if text is not holder and text.children:
        raise Unfit(text.children[0].line, "Tags stand in the text. Put it into `<![CDATA[` and `]]>`.")
    raw = text.text
    if "@@PLUGINFILE@@" in raw:
        raise Unfit(text.line, "It names a file of Moodle's, which a question cannot hold. Say in words what it shows.")
    if len(raw) > LONGEST:
        raise Unfit(text.line, f"This text has over {LONGEST:,} characters. Shorten it.")
    return raw, text.line


def as_html(raw: str, written: str) -> str:
    """The text as HTML, from the format that it was written in."""
    if written == WIKI:
        raise NotHeldError("a text in wiki format. Choose HTML as its format")
    if written != MARKDOWN and any(raw.count(start) > (start == end) and end in raw for start, end in FORMULA):
        raise NotHeldError("a formula. Write it in words")
    if written == PLAIN:
        return escape(raw).replace("\n", "<br>")
    if written == AUTO and not BLOCK_TAG.search(raw):
        return raw.replace("\n", "<br>")
    return _from_markdown(raw) if written == MARKDOWN else raw


def _from_markdown(raw: str) -> str:
    """Drawn first and read as HTML then, so that nothing means more here than it meant in Moodle."""
    if len(raw) > LONGEST_MARKDOWN:
        raise NotHeldError(f"Markdown of over {LONGEST_MARKDOWN:,} characters. Choose HTML as its format")
    if raw.count("[") > MOST_BRACKETS:
        raise NotHeldError(f"Markdown with over {MOST_BRACKETS} square brackets. Choose HTML as its format")
    from markdown import markdown  # slow to load, and seldom needed

    try:
        return str(markdown(raw, extensions=["tables", "fenced_code", "sane_lists"]))
    except RecursionError:
        raise NotHeldError("Markdown that nests too deep. Choose HTML as its format") from None
