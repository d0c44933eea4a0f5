"""A file of a draft: written without JavaScript, kept, checked, previewed, saved, and never overwritten."""

import re
from html import unescape
from io import BytesIO

import pytest
from sqlalchemy import func, select

from lms.authoring.models import DraftSave, KeptText
from lms.catalogue.models import DraftFile
from lms.catalogue.queries import get_live_course, get_written_course
from lms.content.keys import key_of
from lms.db.base import db
from lms.progress.models import CaseRun
from tests.factories.authoring import PAGES
from tests.support.pictures import png

INFUSION = "Tea is an infusion."
DRAWING = b"""<svg xmlns="http://www.w3.org/2000/svg" width="288" height="9" viewBox="0 0 288 9">
<title>A pot</title><desc>A pot</desc><rect width="288" height="9" fill="#ffffff"/></svg>"""


def files():
    db.session.commit()
    return get_written_course("small").files


def test_opening_and_saving_changes_nothing_and_one_edit_changes_that_alone(writer):
    tamsin, before = writer("Tamsin"), files()

    assert tamsin.send(tamsin.opened()).status_code == 303
    assert files() == before
    tamsin.changes(INFUSION, "Tea is a drink.")

    after = files()
    assert after.pop(PAGES) == before.pop(PAGES).replace(INFUSION.encode(), b"Tea is a drink.")
    assert after == before
    assert get_written_course("small").live[PAGES] != files()[PAGES]  # nothing goes live by it


def test_what_is_as_it_was_again_is_no_draft(writer):
    tamsin = writer("Tamsin")
    tamsin.changes(INFUSION, "Tea is a drink.")
    tamsin.changes("Tea is a drink.", INFUSION)
    assert db.session.query(DraftFile).count() == 0
    assert "Nothing changed" in tamsin.get()


def test_a_stale_save_is_refused_and_shows_both_texts_and_neither_is_lost(writer):
    tamsin, odile = writer("Tamsin"), writer("Odile")
    hers, his = tamsin.opened(), odile.opened()
    assert tamsin.send(hers.replace(INFUSION, "Tamsin was here.")).status_code == 303

    refused = odile.send(his.replace(INFUSION, "Odile was here."))

    assert refused.status_code == 409
    assert "Tamsin was here." in refused.text and "Odile was here." in refused.text
    assert b"Tamsin was here." in files()[PAGES] and b"Odile" not in files()[PAGES]
    assert "Odile was here." in odile.opened()  # still there after the browser was closed
    assert "Odile was here." not in tamsin.opened()
    again = refused.text.split('name="base" value="')[1].split('"')[0]
    assert odile.send(his.replace(INFUSION, "Both were here."), base=again).status_code == 303
    assert b"Both were here." in files()[PAGES]


def test_two_who_save_the_same_do_not_meet(writer):
    tamsin, odile = writer("Tamsin"), writer("Odile")
    text = tamsin.opened().replace(INFUSION, "Tea is a drink.")
    odile.opened()
    assert tamsin.send(text).status_code == odile.send(text).status_code == 303


def test_what_is_typed_is_kept_for_its_writer_alone_until_it_is_saved_or_forgotten(writer):
    tamsin, odile = writer("Tamsin"), writer("Odile")
    text = tamsin.opened().replace(INFUSION, "Half a sen")

    kept = tamsin.post("/keep", path=PAGES, text=text, base=tamsin.base)

    assert kept.json["kept_at"]
    assert "Half a sen" in tamsin.opened() and "Half a sen" not in odile.opened()
    assert "Half a sen" not in files()[PAGES].decode()
    assert "Not saved yet" in tamsin.get() and "Not saved yet" not in odile.get()
    assert tamsin.post("/put-back", path=PAGES).status_code == 303
    assert INFUSION in tamsin.opened()
    assert db.session.query(KeptText).count() == 0


def test_keeping_says_that_somebody_else_has_saved(writer):
    tamsin, odile = writer("Tamsin"), writer("Odile")
    text = tamsin.opened()
    odile.changes(INFUSION, "Odile was here.")
    kept = tamsin.post("/keep", path=PAGES, text=text, base=tamsin.base)
    assert kept.status_code == 409 and kept.json["stale"] is True


