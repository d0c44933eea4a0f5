"""The index of a course: what it finds, in which order, what is not in it, and how little it takes."""

from time import perf_counter

import pytest

from lms.content import search
from lms.content.contact import ALWAYS_RIGHT, LONG_NUMBER, digits
from lms.content.files import read_folder
from lms.content.schema import TRAINER, Block, Course, Page, Term
from tests.factories.progress import module, page, plain_course
from tests.support.courses import FOUR, SMALL, course_in, known


def course(*pages: Page, glossary: tuple[Term, ...] = ()) -> Course:
    return plain_course(None, module(None, pages=pages), glossary=glossary)


def written(number: int, html: str, title: str = "", **fields: object) -> Page:
    return page(None, number, html=html, title=title or f"Part {number}", **fields)


def ids(index: search.Index, query: str) -> list[str]:
    return [hit.page.page_id for hit in index.find(query)]


@pytest.fixture(scope="module")
def small() -> search.Index:
    return search.build(course_in(SMALL))


class TestFinding:
    def test_title_then_heading_then_key_points_then_text(self):
        index = search.build(
            course(
                written(1, "<p>A kettle.</p>"),
                written(2, '<section class="key"><h2>Key points</h2><ul><li>A kettle.</li></ul></section>'),
                written(3, '<h2 class="nhsuk-heading-m">Kettles</h2><p>Of steel.</p>'),
                written(4, "<p>Of steel.</p>", title="The kettle"),
                written(5, "<p>Nothing of the sort.</p>"),
            )
        )
        assert ids(index, "kettle") == ["page-4", "page-3", "page-2", "page-1"]

    def test_a_title_comes_before_a_page_that_says_the_word_again_and_again(self):
        often = f"<p>{'kettle ' * 40}</p>"
        index = search.build(course(written(1, often), written(2, "<p>Steel.</p>", title="The kettle")))
        assert ids(index, "kettle") == ["page-2", "page-1"]

    def test_pages_with_every_word_come_first(self):
        index = search.build(course(written(1, "<p>Tea.</p>", title="Tea"), written(2, "<p>Green tea in spring.</p>")))
        assert ids(index, "green tea") == ["page-2", "page-1"]

    def test_the_ending_of_a_word_makes_no_difference(self):
        index = search.build(course(written(1, "<p>They were <strong>follow</strong>ed home.</p>")))
        assert ids(index, "following") == ids(index, "FOLLOWS") == ["page-1"]

    def test_a_term_is_found_by_what_it_stands_for_and_the_other_way_round(self):
        glossary = (Term(term="IDVA", meaning="Independent domestic violence adviser. A specialist."),)
        index = search.build(
            course(
                written(1, "<p>Ask the IDVA.</p>"),
                written(2, "<p>An independent domestic violence adviser helps.</p>"),
                glossary=glossary,
            )
        )
        assert set(ids(index, "IDVA")) == set(ids(index, "domestic violence adviser")) == {"page-1", "page-2"}

    def test_a_knowledge_check_is_found_by_its_question(self, small):
        assert ids(small, "boiled black tea")[0] == "water"

    def test_empty_words_lead_nowhere(self, small):
        assert small.find("who are you") == small.find("") == small.find("?!") == []

    def test_only_some_pages_may_be_asked_for(self, small):
        assert {hit.page.module_id for hit in small.find("tea water", only=lambda each: each.page_id == "water")} == {
            "making-tea"
        }


