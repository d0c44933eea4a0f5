"""A mark stands after the piece of a page that its line belongs to, and changes nothing else."""

import pytest

from lms.content.drafting import draw
from lms.content.files import read_folder
from lms.content.marks import MARK
from tests.support.courses import FOUR, SMALL

PAGES = "01-making-tea/module.md"


def html_of(drawn):
    return "".join(block.html for block in drawn.page.blocks)


@pytest.mark.parametrize(("folder", "path", "step"), [(SMALL, PAGES, 1), (FOUR, "01-recognising-it/module.md", 7)])
def test_marks_change_nothing_else_of_a_page(folder, path, step):
    files = read_folder(folder)[0]
    if path not in files:
        path = min(each for each in files if each.endswith("/module.md"))
    last, line, pages = files[path].decode().count("\n"), 1, 0
    while line < last:
        plain = draw(files, path, line)
        lines = range(plain.first, min(plain.after, last), step)
        marked = draw(files, path, line, lines)
        assert MARK.sub("", html_of(marked)).replace("\n", "") == html_of(plain).replace("\n", "")
        assert {int(each) for each in MARK.findall(html_of(marked))} <= set(lines)
        line, pages = plain.after, pages + 1
    assert pages > 1


@pytest.mark.parametrize(
    ("writing", "before", "after"),
    [
        ("One.\n\nTwo is here.\n\nThree.", "Two is here.</p>", "<p>Three."),
        ("- One\n- Two is here\n- Three\n\nFour.", "</ul>", "<p>Four."),
        ("1. One\n2. Two is here\n\n    and more\n\nFour.", "</ol>", "<p>Four."),
        ("> [!note] A note\n> Two is here.\n>\n> Three.\n\nFour.", "</div>", "<p>Four."),
        ("| a | b |\n|---|---|\n| Two is here | d |\n\nFour.", "</table>", "<p>Four."),
        ("> [!for] reception\n> Two is here.\n\nFour.", "Two is here.</p>", ""),
        ("> [!check] water\n> Two is here?\n>\n> - [x] Yes\n>   > So.\n> - [ ] No\n>   > Not so.\n\nFour.", "", ""),
    ],
)
def test_a_mark_stands_right_after_its_piece(writing, before, after):
    files = dict(read_folder(SMALL)[0])
    text = files[PAGES].decode().replace("Tea is an infusion.", f"{writing}\n\nTea is an infusion.", 1)
    line = next(number for number, each in enumerate(text.split("\n"), 1) if "Two is here" in each)

    html = html_of(draw({**files, PAGES: text.encode()}, PAGES, line, [line]))

    (found,) = MARK.finditer(html)
    assert int(found[1]) == line
    assert html[: found.start()].rstrip().endswith(before)
    assert html[found.end() :].lstrip().startswith(after)
