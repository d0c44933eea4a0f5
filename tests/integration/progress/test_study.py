"""What is recorded of study, for its owner alone and once."""

import pytest
from sqlalchemy.exc import IntegrityError

from lms.db.base import db
from lms.progress import queries, service
from lms.progress.models import ModuleProgress, PageCompletion

PAGES = ("page-1", "page-2", "page-3")


@pytest.fixture
def begun(make):
    """Somebody who has begun module 4: their id, the course's, and how they stand."""
    live, person = make.publish(make.plain_course()), make.person()
    service.start_module(owner=person.id, course_id=live.course_id, module_id="module-4", revision_id=live.revision_id)
    return person.id, live.course_id, lambda: queries.standings(person.id, live.course_id)["module-4"]


def test_a_module_keeps_the_revision_it_was_begun_in(begun, make):
    owner, course, standing = begun
    first = standing().revision_id
    newer = make.publish(make.plain_course(make.module(4), make.module(5)))

    service.start_module(owner=owner, course_id=course, module_id="module-4", revision_id=newer.revision_id)

    assert standing().revision_id == first
    assert db.session.query(ModuleProgress).count() == 1


def test_a_course_that_does_not_exist_is_an_error_and_not_a_repeat(begun):
    owner, *_ = begun

    with pytest.raises(IntegrityError):
        service.start_module(owner=owner, course_id=999, module_id="module-4", revision_id=999)


def test_a_page_is_read_once_in_each_reading(begun):
    owner, _, standing = begun
    for page in ("page-2", "page-1", "page-2"):
        service.read_page(owner=owner, standing=standing(), page_id=page)
    service.ask_to_reread(owner=owner, standing=standing(), page_ids=["page-2"])
    service.read_page(owner=owner, standing=standing(), page_id="page-2")

    assert dict(standing().read) == {1: ("page-2", "page-1"), 2: ("page-2",)}
    assert dict(standing().to_reread) == {2: ("page-2",)}
    assert standing().reading == 2
    assert db.session.query(PageCompletion).count() == 3


def test_the_same_page_sent_twice_with_one_old_standing_is_read_once(begun):
    owner, _, standing = begun
    old = standing()
    service.read_page(owner=owner, standing=old, page_id="page-1")
    service.read_page(owner=owner, standing=old, page_id="page-1")

    assert dict(standing().read) == {1: ("page-1",)}


def test_several_readings_stand_beside_each_other(begun):
    owner, _, standing = begun
    for _ in range(3):
        for page in PAGES:
            service.read_page(owner=owner, standing=standing(), page_id=page)
        service.ask_to_reread(owner=owner, standing=standing(), page_ids=PAGES[:1])

    assert dict(standing().read) == {1: PAGES, 2: PAGES, 3: PAGES}
    assert standing().reading == 4
    assert standing().unread(PAGES) == ("page-1",)


def test_nobody_reads_for_somebody_else(begun, make):
    _, _, standing = begun
    other = make.person().id

    with pytest.raises(LookupError):
        service.read_page(owner=other, standing=standing(), page_id="page-1")
    with pytest.raises(LookupError):
        service.ask_to_reread(owner=other, standing=standing(), page_ids=["page-1"])


def test_study_is_found_for_its_owner_alone_in_one_statement(begun, make, statements):
    owner, course, standing = begun
    for page in PAGES:
        service.read_page(owner=owner, standing=standing(), page_id=page)
    other = make.person().id

    with statements() as seen:
        found = queries.standings(owner, course)

    assert len(seen) == 1
    assert list(found) == ["module-4"]
    assert queries.standings(other, course) == {}
    assert queries.course_completions(other) == []
    assert queries.module_completions(other, course) == []


def test_a_completion_stays_as_it_was_made(begun):
    owner, course, standing = begun
    service.complete_module(owner=owner, course_id=course, standing=standing(), minutes=45)
    made = service.complete_course(
        owner=owner, course_id=course, required=["module-4"], revision_id=standing().revision_id
    )

    again = service.complete_course(
        owner=owner, course_id=course, required=["module-4", "other"], revision_id=standing().revision_id
    )

    assert made is not None and again is not None
    assert again.id == made.id
    assert [each.course_id for each in queries.course_completions(owner)] == [course]


def test_a_course_waits_for_everything_that_is_asked_for(begun):
    owner, course, standing = begun
    service.complete_module(owner=owner, course_id=course, standing=standing(), minutes=45)

    waiting = service.complete_course(
        owner=owner, course_id=course, required=["module-4", "other"], revision_id=standing().revision_id
    )

    assert waiting is None
    assert queries.find_course_completion(owner, course) is None
