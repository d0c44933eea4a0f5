"""Our rendered HTML as Moodle gets it: plain tags without our classes, and no address that only works here."""

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from lms.content.schema import Option

if TYPE_CHECKING:
    import nh3

TABLE = {"table", "thead", "tbody", "tr", "th", "td"}
TAGS = {"p", "br", "strong", "em", "code", "blockquote", "ul", "ol", "li", "a"} | TABLE
OUTSIDE = re.compile(r"(https?://|tel:)", re.IGNORECASE)
PICTURE = re.compile(r"<img\b[^>]*?\balt=\"([^\"]*)\"[^>]*>")
UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Written(NamedTuple):
    """The type of a question in Moodle, its elements, and its text and feedback where these differ from ours."""

    type: str
    elements: list[str]
    stem: str = ""
    feedback: str = ""


def for_moodle(html: str) -> str:
    """The HTML with what Moodle shows as we do. A picture is what it shows, in words; a link within this site is its
    words."""
    said = _cleaner().clean(PICTURE.sub(r"[\1]", html)).strip()
    return re.sub(r"<a>(.*?)</a>", r"\1", said, flags=re.DOTALL)


@cache
def _cleaner() -> "nh3.Cleaner":
    import nh3  # whoever serves pages does not load it

    return nh3.Cleaner(
        tags=TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        attribute_filter=lambda _tag, name, value: value if name != "href" or OUTSIDE.match(value) else None,
        url_schemes={"http", "https", "tel"},
        link_rel=None,
    )


def cdata(words: str) -> str:
    """The words as they stand in an XML element."""
    said = UNWRITABLE.sub("", words)
    if not re.search(r"[<>&]", said):
        return said
    return f"<![CDATA[{said.replace(']]>', ']]]]><![CDATA[>')}]]>"


def text(words: str) -> str:
    """A `text` element with these words."""
    return f"<text>{cdata(words)}</text>"


def said_in(name: str, html: str, **attributes: str) -> str:
    """An element that says this HTML."""
    rest = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f'<{name}{rest} format="html">{text(html)}</{name}>'


def answer(option: Option, fraction: str) -> str:
    """An option as an answer that wins or costs this much, with its feedback."""
    feedback = said_in("feedback", for_moodle(option.feedback))
    return f'<answer fraction="{fraction}" format="html">{text(for_moodle(option.html))}{feedback}</answer>'