class TestWhatIsNotInIt:
    def test_trainers_notes(self):
        note = Block(html="<p>Bring a quillwhistle.</p>", audience=(TRAINER,), title="For trainers")
        one = written(1, "")
        index = search.build(course(one.model_copy(update={"blocks": (*one.blocks, note)})))
        assert index.find("quillwhistle") == []
        assert "quillwhistle" not in str(index)

    def test_the_inside_of_what_may_be_hard_to_read_but_its_summary(self, small):
        assert ids(small, "leave tea for long")[0] == "timing"
        assert "Do not leave tea for long" in str(small)
        assert "bitter" not in str(small) and "hour" not in small.entries

    def test_the_questions_of_the_bank(self):
        index = search.build(course(written(1, "<p>Tea.</p>")))
        assert "option" not in str(index).lower()

    def test_notes_sources_labels_and_numbers_of_notes(self, small):
        said = str(small)
        assert "Back to the text" not in said and "To verify" not in said and "About the figures" not in said


class TestExcerpt:
    def test_it_is_two_lines_around_the_words_which_are_marked(self):
        filler = "One thing after another. " * 30
        index = search.build(course(written(1, f"<p>{filler}Then they followed and were following. {filler}</p>")))
        pieces = index.excerpt(index.pages[0], "follow")
        text = "".join(words for words, _ in pieces)
        assert [words for words, marked in pieces if marked] == ["followed", "following"]
        assert text.startswith("… ") and text.endswith(" …")
        assert len(text) <= search.EXCERPT + 4

    def test_part_of_a_word_is_not_marked(self):
        index = search.build(course(written(1, "<p>A teapot for tea, and Tea’s friend: steam.</p>")))
        pieces = index.excerpt(index.pages[0], "tea")
        assert [words for words, marked in pieces if marked] == ["tea", "Tea’s"]

    def test_without_the_word_in_the_text_it_is_the_beginning(self):
        index = search.build(course(written(1, "<p>Of steel.</p>", title="Kettles")))
        assert index.excerpt(index.pages[0], "kettle") == (("Of steel.", False),)

    def test_paragraphs_and_items_stay_apart_and_letters_are_themselves(self):
        html = "<p>Ask, &lt;then&gt; listen</p><ul><li>one</li><li>two</li></ul><p>İstanbul’s end.</p>"
        index = search.build(course(written(1, html)))
        assert index.pages[0].text == "Ask, <then> listen; one; two; İstanbul’s end."
        assert index.excerpt(index.pages[0], "listen")[1] == ("listen", True)


class TestWhatWasMeant:
    def test_the_words_that_are_unknown_are_put_right(self, small):
        assert small.meant("ketle") == "kettle"
        assert small.meant("the ketle watre") == "kettle water"

    def test_nothing_is_said_where_all_is_known_or_nothing_is_near(self, small):
        assert small.meant("kettle") == small.meant("xylophone") == small.meant("") == ""


def test_it_is_stored_and_read_back_as_it_was(small):
    assert search.load(search.dump(small)) == small


def test_one_in_another_form_is_not_read(small, monkeypatch):
    stored = search.dump(small)
    monkeypatch.setattr(search, "FORMAT", search.FORMAT + 1)
    assert search.load(stored) is None


def test_the_real_course_takes_little_room_and_little_time():
    """For seven modules: under 200 KB stored, and under 2 ms a search of which the first 15 pages are shown."""
    real = known(read_folder(FOUR)[0])
    size = len(real.prepared.index)
    assert size < 200_000 * len(real.course.modules) / 7, size
    index = search.load(real.prepared.index)
    assert index
    took = [searching(index, query) for query in ("stalking", "PTSD", "safe enquiry", "red flags police") for _ in "12"]
    assert min(took) < 0.002, took


def searching(index: search.Index, query: str) -> float:
    start = perf_counter()
    for hit in index.find(query)[:15]:
        index.excerpt(hit.page, query)
    return perf_counter() - start


def test_no_number_that_may_run_out_is_in_the_index_of_the_course():
    """Whatever the directory holds: in a page's words stand only those four that are always right."""
    stored = search.dump(search.build(course_in(FOUR)))
    words = " ".join(page.text for page in search.load(stored).pages)
    assert {digits(found) for found in LONG_NUMBER.findall(words)} <= ALWAYS_RIGHT
    assert {digits(found) for found in LONG_NUMBER.findall(words)}
