"""Reflection prompts: found in the HTML of a page, which is cut after them and otherwise left as it is."""

import pytest

from lms.content.prompts import Piece, name_of, pieces, prompts_on
from lms.content.schema import Block
from tests.factories import progress

BOX = '<div class="reflect"><p><strong>To think about</strong></p><p>Whom could you <em>ask</em>?</p></div>'
TITLED = '<div class="reflect"><p><strong>In your team</strong></p><ul><li>Who</li><li>When</li></ul></div>'


def test_html_without_a_prompt_is_one_piece():
    assert pieces("<p>Text<br>more</p>") == (Piece("<p>Text<br>more</p>"),)


def test_it_is_cut_after_each_prompt():
    html = f"<p>One</p>\n{BOX}\n<p>Two<img src='a'></p>{TITLED}"
    assert pieces(html) == (
        Piece(f"<p>One</p>\n{BOX}", ("Whom could you ask?",)),
        Piece(f"\n<p>Two<img src='a'></p>{TITLED}", ("In your team Who When",)),
    )


@pytest.mark.parametrize("html", [
    f"<details><summary>More</summary><div>{BOX}{TITLED}</div></details><p>After</p>",
    f"<p>a &amp; b</p>\n<div>\n{BOX}\n</div>\n\n<p>é 😀</p>{BOX}<p>end</p>",
])  # fmt: skip
def test_pieces_together_are_the_html_and_each_is_whole(html):
    cut = pieces(html)
    assert "".join(piece.html for piece in cut) == html
    for piece in cut:
        for tag in ("div", "details", "p"):
            assert piece.html.count(f"<{tag}>") + piece.html.count(f"<{tag} ") == piece.html.count(f"</{tag}>")


def test_several_within_one_element_are_offered_after_it():
    first = pieces(f"<details><div>{BOX}{TITLED}</div></details><p>After</p>")[0]
    assert first.prompts == ("Whom could you ask?", "In your team Who When")


def test_a_page_knows_its_prompts_by_a_name_that_says_nothing():
    blocks = (Block(html=BOX), Block(html=TITLED, audience=("trainer",)), Block(html=TITLED, audience=("nursing",)))
    found = prompts_on(progress.page(None, blocks=blocks))
    assert found == {name_of(words): words for words in ("Whom could you ask?", "In your team Who When")}
    assert prompts_on(progress.page(None, blocks=blocks[:2])) == {name_of("Whom could you ask?"): "Whom could you ask?"}
    assert all(len(name) == 8 and int(name, 16) >= 0 for name in found)
