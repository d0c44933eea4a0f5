"""What an import does: publish, draft, or refuse; and what is live stays live."""

from random import Random

import pytest
from sqlalchemy import select

from lms.audit.models import AuditEvent
from lms.catalogue import queries, service
from lms.catalogue.models import CourseRevision, DraftFile
from lms.catalogue.rules import ChangeKind, ImportOutcome
from lms.db.base import db

MODULE = "01-making-tea/module.md"


@pytest.fixture
def changed(make):
    """The small course with another title."""
    module = make.course_files()[MODULE].replace(b"title: Making tea", b"title: Making good tea")
    return make.prepared_course(files=make.course_files(**{MODULE: module}))


class TestIntoAnEmptyCatalogue:
    def test_it_is_published_as_its_first_revision(self, make):
        done = service.import_course(prepared=make.prepared_course())
        live = queries.get_live_course("small")
        assert (done.outcome, done.revision_number) == (ImportOutcome.PUBLISHED, 1)
        assert (live.revision_id, live.course.title) == (done.revision_id, "Tea and plants")
        assert db.session.scalar(select(CourseRevision.change)) is ChangeKind.FIRST

    def test_it_is_audited_with_the_code_and_the_number(self, make):
        service.import_course(prepared=make.prepared_course())
        event = db.session.scalars(select(AuditEvent)).one()
        assert (event.action, event.details["code"], event.details["revision"]) == (
            "course published",
            "small",
            1,
        )


class TestIntoACatalogueThatHoldsSomething:
    def test_the_same_files_change_nothing(self, make):
        make.course()
        done = service.import_course(prepared=make.prepared_course())
        assert done.outcome is ImportOutcome.UNCHANGED
        assert len(db.session.scalars(select(CourseRevision)).all()) == 1

    def test_changed_files_become_a_draft_and_what_is_live_stays(self, make, changed):
        live = make.course()
        done = service.import_course(prepared=changed)
        assert (done.outcome, done.drafted) == (ImportOutcome.DRAFTED, (MODULE,))
        assert queries.get_live_course("small") == live
        assert list(queries.draft_files(live.course_id)) == [MODULE]

    def test_a_later_import_takes_the_place_of_an_earlier_ones_draft(self, make, changed):
        live = make.course()
        service.import_course(prepared=changed)
        readme = make.prepared_course(files=make.course_files(**{"README.md": b"Read me\n"}))
        service.import_course(prepared=readme)
        assert queries.draft_files(live.course_id) == {"README.md": b"Read me\n"}

    def test_a_file_that_was_taken_out_is_drafted_as_taken_out(self, make):
        with_readme = make.course_files(**{"README.md": b"Read me\n"})
        live = make.course(files=with_readme)
        service.import_course(prepared=make.prepared_course())
        assert queries.draft_files(live.course_id) == {"README.md": None}

    def test_what_somebody_wrote_on_the_web_is_not_overwritten(self, make, changed, at):
        now = at("2026-11-22 09:00")
        live = make.course()
        theirs = DraftFile(course_id=live.course_id, path=MODULE, data=b"theirs", changed_by="a" * 32, changed_at=now)
        db.session.add(theirs)
        db.session.flush()
        done = service.import_course(prepared=changed)
        assert (done.drafted, done.kept) == ((), (MODULE,))
        assert queries.draft_files(live.course_id) == {MODULE: b"theirs"}


class TestPublishing:
    def test_it_adds_a_revision_and_leaves_the_one_before_as_it_was(self, make, changed):
        first = make.course()
        done = service.import_course(prepared=changed, publish=ChangeKind.MATERIAL, reason="Better tea")
        live = queries.get_live_course("small")
        assert (done.revision_number, live.course.module(1).title) == (2, "Making good tea")
        assert queries.get_revision(first.revision_id) == first
        assert queries.revision_files(first.revision_id)[MODULE] == make.course_files()[MODULE]
        second = db.session.get(CourseRevision, done.revision_id)
        assert (second.change, second.reason) == (ChangeKind.MATERIAL, "Better tea")

    def test_the_imports_own_draft_is_gone_then(self, make, changed):
        live = make.course()
        service.import_course(prepared=changed)
        service.import_course(prepared=changed, publish=ChangeKind.EDITORIAL, reason="Better tea")
        assert queries.draft_files(live.course_id) == {}

    def test_a_change_without_a_reason_is_refused(self, make, changed):
        live = make.course()
        with pytest.raises(service.MayNotPublish, match="reason"):
            service.import_course(prepared=changed, publish=ChangeKind.EDITORIAL, reason=" ")
        assert queries.get_live_course("small") == live


class TestInProduction:
    def test_a_source_to_verify_and_reviewers_to_be_named_are_refused(self, make):
        with pytest.raises(service.MayNotPublish) as refused:
            service.import_course(prepared=make.prepared_course(), production=True)
        assert "plant-book" in str(refused.value) and "no legal reviewer" in str(refused.value)

    def test_a_course_that_named_people_have_reviewed_is_published_with_their_names(self, make):
        files = make.course_files()
        files["course.yaml"] = files["course.yaml"].replace(
            b"clinical: to be named, legal: to be named", b"clinical: Dr T. Reviewer, legal: L. Reviewer"
        )
        files["sources.yaml"] = files["sources.yaml"].replace(b"to verify", b"verified")
        done = service.import_course(prepared=make.prepared_course(files=files), production=True)
        revision = db.session.get(CourseRevision, done.revision_id)
        assert revision.reviewed_by == "Dr T. Reviewer; L. Reviewer"
        assert queries.get_revision(revision.id).course.review.reviewed

    def test_in_a_demo_the_course_says_that_it_has_not_been_reviewed(self, make):
        live = make.course()
        assert not live.course.review.reviewed
        assert db.session.get(CourseRevision, live.revision_id).reviewed_by == ""


class TestRefusing:
    @pytest.mark.parametrize(
        ("path", "data"),
        [
            ("course.yaml", b"code: [\n"),
            ("figures.yaml", b"a: &a [*a, *a]\n"),
            (MODULE, "caf\xe9".encode("latin-1")),
            (MODULE, b"# A\0 {#a}\n"),
            (MODULE, b"x" * 1_000_001),
            ("01-making-tea/quiz.md", None),
        ],
        ids=["broken YAML", "a YAML bomb", "wrong encoding", "NUL", "over size", "a missing file"],
    )
    def test_a_malformed_course_is_refused_with_its_problems_and_what_is_live_stays(self, make, path, data):
        live = make.course()
        with pytest.raises(service.CourseHasProblems) as refused:
            service.prepare_course(make.course_files(**{path: data}), seconds=60)
        assert any(problem.stops and problem.file == path for problem in refused.value.report.problems)
        assert queries.get_live_course("small") == live

    def test_torn_files_never_do_anything_but_refuse_or_prepare(self, make):
        rng = Random(7)
        files = make.course_files()
        for _ in range(40):
            path = rng.choice(sorted(files))
            start = rng.randrange(len(files[path]))
            torn = files[path][:start] + rng.randbytes(rng.randrange(8)) + files[path][start + rng.randrange(60) :]
            try:
                make.prepared_course(files={**files, path: torn})
            except service.CourseHasProblems as refused:
                assert refused.report.stops
