"""The last gate before HTML is stored: only these tags, classes, ids and addresses pass, whatever came before."""

import re

import nh3

TAGS = {
    "p", "strong", "em", "br", "hr", "code", "blockquote", "ul", "ol", "li", "a", "sup", "span", "div", "section",
    "h2", "h3", "table", "thead", "tbody", "tr", "th", "td", "img", "picture", "source", "figure", "figcaption",
    "details", "summary",
}  # fmt: skip

CLASSES = {
    "p": {"value", "caveat", "source", "gloss", "content-note"},
    "ul": {"nhsuk-list", "nhsuk-list--bullet", "notes", "sources"},
    "ol": {"nhsuk-list", "nhsuk-list--number"},
    "span": {
        "term",
        "gloss",
        "label",
        "label--warm",
        "nhsuk-u-visually-hidden",
        "nhsuk-details__summary-text",
    },
    "div": {"nhsuk-inset-text", "nhsuk-details__text", "now-call", "content-note", "distressing", "reflect"},
    "section": {"key", "section", "meta"},
    "h2": {"nhsuk-heading-m", "nhsuk-heading-s"},
    "h3": {"nhsuk-heading-s"},
    "table": {"nhsuk-table"},
    "thead": {"nhsuk-table__head"},
    "tbody": {"nhsuk-table__body"},
    "tr": {"nhsuk-table__row"},
    "th": {"nhsuk-table__header"},
    "td": {"nhsuk-table__cell"},
    "figure": {"figure", "chart"},
    "figcaption": {"meta"},
    "details": {"nhsuk-details"},
    "summary": {"nhsuk-details__summary"},
    "hr": {"nhsuk-section-break", "nhsuk-section-break--m", "nhsuk-section-break--visible"},
}

ATTRIBUTES = {
    "*": {"id"},
    "a": {"href", "rel"},
    "img": {"src", "alt", "width", "height"},
    "source": {"media", "srcset", "width", "height"},
    "th": {"scope"},
    "ol": {"start"},
    "section": {"aria-labelledby", "tabindex"},
    "figure": {"aria-labelledby"},
}

# Where the column is narrower than a wide drawing, on a screen; paper has room for it.
PHONES = "screen and (max-width: 59.99em)"

OUR_ID = re.compile(r"(text|note|source|term|figure)-[a-z0-9-]+")
LENGTH = re.compile(r"[1-9][0-9]{0,3}")
ONLY_LIKE = {
    "id": OUR_ID,
    "aria-labelledby": OUR_ID,
    "media": re.compile(re.escape(PHONES)),
    "srcset": re.compile(r"/images/[0-9a-f]{32}\.svg"),
    "width": LENGTH,
    "height": LENGTH,
}

_cleaner = nh3.Cleaner(
    tags=TAGS,
    clean_content_tags={"script", "style"},
    attributes=ATTRIBUTES,
    allowed_classes=CLASSES,
    attribute_filter=lambda _tag, name, value: (
        value if name not in ONLY_LIKE or ONLY_LIKE[name].fullmatch(value) else None
    ),
    url_schemes={"http", "https", "tel"},
    link_rel=None,
)


def sanitise(html: str) -> str:
    """The HTML with nothing in it but what a course page may hold."""
    return _cleaner.clean(html).strip()
