"""Every fault planted in the faultless course is told at its line, in the writer's words."""

import re
import time
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.content.check import check
from lms.content.revision import fingerprint
from tests.courses.faults.faults import FAULTS, TOGETHER
from tests.courses.faults.harmless import HARMLESS
from tests.courses.faults.planting import Fault, Files, base_course, plant
from tests.support.once import once_a_run

# What a trainer must never read: the words of Python, of pydantic and of the YAML parser.
JARGON = re.compile(
    r"Traceback|NoneType|Error\b|Input should|validation|type=|\b(str|int|dict|bool|tuple|regex|codec)\b|pydantic"
    r"|object at 0x|<unicode string>|<byte string>|expected <|could not find expected|found character"
    r"|mapping values|flow (sequence|mapping)|block (end|mapping)|'utf-8'|can't decode|\\x[0-9a-f]{2}"
)
PATIENCE = 5  # seconds of work for one course, however hostile: a hang would be minutes
BASE = base_course()
READABLE = sorted(path for path in BASE if path.endswith((".md", ".yaml")))

one_fault = pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)


@cache
def problems_of(fault: Fault) -> list:
    files = plant(fault)
    return once_a_run(f"problems {fingerprint(files)}", lambda: check(files).problems)


def told(problem) -> str:
    severity = "stops" if problem.stops else "advice"
    return f"{problem.file}:{problem.line}: {problem.message} | {problem.advice} ({severity})"


def finds(problems: list, fault: Fault, files: Files) -> bool:
    places = fault.places(files)
    return any(
        (problem.file, problem.line) in places
        and problem.stops == fault.stops
        and fault.is_told_by(f"{problem.message} {problem.advice}")
        for problem in problems
    )


def describe(fault: Fault, files: Files, problems: list) -> str:
    wanted = " or ".join(f"{file}:{line}" for file, line in sorted(fault.places(files)))
    severity = "stops" if fault.stops else "advice"
    came = "\n  ".join(told(problem)[:300] for problem in problems[:12]) or "nothing"
    return f"{fault.name}: expected {wanted} ({severity}) with the words {fault.words!r}; what came:\n  {came}"


def test_the_course_without_a_fault_is_clean():
    assert [told(problem) for problem in check(base_course()).problems] == []


def test_there_are_faults_enough_and_each_has_its_own_name():
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) >= 50


@one_fault
def test_the_fault_is_told_at_its_line(fault):
    files = plant(fault)
    assert finds(problems_of(fault), fault, files), describe(fault, files, problems_of(fault))


def test_a_fault_is_told_again_when_the_same_text_is_read_again():
    """What reads YAML keeps what it has read."""
    files = plant(*(fault for fault in FAULTS if fault.name == "part marks for the quiz"))
    assert check(files).problems == check(files).problems


@one_fault
def test_every_problem_is_told_in_plain_words_with_what_to_write_instead(fault):
    files = plant(fault)
    for problem in problems_of(fault):
        lines = files.get(problem.file, b"").count(b"\n") + 1
        assert 1 <= problem.line <= lines, told(problem)
        assert problem.message.strip() and problem.advice.strip(), told(problem)
        assert len(told(problem)) < 600 and "\n" not in told(problem), "a problem is one line that can be read"
        quoted = re.sub(r'"[^"]*"|“[^”]*”|`[^`]*`', "", told(problem))
        assert not JARGON.search(quoted), told(problem)


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if not fault.stops], ids=lambda fault: fault.name)
def test_advice_alone_does_not_stop_a_course(fault):
    assert [told(problem) for problem in problems_of(fault) if problem.stops] == []


@pytest.mark.parametrize("faults", TOGETHER.values(), ids=TOGETHER.keys())
def test_faults_that_come_together_are_all_told(faults):
    files = plant(*faults)
    problems = check(files).problems
    missed = [describe(fault, files, problems) for fault in faults if not finds(problems, fault, files)]
    assert not missed, "\n".join(missed)
    assert check(files).problems == problems, "what was read before is told again"


@pytest.mark.parametrize("edit", HARMLESS.values(), ids=HARMLESS.keys())
def test_a_harmless_change_is_not_complained_of(edit):
    files = base_course()
    edit.apply(files)
    assert [told(problem) for problem in check(files).problems] == []


