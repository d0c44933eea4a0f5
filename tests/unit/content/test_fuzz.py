"""No input crashes the checker, and nothing that it lets pass crashes the renderer."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lms.content.check import examine
from lms.content.files import read_folder
from lms.content.render import render

# A course with one of everything: the real one says no more and takes twenty times as long.
COURSE = read_folder(Path(__file__).parents[2] / "courses" / "small")[0]
PATHS = sorted(path for path in COURSE if path.endswith((".md", ".yaml")))
ANYTHING = st.dictionaries(
    st.sampled_from([*PATHS, "99-x/module.md", "99-x/quiz.md", "survey.md", "../x", "", "/", "01-a/media/x.png"])
    | st.text(max_size=30),
    st.binary(max_size=300) | st.text(max_size=300).map(str.encode),
    max_size=8,
)
SIGNS = (
    *(
        "[figure: ",
        "[@",
        "](",
        "> [!key]\n",
        "> [!for] ",
        "\n\n> [!check] decide\n",
        "{#",
        "}",
        "- [x] ",
        "  > ",
        "<b>",
    ),
    *("`", "**", "_", "|", "\n|---|\n", "# ", "\n## ", "![", "\t", "\r", "&amp;", "\\", "[[", "\n---\n", "    ", "1. "),
)
slow = settings(max_examples=40, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def survives(files: dict[str, bytes]) -> None:
    report, text = examine(files)
    assert all(problem.line >= 1 and problem.message and problem.advice for problem in report.problems)
    if text and not report.stops:
        assert render(text).modules


@given(files=ANYTHING)
@slow
def test_any_bytes_under_any_names(files):
    survives(files)


@given(path=st.sampled_from(PATHS), edits=st.lists(st.tuples(st.floats(0, 1), st.sampled_from(SIGNS)), max_size=4))
@slow
def test_a_course_with_signs_put_in_anywhere(path, edits):
    text = COURSE[path].decode()
    for where, sign in edits:
        at = int(where * len(text))
        text = text[:at] + sign + text[at:]
    survives({**COURSE, path: text.encode()})


@given(path=st.sampled_from(PATHS), start=st.floats(0, 1), end=st.floats(0, 1), elsewhere=st.floats(0, 1))
@slow
def test_a_course_with_a_piece_moved(path, start, end, elsewhere):
    data = COURSE[path]
    first, last = sorted((int(start * len(data)), int(end * len(data))))
    rest = data[:first] + data[last:]
    at = int(elsewhere * len(rest))
    survives({**COURSE, path: rest[:at] + data[first:last] + rest[at:]})


@given(text=st.text(alphabet=st.sampled_from("".join(SIGNS) + "aé\u00a0 \n"), max_size=400))
@slow
def test_a_page_of_nothing_but_signs(text):
    path = "01-making-tea/module.md"
    survives({**COURSE, path: COURSE[path] + b"\n\n" + text.encode()})
