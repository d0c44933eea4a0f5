"""Where sources, figures and pictures are used."""

from lms.authoring.rules.uses import used_in
from lms.content.files import read_folder
from lms.content.inventory import summarise
from tests.support.courses import FOUR, SMALL, known


def test_every_use_of_a_source_has_its_line():
    files = dict(read_folder(SMALL)[0])
    found = used_in(files, "sources.yaml")
    assert set(found) == {"tea-board", "plant-book"}
    for name, places in found.items():
        assert places
        for path, line in places:
            assert name in files[path].decode().split("\n")[line - 1]


def test_figures_and_pictures_and_what_nothing_uses():
    files = dict(read_folder(SMALL)[0])
    files["01-making-tea/media/pot.png"] = b"x"
    files["01-making-tea/media/cup.png"] = b"x"
    files["02-keeping-plants/module.md"] += b"\n![A pot](media/pot.png)\n"  # another module's
    files["01-making-tea/module.md"] += b"\n![A pot](media/pot.png)\n"
    last = files["01-making-tea/module.md"].decode().count("\n")

    assert used_in(files, "01-making-tea/media/pot.png") == {
        "01-making-tea/media/pot.png": [("01-making-tea/module.md", last)]
    }
    assert used_in(files, "01-making-tea/media/cup.png") == {"01-making-tea/media/cup.png": []}
    assert ("01-making-tea/scenarios/first-visitor.md", 38) in used_in(files, "figures.yaml")["milk-first"]
    assert used_in(files, "glossary.yaml") == {}


def test_the_figures_in_use_are_those_that_the_check_counts():
    files = read_folder(FOUR)[0]
    used = {name for name, places in used_in(files, "figures.yaml").items() if any(".md" in path for path, _ in places)}
    assert used == set(summarise(known(files).text).figures)