@given(
    order=st.permutations(sorted(BASE)),
    windows=st.sets(st.sampled_from(READABLE)),
    marked=st.sets(st.sampled_from(READABLE)),
    blank_lines=st.integers(0, 5),
)
@settings(max_examples=15)
def test_the_course_stays_clean_in_any_order_with_windows_line_ends_and_byte_order_marks(
    order, windows, marked, blank_lines
):
    files = {path: BASE[path] for path in order}
    for path in READABLE:
        files[path] += b"\n" * blank_lines
    for path in windows:
        files[path] = files[path].replace(b"\n", b"\r\n")
    for path in marked:
        files[path] = b"\xef\xbb\xbf" + files[path]
    assert [told(problem) for problem in check(files).problems] == []


@pytest.mark.parametrize("name", ["a bare statistic in a list", "no attempt", "a code that tells", "no right option"])
def test_windows_line_ends_and_a_byte_order_mark_do_not_move_the_line(name):
    fault = next(fault for fault in FAULTS if fault.name == name)
    files = plant(fault)
    changed = {
        path: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n") if path in READABLE else data
        for path, data in files.items()
    }
    problems = check(changed).problems
    assert finds(problems, fault, files), describe(fault, files, problems)


@given(path=st.sampled_from(READABLE), start=st.floats(0, 1), length=st.integers(0, 400), junk=st.binary(max_size=40))
@settings(max_examples=30)
def test_a_file_torn_anywhere_never_crashes_the_checker(path, start, length, junk):
    data = BASE[path]
    cut = int(start * len(data))
    problems = check({**BASE, path: data[:cut] + junk + data[cut + length :]}).problems
    assert all(problem.line >= 1 and problem.file for problem in problems)


@given(path=st.sampled_from(READABLE), text=st.text(alphabet="[]{}()<>!#>*-`|&:@ \n\"'x1%", max_size=120))
@settings(max_examples=30)
def test_no_sequence_of_signs_crashes_the_checker(path, text):
    problems = check({**BASE, path: BASE[path] + b"\n" + text.encode()}).problems
    assert all(problem.line >= 1 and problem.file for problem in problems)


# Many lines of a length that nobody would refuse unread, so that what reads them has to cope.
HOSTILE = {
    name: b"\n".join([unit * (8_000 // len(unit))] * 8)
    for name, unit in {
        "quotations in quotations": b">",
        "brackets": b"[",
        "closing brackets": b"](",
        "pictures": b"![",
        "stars": b"*a **b ",
        "backticks": b"`a``b",
        "braces": b"{#b c=",
        "bars": b"|",
        "angles": b"<a ",
        "one long word": b"a",
        "figures": b"[figure: ",
        "sources": b"[@",
        "gaps": b"[[a|",
        "numbers": b"1 in ",
        "digits": b"9",
        "underscores": b"_a __b ",
        "addresses": b"https://",
        "blanks": b" ",
    }.items()
} | {
    "lists in lists": b"\n".join(b" " * (2 * depth) + b"- a" for depth in range(200)),
    "headings": b"# a {#b}\n" * 3_000,
    "options": b"- [x] a\n  > b\n" * 2_000,
    "call-outs": b"> [!note]\n> a\n\n" * 2_000,
    "dashes": b"---\n" * 5_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("path", ["01-the-kettle/module.md", "01-the-kettle/quiz.md"])
def test_hostile_text_neither_crashes_nor_holds_the_checker(path, text):
    before = time.process_time()
    check({**BASE, path: BASE[path] + b"\n" + text + b"\n"})
    assert time.process_time() - before < PATIENCE


def test_a_course_over_20_mb_or_over_500_files_is_refused():
    picture = BASE["01-the-kettle/media/kettle.png"] + b"\0" * 900_000
    heavy = {f"01-the-kettle/media/{number}.png": picture for number in range(25)}
    many = {f"01-the-kettle/media/{number}.png": BASE["01-the-kettle/media/kettle.png"] for number in range(501)}
    for extra, word in ((heavy, "20"), (many, "500")):
        problems = check({**BASE, **extra}).problems
        assert any(problem.stops and word in problem.message + problem.advice for problem in problems)


def test_a_huge_file_is_refused_without_being_read():
    fault = next(fault for fault in FAULTS if fault.name == "a page of 50 MB")
    files = plant(fault)
    before = time.process_time()
    check(files)
    assert time.process_time() - before < PATIENCE


def test_no_file_at_all_is_a_problem_and_not_a_crash():
    problems = check({}).problems
    assert {problem.file for problem in problems if problem.stops} >= {"course.yaml", "sources.yaml", "figures.yaml"}
