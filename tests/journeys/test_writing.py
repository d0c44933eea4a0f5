"""Two trainers change a page: written, checked, previewed, sent, returned, approved by the other, published.

In a Chromium with JavaScript, where CodeMirror stands over the textarea; and every page is accessible and fits.
"""

import re
from collections.abc import Callable
from datetime import date

from playwright.sync_api import Page, expect

from tests.journeys.test_clinician import Clinician, somebody
from tests.journeys.test_reports import follow, go_to, signed_in
from tests.support.browsing import LiveServer

MODULE = 7
NEW = "Ask your board each year who reads this."
BARE = "78% of boards have no plan."
WHY = "Say who reads it"


def given_a_second_trainer(administrator: Clinician) -> None:
    """The manager of the demo becomes a trainer as well."""
    with signed_in(administrator, "admin"):
        administrator.page.goto("/grants/new")
        administrator.write("Email address of the person", "manager@demo.example")
        administrator.hands.choose(administrator.page.get_by_label("Trainer"))
        administrator.page.get_by_label("Over which organisation, with all below it").select_option(index=0)
        administrator.write("First day", f"{date.today():%d/%m/%Y}")
        administrator.page.get_by_role("main").get_by_role("button").last.click()
        administrator.page.wait_for_url("**/grants")


def given_the_text_of_the_module(trainer: Clinician) -> None:
    """From the menu to the pages of the module."""
    go_to(trainer, "Courses")
    trainer.press("Spotting stalking")
    section = trainer.page.get_by_role("region", name=f"Module {MODULE}, for icb leads and managers")
    follow(trainer, section.get_by_role("link", name="Pages", exact=True))
    trainer.sees(f"Module {MODULE}: pages")


def when_writing(trainer: Clinician, words: str) -> None:
    """At the end of the text, as a paragraph of its own."""
    trainer.page.locator(".cm-content").click()
    trainer.page.keyboard.press("ControlOrMeta+End")
    trainer.page.keyboard.type(f"\n\n{words}\n")


def when_taking_it_out(trainer: Clinician) -> None:
    """The line to which the problem has led."""
    for keys in ("Home", "Shift+End", "Delete"):
        trainer.page.keyboard.press(keys)


def then_the_problem_stands_at_its_line(trainer: Clinician) -> None:
    """While one writes, without a button; the line is marked and leads back to the text."""
    problem = trainer.page.locator("#problems li", has_text="is neither a figure nor cited")
    expect(problem).to_be_visible()
    line = trainer.page.locator(".cm-line.cm-stops")
    expect(line).to_contain_text(BARE)
    trainer.look()
    trainer.hands.press(problem.get_by_role("link"))
    expect(trainer.page.locator(".cm-content")).to_be_focused()


def then_the_preview_shows_it(trainer: Clinician) -> None:
    """Beside the text; and as a midwife gets it on a phone."""
    expect(trainer.page.locator("#preview")).to_contain_text(NEW)
    trainer.press("Save draft")
    expect(trainer.page.get_by_role("main")).to_contain_text("Saved in the draft")
    trainer.press("Preview as learners get it")
    trainer.page.get_by_label("As", exact=True).select_option("midwifery")
    trainer.page.get_by_label("On", exact=True).select_option("phone")
    trainer.page.get_by_label("Part", exact=True).select_option(label="Before the questions")
    trainer.press("Show")
    expect(trainer.page.frame_locator("iframe").locator("main")).to_contain_text(NEW)


def when_sending(trainer: Clinician) -> None:
    """With a note for whoever reads it."""
    trainer.page.goto("/courses/four/send")
    said = trainer.page.get_by_role("main").inner_text()
    assert "Something stops" not in said, said
    trainer.look()
    expect(trainer.page.locator("ins", has_text=NEW)).to_be_visible()
    trainer.write("What have you changed, and why?", WHY)
    trainer.press("Send for review")
    trainer.sees("Review")
    expect(trainer.page.get_by_role("main")).to_contain_text("You wrote part of this, so somebody else approves it")


def then_nobody_approves_their_own(trainer: Clinician) -> None:
    """There is no button, and a form made by hand is refused."""
    expect(trainer.page.get_by_role("button", name="Approve", exact=True)).to_have_count(0)
    token = trainer.page.locator("input[name=csrf_token]").first.input_value()
    sent = trainer.page.request.post(
        "/courses/four/review/approve", form={"csrf_token": token, "aspect": "text"}, max_redirects=0
    )
    assert sent.status == 422 and "Somebody else has to approve it" in sent.text()


