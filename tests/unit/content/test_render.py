"""What learners get: sanitised blocks in the look of the pages, each with its audience."""

import json
import re
from html.parser import HTMLParser

import pytest

from lms.content.check import examine
from lms.content.render import render
from lms.content.revision import dump, load
from tests.factories.catalogue import course_files
from tests.support.pictures import png

MODULE = "01-making-tea/module.md"
HEAD = course_files(None)[MODULE].decode().split("# Water")[0]
TIMING = '\n\n# How long to wait {#timing outcomes="timing"}\n\nFour minutes.\n'


def rendered(page: str, **files: bytes):
    text = examine(
        {**course_files(None), MODULE: f'{HEAD}# Water {{#water outcomes="water"}}\n\n{page}{TIMING}'.encode(), **files}
    )[1]
    return render(text).module(1).page(1)


def html(page: str, **files: bytes) -> str:
    return "\n".join(block.html for block in rendered(page, **files).blocks)


@pytest.fixture(scope="module")
def small():
    report, text = examine(course_files(None))
    assert not report.stops
    return render(text)


class TestFigures:
    def test_alone_in_a_paragraph_it_is_one_block_with_value_caveat_and_source(self):
        block = re.search(
            r'<figure class="figure".*?</figure>|<figure aria.*?</figure>', html("[figure: milk-first]"), re.DOTALL
        )[0]
        assert '<p class="value">40%</p>' in block
        assert "<strong>of tea drinkers pour the milk first.</strong>" in block
        assert "Self-selected; not meant to represent everybody." in block
        assert 'href="#source-tea-board"' in block

    def test_in_a_sentence_its_caveat_is_a_note_that_the_sentence_leads_to_and_back(self):
        page = html("Look: [figure: milk-first] pour the milk first.")
        assert 'id="note-1-from"><a href="#note-1">' in page
        assert re.search(r'<li id="note-1">.*Self-selected; not meant.*href="#note-1-from"', page)

    def test_in_a_question_its_caveat_stands_in_brackets(self):
        check = rendered(
            "> [!check] water\n> Is it so: [figure: milk-first]?\n>\n> - [x] True\n>   > Yes.\n> - [ ] False\n>   > No."
        ).checks[0]
        assert "40% of tea drinkers (Self-selected; not meant to represent everybody)" in check.stem

    def test_the_same_figure_twice_leaves_no_id_twice(self):
        page = html(
            "[figure: milk-first]\n\n[figure: milk-first]\n\nAnd [figure: milk-first], and [figure: milk-first]."
        )
        ids = re.findall(r'id="([^"]+)"', page)
        assert len(ids) == len(set(ids)) > 4


class TestSources:
    def test_a_citation_names_the_publisher_and_the_foot_lists_the_source_once(self):
        page = html("Hot. [@tea-board] Very hot. [@tea-board]")
        assert page.count('<a href="#source-tea-board">The Tea Board, 2025</a>') == 2
        assert page.count('id="source-tea-board"') == 1
        assert "Last checked 21 November 2026." in page

    def test_a_source_to_verify_is_marked_and_never_said_to_be_checked(self):
        marked = html("Green. [@plant-book]")
        assert marked.count("To verify") == 2
        assert "To verify</span> as at 20 November 2026." in marked and "Last checked" not in marked
        assert "To verify" not in html("Hot. [@tea-board]")

    def test_what_only_a_trainers_note_cites_is_listed_for_trainers_alone(self):
        page = rendered("Hot. [@tea-board]\n\n> [!trainer]\n> See [@plant-book].")
        everybody = "".join(block.html for block in page.seen_by((), trainer=False))
        assert "source-tea-board" in everybody and "plant-book" not in everybody
        assert 'id="source-plant-book"' in "".join(block.html for block in page.seen_by((), trainer=True))


class TestAudiences:
    def test_a_readers_own_block_comes_first_and_all_others_can_be_opened(self, small):
        blocks = small.module(1).page(1).seen_by({"nursing"})
        assert [block.audience for block in blocks if block.audience] == [("nursing",), ("reception", "pharmacy")]

    def test_trainers_notes_are_for_trainers_alone(self, small):
        page = small.module(1).page(1)
        assert not any("Bring a kettle" in block.html for block in page.seen_by({"nursing"}))
        assert any("Bring a kettle" in block.html for block in page.seen_by({"nursing"}, trainer=True))

    def test_blocks_keep_the_order_of_the_page_around_a_run_for_groups(self, small):
        kinds = ["check" if b.check else b.title or b.html[:12] for b in small.module(1).page(1).seen_by(())]
        assert kinds[0].startswith("<p")
        assert kinds[1:4] == ["Reception and administration, Pharmacy", "Nursing", "check"]


