"""Questions change places, and nothing else of the file changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.authoring.rules.order import NoSuchPlace, moved

TEXT = "---\ndraw: 2\n---\n\n## One\n\n- [x] a\n\n\n## Two\n\n- [x] b\n\n## Three\n- [x] c"
STARTS = [5, 10, 14]
blocks = st.lists(
    st.tuples(st.text(alphabet="ab >-\n", max_size=12).map(str.rstrip), st.integers(0, 3)), min_size=2, max_size=6
)


def test_the_empty_lines_between_stay():
    assert moved(TEXT, STARTS, 1, -1) == (
        "---\ndraw: 2\n---\n\n## Two\n\n- [x] b\n\n\n## One\n\n- [x] a\n\n## Three\n- [x] c"
    )
    assert moved(TEXT, STARTS, 1, 1).endswith("\n## Three\n- [x] c\n\n## Two\n\n- [x] b")


@pytest.mark.parametrize(("number", "by"), [(0, -1), (2, 1), (5, 1), (-1, 1)])
def test_the_first_and_the_last_have_no_place_to_go(number, by):
    with pytest.raises(NoSuchPlace):
        moved(TEXT, STARTS, number, by)


@given(blocks, st.data())
def test_there_and_back_is_as_it_was(pieces, data):
    lines, starts = ["---", "---", ""], []
    for number, (body, gap) in enumerate(pieces):
        starts.append(len(lines) + 1)
        lines += [f"## {number}", *(body.split("\n") if body else []), *[""] * gap]
    text = "\n".join(lines)
    number = data.draw(st.integers(0, len(pieces) - 2))

    after = moved(text, starts, number, 1)

    begins = [at for at, line in enumerate(after.split("\n"), 1) if line.startswith("## ")]
    assert sorted(after.split("\n")) == sorted(lines)
    assert [after.split("\n")[at - 1] for at in begins] == [
        f"## {each}" for each in [*range(number), number + 1, number, *range(number + 2, len(pieces))]
    ]
    assert moved(after, begins, number + 1, -1) == text