def when_it_is_returned(other: Clinician) -> None:
    """With a comment on the line."""
    other.page.goto("/courses/four/review")
    other.look()
    row = other.page.get_by_role("row").filter(has=other.page.locator("ins", has_text=NEW))
    other.write("Line", row.locator("td").first.inner_text())
    other.write("Comment", "Each month, rather.")
    other.press("Add the comment")
    expect(row).to_contain_text("Each month, rather.")
    other.write("What has to change?", "See the line.")
    other.press("Return it")
    expect(other.page.get_by_role("main")).to_contain_text("Returned")


def when_it_is_approved(other: Clinician) -> None:
    """What was sent again."""
    other.page.goto("/courses/four/review")
    other.hands.choose(other.page.get_by_label("The text", exact=True))
    other.press("Approve")
    expect(other.page.get_by_role("main")).to_contain_text("Approved")


def when_it_is_published(trainer: Clinician) -> None:
    """What will happen is said before the button."""
    trainer.page.goto("/courses/four/publish")
    trainer.look()
    expect(trainer.page.get_by_role("main")).to_contain_text("stay on the text that they began")
    trainer.hands.choose(trainer.page.get_by_label("Editorial: nobody has to read anything again"))
    trainer.write("Reason", WHY)
    trainer.press("Publish revision 2")
    trainer.sees("Published texts")


def then_two_who_save_at_once_lose_nothing(trainer: Clinician, other: Clinician) -> None:
    """Both press the button in the same moment: one text is saved, the other writer gets both."""
    given_the_text_of_the_module(trainer)
    other.page.goto(trainer.page.url)
    both = [(trainer, "Tamsin writes this."), (other, "Robin writes this.")]
    for who, words in both:
        when_writing(who, words)
    for who, _ in both:
        who.page.get_by_role("button", name="Save draft").click(no_wait_after=True)
    for who, _ in both:
        answered = who.page.get_by_text("Saved in the draft").or_(who.page.get_by_label("Your text", exact=True))
        expect(answered).to_be_visible()
    refused, unsaved = next(each for each in both if each[0].page.title().startswith("Two texts"))
    saved = next(words for _, words in both if words != unsaved)
    mine, theirs = (refused.page.get_by_label(label, exact=True) for label in ("Your text", "The text that is saved"))
    assert unsaved in mine.input_value() and saved not in mine.input_value()
    assert saved in theirs.input_value() and unsaved not in theirs.input_value()
    refused.look()
    mine.fill(f"{mine.input_value()}\n{saved}\n")
    refused.press("Save your text in its place")
    expect(refused.page.get_by_role("main")).to_contain_text("Saved in the draft")
    for words in (saved, unsaved):
        expect(refused.page.locator("#text")).to_have_value(re.compile(re.escape(words)))


def what_is_read(reader: Clinician) -> str:
    """The last page of the module, as this learner has it."""
    reader.page.goto(f"/learning/four/{MODULE}/8")
    return reader.page.get_by_role("main").inner_text()


def given_the_module_begun(reader: Clinician) -> None:
    reader.given_an_account()
    reader.page.goto(f"/learning/four/{MODULE}")
    reader.press("Start this module")


def test_from_a_sentence_to_what_learners_read(
    browse: Callable[..., Page], live_server: LiveServer, axe: Callable[..., None]
) -> None:
    trainer, other, before, after = (
        somebody("pointer", browse, live_server, axe, about=about) for about in ("writes", "reads", "before", "after")
    )
    given_a_second_trainer(other)
    given_the_module_begun(before)
    with signed_in(trainer, "trainer"), signed_in(other, "manager"):
        given_the_text_of_the_module(trainer)
        when_writing(trainer, BARE)
        then_the_problem_stands_at_its_line(trainer)
        when_taking_it_out(trainer)
        when_writing(trainer, NEW)
        then_the_preview_shows_it(trainer)
        when_sending(trainer)
        then_nobody_approves_their_own(trainer)
        when_it_is_returned(other)
        when_sending(trainer)
        when_it_is_approved(other)
        when_it_is_published(trainer)
        then_two_who_save_at_once_lose_nothing(trainer, other)
    assert NEW not in what_is_read(before)
    given_the_module_begun(after)
    assert NEW in what_is_read(after)