@pytest.mark.parametrize(
    ("planted", "line", "said"),
    [
        ("\n78% of people like tea.\n\n", "78%", "neither a figure nor cited"),
        ("\n[figure: nowhere]\n\n", "nowhere", "figure"),
    ],
)
def test_looking_shows_problems_at_their_line_and_keeps_the_text_out_of_the_draft(writer, planted, line, said):
    tamsin = writer("Tamsin")
    text = tamsin.opened().replace(INFUSION, f"{INFUSION}\n{planted}")
    at = next(number for number, each in enumerate(text.split("\n"), 1) if line in each)

    page = tamsin.send(text, then="look").text

    assert f'data-line="{at}" data-stops>Line {at}</a>' in page and said in page
    assert line not in files()[PAGES].decode()
    checked = tamsin.post("/check", path=PAGES, text=text, base=tamsin.base).json
    assert any(each["line"] == at and each["stops"] and said in each["message"] for each in checked["problems"])
    assert checked["count"].startswith("1 thing stops it") and f">{checked['count']}</h2>" in page
    assert "1 problem stops it" in checked["status"][1]["words"] and checked["status"][1]["words"] in page


def test_the_preview_is_what_learners_get_and_a_check_in_it_can_be_tried(writer, client, make):
    tamsin = writer("Tamsin")
    tamsin.changes(INFUSION, "Tea is a drink.")
    page = tamsin.get(f"/preview/{key_of(PAGES)}?as=nursing&width=phone")
    assert "Tea is a drink." in page and "<iframe" in page
    assert "Keep the kettle out of the ward." in page
    check = get_live_course("small").course.module(1).pages[0].checks[0]
    tried = tamsin.post(f"/preview/{key_of(PAGES)}?as=nursing", check=check.id, answer="a")
    assert "Your answer, right" in tried.text


@pytest.mark.parametrize(
    "path", ["01-making-tea/quiz.md", PAGES, "figures.yaml", "01-making-tea/scenarios/first-visitor.md"]
)
def test_every_file_can_be_opened(writer, path):
    tamsin = writer("Tamsin")
    if path in files():
        assert tamsin.opened(path)


def test_a_file_that_no_course_can_have_is_not_there(writer):
    tamsin = writer("Tamsin")
    for path in ("../../etc/passwd", "01-making-tea/else.md", "x.py", "01-making-tea/media/../module.md"):
        assert tamsin.client.get(f"/courses/small/files/{key_of(path)}").status_code == 404
        assert tamsin.send("x", path, base="").status_code == 404
        begun = tamsin.post("/files", path=path)
        assert begun.status_code == 422 and "A course has no file of this name" in begun.text
        assert f'value="{path}"' in begun.text and not db.session.query(DraftFile).count()
        assert tamsin.post("/keep", path=path, text="x", base="").status_code == 404


def test_a_case_is_begun_and_taken_out_again(writer):
    tamsin, path = writer("Tamsin"), "01-making-tea/scenarios/second-visit.md"
    assert tamsin.post("/files", path=path).status_code == 303
    assert path in files() and "New" in tamsin.get()
    assert tamsin.post(f"/files/{key_of(path)}/remove").status_code == 303
    assert path not in files()


def test_finding_words_leads_to_their_lines(writer):
    tamsin = writer("Tamsin")
    page = tamsin.post("/find", words="INFUSION").text
    assert f"{PAGES}, line" in page and INFUSION.split()[0] in page
    assert "0 lines have it" in tamsin.post("/find", words="zebra").text


def test_a_long_text_is_saved_and_one_over_the_limit_is_refused_in_words_and_stays(writer):
    tamsin = writer("Tamsin")
    tamsin.opened()
    assert tamsin.send("a b " * 150_000).status_code == 303
    tamsin.opened()
    refused = tamsin.send("a b " * 250_001)
    assert refused.status_code == 422
    assert "A file has at most 1 MB" in refused.text and "a b " * 1000 in refused.text


