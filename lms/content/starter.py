"""The course that a new one starts with. Its text is the folder beside this file, which reads as a course itself."""

import json
from datetime import date, timedelta
from pathlib import Path

from lms.content.files import UNSEEN, Files, read_folder

FOLDER = Path(__file__).with_name("starter")
FIRST_REVIEW = timedelta(days=365)


def starter(code: str, title: str, today: date) -> Files:
    """The files of a small course that nothing stops, for its writer to replace piece by piece.

    The code is without fault (`codes.fault_of_code`), the title has words; it is reviewed a year after today.
    """
    files, _ = read_folder(FOLDER)
    text = files["course.yaml"].decode()
    for line, own in (
        ("due: 2027-11-22", f"due: {today + FIRST_REVIEW}"),
        ("code: starter", f"code: {_quoted(code)}"),
        ("title: A message that arrives", f"title: {_quoted(title)}"),
    ):
        text = text.replace(line, own, 1)
    return {**files, "course.yaml": text.encode(errors="replace")}


def _quoted(words: str) -> str:
    """Words as YAML takes them whatever they hold: a JSON string is one of YAML's."""
    return json.dumps(UNSEEN.sub("", " ".join(words.split())), ensure_ascii=False)
