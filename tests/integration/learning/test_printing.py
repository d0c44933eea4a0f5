"""A module on paper: drawn once a revision and kind, by a job, the same for everybody; notes for trainers alone."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from lms.access import Role
from lms.content.schema import TRAINER, Block
from lms.db.base import db
from lms.learning import service, tasks
from lms.learning.models import ModulePrint
from lms.learning.rules import PrintKind
from tests.integration.learning.conftest import Learner, count, words
from tests.support.pictures import png


@pytest.fixture
def live(make):
    """A module with a note for trainers."""
    note = Block(html="<p>Bring a quillwhistle.</p>", audience=(TRAINER,), title="For trainers")
    page = make.page(1)
    return make.publish(
        make.plain_course(make.module(pages=(page.model_copy(update={"blocks": (*page.blocks, note)}),)))
    )


@pytest.fixture
def trainer(app, make, live):
    client, person = app.test_client(), make.person()
    make.grant(person=person, role=Role.TRAINER)
    make.sign_in(client, person)
    return Learner(client, make, person)


def rows():
    db.session.rollback()
    return list(db.session.scalars(select(ModulePrint).order_by(ModulePrint.id)))


def test_from_the_module_to_the_pdf(learner, run_task):
    learner.start()
    assert 'href="/learning/four/4/print"' in learner.get().text
    assert "Print this module" in learner.text("/print")
    sent = learner.post("/print")
    assert (sent.status_code, sent.location) == (303, "/learning/four/4/print/plain")
    assert "Your PDF is being prepared" in learner.text("/print/plain")
    waiting = learner.get("/print/plain/module.pdf")
    assert (waiting.status_code, waiting.location) == (303, "/learning/four/4/print/plain")
    run_task(service.PRINT)
    assert "Your PDF is ready" in learner.text("/print/plain")
    file = learner.get("/print/plain/module.pdf")
    assert file.data.startswith(b"%PDF-1.7") and file.mimetype == "application/pdf"
    assert file.headers["Content-Disposition"] == 'attachment; filename="module.pdf"'
    assert file.headers["Cache-Control"] == "no-store"


def test_it_is_drawn_once_for_everybody(learner, another, run_task):
    for each in (learner, another, learner):
        each.start()
        each.post("/print")
    assert count(ModulePrint) == 1
    run_task(service.PRINT)
    drawn = learner.get("/print/plain/module.pdf").data
    another.post("/print")
    run_task(service.PRINT)
    service.keep_print(rows()[0].id, b"something else")
    assert another.get("/print/plain/module.pdf").data == drawn
    assert [row.attempts for row in rows()] == [1]


def test_a_new_revision_has_its_own_and_whoever_is_in_the_old_one_keeps_that(learner, another, make, run_task):
    learner.start()
    learner.post("/print")
    make.publish(make.plain_course(make.module(pages=(make.page(1, title="Changed"),))))
    another.start()
    another.post("/print")
    run_task(service.PRINT)
    assert len({row.revision_id for row in rows()}) == 2
    assert learner.get("/print/plain/module.pdf").data != another.get("/print/plain/module.pdf").data


def test_before_the_module_is_begun_there_is_nothing_to_print(learner):
    for answer in (learner.get("/print"), learner.post("/print"), learner.get("/print/plain"),
                   learner.get("/print/plain/module.pdf")):  # fmt: skip
        assert (answer.status_code, answer.location) == (303, "/learning/four/4")
    assert "/print" not in learner.get().text
    assert count(ModulePrint) == 0


def test_before_anybody_asked_its_address_leads_to_where_that_is_done(learner):
    learner.start()
    assert learner.get("/print/plain").location == "/learning/four/4/print"
    assert learner.get("/print/plain/module.pdf").location == "/learning/four/4/print/plain"


@pytest.mark.parametrize("kind", ["notes", "whole-notes"])
def test_notes_are_for_trainers_alone(learner, trainer, run_task, kind):
    ticks = dict.fromkeys(kind.split("-"), "1")
    for each in (learner, trainer):
        each.start()
    sent = trainer.post("/print", **ticks)
    assert sent.location == f"/learning/four/4/print/{kind}"
    run_task(service.PRINT)
    assert trainer.get(f"/print/{kind}/module.pdf").data.startswith(b"%PDF")
    for answer in (
        learner.post("/print", **ticks),
        learner.get(f"/print/{kind}"),
        learner.get(f"/print/{kind}/module.pdf"),
    ):
        assert answer.status_code == 404
    assert "Notes for trainers" in trainer.text("/print") and "Notes for trainers" not in learner.text("/print")
    assert count(ModulePrint) == 1


def test_what_may_be_hard_to_read_can_be_asked_for_where_there_is_any(learner, make, live):
    learner.start()
    assert "hard to read" not in learner.text("/print")
    hard = '<div class="distressing"><p>Short.</p><details class="nhsuk-details"><div>Long.</div></details></div>'
    make.publish(make.plain_course(make.module(5, pages=(make.page(1, html=hard),)), make.module(4)))
    other = Learner(learner.client, make, learner.person, number=5)
    other.start()
    assert "What may be hard to read" in other.text("/print")
    assert other.post("/print", whole="1").location == "/learning/four/5/print/whole"


@pytest.mark.parametrize("kind", ["everything", "Plain", "plain%00", "99"])
def test_a_kind_that_there_is_not_is_not_found(learner, kind):
    learner.start()
    assert learner.get(f"/print/{kind}").status_code == 404
    assert learner.get(f"/print/{kind}/module.pdf").status_code == 404


def test_titles_and_names_are_neutral_and_nothing_says_who_asked(learner):
    learner.start()
    learner.post("/print")
    for path in ("/print", "/print/plain"):
        assert "<title>Print module 4 - Learning</title>" in learner.get(path).text
    assert not [column for column in ModulePrint.__table__.columns if "person" in column.name or "by" in column.name]


def test_what_a_killed_worker_had_claimed_is_drawn_by_the_sweep_of_the_next_minute(learner, at, run_task):
    start = at("2026-11-21 09:30")
    learner.make.sign_in(learner.client, learner.person)
    learner.start()
    learner.post("/print")
    assert len(service.claim_prints()) == 1
    assert service.claim_prints() == []
    db.session.commit()
    at(start + timedelta(minutes=1))
    run_task(service.PRINT)
    assert [(row.drawn_at is not None, row.attempts) for row in rows()] == [(True, 2)]


def test_one_that_cannot_be_drawn_holds_up_no_other(learner, live, make, run_task, monkeypatch):
    from lms.learning import pdf

    learner.start()
    service.request_print(study=_study(learner), kind=PrintKind.WHOLE)
    service.request_print(study=_study(learner), kind=PrintKind.PLAIN)
    draw = pdf.draw_module

    def fails_once(module, pictures):
        return 1 / 0 if module.kind.whole else draw(module, pictures)

    monkeypatch.setattr(pdf, "draw_module", fails_once)
    run_task(tasks.service.PRINT)
    assert {row.kind: row.drawn_at is not None for row in rows()} == {PrintKind.WHOLE: False, PrintKind.PLAIN: True}


def _study(learner):
    from lms.learning.queries import get_study

    return get_study(learner.person.id, "four", 4)


def test_a_picture_of_the_course_is_on_it(client, make, run_task):
    picture = png()
    text = make.course_files()["01-making-tea/module.md"] + b"\n![A pot](media/pot.png)\n"
    changed = {"01-making-tea/module.md": text, "01-making-tea/media/pot.png": picture}
    live = make.course(files=make.course_files(**changed))
    person = make.person()
    make.sign_in(client, person)
    learner = Learner(client, make, person, number=1, code=live.course.code)
    learner.start()
    learner.post("/print")
    (order,) = service.claim_prints()
    module, pictures = tasks._read(order)
    assert list(pictures.values()) == [picture] and set(pictures) == set(module.images)


def test_the_page_says_what_paper_and_files_give_away(learner):
    learner.start()
    assert "Whoever finds either can see what it is about." in words(learner.get("/print"))
