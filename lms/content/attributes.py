"""What stands in curly brackets at the end of a heading: `{#id key=value key="two words"}`."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from lms.content.fields import ID_PATTERN
from lms.content.problems import Problems

BRACKETS = re.compile(r"^(?P<words>.*?)[ \t]*\{(?P<inside>[^{}]*)\}[ \t]*$")
ENTRY = re.compile(r"""#(?P<id>[^\s{}="]+)|(?P<key>[a-z][a-z_-]*)=(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s"]+))""")


@dataclass(frozen=True)
class Attributes:
    """The id and the properties of a heading."""

    id: str = ""
    values: dict[str, str] = field(default_factory=dict)

    def get(self, key: str) -> str:
        """The value of a property; empty where it is not there."""
        return self.values.get(key, "")


def split_attributes(text: str, line: int, allowed: Collection[str], problems: Problems) -> tuple[str, Attributes]:
    """The words before the brackets and what stands in them; each fault is a problem at the line."""
    match = BRACKETS.match(text)
    if not match:
        if re.search(r"\{\s*#|\{[^}]*=", text):
            problems.stop(line, "The curly brackets are not complete.", "End the line with `{#id key=value}`.")
        return text.strip(), Attributes()
    inside = match["inside"]
    rest = ENTRY.sub("", inside).strip()
    if rest:
        problems.stop(
            line,
            f"`{rest[:40]}` in the curly brackets cannot be read.",
            'Write `{#id key=value key="two words"}`.',
        )
    ids = [entry["id"] for entry in ENTRY.finditer(inside) if entry["id"]]
    pairs = [(entry["key"], entry["quoted"] or entry["bare"] or "") for entry in ENTRY.finditer(inside) if entry["key"]]
    _complain(ids, pairs, line, allowed, problems)
    return match["words"].strip(), Attributes(ids[0] if ids else "", dict(reversed(pairs)))


def _complain(
    ids: list[str], pairs: list[tuple[str, str]], line: int, allowed: Collection[str], problems: Problems
) -> None:
    keys = [key for key, _ in pairs]
    for key in sorted(set(keys)):
        if keys.count(key) > 1:
            problems.stop(line, f"`{key}` is written twice.", "Keep one of the two.")
        if key not in allowed:
            listed = ", ".join(sorted(allowed)) or "only #id"
            problems.stop(line, f"`{key}` is not known here.", f"Known here: {listed}.")
    if len(ids) > 1:
        problems.stop(line, "There are two ids.", "Keep one of the two.")
    for each in ids:
        if not re.fullmatch(ID_PATTERN, each):
            problems.stop(
                line,
                f"`{each[:60]}` cannot be an id.",
                "Use up to 60 lower-case letters, digits and hyphens, starting with a letter.",
            )
