"""Cuts a text into pages, headings, ordinary Markdown and call-outs, line by line."""

import re

from lms.content.attributes import Attributes, split_attributes
from lms.content.lines import Line, Lines, QuestionText
from lms.content.problems import Problems
from lms.content.questions.reading import read_question
from lms.content.text import CallOut, Heading, PageText, Part, Prose

DEEPEST = 3
HEADING = re.compile(r"^(#{1,6})(?:[ \t]+(.*?))?[ \t]*$")
OPENING = re.compile(r"^ {0,3}>[ ]?\[!([^\]]*)\]([-+]?)[ \t]*(.*)$")
QUOTED = re.compile(r"^ {0,3}>[ ]?(.*)$")

PAGE_KEYS = {"outcomes"}
CHECK_KEYS = {"source", "kind", "critical"}
QUESTION_KEYS = {"kind", "outcome", "source", "critical", "partial"}


def numbered(lines: list[str], first: int = 1) -> Lines:
    """The lines with their numbers."""
    return tuple(Line(number, text) for number, text in enumerate(lines, start=first))


def heading_of(line: Line) -> re.Match[str] | None:
    """The level and words of a heading line, or None."""
    return HEADING.match(line.text)


def cut(lines: Lines, level: int) -> tuple[Lines, list[Lines]]:
    """What stands before the first heading of a level, and the pieces that start with one."""
    starts = [index for index, line in enumerate(lines) if (found := heading_of(line)) and len(found[1]) == level]
    ends = [*starts[1:], len(lines)] if starts else []
    return lines[: starts[0] if starts else None], [lines[start:end] for start, end in zip(starts, ends, strict=True)]


def heading_with(line: Line, keys: set[str], problems: Problems) -> Heading:
    """The heading that stands on this line, which may have these attributes besides its id."""
    found = heading_of(line)
    assert found
    title, attributes = split_attributes((found[2] or "").rstrip("#"), line.number, keys, problems)
    if not title:
        problems.stop(line.number, "A heading without words.", "Write its words after the #.")
    return Heading(line.number, len(found[1]), title, attributes)


def read_heading(line: Line, problems: Problems) -> Heading | None:
    """The heading that stands on a line inside a page, or None where there is none."""
    return heading_with(line, set(), problems) if heading_of(line) else None


def read_pages(lines: Lines, problems: Problems) -> tuple[PageText, ...]:
    """The pages of module.md: each level-1 heading starts one."""
    before, pieces = cut(lines, 1)
    nothing_before(before, "page", "#", problems)
    if not pieces:
        problems.stop(
            lines[0].number if lines else 1, "There is no page.", "Start each page with `# Title {#page-id}`."
        )
    return tuple(
        PageText(heading_with(piece[0], PAGE_KEYS, problems), split_parts(piece[1:], problems)) for piece in pieces
    )


def read_questions(lines: Lines, problems: Problems) -> tuple[QuestionText, ...]:
    """The questions of quiz.md: each level-2 heading starts one."""
    for line in lines:
        found = heading_of(line)
        if found and len(found[1]) != 2:
            problems.stop(
                line.number,
                "A heading of another level among the questions.",
                "Start each question with `## `.",
            )
    before, pieces = cut(lines, 2)
    nothing_before(before, "question", "##", problems)
    questions = []
    for piece in pieces:
        heading = heading_with(piece[0], QUESTION_KEYS, problems)
        questions.append(read_question(heading.line, heading.title, heading.attributes, piece[1:], problems))
    return tuple(questions)


def nothing_before(lines: Lines, what: str, sign: str, problems: Problems) -> None:
    """Text before the first piece belongs to none of them."""
    for line in lines:
        if line.text.strip() and not heading_of(line):
            problems.stop(
                line.number,
                f"This stands before the first {what}.",
                f"Move it below a line that starts with `{sign} `.",
            )
            return


def split_parts(lines: Lines, problems: Problems, depth: int = 1) -> tuple[Part, ...]:
    """Ordinary Markdown and call-outs, in order."""
    parts: list[Part] = []
    plain: list[Line] = []
    at = 0
    while at < len(lines):
        if not OPENING.match(lines[at].text):
            plain.append(lines[at])
            at += 1
            continue
        _add_prose(parts, plain)
        block = _quoted(lines, at, problems)
        at += len(block)
        parts.append(_call_out(block, problems, depth))
    _add_prose(parts, plain)
    return tuple(parts)


def _add_prose(parts: list[Part], plain: list[Line]) -> None:
    first = next((number for number, line in enumerate(plain) if line.text.strip()), None)
    if first is not None:
        parts.append(Prose(tuple(plain[first:])))
    plain.clear()


def _quoted(lines: Lines, start: int, problems: Problems) -> Lines:
    """The lines of the call-out that starts here."""
    end = start + 1
    while end < len(lines) and QUOTED.match(lines[end].text):
        if OPENING.match(lines[end].text):
            problems.stop(
                lines[end].number,
                "Two call-outs without an empty line between them.",
                "Put an empty line before it.",
            )
            break
        end += 1
    after = lines[end] if end < len(lines) else None
    if after and after.text.strip() and not QUOTED.match(after.text):
        problems.stop(
            after.number,
            "This line follows a call-out directly.",
            "Start it with `> `, or put an empty line before it.",
        )
    return lines[start:end]


def _call_out(block: Lines, problems: Problems, depth: int) -> CallOut:
    opening = OPENING.match(block[0].text)
    assert opening
    name, line = opening[1].strip().lower(), block[0].number
    title, attributes = opening[3].strip(), Attributes()
    if name == "check":
        title, attributes = split_attributes(title, line, CHECK_KEYS, problems)
    inside = tuple(Line(each.number, QUOTED.sub(r"\1", each.text)) for each in block[1:])
    if name == "check":
        question = read_question(line, "", attributes, inside, problems)
        return CallOut(line, name, bool(opening[2]), title, attributes, question=question)
    if depth > DEEPEST:
        problems.stop(line, f"Call-outs nest more than {DEEPEST} deep.", "Put it outside the one around it.")
        return CallOut(line, name, bool(opening[2]), title, attributes)
    return CallOut(line, name, bool(opening[2]), title, attributes, split_parts(inside, problems, depth + 1))