class TestCallOuts:
    def test_a_distressing_block_is_closed_and_its_summary_stands_before_it(self):
        page = html("> [!distressing]- Bitter\n> Very bitter.\n>\n> > [!summary]\n> > Not long.")
        before, closed = page.split("<details")
        assert "Not long." in before and "Very bitter." in closed and "open" not in closed.split(">")[0]

    def test_key_points_can_be_linked_to(self):
        page = html("[Key points](#key)\n\n> [!key]\n> - Hot.")
        assert 'href="#text-key"' in page and 'id="text-key"' in page


class TestGlossary:
    def test_a_term_is_explained_once_where_it_first_stands(self):
        page = html("An Infusion is hot. Another infusion.\n\nMore infusion.")
        assert page.count('class="term"') == page.count('class="gloss"') == 1
        assert '<span class="term">Infusion</span> is hot' in page

    def test_it_is_not_found_inside_words_links_or_headings(self):
        page = html("## Infusion\n\nInfusions, and [infusion](#timing).")
        assert 'class="term"' not in page


class TestLinks:
    def test_a_page_a_heading_and_another_module_have_their_addresses(self):
        page = html(
            "[a](#timing) [b](#here) [c](../02-keeping-plants/module.md#light) [d](https://tea.example)\n\n## H {#here}"
        )
        for address in (
            "/learning/small/1/2",
            "/learning/small/1/1#text-here",
            "/learning/small/2/2",
            "https://tea.example",
        ):
            assert f'href="{address}"' in page
        assert 'id="text-here"' in page and "{#here}" not in page

    def test_an_image_is_served_by_a_name_that_says_nothing(self):
        picture = png()
        page = html('![A pot](media/stalker.png "The pot")', **{"01-making-tea/media/stalker.png": picture})
        assert re.search(
            r'<img src="/images/[0-9a-f]{32}\.png" alt="A pot">|<img alt="A pot" src="/images/[0-9a-f]{32}\.png">', page
        )
        assert "<figcaption" in page and "stalker" not in page


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("Take:\n- tea\n- milk", "<p>Take:</p><ul><li>tea</li><li>milk</li></ul>"),
        ("Do:\n1. boil\n2. pour", "<p>Do:</p><ol><li>boil</li><li>pour</li></ol>"),
        ("It was in\n1986. Then", "<p>It was in 1986. Then</p>"),
        ("1) boil\n2) pour", "<ol><li>boil</li><li>pour</li></ol>"),
        ("10) boil", '<ol start="10"><li>boil</li></ol>'),
        ("- tea\n  - green\n    - dry\n- milk", "<ul><li>tea<ul><li>green<ul><li>dry</li></ul></li></ul></li>"
         "<li>milk</li></ul>"),
        ("1. boil\n   - all\n2. pour", "<ol><li>boil<ul><li>all</li></ul></li><li>pour</li></ol>"),
        ("- tea\n    - green", "<ul><li>tea<ul><li>green</li></ul></li></ul>"),
        ("- tea\n\n  It is green.\n- milk", "<ul><li><p>tea</p><p>It is green.</p></li><li><p>milk</p></li></ul>"),
        ("- tea\n  of leaves", "<ul><li>tea of leaves</li></ul>"),
        ("- tea\n1. boil", "<ul><li>tea</li></ul><ol><li>boil</li></ol>"),
        ("> Take:\n> - tea", "<blockquote><p>Take:</p><ul><li>tea</li></ul></blockquote>"),
        ("- tea\n  > hot", "<ul><li>tea<blockquote><p>hot</p></blockquote></li></ul>"),
        ("a|b\n---|---\n- tea|1", '<table><thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead>'
         "<tbody><tr><td>- tea</td><td>1</td></tr></tbody></table>"),
        ("* * *", "<hr>"),
    ],
)  # fmt: skip
def test_a_list_is_one_wherever_markdown_elsewhere_has_one(written, drawn):
    plain = re.sub(r' class="[^"]*"', "", html(written))
    assert re.sub(r"\s+(?=<)|(?<=>)\s+", "", " ".join(plain.split())) == drawn