MOODLE = b"""<?xml version="1.0"?><quiz>
<question type="truefalse"><name><text>Cold</text></name>
<questiontext format="html"><text><![CDATA[<p>Tea is drunk cold.</p>]]></text></questiontext>
<answer fraction="100"><text>true</text><feedback><text>It may be.</text></feedback></answer>
<answer fraction="0"><text>false</text><feedback><text>It may be.</text></feedback></answer></question>
<question type="essay"><name><text>Write</text></name><questiontext><text>Write of tea.</text></questiontext></question>
</quiz>"""


def test_questions_come_from_moodle_as_text_that_is_not_saved_and_go_there(writer):
    tamsin, path = writer("Tamsin"), "01-making-tea/quiz.md"
    moodle = f"/files/{key_of(path)}/moodle"

    page = tamsin.post(moodle, file=(BytesIO(MOODLE), "questions.xml")).text

    assert "1 question stands at the end of your text, and 1 could not be taken" in page
    assert "Line 6: Write" in page
    text = tamsin.opened(path)
    assert text.rstrip().endswith("> It may be.") and "Tea is drunk cold." in text
    assert b"drunk cold" not in files()[path]
    sent = tamsin.client.get(f"/courses/small{moodle}.xml")
    assert sent.mimetype == "application/xml" and sent.data.count(b"<question ") > 5


def test_a_file_from_moodle_from_which_nothing_is_taken_says_so_and_why(writer):
    tamsin, path = writer("Tamsin"), "01-making-tea/quiz.md"
    before = tamsin.opened(path)

    page = tamsin.post(f"/files/{key_of(path)}/moodle", file=(BytesIO(b"<quiz>&nbsp;</quiz>"), "questions.xml")).text

    assert "Nothing could be taken from this file.</strong> Your text is as it was." in page
    assert "stand at the end" not in page and "Look at them" not in page
    assert "such as <code>&amp;nbsp;</code>" in page
    assert tamsin.opened(path) == before


def test_a_case_is_walked_in_the_preview_without_a_record(writer):
    tamsin, address = writer("Tamsin"), f"/preview/{key_of('01-making-tea/scenarios/first-visitor.md')}"
    start = tamsin.get(address)
    assert "What do you do?" in start and 'name="way" value=""' in start

    asked = tamsin.post(address, way="", choice="a").text
    assert "You chose:" in asked and 'name="way" value="a"' in asked
    ended = tamsin.post(address, way="a", choice="c").text
    assert "The way you went" in ended and "What you did well" in ended
    assert "What do you do?</h2>" not in ended
    nonsense = tamsin.post(address, way="zz a", choice="b").text
    assert 'name="way" value=""' in nonsense
    assert db.session.scalar(select(func.count()).select_from(CaseRun)) == 0


def test_the_preview_shows_what_was_typed_and_not_saved_and_stays_at_its_part(writer):
    tamsin, key = writer("Tamsin"), key_of(PAGES)
    text = tamsin.opened()
    tamsin.send(text.replace("Four minutes make a good pot.", "Five minutes make a good pot."), then="look")
    line = text.split("\n").index('# How long to wait {#timing outcomes="timing"}') + 1

    page = tamsin.get(f"/preview/{key}?as=nursing&line={line}")

    assert "Five minutes make a good pot." in page and "not saved yet" in page
    assert f'<option value="{line}" selected>' in page


def test_the_phone_is_a_page_of_its_own_with_our_styles_and_no_scripts(writer):
    page = writer("Tamsin").get(f"/preview/{key_of(PAGES)}?width=phone")
    inside = unescape(re.search(r'<iframe [^>]*title="The page on a phone"[^>]* srcdoc="([^"]*)"', page)[1])
    assert '<base target="_parent">' in inside and "css/learning." in inside and "<script" not in inside
    assert "csrf_token" in inside and "width=phone" in inside


