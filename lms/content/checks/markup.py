"""What the text is made of: call-outs, headings, and what no page may hold."""

import re

from lms.content.callouts import IN_CASES, KINDS
from lms.content.checks.pieces import NEW_UNIT, Piece, pieces_of
from lms.content.lines import Line
from lms.content.pages import groups_of
from lms.content.passages import read_heading
from lms.content.problems import Problems
from lms.content.questions.ways import TASK
from lms.content.registers import Registers
from lms.content.schema import STAFF_GROUPS
from lms.content.text import LONGEST_PIECE, CallOut, ModuleText, PageText, Part, Prose, every_part

TAG = re.compile(r"<(?!https?://[^\s<>]*>)(?=[a-zA-Z/!?])(?![a-zA-Z][a-zA-Z0-9+.-]*:)[^<>]*>?")
UNDERLINE = re.compile(r"^ {0,3}(=+|-+)[ \t]*$")
INDENTED = re.compile(r"^(?: {4,}|\t)\s*\S")
LIST_ITEM = re.compile(r"^ {0,3}(?:[-*+]|\d{1,3}[.)])\s")
WITHIN = r"\s*(?:(?:>|[-*+]\s|\d{1,3}[.)]\s)\s*)"  # a quotation or an item begins
BREAK = re.compile(r"\S {2,}$|[^\\]\\$")
REFUSED = (
    (TAG, "HTML is not drawn.", "Write it in Markdown, or take out the `<`."),
    (re.compile(rf"^{WITHIN}*(```|~~~)"), "Blocks of code are not drawn.", "Write it as ordinary text."),
    (
        re.compile(rf"^(?: {{1,3}}#{{1,6}}\s|{WITHIN}+#{{1,6}}\s|#{{1,6}}[^#\s]|#{{7}})"),
        "This heading cannot be read.",
        "Start it with `## ` at the left edge; or put `\\` before a `#` that is meant as itself.",
    ),
    (
        re.compile(r"\[\^"),
        "Footnotes are not drawn.",
        "Cite a source with `[@source-id]`, or put it into the text.",
    ),
    (
        re.compile(r"^\s*(>\s*)*\[!"),
        "A call-out does not start here.",
        "Start it with `> [!name]` at the left edge, after an empty line.",
    ),
)


def check_markup(module: ModuleText, _registers: Registers, problems: Problems) -> None:
    """Whether the text is made of what a page may hold."""
    with problems.reading(module.file):
        for page in module.pages:
            _headings(page, problems)
            _call_outs(page.parts, None, problems)
    for piece in pieces_of(module):
        with problems.reading(piece.file):
            _refuse(piece, problems)


def _refuse(piece: Piece, problems: Problems) -> None:
    if sum(len(line.text) + 1 for line in piece.lines) > LONGEST_PIECE:
        problems.stop(
            piece.lines[0].number,
            f"From here on there are over {LONGEST_PIECE:,} characters in one piece.",
            "Start a new page or a call-out in between.",
        )
    before, in_list = "", False
    for number, line in piece.lines:
        for pattern, wrong, instead in REFUSED:
            if pattern.search(line):
                problems.stop(number, wrong, instead)
        if UNDERLINE.match(line) and before.strip() and not before.lstrip().startswith(("#", ">", "|")):
            problems.stop(
                number, "A heading is not underlined.", "Write `## ` before its words; or leave an empty line above."
            )
        if BREAK.search(before) and line.strip() and not NEW_UNIT.match(line):
            problems.advise(
                number - 1, "This line is not broken where it ends.", "Leave an empty line below it, or write a list."
            )
        if INDENTED.match(line) and not before.strip() and not in_list:
            problems.stop(number, "Blocks of code are not drawn.", "Take the blanks at the start of the line out.")
        in_list = bool(LIST_ITEM.match(line)) or (in_list and (not line.strip() or line.startswith((" ", "\t"))))
        before = line


def _headings(page: PageText, problems: Problems) -> None:
    """Headings go down one level at a time, and only a page's title is of level 1."""
    level = 1
    if not page.parts:
        problems.stop(page.heading.line, "This page has no text.", "Write it, or take the heading out.")
    for line in _prose_lines(page.parts):
        heading = read_heading(line, problems)
        if TASK.match(line.text):
            problems.stop(line.number, "An option outside a question.", "Put it into a `> [!check]`.")
        if not heading:
            continue
        if heading.level == 1:
            problems.stop(
                line.number, "A page cannot start in a call-out.", "Write `## `, or move it to the left edge."
            )
        elif heading.level > 3:
            problems.stop(line.number, f"A heading of level {heading.level} is too deep.", "Write `## ` or `### `.")
        elif heading.level > level + 1:
            problems.stop(line.number, "A level of heading is left out.", f"Write `{'#' * (level + 1)} `.")
        level = heading.level


def _prose_lines(parts: tuple[Part, ...]) -> list[Line]:
    return [line for part in every_part(parts) if isinstance(part, Prose) for line in part.lines]


def _call_outs(parts: tuple[Part, ...], around: CallOut | None, problems: Problems) -> None:
    for part in parts:
        if isinstance(part, CallOut):
            _call_out(part, around, problems)
            _call_outs(part.parts, part, problems)


def _no_such_call_out(name: str) -> tuple[str, str]:
    """What is wrong with a name that no call-out of a page has, and what to write instead."""
    if name in IN_CASES:
        return f"`[!{name}]` belongs to a case.", "Take it out, or move it into a file in scenarios/."
    return f"There is no call-out `{name[:40]}`.", f"Write one of: {', '.join(KINDS)}."


def _call_out(part: CallOut, around: CallOut | None, problems: Problems) -> None:
    kind = KINDS.get(part.name)
    if not kind:
        problems.stop(part.line, *_no_such_call_out(part.name))
        return
    if kind.at_top and around:
        problems.stop(part.line, f"`[!{part.name}]` cannot stand in another call-out.", "Move it to the left edge.")
    if part.name == "summary" and (not around or around.name != "distressing"):
        problems.stop(part.line, "`[!summary]` stands only in `[!distressing]`.", "Move it, or write `[!note]`.")
    if kind.titled == "needed" and not part.title and part.name not in ("for", "check"):
        problems.stop(
            part.line,
            f"`[!{part.name}]` has no title.",
            f"Write it after the brackets: `> [!{part.name}]- Title`.",
        )
    if kind.titled == "none" and part.title:
        problems.stop(part.line, f"`[!{part.name}]` has no title.", "Put these words on the next line, after `> `.")
    if not part.parts and not part.question:
        problems.stop(part.line, f"`[!{part.name}]` is empty.", "Write its text on the next lines, each after `> `.")
    if part.name == "distressing" and not part.inner("summary"):
        problems.stop(
            part.line,
            "A distressing block without a summary.",
            "Add `> > [!summary]`, which stands in for it with equal credit.",
        )
    if part.name == "for":
        _groups(part, problems)


def _groups(part: CallOut, problems: Problems) -> None:
    groups = groups_of(part)
    if not groups:
        problems.stop(
            part.line,
            "`[!for]` names nobody.",
            "Write the staff groups after it: `> [!for] reception, pharmacy`.",
        )
    for group in groups:
        if group not in STAFF_GROUPS:
            problems.stop(
                part.line,
                f"There is no staff group `{group[:40]}`.",
                f"Write one of: {', '.join(STAFF_GROUPS)}.",
            )
