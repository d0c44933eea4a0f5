"""The index of a course is made with its revision, once, and read once."""

from sqlalchemy import select

from lms.catalogue import queries, service
from lms.catalogue.models import RevisionIndex
from lms.content import search
from lms.db.base import db


def test_publishing_stores_it_with_the_revision(make):
    live = make.course()
    (row,) = db.session.scalars(select(RevisionIndex))
    assert row.revision_id == live.revision_id
    assert search.load(row.data) == search.build(live.course)


def test_each_revision_has_its_own_and_the_old_one_stays(make):
    first = make.course()
    changed = make.course_files()["01-making-tea/module.md"].replace(b"Any kettle will do.", b"Any samovar will do.")
    second = make.course(files=make.course_files(**{"01-making-tea/module.md": changed}))
    assert queries.get_index(first.revision_id).find("samovar") == []
    assert queries.get_index(second.revision_id).find("samovar")


def test_a_draft_has_none(make):
    make.course()
    changed = make.course_files()["01-making-tea/module.md"].replace(b"Any kettle will do.", b"Any samovar will do.")
    prepared = make.prepared_course(files=make.course_files(**{"01-making-tea/module.md": changed}))
    service.import_course(prepared=prepared)
    assert len(list(db.session.scalars(select(RevisionIndex)))) == 1


def test_a_process_reads_it_once(make, statements):
    live = make.course()
    with statements() as seen:
        index = queries.get_index(live.revision_id)
        assert queries.get_index(live.revision_id) is index
    assert len(seen) == 1


def test_a_revision_from_before_there_were_indexes_is_found_all_the_same(make):
    live = make.course()
    db.session.delete(db.session.scalars(select(RevisionIndex)).one())
    db.session.flush()
    assert queries.get_index(live.revision_id) == search.build(live.course)


def test_so_is_one_that_another_release_stored_in_its_own_form(make, monkeypatch):
    live = make.course()
    monkeypatch.setattr(search, "FORMAT", search.FORMAT + 1)
    assert queries.get_index(live.revision_id).find("kettle")


def test_it_is_worked_out_before_the_transaction_that_stores_it(make):
    assert "index" in vars(service.prepare_course(make.course_files(), seconds=20))
