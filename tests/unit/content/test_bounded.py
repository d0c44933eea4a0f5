"""The check in a child process: the same answer, and an end to what would never end."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lms.content import bounded
from lms.content.check import check
from lms.content.files import FILE_LIMIT, read_folder
from lms.content.revision import load
from lms.content.workbench import SECONDS, TookTooLong, Workbench
from tests.factories.catalogue import SMALL, course_files
from tests.support.hostile import long_course

PATIENCE = 60  # seconds: other work may hold the computer up
SLOW = long_course(course_files(None))


def workbenches() -> set[str]:
    """The process numbers of this process's children that keep a course open."""
    asked = ["ps", "--ppid", str(os.getpid()), "-o", "pid=,args="]
    lines = subprocess.run(asked, capture_output=True, text=True).stdout.splitlines()
    return {line.split()[0] for line in lines if "lms.content.workbench" in line}


def test_the_child_says_what_the_check_says_and_renders_what_nothing_stops():
    files = course_files(None)
    compiled = bounded.compile_within(files, PATIENCE)
    assert compiled.report == check(files)
    assert [module.id for module in load(compiled.course).modules] == ["making-tea", "keeping-plants"]


def test_nothing_is_rendered_of_a_course_with_problems():
    files = course_files(None, **{"figures.yaml": b"a: ["})
    compiled = bounded.compile_within(files, PATIENCE)
    assert compiled.report.stops and compiled.course is None


def test_a_text_that_takes_too_long_is_given_up_and_its_child_is_gone():
    started = time.monotonic()
    report = bounded.check_within(SLOW, 0.05)
    assert report.problems == (bounded.given_up(SLOW),) and report.stops
    assert time.monotonic() - started < PATIENCE
    children = subprocess.run(["ps", "--ppid", str(os.getpid()), "-o", "args="], capture_output=True, text=True).stdout
    assert "lms.content.bounded" not in children


def test_what_took_too_long_is_told_at_the_longest_text():
    assert bounded.given_up(SLOW).file == "10-long/module.md"
    assert bounded.given_up({"01-a/media/a.png": b"a" * 9}).file == "course.yaml"


def test_what_took_too_long_to_check_is_not_tried_again_and_the_same_child_goes_on_with_the_next_text():
    bench, others = Workbench(PATIENCE), workbenches()
    assert bench.check(course_files(None)) == check(course_files(None))
    (child,) = workbenches() - others
    assert bench.check(SLOW).problems == (bounded.given_up(SLOW),)
    before = time.monotonic()
    assert bench.check(SLOW).problems == (bounded.given_up(SLOW),)
    with pytest.raises(TookTooLong):
        bench.draw(SLOW, "01-making-tea/module.md")
    assert time.monotonic() - before < SECONDS  # of a processor, which a try would take
    assert bench.check(course_files(None)) == check(course_files(None))
    assert workbenches() - others == {child}
    bench.close()
    assert workbenches() == others


@pytest.mark.parametrize(
    "edits",
    [
        [("figures.yaml", b"milk-first:", b"milk-last:")],
        [("sources.yaml", b"tea-board:", b"tea-boards:")],
        [("figures.yaml", b"40% of tea", b"a long and windy way to say that two fifths of all known tea")],
        [("01-making-tea/module.md", b"{#water ", b"{#kettles ")],
        [("01-making-tea/module.md", b"Tea is an infusion.", b"Tea is an infusion. Are you sure?")],
        [("02-keeping-plants/module.md", b"a window", b"it is only online"), ("glossary.yaml", b"infusion", b"brew")],
    ],
)
def test_what_is_kept_of_one_check_never_changes_the_next(edits):
    files = course_files(None)
    check(files)
    for path, words, others in edits:
        assert words in files[path]
        files[path] = files[path].replace(words, others)
    changed = check(files)
    assert changed == bounded.check_within(files, PATIENCE)  # by a process that keeps nothing
    assert changed != check(course_files(None))
    assert check(course_files(None)) == bounded.check_within(course_files(None), PATIENCE)


def test_fifty_megabytes_are_refused_before_anything_is_read(tmp_path: Path):
    for path, data in course_files(None).items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(data)
    with (tmp_path / "figures.yaml").open("wb") as file:
        file.truncate(50_000_000)
    files, problems = read_folder(tmp_path)
    assert not problems and len(files["figures.yaml"]) == FILE_LIMIT + 1
    told = [problem for problem in check(files).problems if problem.stops]
    assert [(problem.file, problem.line) for problem in told] == [("figures.yaml", 1)]


def test_what_an_editor_hides_is_no_part_of_the_course(tmp_path: Path):
    (tmp_path / "course.yaml").write_text("code: small\n")
    (tmp_path / ".DS_Store").write_bytes(b"\0")
    (tmp_path / ".backup").mkdir()
    (tmp_path / ".backup" / "course.yaml").write_text("old\n")
    assert read_folder(tmp_path) == ({"course.yaml": b"code: small\n"}, ())


def test_a_link_to_another_file_is_refused(tmp_path: Path):
    (tmp_path / "course.yaml").symlink_to("/etc/passwd")
    files, problems = read_folder(tmp_path)
    assert files == {} and [problem.file for problem in problems] == ["course.yaml"]


def test_whoever_serves_pages_loads_nothing_that_renders():
    slow = {"markdown", "nh3", "weasyprint", "yaml"}
    code = f"import sys, lms.app; loaded = {slow} & set(sys.modules); assert not loaded, loaded"
    done = subprocess.run([sys.executable, "-c", code], cwd=SMALL.parents[2], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
