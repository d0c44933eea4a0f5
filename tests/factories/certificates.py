"""Certificates, and the sheet that one prints."""

from datetime import UTC, datetime
from typing import Any

from lms.certificates import service
from lms.certificates.queries import OwnCertificate, get_own_certificate
from lms.certificates.rules.printed import NOT_REVIEWED, Printed, PrintedModule, minutes_in_words
from lms.progress import service as progress
from lms.progress.queries import standings

MODULES = (("Responding and referral routes", 45, 80),)
ISSUED_AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def printed_sheet(_make: Any, *, modules: Any = MODULES, **fields: Any) -> Printed:
    """What a certificate says."""
    values: dict[str, Any] = {
        "name": "Rowan Adebayo-Ellis",
        "title": "Safeguarding: recognising unwanted behaviour",
        "completed_on": "21 November 2026",
        "minutes": minutes_in_words(sum(minutes for _, minutes, _ in modules)),
        "valid_until": "21 November 2029",
        "modules": tuple(PrintedModule(*module) for module in modules),
        "outcomes": ("recognise the signs and ask safely", "record and refer safely"),
        "statement": "Does not show competence in practice.",
        "supports": "Adds to, and does not replace, statutory safeguarding training.",
        "revision": 1,
        "review": NOT_REVIEWED,
    }
    return Printed(**{**values, **fields})


def course_completion(make: Any, *, person: Any = None, course: Any = None, cycle: int = 1) -> Any:
    """A course that somebody has completed, through the services that record it."""
    person, live = person or make.person(), course or make.publish(make.plain_course())
    wanted = {"owner": person.id, "course_id": live.course_id, "cycle": cycle}
    for module in live.course.modules:
        progress.start_module(**wanted, module_id=module.id, revision_id=live.revision_id)
        standing = standings(person.id, live.course_id, cycle=cycle)[module.id]
        progress.complete_module(**wanted, standing=standing, minutes=module.minutes)
    required = [module.id for module in live.course.modules]
    return progress.complete_course(**wanted, required=required, revision_id=live.revision_id)


def certificate(
    make: Any, *, person: Any = None, course: Any = None, name: str = "Rowan Adebayo-Ellis"
) -> OwnCertificate:
    """A certificate that somebody was issued for a course they completed, as its owner sees it."""
    person = person or make.person()
    completion = course_completion(make, person=person, course=course)
    key = service.issue(owner=person.id, course_id=completion.course_id, name=name)
    return get_own_certificate(person.id, key)
