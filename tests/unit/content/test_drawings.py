"""Drawings: nothing passes that could do harm, whatever is uploaded, and what we draw ourselves can be read."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from lms.content.check import check, examine
from lms.content.drawings import read_drawing
from lms.content.problems import Problems
from lms.content.render import render
from lms.content.sanitise import PHONES, sanitise
from tests.courses.faults.drawing_faults import ATTRIBUTES, DRAWING, ELEMENTS, WIDE, with_drawings
from tests.courses.faults.planting import KETTLE

COURSE = Path(__file__).resolve().parents[3] / "courses" / "four"
OURS = sorted(COURSE.glob("*/media/*.svg"))
TOKENS = {
    "none", "#212b32", "#4c5b63", "#12474f", "#3f7c83", "#a9cccb", "#fbf8f3", "#d9cfbf", "#a84b27", "#ffffff",
}  # fmt: skip
# Said again here, so that a longer list there is noticed: what a browser may meet in a drawing that passed.
MAY_STAND = {
    "svg", "title", "desc", "g", "text", "tspan", "path", "line", "polyline", "polygon", "rect", "circle", "ellipse",
}  # fmt: skip
MAY_SAY = {
    "width", "height", "viewBox", "x", "y", "dx", "dy", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry",
    "d", "points",
    "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "text-anchor",
    "font-size", "font-weight", "font-family",
}  # fmt: skip
SVG = "{http://www.w3.org/2000/svg}"


def problems_of(data: bytes | str) -> list[str]:
    problems = Problems()
    read_drawing("pot.svg", data if isinstance(data, bytes) else data.encode(), problems)
    return [str(problem) for problem in problems.listed()]


def assert_harmless(data: bytes) -> None:
    """As another parser reads it, the one that browsers use."""
    tree = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    document = tree.getroottree()
    assert document.docinfo.internalDTD is None
    assert not list(document.xpath("//processing-instruction() | /processing-instruction()"))
    for element in tree.iter(etree.Element):
        assert element.tag.removeprefix(SVG) in MAY_STAND and element.tag.startswith(SVG), element.tag
        assert set(element.attrib) <= MAY_SAY, dict(element.attrib)
        assert not re.search(r"url|script|:|//|&", " ".join(element.attrib.values()), re.IGNORECASE)
    assert set(tree.nsmap.values()) == {SVG.strip("{}")}


def test_a_plain_drawing_passes_and_is_harmless():
    assert problems_of(DRAWING) == []
    assert_harmless(DRAWING.encode())


def test_its_size_title_and_words_are_read():
    drawing = read_drawing("pot.svg", DRAWING.encode(), Problems())
    assert (drawing.width, drawing.height) == (288, 120)
    assert drawing.title and (drawing.title.number, drawing.title.text) == (2, "The pot")
    assert [line.text for line in drawing.words][-1] == "Hot: pour it"


def test_a_file_of_faults_is_not_told_of_tag_by_tag():
    assert len(problems_of(DRAWING.replace("<circle", "<script/>" * 500 + "<circle"))) <= 20
    many = DRAWING.replace("<circle", "\n<script/>" * 500 + "<circle")
    assert len(problems_of(many)) == 20


PIECES = (
    *ELEMENTS.values(),
    *(f"<circle {attribute}/>" for attribute in ATTRIBUTES.values()),
    *('<rect x="1"/>', '<path d="M 1 1"/>', "<g>", "</g>", "<text>", "</text>", "hot", "<tspan>", "</tspan>"),
    *(
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?x?>",
        "&lt;script&gt;",
        "&#0;",
        "&a;",
        "\r",
        "\u202e",
        "</svg>",
        "<",
        '"',
        ">",
    ),
)
quick = settings(max_examples=150, deadline=None, derandomize=True)


@given(edits=st.lists(st.tuples(st.floats(0, 1), st.sampled_from(PIECES)), min_size=1, max_size=3))
@quick
def test_whatever_is_put_in_what_passes_is_harmless(edits):
    text = DRAWING
    for where, piece in edits:
        at = int(where * len(text))
        text = text[:at] + piece + text[at:]
    if not problems_of(text):
        assert_harmless(text.encode())


@given(data=st.binary(max_size=300) | st.text(max_size=300).map(str.encode), start=st.floats(0, 1))
@quick
def test_no_bytes_crash_the_reader(data, start):
    whole = DRAWING.encode()
    at = int(start * len(whole))
    for drawing in (data, whole[:at] + data, whole[:at] + data + whole[at:]):
        if not problems_of(drawing):
            assert_harmless(drawing)


class TestOnAPage:
    @staticmethod
    def page(**drawings: str) -> str:
        files = with_drawings(**drawings)
        files[KETTLE] = files[KETTLE].replace(b"media/kettle.png", b"media/pot.svg")
        report, text = examine(files)
        assert text and [str(problem) for problem in report.problems] == []
        return "".join(block.html for block in render(text).modules[0].pages[0].blocks)

    def test_one_that_fits_every_screen_is_an_image_with_its_room(self):
        (image,) = re.findall("<img[^>]*>", self.page(pot=DRAWING))
        assert 'width="288"' in image and 'height="120"' in image and 'alt="A round steel' in image
        assert re.search(r'src="/images/[0-9a-f]{32}\.svg"', image)

    def test_the_narrow_one_takes_its_place_on_phones_and_not_on_paper(self):
        page = self.page(pot=WIDE, pot_narrow=DRAWING)
        picture = re.search(r"<figure[^>]*>\s*<picture>(.*?)</picture>(.*?)</figure>", page, re.DOTALL)
        assert picture and "<figcaption" in picture[2]
        source, image = re.findall(r"<(?:source|img)[^>]*>", picture[1])
        assert f'media="{PHONES}"' in source and 'width="288"' in source and PHONES.startswith("screen")
        assert 'width="640"' in image and 'alt="A round steel' in image
        addresses = re.findall(r"/images/[0-9a-f]{32}\.svg", picture[1])
        assert len(addresses) == len(set(addresses)) == 2

    @pytest.mark.parametrize(
        "written",
        [
            '<source media="all" srcset="/images/{}.svg">',
            '<source media="PHONES" srcset="https://evil.example/{}.svg">',
            '<source media="PHONES" srcset="/images/{}.svg, https://evil.example/x.svg 2x">',
            '<source media="PHONES" src="https://evil.example/x.svg">',
            '<source media="PHONES" srcset="/exit">',
            '<img src="/images/x.png" alt="x" width="100%" srcset="https://evil.example/x.png" onload="alert(1)">',
        ],
    )
    def test_nothing_else_passes_the_last_gate(self, written):
        html = sanitise(f"<picture>{written}</picture>".replace("{}", "0" * 32).replace("PHONES", PHONES))
        assert "evil" not in html and "/exit" not in html and "onload" not in html and "100%" not in html
        assert 'media="all"' not in html


class TestOurs:
    """The drawings of the course."""

    @staticmethod
    def tree(path: Path) -> etree._Element:
        return etree.fromstring(path.read_bytes())

    def words(self, path: Path) -> list[str]:
        said = " ".join("".join(text.itertext()) for text in self.tree(path).iter(f"{SVG}text"))
        return sorted(re.findall(r"[\w’-]+", said))

    def test_there_are_five_and_each_has_one_for_phones(self):
        names = {path.stem for path in OURS}
        wide = {name for name in names if not name.endswith("-narrow")}
        assert len(wide) == 5 and names == wide | {f"{name}-narrow" for name in wide}

    @pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
    def test_it_is_harmless_and_in_the_colours_of_the_look(self, path):
        assert problems_of(path.read_bytes()) == []
        assert_harmless(path.read_bytes())
        used = {element.get(name, "none") for element in self.tree(path).iter() for name in ("fill", "stroke")}
        assert used <= TOKENS

    @pytest.mark.parametrize("path", [path for path in OURS if "-narrow" not in path.stem], ids=lambda path: path.stem)
    def test_both_say_the_same_words_and_the_page_shows_them(self, path):
        narrow = path.with_stem(f"{path.stem}-narrow")
        assert self.words(path) == self.words(narrow)
        assert [self.tree(path)[place].text for place in (0, 1)] == [self.tree(narrow)[place].text for place in (0, 1)]
        module = (path.parent.parent / "module.md").read_text(encoding="utf-8")
        assert re.search(rf'!\[[^\]]{{20,}}\]\(media/{path.stem}\.svg "[^"]{{20,}}"\)', module)


def test_a_drawing_of_one_module_is_not_anothers():
    files = with_drawings(pot=DRAWING)
    files["03-the-cups/module.md"] = files["03-the-cups/module.md"].replace(b"media/shelf.jpg", b"media/pot.svg")
    assert any("does not exist" in problem.message for problem in check(files).problems)
