"""YAML with the line of every value, and without what YAML can do harm with: aliases, tags, depth.

The events of the parser are read one by one, so that nothing here recurses or grows beyond the text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import yaml
from yaml import events as event

from lms.content.problems import Problems

DEEPEST = 8
WHOLE_NUMBER = re.compile(r"[-+]?[0-9]{1,15}")
WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}

Path = tuple[str | int, ...]


@dataclass
class Yaml:
    """A mapping as it was read, and on which line each of its keys and items stands."""

    value: dict[str, Any] = field(default_factory=dict)
    lines: dict[Path, int] = field(default_factory=dict)

    def line(self, *path: str | int) -> int:
        """The line of the value at this path, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def at(self, *path: str) -> Any:
        """The value at this path, or None where there is none."""
        value: Any = self.value
        for step in path:
            value = value.get(step) if isinstance(value, dict) else None
        return value

    def words(self, *path: str) -> str:
        """The text at this path; empty where there is none."""
        value = self.at(*path)
        return value if isinstance(value, str) else ""

    def names(self, *path: str) -> list[str]:
        """The items of the list at this path; empty where there is none. What is not text is an empty item."""
        value = self.at(*path)
        return [each if isinstance(each, str) else "" for each in value] if isinstance(value, list) else []

    def keys(self, *path: str) -> list[str]:
        """The names of the fields at this path; empty where there are none."""
        value = self.at(*path)
        return list(value) if isinstance(value, dict) else []


class _Refused(Exception):
    """Something that no course may hold, at a line."""

    def __init__(self, line: int, message: str, advice: str) -> None:
        super().__init__(message)
        self.line, self.message, self.advice = line, message, advice


@dataclass
class _Open:
    """A mapping or list that is still being filled."""

    into: dict[str, Any] | list[Any]
    path: Path
    key: str | None = None


def read_yaml(text: str, problems: Problems, *, first_line: int = 1) -> Yaml | None:
    """The mapping that the text holds, or None with a problem where it is not one."""
    found, wrong = _read(text, first_line)
    for each in wrong:
        problems.stop(*each)
    return found


@lru_cache(maxsize=128)  # a course that is being written is read again and again, and most of its files stay
def _read(text: str, first_line: int) -> tuple[Yaml | None, tuple[tuple[int, str, str], ...]]:
    found, problems = Yaml(lines={(): first_line}), Problems()
    try:
        _fill(found, yaml.parse(text, Loader=yaml.CSafeLoader), problems, first_line)
    except _Refused as refused:
        return None, ((refused.line, refused.message, refused.advice),)
    except yaml.MarkedYAMLError as error:
        return None, (_in_plain_words(error, text.split("\n"), first_line),)
    except (yaml.YAMLError, ValueError):
        return None, ((first_line, "This is not YAML.", "Write `name: value`, one a line."),)
    return found, tuple((each.line, each.message, each.advice) for each in problems.found)


TAB, NEVER_CLOSED, SIGN, GLUED = "a tab", "end of stream", "a sign", "no blank"
SECOND_COLON, FIRST_COLON = "mapping values", "the first colon"
UNREADABLE = (
    (SECOND_COLON, "There is a colon too many on this line.", "Put text that holds a colon in quotation marks."),
    (
        FIRST_COLON,
        "This line is not lined up with its neighbours, or there is a colon too many.",
        "Start it with as many blanks as its neighbours, and put text that holds a colon in quotation marks.",
    ),
    (GLUED, "A blank is missing after the colon.", "Write `name: value`."),
    (SIGN, "A text that starts with this sign cannot be read as YAML.", "Put the text in quotation marks."),
    (TAB, "This line starts with a tab.", "Use blanks."),
    (NEVER_CLOSED, "A bracket or quotation mark that opens here is never closed.", "Close it."),
    ("", "This line cannot be read as YAML.", "Write `name: value`, one a line, lined up with its neighbours."),
)
NO_BLANK = re.compile(r"\s*(?:- )?[\w-]+:[^\s/]")  # an address has // there
SIGN_FIRST = re.compile(r"\s*(?:- )?(?:[\w-]+: +)?[%@`|>,\]}]")


