"""What learners see otherwise: whole paragraphs, options and choices, and nothing that did not change."""

import pytest

from lms.authoring.rules.rendered import differences
from lms.content.drafting import module
from lms.content.files import read_folder
from tests.support.courses import FOUR, SMALL, course_in

FOLDER = "01-making-tea"
FILES = read_folder(SMALL)[0]


def changed(path, before, after):
    text = FILES[path].decode()
    assert before in text
    return {**FILES, path: text.replace(before, after, 1).encode()}


def said(difference, kind):
    return " ".join(unit.html for unit in difference.units if unit.kind == kind)


@pytest.mark.parametrize(
    ("path", "before", "after", "what"),
    [
        (f"{FOLDER}/module.md", "Any kettle will do.", "Every kettle will do.", "Page 1"),
        (f"{FOLDER}/module.md", "Keep the kettle away", "Keep that kettle away", "Page 1"),
        (f"{FOLDER}/module.md", "# Water {", "# Hot water {", "Page 1"),
        (f"{FOLDER}/quiz.md", "Too cool. Use water", "Much too cool. Use water", "Question"),
        (f"{FOLDER}/scenarios/first-visitor.md", "It has stood for an hour", "It has stood all day", "Case"),
        ("figures.yaml", "Self-selected", "People chose to answer", "Page 1"),
    ],
)
def test_a_change_is_seen_where_learners_see_it(path, before, after, what):
    found = differences(module(FILES, FOLDER).module, module(changed(path, before, after), FOLDER).module)

    first = found[0]
    assert (first.what, first.kind) == (what, "changed")
    old, new = before.removeprefix("# ").removesuffix(" {"), after.removeprefix("# ").removesuffix(" {")
    assert old in said(first, "taken out") and old not in said(first, "added") + said(first, "same")
    assert new in said(first, "added") and ' id="' not in said(first, "added")
    assert "figures" in path or len(found) == 1


def test_a_piece_that_is_new_or_gone_is_shown_whole():
    files = dict(FILES)
    case = files.pop(f"{FOLDER}/scenarios/first-visitor.md")
    (gone,) = differences(module(FILES, FOLDER).module, module(files, FOLDER).module)
    assert (gone.what, gone.kind) == ("Case", "taken out") and "A neighbour comes in" in said(gone, "taken out")
    files[f"{FOLDER}/scenarios/second-visit.md"] = case
    added = differences(module(FILES, FOLDER).module, module(files, FOLDER).module)
    assert [each.kind for each in added] == ["added", "taken out"]


def test_nothing_differs_from_itself():
    for each in course_in(FOUR).modules:
        assert differences(each, each) == []


def test_a_draft_draws_every_module_as_publication_does():
    files = read_folder(FOUR)[0]
    for each in course_in(FOUR).modules[:2]:
        assert module(files, f"{each.number:02}-{each.id}").module == each
