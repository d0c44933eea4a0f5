"""The manual's examples are a course that passes the check."""

import re
from pathlib import Path

from lms.content.callouts import IN_CASES, KINDS
from lms.content.check import check
from lms.content.drawings import read_drawing
from lms.content.problems import Problems

MANUAL = (Path(__file__).parents[3] / "docs" / "writing-a-module.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"^`([\w./-]+)`\n\n```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_examples_together_pass_the_check():
    files = {path: text.encode() for path, text in EXAMPLE.findall(MANUAL)}
    report = check(files)
    assert len(files) == 8
    assert [str(problem) for problem in report.problems if problem.stops] == []
    assert (report.summary.pages, report.summary.minutes) == (2, 5)
    assert [case.minutes for case in report.summary.cases] == [2]


def test_the_drawing_passes():
    (drawing,) = re.findall(r"^```xml\n(.*?)^```$", MANUAL, re.MULTILINE | re.DOTALL)
    problems = Problems()
    assert read_drawing("two-steps.svg", drawing.encode(), problems).width == 288
    assert problems.listed() == ()


def test_every_call_out_is_shown():
    assert [name for name in {*KINDS, *IN_CASES} if f"[!{name}]" not in MANUAL] == []