def _in_plain_words(error: yaml.MarkedYAMLError, lines: Sequence[str], first_line: int) -> tuple[int, str, str]:
    """Where the YAML cannot be read, and why, without the parser's own words."""
    reason = NEVER_CLOSED if "flow" in str(error.context) else str(error.problem)
    # The parser goes on from a bracket or a name to look for what belongs to it: the fault is where it set out.
    began = NEVER_CLOSED in reason or "expected ':'" in reason
    mark = error.context_mark if began and error.context_mark else error.problem_mark
    line = min(mark.line if mark else 0, len(lines) - 1)
    before = lines[line][: mark.column if mark else 0]
    if "start any token" in reason:
        reason = TAB if lines[line].lstrip(" ").startswith("\t") else SIGN
    elif NEVER_CLOSED not in reason and SIGN_FIRST.match(lines[line]):
        reason = SIGN
    elif SECOND_COLON in reason and ": " not in before:
        # What the line above began as plain text goes on here, or was meant to end there.
        line, reason = (line - 1, GLUED) if line and NO_BLANK.match(lines[line - 1]) else (line, FIRST_COLON)
    elif "expected ':'" in reason and NO_BLANK.match(lines[line]):
        reason = GLUED
    elif ("expected key" in reason or "document start" in reason) and not before.strip():
        reason = FIRST_COLON
    _, wrong, instead = next(each for each in UNREADABLE if each[0] in reason)
    return line + first_line, wrong, instead


def _fill(found: Yaml, happenings: Iterator[Any], problems: Problems, first_line: int) -> None:
    stack: list[_Open] = []
    documents = 0
    for happening in happenings:
        line = happening.start_mark.line + first_line
        documents += isinstance(happening, event.DocumentStartEvent)
        if documents > 1:
            raise _Refused(line, "There is a second document here.", "Leave out the line `---`.")
        _refuse_tricks(happening, line)
        if isinstance(happening, event.MappingEndEvent | event.SequenceEndEvent):
            stack.pop()
        elif isinstance(happening, event.MappingStartEvent | event.SequenceStartEvent):
            inner: dict[str, Any] | list[Any] = {} if isinstance(happening, event.MappingStartEvent) else []
            path = _put(found, stack, inner, line, problems) if stack else _root(found, inner, line)
            stack.append(_Open(inner, path))
            if len(stack) > DEEPEST:
                raise _Refused(line, f"This is nested more than {DEEPEST} deep.", "Write it flatter.")
        elif isinstance(happening, event.ScalarEvent):
            if not stack:
                if happening.value:
                    raise _Refused(line, "This is not a list of fields.", "Write `name: value`, one a line.")
            elif isinstance(stack[-1].into, dict) and stack[-1].key is None:
                stack[-1].key = happening.value
                _note_key(found, stack[-1], line, problems)
            else:
                _put(found, stack, _plain(happening), line, problems)


def _refuse_tricks(happening: Any, line: int) -> None:
    if isinstance(happening, event.AliasEvent) or getattr(happening, "anchor", None):
        raise _Refused(
            line,
            "Anchors (&) and aliases (*) are not allowed.",
            "Write the value out, in quotation marks if it starts with & or *.",
        )
    if getattr(happening, "tag", None):
        raise _Refused(line, "Tags (!) are not allowed.", "Write the value in quotation marks.")


def _root(found: Yaml, inner: dict[str, Any] | list[Any], line: int) -> Path:
    if isinstance(inner, list):
        raise _Refused(line, "This is a list.", "Write `name: value`, one a line.")
    found.value = inner
    return ()


def _note_key(found: Yaml, into: _Open, line: int, problems: Problems) -> None:
    path = (*into.path, into.key or "")
    if path in found.lines:
        problems.stop(
            line,
            f"`{into.key}` is written twice; the first is on line {found.lines[path]}.",
            "Keep one of the two.",
        )
    else:
        found.lines[path] = line


def _put(found: Yaml, stack: list[_Open], value: Any, line: int, problems: Problems) -> Path:
    """Put a value where it belongs and say what its path is; of a key written twice the first stays."""
    into = stack[-1]
    if isinstance(into.into, list):
        path = (*into.path, len(into.into))
        into.into.append(value)
        found.lines[path] = line
        return path
    if into.key is None:
        raise _Refused(line, "A name cannot be a list or fields.", "Write `name: value`, one a line.")
    path = (*into.path, into.key)
    into.into.setdefault(into.key, value)
    into.key = None
    return path


def _plain(scalar: Any) -> str | int | bool | None:
    text = str(scalar.value)
    if not scalar.implicit[0]:
        return text
    if text.lower() in WORDS:
        return WORDS[text.lower()]
    return int(text) if WHOLE_NUMBER.fullmatch(text) else text
