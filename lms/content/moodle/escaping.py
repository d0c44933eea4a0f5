"""Words put into Markdown so that they are read as the words they are, whatever signs stand in them."""

import re

from lms.content.files import UNSEEN

INLINE = str.maketrans({**{sign: f"\\{sign}" for sign in "\\`*_[]"}, "|": "&#124;", "<": "&lt;"})
ENTITY = re.compile(r"&(?=#?\w+;)")
LINE_START = re.compile(
    r"(?P<sign>[>#]|[+-](?=[ +-]|$))|(?P<number>\d+)(?P<stop>[.)])(?= |$)|(?P<word>Answer|Record):|(?P<fence>~)(?=~~)"
)
ADDRESS = re.compile(r"[\s()<>\"'`\\^{|}*_\[\]]")


def visible(text: str) -> str:
    """The text without signs that nobody sees and a course may not hold; each row of blanks is one."""
    return re.sub(r"\s+", " ", UNSEEN.sub(" ", text))


def escape(text: str) -> str:
    """The words, which Markdown reads as nothing but words in the middle of a line."""
    return ENTITY.sub("&amp;", visible(text)).translate(INLINE).replace("\\[^", "&#91;^")


def at_start(markdown: str) -> str:
    """The Markdown, of which no heading, list, quotation or answer begins at the start of the line."""
    return LINE_START.sub(_harmless, markdown, count=1) if LINE_START.match(markdown) else markdown


def _harmless(found: re.Match[str]) -> str:
    if found["sign"]:
        return f"\\{found['sign']}"
    if found["number"]:
        return f"{found['number']}\\{found['stop']}"
    return f"{found['word']}&#58;" if found["word"] else "&#126;"


def in_cell(markdown: str) -> str:
    """The Markdown as it may stand in a table's cell or in a gap, which square brackets would end."""
    return markdown.replace("\\[", "&#91;").replace("\\]", "&#93;")


def address(written: str) -> str:
    """The address as it may stand in a link's round brackets."""
    said = ADDRESS.sub(lambda found: f"%{ord(found[0]):02X}" if ord(found[0]) < 128 else "", written.strip())
    return said.replace("&", "&amp;")
