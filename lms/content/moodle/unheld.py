"""What Moodle's HTML may hold and our Markdown cannot: tags, looks and links, each with what to do about it."""

import re

SCHEMES = re.compile(r"(https?://|tel:)", re.IGNORECASE)
PLAIN_LOOKS = re.compile(r"(font-family|font-size|line-height|letter-spacing|margin|padding|text-indent)(-\w+)*")
NO_LOOKS = re.compile(r"text-align:(left|start|justify|initial|inherit)|direction:ltr|font-weight:(400|normal)|")
LOOKS = "Its fonts, sizes or margins are left out."
NUMBERING = {"1", "disc", "circle", "square"}
INSTEAD = {
    **dict.fromkeys(("img", "picture", "svg", "canvas"), "a picture. Say in words what it shows"),
    **dict.fromkeys(("video", "audio", "object", "embed", "source", "track"), "sound or film. Take it out"),
    **dict.fromkeys(("script", "iframe", "style", "form", "input"), "`{tag}`, which could do harm. Take it out"),
    **dict.fromkeys(("table", "tr", "td", "th"), "a table. Write it as a list"),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "a heading. Make it a paragraph in bold"),
    **dict.fromkeys(("sub", "sup"), "raised or lowered signs. Write them on the line, such as CO2"),
    **dict.fromkeys(("u", "ins"), "underlined words. Make them bold"),
    **dict.fromkeys(("s", "del", "strike"), "words that are struck through. Take them out"),
    "pre": "a block of code. Write it as ordinary text",
    "blockquote": "a quotation, which marks feedback here. Make it a paragraph in quotation marks",
    "hr": "a line across. Take it out",
    "math": "a formula. Write it in words",
}  # fmt: skip


class NotHeldError(ValueError):
    """Our Markdown cannot hold this; the message says what it is and what to do."""


def refuse(tag: str) -> NotHeldError:
    """What to say of a tag that cannot stand in a question."""
    return NotHeldError(INSTEAD.get(tag, "`{tag}`, which a question cannot hold. Take it out").format(tag=tag[:40]))


def address_of(attributes: dict[str, str]) -> str:
    """Where a link leads: to the web or to a telephone."""
    href = attributes.get("href", "").strip()
    if href and not SCHEMES.match(href):
        raise NotHeldError(f"a link to `{href[:40]}`. Link to an address that starts with https://")
    return href


def first_number(attributes: dict[str, str]) -> int:
    """The number that a list starts with."""
    if attributes.get("type", "1") not in NUMBERING:
        raise NotHeldError("a list with letters. Use numbers")
    start = attributes.get("start", "1")
    return int(start) if re.fullmatch("[0-9]{1,3}", start, re.ASCII) else 1


def looks_left_out(attributes: dict[str, str]) -> str:
    """What is said of looks that mean nothing and are left out; empty where there are none. Looks that may mean
    something are refused."""
    if any(name.startswith("on") for name in attributes):
        raise NotHeldError("a script in an attribute. Take it out")
    if "multilang" in attributes.get("class", ""):
        raise NotHeldError("the same words in several languages. Keep the English ones")
    said = "face" in attributes or "size" in attributes
    colours = [f"color:{attributes['color']}"] if "color" in attributes else []
    for each in [*attributes.get("style", "").split(";"), *colours]:
        style = re.sub(r"\s", "", each.lower())
        if NO_LOOKS.fullmatch(style):
            continue
        if not PLAIN_LOOKS.fullmatch(style.partition(":")[0]):
            raise NotHeldError(f"a look of its own (`{each.strip()[:40]}`). Clear the formatting of these words")
        said = True
    return LOOKS if said else ""
