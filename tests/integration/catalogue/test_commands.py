"""`flask courses check | import | export`."""

import re
from pathlib import Path

import pytest

from lms.catalogue import queries
from lms.content.files import read_folder
from tests.factories.catalogue import SMALL


@pytest.fixture
def run(app):
    """Run `flask courses ...`."""
    return lambda *words: app.test_cli_runner().invoke(args=["courses", *map(str, words)])


@pytest.fixture
def course_folder(tmp_path: Path, make) -> Path:
    """The small course in its own folder, with Windows line ends in one file and a byte order mark in another."""
    files = make.course_files()
    files["glossary.yaml"] = files["glossary.yaml"].replace(b"\n", b"\r\n")
    files["02-keeping-plants/quiz.md"] = b"\xef\xbb\xbf" + files["02-keeping-plants/quiz.md"]
    for path, data in files.items():
        target = tmp_path / "mine" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return tmp_path / "mine"


def test_check_prints_every_problem_with_its_file_and_line_and_then_what_the_course_holds(run, course_folder):
    (course_folder / "glossary.yaml").write_text("tea: &x hot\n")
    quiz = course_folder / "01-making-tea" / "quiz.md"
    quiz.write_text(quiz.read_text().replace("draw: 4", "draw: 40"))
    done = run("check", course_folder)
    assert done.exit_code == 1
    assert f"{course_folder}/glossary.yaml:1: Anchors" in done.output
    assert f"{course_folder}/01-making-tea/quiz.md:2: `draw` is 40" in done.output
    assert "problems stop it, 2 to weigh." in done.output
    assert re.search(r"^All +4 +[1-9]\d* ", done.output, re.MULTILINE)
    assert "Sources still to verify: 1\n  plant-book" in done.output


def test_check_succeeds_where_there_is_only_advice(run):
    done = run("check", SMALL)
    assert (done.exit_code, "advice:" in done.output) == (0, True)


def test_import_and_export_give_back_the_same_bytes(run, course_folder, tmp_path):
    assert run("import", course_folder).exit_code == 0
    assert run("export", "small", tmp_path / "back").exit_code == 0
    assert read_folder(tmp_path / "back") == read_folder(course_folder)


def test_import_publishes_once_and_afterwards_keeps_a_draft_until_told_to_publish(run, course_folder):
    assert "small, revision 1: published" in run("import", course_folder).output
    assert "small, revision 1: unchanged" in run("import", course_folder).output
    (course_folder / "README.md").write_text("Read me\n")
    drafted = run("import", course_folder).output
    assert "small, revision 1: kept as a draft" in drafted and "draft: README.md" in drafted
    published = run("import", course_folder, "--publish", "--editorial", "--reason", "A word on it")
    assert "small, revision 2: published" in published.output


def test_two_courses_are_both_published_into_an_empty_catalogue(run, course_folder):
    other = course_folder.parent / "other"
    for path, data in read_folder(course_folder)[0].items():
        (other / path).parent.mkdir(parents=True, exist_ok=True)
        (other / path).write_bytes(data.replace(b"code: small", b"code: other"))
    assert run("import", course_folder.parent).exit_code == 0
    assert [live.course.code for live in queries.live_courses()] == ["other", "small"]


def test_a_course_with_problems_is_refused_and_the_live_one_stays(run, course_folder):
    run("import", course_folder)
    live = queries.get_live_course("small")
    (course_folder / "figures.yaml").write_bytes(b"\xff\xfe\x00")
    refused = run("import", course_folder, "--publish", "--material", "--reason", "Oops")
    assert refused.exit_code == 1
    assert f"{course_folder}/figures.yaml:1: These bytes are not UTF-8 text." in refused.output
    assert queries.get_live_course("small") == live


@pytest.mark.parametrize(
    "words", [["--publish"], ["--publish", "--editorial"], ["--publish", "--reason", "x"], ["--material"]]
)
def test_publishing_wants_its_kind_and_its_reason(run, course_folder, words):
    assert run("import", course_folder, *words).exit_code == 2


def test_export_never_writes_over_anything(run, course_folder):
    run("import", course_folder)
    before = read_folder(course_folder)
    assert run("export", "small", course_folder).exit_code == 2
    assert run("export", "unknown", course_folder.parent / "new").exit_code == 2
    assert read_folder(course_folder) == before


def test_a_new_course_stands_in_its_folder_and_can_be_checked_and_imported(run, tmp_path):
    done = run("new", tmp_path / "first-aid", "--title", 'First aid: "what now?"')
    assert done.exit_code == 0 and f"./run flask courses check {tmp_path}/first-aid" in done.output
    checked = run("check", tmp_path / "first-aid")
    assert checked.exit_code == 0 and "nothing stops it" in checked.output
    assert "first-aid, revision 1: published" in run("import", tmp_path / "first-aid").output
    assert queries.get_live_course("first-aid").course.title == 'First aid: "what now?"'


def test_a_new_course_is_named_after_its_folder_or_as_one_says(run, tmp_path):
    run("new", tmp_path / "first-aid")
    run("new", tmp_path / "Second Aid", "--code", "aid-2", "--title", " ")
    texts = [(tmp_path / name / "course.yaml").read_text() for name in ("first-aid", "Second Aid")]
    assert 'code: "first-aid"\ntitle: "First aid"\n' in texts[0]
    assert 'code: "aid-2"\ntitle: "Aid 2"\n' in texts[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["First Aid"], "2 to 20 lower-case letters"),
        (["new"], "new stands in an address already"),
        (["first-aid", "--code", "anti-abuse"], "says too much"),
        (["first-aid", "--code", ""], "2 to 20 lower-case letters"),
        (["taken"], "is not empty"),
    ],
)
def test_a_new_course_is_refused_with_the_reason_and_nothing_is_written(run, tmp_path, words, said):
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "course.yaml").write_text("mine\n")
    done = run("new", tmp_path / words[0], *words[1:])
    assert done.exit_code == 2 and said in " ".join(done.output.split())
    assert [path.name for path in tmp_path.rglob("*.*")] == ["course.yaml"]
    assert (tmp_path / "taken" / "course.yaml").read_text() == "mine\n"
