"""Reads a branching case as it is written: scenes, and under each the choices, which are links to other scenes."""

import re

from lms.content.attributes import BRACKETS, ENTRY, Attributes, split_attributes
from lms.content.lines import Line, Lines
from lms.content.passages import cut, heading_of, heading_with, nothing_before, split_parts
from lms.content.problems import Problems
from lms.content.schema import Grade
from lms.content.text import ChoiceText, SceneText

CHOICE = re.compile(r"^[-*+][ ]+\[(?P<words>.*)\]\((?P<to>[^()\s]*)\)[ \t]*(?:(?P<rest>\{[^{}]*\})[ \t]*)?$")
ALMOST = re.compile(r"^\s{0,3}[-*+][ ]*\[(?!!).*(?:\(#|\{(?:best|part|harm)\b)")
CONSEQUENCE = re.compile(r"^\s{2,}>[ ]?(.*)$")
SCENE_KEYS = {"kind"}
CHOICE_KEYS = {"sets"}
HOW = "Write `- [What is done](#scene) {best}`, with `best`, `part` or `harm`."


def read_scenes(lines: Lines, problems: Problems) -> tuple[SceneText, ...]:
    """The scenes of a case: each level-2 heading starts one."""
    for line in lines:
        found = heading_of(line)
        if found and len(found[1]) != 2:
            problems.stop(line.number, "A heading of another level in a case.", "Start each scene with `## `.")
    before, pieces = cut(lines, 2)
    nothing_before(before, "scene", "##", problems)
    return tuple(_scene(piece, problems) for piece in pieces)


def _scene(piece: Lines, problems: Problems) -> SceneText:
    heading = heading_with(piece[0], SCENE_KEYS, problems)
    if not heading.attributes.id:
        problems.stop(heading.line, "The scene has no id.", "Write one after its title, such as `{#surgery}`.")
    if heading.attributes.get("kind") not in ("", "end"):
        problems.stop(heading.line, "`kind` can only be end.", "Write kind=end, or leave it out.")
    lines = piece[1:]
    start = next((index for index, line in enumerate(lines) if CHOICE.match(line.text)), len(lines))
    for line in lines[:start]:
        if ALMOST.match(line.text):
            problems.stop(line.number, "This is nearly a choice.", HOW)
    return SceneText(heading, split_parts(lines[:start], problems), _choices(lines[start:], problems))


def _choices(lines: Lines, problems: Problems) -> tuple[ChoiceText, ...]:
    choices: list[ChoiceText] = []
    for line in lines:
        if CHOICE.match(line.text):
            choices.append(_choice(line, problems))
        elif line.text.strip():
            choices[-1] = _continue(choices[-1], line, problems)
    return tuple(choices)


def _choice(line: Line, problems: Problems) -> ChoiceText:
    found = CHOICE.match(line.text)
    assert found
    grade, attributes = _grade(found["rest"] or "", line.number, problems)
    to = found["to"]
    if not to.startswith("#"):
        problems.stop(line.number, f"`{to[:60]}` is no scene.", "A choice leads to `#` and the id of a scene here.")
    sets = attributes.get("sets")
    return ChoiceText(line.number, found["words"].strip(), to.removeprefix("#"), grade, tuple(sets.split()), ())


def _grade(rest: str, line: int, problems: Problems) -> tuple[str, Attributes]:
    """The one bare word in the curly brackets, and what else stands in them."""
    inside = BRACKETS.match(rest)
    bare = ENTRY.sub(" ", inside["inside"]).split() if inside else []
    if not bare:
        problems.stop(line, "The choice has no grade.", "Write `{best}`, `{part}` or `{harm}` after it.")
    elif len(bare) > 1 or bare[0] not in list(Grade):
        problems.stop(line, f"`{' '.join(bare)[:40]}` is no grade.", "Write one of `best`, `part` and `harm`.")
    entries = " ".join(entry[0] for entry in ENTRY.finditer(inside["inside"])) if inside else ""
    attributes = split_attributes(f"{{{entries}}}" if entries else "", line, CHOICE_KEYS, problems)[1]
    return (bare[0] if bare else ""), attributes


def _continue(choice: ChoiceText, line: Line, problems: Problems) -> ChoiceText:
    """The choice with one more line of what happens then."""
    told = CONSEQUENCE.match(line.text)
    if told:
        more = (*choice.consequence, Line(line.number, told[1]))
        return ChoiceText(choice.line, choice.words, choice.to, choice.grade, choice.sets, more)
    if ALMOST.match(line.text):
        problems.stop(line.number, "This is nearly a choice.", HOW)
    elif line.text.startswith(">"):
        problems.stop(line.number, "This consequence is not under its choice.", "Put two blanks before the `>`.")
    else:
        problems.stop(
            line.number, "This follows the choices.", "Move it before them, or make it a consequence with `  > `."
        )
    return choice
