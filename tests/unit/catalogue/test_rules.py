"""What may be published, and who is said to have reviewed it."""

from datetime import date

import pytest

from lms.catalogue.rules import reasons_not_to_publish, reviewers
from lms.content.schema import CertificateTerms, Course, Review, Source


def course(*, clinical: str = "Dr T. Reviewer", legal: str = "L. Reviewer", verified: bool = True) -> Course:
    named = "to be named" not in (clinical, legal)
    return Course(
        code="small",
        title="Small",
        neutral_title="Small",
        summary="Small.",
        modules=(),
        pathways={},
        certificate=CertificateTerms(valid_months=12, statement="None."),
        review=Review(clinical=clinical, legal=legal, due=date(2027, 3, 31), reviewed=named and verified),
        sources=(Source(id="book", title="Book", publisher="Press", verified=verified),),
    )


def test_what_named_people_have_reviewed_may_be_published_in_production():
    assert reasons_not_to_publish(course(), production=True) == []
    assert reviewers(course()) == "Dr T. Reviewer; L. Reviewer"


@pytest.mark.parametrize(
    ("fields", "reasons"),
    [
        ({"clinical": "to be named"}, ["no clinical reviewer is named in course.yaml"]),
        ({"legal": "to be named"}, ["no legal reviewer is named in course.yaml"]),
        ({"verified": False}, ["sources still to be verified: book"]),
    ],
)
def test_production_says_what_is_missing_a_demo_publishes_and_names_nobody(fields, reasons):
    assert reasons_not_to_publish(course(**fields), production=True) == reasons
    assert reasons_not_to_publish(course(**fields), production=False) == []
    assert reviewers(course(**fields)) == ""


def test_every_reason_is_told_at_once():
    assert (
        len(
            reasons_not_to_publish(course(clinical="to be named", legal="to be named", verified=False), production=True)
        )
        == 3
    )
