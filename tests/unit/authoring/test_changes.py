"""What differs between two texts, line by line."""

from hypothesis import given
from hypothesis import strategies as st

from lms.authoring.rules.changes import changes

LINES = st.lists(st.sampled_from(["a", "b", "c", "", "d e"]), max_size=12)


def test_each_line_says_what_happened_to_it_and_what_is_left_out_is_counted():
    before = {"m.md": "\n".join(f"line {number}" for number in range(1, 21)).encode()}
    after = {"m.md": before["m.md"].replace(b"line 10\n", b"line ten\nand more\n")}
    (change,) = changes(before, after)
    assert [(row.kind, row.text) for row in change.rows] == [
        ("same", "line 8"), ("same", "line 9"), ("taken out", "line 10"), ("added", "line ten"),
        ("added", "and more"), ("same", "line 11"), ("same", "line 12"),
    ]  # fmt: skip
    assert [row.gap for row in change.rows] == [7, 0, 0, 0, 0, 0, 0]
    assert change.lines == ["line 10", "line ten", "and more"]


def test_a_picture_has_no_lines():
    (change,) = changes({}, {"x.png": b"\x89PNG\r\n\x1a\n\xff"})
    assert (change.kind, change.rows) == ("added", ())


@given(LINES, LINES)
def test_what_is_shown_tells_the_whole_difference(before, after):
    found = changes({"f.md": "\n".join(before).encode()}, {"f.md": "\n".join(after).encode()})
    if before == after or "\n".join(before) == "\n".join(after):
        assert found == []
        return
    rows = found[0].rows
    old = "\n".join(before).split("\n")
    new = "\n".join(after).split("\n")
    assert all(row.before is None or old[row.before - 1] == row.text for row in rows)
    assert all(row.after is None or new[row.after - 1] == row.text for row in rows)
    gone = {row.before for row in rows if row.kind == "taken out"}
    come = {row.after for row in rows if row.kind == "added"}
    rest_old = [line for number, line in enumerate(old, 1) if number not in gone]
    rest_new = [line for number, line in enumerate(new, 1) if number not in come]
    assert rest_old == rest_new
