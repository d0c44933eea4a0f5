"""Finding words in all files of a course."""

from lms.authoring.rules.texts import NotText, shown
from lms.content.files import Files

MOST_FOUND = 200
LONGEST = 160  # characters of a line that are shown


def found_lines(files: Files, words: str) -> list[tuple[str, int, str]]:
    """The path, number and text of each line that has these words, in the order of the files; capitals do not
    matter."""
    found: list[tuple[str, int, str]] = []
    for path in sorted(files) if words else ():
        try:
            lines = shown(files[path]).split("\n")
        except NotText:
            continue
        for number, line in enumerate(lines, 1):
            if words.casefold() in line.casefold():
                found.append((path, number, line.strip()[:LONGEST]))
            if len(found) == MOST_FOUND:
                return found
    return found
