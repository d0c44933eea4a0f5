"""The call-outs: which there are, where each may stand, and how each is drawn."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from lms.content.figures import Foot
from lms.content.schema import STAND_ASIDE
from lms.content.text import CallOut

IN_CASES = ("if", "unless", "key", "note", "danger")
"""What may stand in a scene of a case; `if` and `unless` stand nowhere else."""


@dataclass(frozen=True)
class Kind:
    """A sort of call-out: what it takes, where it stands, and how its inside is wrapped."""

    name: str
    titled: str = "optional"  # "needed", "optional" or "none"
    at_top: bool = False  # it stands at the top of a page, in no other call-out
    closable: bool = False
    draw: Callable[[CallOut, str, Foot], str] | None = None  # None: whoever builds the page draws it


def _key(call_out: CallOut, inside: str, foot: Foot) -> str:
    name = foot.unique("text-key")
    return (
        f'<section class="key" id="{name}" aria-labelledby="{name}-title" tabindex="-1">'
        f'<h2 class="nhsuk-heading-s" id="{name}-title">{escape(call_out.title or "Key points")}</h2>{inside}</section>'
    )


def _titled(css_class: str) -> Callable[[CallOut, str, Foot], str]:
    def draw(call_out: CallOut, inside: str, _: Foot) -> str:
        title = f"<p><strong>{escape(call_out.title)}</strong></p>" if call_out.title else ""
        return f'<div class="{css_class}">{title}{inside}</div>'

    return draw


def closable(title: str, inside: str) -> str:
    """A block that is closed at first and opens without JavaScript."""
    return (
        '<details class="nhsuk-details"><summary class="nhsuk-details__summary">'
        f'<span class="nhsuk-details__summary-text">{escape(title)}</span></summary>'
        f'<div class="nhsuk-details__text">{inside}</div></details>'
    )


def _more(call_out: CallOut, inside: str, _: Foot) -> str:
    return closable(call_out.title, inside)


def _reflect(call_out: CallOut, inside: str, _: Foot) -> str:
    return f'<div class="reflect"><p><strong>{escape(call_out.title or "To think about")}</strong></p>{inside}</div>'


def _content(_: CallOut, inside: str, __: Foot) -> str:
    if inside.count("<p>") == 1 and inside.startswith("<p>"):
        return inside.replace("<p>", '<p class="content-note">', 1)
    return f'<div class="content-note">{inside}</div>'


def draw_distressing(call_out: CallOut, stand_in: str, inside: str) -> str:
    """A distressing block: what stands in for it, always shown, and then the block, closed."""
    lead = f'<p class="content-note">{STAND_ASIDE}</p>'
    return f'<div class="distressing">{lead}{stand_in}{closable(call_out.title, inside)}</div>'


KINDS = {
    kind.name: kind
    for kind in (
        Kind("content", titled="none", draw=_content),
        Kind("key", draw=_key),
        Kind("note", draw=_titled("nhsuk-inset-text")),
        Kind("danger", draw=_titled("now-call")),
        Kind("more", titled="needed", closable=True, draw=_more),
        Kind("distressing", titled="needed", closable=True),
        Kind("summary", titled="none"),
        Kind("for", titled="needed", at_top=True),
        Kind("check", titled="needed", at_top=True),
        Kind("reflect", draw=_reflect),
        Kind("trainer", at_top=True),
    )
}