def test_an_uploaded_picture_is_shown_with_where_it_is_used_and_can_be_taken_out(writer):
    tamsin, path = writer("Tamsin"), "01-making-tea/media/pot.png"
    tamsin.post("/pictures/1", image=(BytesIO(png()), "pot.png"), words="A pot")
    page = tamsin.get(f"/files/{key_of(path)}")
    assert tamsin.client.get(re.search(r'<img src="(/images/[^"]+)"', page)[1]).data == png()
    assert "Nowhere yet." in page and "It is used in" not in page and "you cannot put it back" in page

    tamsin.changes(INFUSION, f"{INFUSION}\n\n![A pot](media/pot.png)")
    page = tamsin.get(f"/files/{key_of(path)}")
    assert "It is used in 1 place." in page and "The course cannot be published while they name it." in page

    assert tamsin.post(f"/files/{key_of(path)}/remove").status_code == 303
    assert path not in files() and db.session.query(DraftSave).filter_by(path=path).count() == 2
    tamsin.get(f"/files/{key_of(path)}", 404)


def test_a_drawing_is_called_svg_and_shown_and_the_narrow_one_is_used_where_the_wide_one_is(writer):
    tamsin, path = writer("Tamsin"), "01-making-tea/media/pot-narrow.svg"
    tamsin.post("/pictures/1", image=(BytesIO(DRAWING), "pot-narrow.svg"), words="A pot")
    tamsin.changes(INFUSION, f"{INFUSION}\n\n![A pot](media/pot.svg)")
    page = tamsin.get(f"/files/{key_of(path)}")
    assert "Text, in SVG" in page and "Text, in Markdown" not in page and 'data-language="svg"' in page
    shown = re.findall(r'<img src="(/images/[^"]+)"', page)
    assert len(shown) == 1 and tamsin.client.get(shown[0]).data == DRAWING
    assert "It is used in 1 place." in page and "Take this picture out of the draft" in page
    looked = tamsin.post("/draw", path=path, text=DRAWING.decode(), base="").json["preview"]
    assert shown[0] in looked


def test_a_live_picture_that_was_taken_out_can_be_put_back(writer, make):
    tamsin, path = writer("Tamsin"), "01-making-tea/media/pot.png"
    make.course(files=make.course_files(**{path: png()}))
    assert "Learners see it until the draft is published." in tamsin.get(f"/files/{key_of(path)}")
    tamsin.post(f"/files/{key_of(path)}/remove")

    page = tamsin.get(f"/files/{key_of(path)}")
    assert "has been taken out of the draft" in page and "<img" in page and "<textarea" not in page
    assert tamsin.post("/put-back", path=path, what="all").location.endswith(f"/files/{key_of(path)}")
    assert files()[path] == png()


def test_taking_out_all_changes_of_a_file_that_is_not_live_leads_to_the_course(writer):
    tamsin, path = writer("Tamsin"), "01-making-tea/scenarios/second-visit.md"
    tamsin.post("/files", path=path)
    assert "It is not live." in tamsin.get(f"/files/{key_of(path)}")
    sent = tamsin.post("/put-back", path=path, what="all")
    assert sent.status_code == 303 and sent.location.endswith("/courses/small")
    assert path not in files()
    assert tamsin.post("/put-back", path=PAGES, what="all").location.endswith(f"/files/{key_of(PAGES)}")


def test_without_javascript_a_problem_quotes_its_line(writer):
    tamsin = writer("Tamsin")
    planted = "78% of people like <b> tea, and more of them than one would think like it with milk in it"
    page = tamsin.send(tamsin.opened().replace(INFUSION, f"{INFUSION}\n\n{planted}"), then="look").text
    shown = planted[:60].rstrip().replace("<", "&lt;").replace(">", "&gt;")
    assert f"<noscript><code>{shown}…</code></noscript>" in page
    assert '<a href="#text" data-line=' in page


def test_looking_without_a_line_draws_the_piece_that_was_changed(writer):
    tamsin = writer("Tamsin")
    text = tamsin.opened()
    assert "Four minutes make a good pot." not in preview_of(tamsin.get(f"/files/{key_of(PAGES)}"))

    page = tamsin.send(text.replace("Four minutes make a good pot.", "Five minutes make a good pot."), then="look").text

    assert "Five minutes make a good pot." in preview_of(page)


def preview_of(page):
    return page.split('id="preview"')[1].split("</section>")[0]
