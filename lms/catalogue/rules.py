"""What publishing means for those who learn, and what may be published."""

from enum import StrEnum

from lms.content.schema import Course


class ChangeKind(StrEnum):
    """An editorial change asks nothing of anybody; a material one is offered to those who had finished."""

    FIRST = "first"
    EDITORIAL = "editorial"
    MATERIAL = "material"


class ImportOutcome(StrEnum):
    """What became of imported files."""

    PUBLISHED = "published"
    UNCHANGED = "unchanged"
    DRAFTED = "kept as a draft"


def reviewers(course: Course) -> str:
    """The reviewers that the text names, ready to print; empty while it has not been reviewed."""
    review = course.review
    return f"{review.clinical}; {review.legal}" if review.reviewed else ""


def reasons_not_to_publish(course: Course, *, production: bool) -> list[str]:
    """Why this course may not go live. In production no course does before named people have reviewed it and accepted
    its sources; a demo says on every page that it has not been reviewed."""
    if not production or course.review.reviewed:
        return []
    unverified = [source.id for source in course.sources if not source.verified]
    return [
        *([f"sources still to be verified: {', '.join(unverified)}"] if unverified else []),
        *(
            f"no {reviewer} reviewer is named in course.yaml"
            for reviewer, name in (("clinical", course.review.clinical), ("legal", course.review.legal))
            if name.lower() == "to be named"
        ),
    ]