def test_any_sign_can_be_meant_as_itself():
    assert html(r"\$5 \& \#1 \| \~ \^ \[x\](y)") == "<p>$5 &amp; #1 | ~ ^ [x](y)</p>"


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](data:text/html,hello)",
    "[x](file:///etc/passwd)",
    "![x](https://evil.example/x.png)",
    "<a href='javascript:alert(1)'>x</a>",
    "[x]: javascript:alert(1)\n\n[x]",
    '<https://ok.example/"onmouseover=alert(1)>',
    "## x {onclick=alert(1)}",
    "`<script>`",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "{{ 7*7 }} {% include 'x' %}",
    "\\<script\\>",
]


class Tags(HTMLParser):
    """Every tag of a page with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_not_allowed_comes_out_as_words_even_past_the_checker(text):
    page = html(f"Before.\n\n{text}\n\nAfter.")
    for tag, attributes in Tags(page).found:
        assert tag in {"p", "a", "img", "code", "figure", "section", "h2", "ul", "li"}
        assert attributes.keys() <= {"href", "rel", "src", "alt", "class", "id"}
        assert attributes.get("href", "/").startswith(("/", "#", "https://")) and attributes.get("src", "") == ""
    assert "<p>Before.</p>" in page and "<p>After.</p>" in page


def test_no_style_no_class_and_no_id_that_is_not_ours(small):
    everything = "".join(block.html for module in small.modules for page in module.pages for block in page.blocks)
    assert "style=" not in everything
    assert all(re.match(r"(text|note|source|figure)-", name) for name in re.findall(r'id="([^"]+)"', everything))


def test_minutes_are_words_at_200_a_minute_and_one_a_question_rounded_up_to_5(small):
    module = small.module(1)
    assert sum(page.words for page in module.pages) < 200
    assert module.minutes == 10  # under a minute of words, 1 check, 4 drawn: over 5


def test_a_planned_module_is_left_out_of_pathways_until_it_exists():
    course_yaml = course_files(None)["course.yaml"].replace(
        b"[making-tea, keeping-plants]", b"[making-tea, later, keeping-plants]"
    )
    report, text = examine({**course_files(None), "course.yaml": course_yaml})
    assert not report.stops
    assert render(text).pathways["nursing"] == ("making-tea", "keeping-plants")


def test_whoever_has_no_group_follows_receptions_pathway_and_several_groups_the_union(small):
    def required(*groups: str) -> list[str]:
        return [module.id for module in small.required_modules(groups)]

    assert required() == required("icb") == required("pharmacy") == ["making-tea"]
    assert required("pharmacy", "nursing") == ["making-tea", "keeping-plants"]


class TestCases:
    def test_what_only_some_read_knows_its_flag_and_key_points_and_routes_stand_apart(self, small):
        case = small.module(1).case(1)
        pot, end = case.scene("pot"), case.scene("end")
        assert [(passage.needs, passage.lacks) for passage in pot.passages] == [("", ""), ("asked", ""), ("", "asked")]
        assert [key.title for key in end.keys] == ["To take home"] and "Ask first." in end.keys[0].html
        assert 'class="now-call"' in end.routes[0].html
        assert not any("Ask first." in passage.html or "now-call" in passage.html for passage in end.passages)

    def test_its_figures_bring_their_caveats_and_its_sources_are_listed_once(self, small):
        case = small.module(1).case(1)
        assert "(Self-selected; not meant to represent everybody)" in case.scene("pot").best.feedback
        assert case.sources == ("The Tea Board, How people make tea, April 2025",)

    def test_what_is_said_is_a_quotation_and_nothing_unsafe_passes(self):
        path = "01-making-tea/scenarios/first-visitor.md"
        text = course_files(None)[path].decode().replace("A neighbour comes", "A **neighbour** & <b>comes")
        report, read = examine({**course_files(None), path: text.encode()})
        assert any("HTML" in problem.message for problem in report.problems)
        html = render(read).module(1).case(1).scenes[0].passages[0].html
        assert "<strong>neighbour</strong> &amp; &lt;b&gt;" in html and "<blockquote>" in html

    def test_what_was_stored_before_there_were_cases_is_still_read(self, small):
        stored = json.loads(dump(small))
        for module in stored["modules"]:
            del module["cases"]
        old = load(json.dumps(stored))
        assert [module.cases for module in old.modules] == [(), ()]
        assert load(dump(small)) == small
