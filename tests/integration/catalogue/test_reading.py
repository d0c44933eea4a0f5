"""Reading courses costs a statement or none, and knows only what is published."""

import pytest

from lms.catalogue import queries
from lms.db.base import db
from tests.courses.faults.drawing_faults import DRAWING
from tests.support.pictures import png


def test_a_live_course_is_one_statement_when_it_is_warm_and_a_revision_none(make, statements):
    live = make.course()
    with statements() as seen:
        assert queries.get_live_course("small") == live
    assert len(seen) == 1
    with statements() as seen:
        assert queries.get_revision(live.revision_id) is queries.get_revision(live.revision_id)
    assert seen == []


def test_a_cold_process_reads_the_revision_once(make, statements):
    live = make.course()
    queries.forget_compiled()
    with statements() as seen:
        queries.get_revision(live.revision_id)
        queries.get_revision(live.revision_id)
    assert len(seen) == 1


def test_a_course_that_is_not_live_does_not_exist(make):
    make.course()
    with pytest.raises(queries.NoSuchCourse):
        queries.get_live_course("four")
    with pytest.raises(queries.NoSuchCourse):
        queries.get_revision(987_654)


def test_the_live_courses_are_listed_by_code(make):
    make.course(
        files={**make.course_files(), "course.yaml": make.course_files()["course.yaml"].replace(b"small", b"zebra")}
    )
    make.course()
    assert [live.course.code for live in queries.live_courses()] == ["small", "zebra"]


class TestImages:
    PICTURE = png()

    @pytest.fixture
    def address(self, make):
        module = make.course_files()["01-making-tea/module.md"] + b"\n![A pot](media/pot.png)\n"
        live = make.course(
            files=make.course_files(**{"01-making-tea/module.md": module, "01-making-tea/media/pot.png": self.PICTURE})
        )
        db.session.commit()
        return live.course.module(1).page(2).blocks[0].html.split('src="')[1].split('"')[0]

    def test_a_signed_in_reader_gets_the_bytes_as_an_image_that_is_not_kept(self, make, client, address):
        make.sign_in(client, make.person())
        answer = client.get(address)
        assert (answer.status_code, answer.data, answer.mimetype) == (200, self.PICTURE, "image/png")
        assert "no-store" in answer.headers["Cache-Control"]

    def test_a_name_that_is_none_and_a_file_that_is_no_image_do_not_exist(self, make, client, address):
        make.sign_in(client, make.person())
        text = queries.get_live_course("small").revision_id
        name = db.session.execute(
            db.text("select fingerprint from revision_file where path = 'course.yaml' and revision_id = :id"),
            {"id": text},
        ).scalar_one()
        for wrong in (f"/images/{'0' * 32}.png", address.replace(".png", ".jpg"), f"/images/{name}.png"):
            assert client.get(wrong).status_code == 404

    @pytest.fixture
    def drawing(self, make):
        module = make.course_files()["01-making-tea/module.md"] + b"\n![A pot](media/pot.svg)\n"
        changed = {"01-making-tea/module.md": module, "01-making-tea/media/pot.svg": DRAWING.encode()}
        live = make.course(files=make.course_files(**changed))
        db.session.commit()
        return live.course.module(1).page(2).blocks[0].html.split('src="')[1].split('"')[0]

    def test_a_drawing_comes_as_it_was_written_and_nothing_in_it_may_run(self, make, client, drawing):
        make.sign_in(client, make.person())
        answer = client.get(drawing)
        assert (answer.status_code, answer.data, answer.mimetype) == (200, DRAWING.encode(), "image/svg+xml")
        policy = {each.strip() for each in answer.headers["Content-Security-Policy"].split(";")}
        assert {"default-src 'none'", "sandbox", "frame-ancestors 'none'"} <= policy
        assert not [each for each in policy if each.startswith(("script-src", "style-src", "img-src"))]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in answer.headers["Cache-Control"]

    def test_a_picture_has_the_same_policy_and_no_drawing_is_served_as_another_kind(
        self, make, client, address, drawing
    ):
        make.sign_in(client, make.person())
        assert (
            client.get(address).headers["Content-Security-Policy"]
            == client.get(drawing).headers["Content-Security-Policy"]
        )
        assert client.get(drawing.replace(".svg", ".png")).status_code == 404
        assert client.get(address.replace(".png", ".svg")).status_code == 404

    def test_a_visitor_is_asked_to_sign_in(self, client, address):
        assert client.get(address).status_code in (302, 303)
