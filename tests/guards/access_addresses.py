"""Where each relation of the access matrix leads in its world, and what a person would fill in there."""

from io import BytesIO
from typing import Any

from lms import clock
from lms.accounts.rules.sign_in import TokenPurpose
from lms.authoring.rules.archives import pack
from lms.content.keys import key_of
from tests.factories.accounts import PASSWORD
from tests.factories.authoring import PAGES
from tests.guards.access_world import COMPLETED, MODULE, READY, REPORT, STUDIED, WRITTEN, World, address_of

DOT = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>A</title><rect width="9" height="9"/></svg>'
NO_ID = 2_000_000_000
PURPOSES = {
    "accounts.confirm_registration": TokenPurpose.REGISTER,
    "accounts.confirm_new_email": TokenPurpose.CHANGE_EMAIL,
    "accounts.reset_password": TokenPurpose.RESET,
}


def address(world: World, endpoint: str, kind: str, relation: str, who: str) -> dict[str, Any]:
    """What fills the route's parameters to lead this person to an object that stands in this relation to them."""
    return ADDRESSES[kind](world, endpoint, relation, who)


def _nothing(_world: World, _endpoint: str, _relation: str, _who: str) -> dict[str, Any]:
    return {}


def _link(world: World, endpoint: str, relation: str, who: str) -> dict[str, Any]:
    purpose = PURPOSES[endpoint]
    if relation == "missing":
        return {"token": "0" * 64}
    if relation == "wrong":
        purpose = next(each for each in TokenPurpose if each is not purpose)
    return {"token": world.links[who, "own" if relation == "wrong" else relation, purpose]}


def _entry(world: World, _endpoint: str, relation: str, who: str) -> dict[str, Any]:
    known = world.deleted_entries if relation == "deleted" else world.entries
    return {"key": known.get(who if relation in {"own", "deleted"} else relation, "0" * 32)}


def _image(world: World, _endpoint: str, relation: str, _who: str) -> dict[str, Any]:
    return {"fingerprint": world.images.get(relation, "0" * 32), "ending": "png"}


def _service(world: World, _endpoint: str, relation: str, _who: str) -> dict[str, Any]:
    return {"service_id": world.service_id if relation == "own" else NO_ID}


def _thing(parameter: str, things: str, missing: int | str = NO_ID) -> Any:
    """One parameter: an object of one's own, a colleague's, a stranger's, or none's."""

    def fill(world: World, _endpoint: str, relation: str, who: str) -> dict[str, Any]:
        known = getattr(world, things)
        return {parameter: known.get(who if relation == "own" else relation, missing)}

    return fill


def _organisation(world: World, _endpoint: str, relation: str, _who: str) -> dict[str, Any]:
    return {"organisation_id": world.organisations.get(relation, NO_ID)}


def _course(codes: dict[str, str], **more: int | str) -> Any:
    """A course, and what lies in it: of an unknown course as well as unknown in one's own."""

    def fill(_world: World, _endpoint: str, relation: str, _who: str) -> dict[str, Any]:
        if not more:
            return {"code": codes[relation]}
        if relation == "missing":
            return {"code": codes["own"], **more, list(more)[-1]: 99}
        return {"code": codes["missing" if relation == "unknown" else relation], **more}

    return fill


def _at_organisation(parameter: str, things: str) -> Any:
    """Something at an organisation: `crossed` is a neighbour's thing under one's own organisation's address."""

    def fill(world: World, _endpoint: str, relation: str, who: str) -> dict[str, Any]:
        known = {name: each[0] if isinstance(each, tuple) else each for name, each in getattr(world, things).items()}
        is_own_person = relation == "own" and things in {"members", "requests"}
        place = "below" if is_own_person and things == "requests" else relation
        organisation_id = world.organisations.get(place, world.organisations["own"])
        thing = known.get("other" if relation == "crossed" else who if is_own_person else relation, NO_ID)
        return {"organisation_id": organisation_id, parameter: thing}

    return fill


def _written(**more: Any) -> Any:
    """A course that is written, and what lies in it: there, not there, or in a course that is not there."""

    def fill(_world: World, endpoint: str, relation: str, _who: str) -> dict[str, Any]:
        known, unknown = READY if endpoint == "authoring.publish_draft" else WRITTEN, STUDIED["missing"]
        if not more:
            return {"code": known if relation == "own" else unknown}
        code = unknown if relation == "unknown" else known
        return {"code": code, **{name: each[relation == "missing"] for name, each in more.items()}}

    return fill


ADDRESSES = {
    "written course": _written(),
    "written file": _written(key=(key_of(PAGES), key_of("01-making-tea/else.md"))),
    "written quiz": _written(key=(key_of("01-making-tea/quiz.md"), key_of(PAGES))),
    "picture": _written(module=(1, 9)),
    "items": _written(module=(1, 9)),
    "revision": _written(number=(1, 99)),
    "report": _written(key=(REPORT, "0" * 32)),
    "nothing": _nothing,
    "link": _link,
    "image": _image,
    "service": _service,
    "session": _thing("session_id", "sessions"),
    "membership": _thing("membership_id", "members"),
    "certificate": _thing("key", "certificates", "0" * 32),
    "entry": _entry,
    "passed module": _thing("completion_id", "completions"),
    "completed course": _course(COMPLETED),
    "course": _course(STUDIED),
    "module": _course(STUDIED, module=MODULE),
    "page": _course(STUDIED, module=MODULE, page=1),
    "print": _course(STUDIED, module=MODULE, kind="plain"),
    "question": _course(STUDIED, module=MODULE, number=1),
    "case": _course(STUDIED, module=MODULE, case=1),
    "walk": _course(STUDIED, module=MODULE, case=1, walk=1),
    "scene": _course(STUDIED, module=MODULE, case=1, step=1, walk=1),
    "person": _thing("key", "keys", "0" * 32),
    "grant": _thing("grant_id", "grants"),
    "organisation": _organisation,
    "reported organisation": _organisation,
    "domain": _at_organisation("domain_id", "domains"),
    "join code": _at_organisation("code_id", "join_codes"),
    "request to join": _at_organisation("membership_id", "requests"),
    "member": _at_organisation("membership_id", "members"),
}


def fields(world: World, endpoint: str, who: str) -> dict[str, Any]:
    """What this person would fill in: enough to succeed wherever they may."""
    mine, colleague = address_of(who), address_of("same")
    new_organisation = {"name": "Newby Practice", "ods_code": "ZZ9", "parent": "0", "valid_from": "1/4/2021"}
    staff_group = {"staff_group": "pharmacy"}
    attempt = {"attempt": "1-2"}
    new_password = {"password": "marmalade bicycle fern"}
    service = {
        "name": "Newby Advocates", "kind": "local", "areas": "QE1", "area_text": "Newby", "who_for": "Anybody.",
        "referral_by": "either", "consent": "needed", "phone": "01632 960002", "source": "Its own page",
    }  # fmt: skip
    printed = {"name": "Zephyr Newname", "confirmed": "1"}
    return {
        "accounts.sign_in": {"email": mine, "password": PASSWORD},
        "accounts.register": {"name": "Somebody Else", "email": "else@example.org", **staff_group},
        "accounts.request_reset": {"email": mine},
        "accounts.confirm_registration": new_password,
        "accounts.reset_password": new_password,
        "accounts.change_name": {"name": "Zephyr Newname"},
        "accounts.change_password": {"password_now": PASSWORD, **new_password},
        "accounts.change_wishes": {"unlisted": "1"},
        "accounts.change_email": {"email": "changed@example.org", "password_now": PASSWORD},
        "accounts.join": {"join_code": world.join_codes["other"][1], **staff_group},
        "accounts.find_organisation": {"organisation": "Otherby"},
        "accounts.ask_to_join": {
            "organisation": "Otherby", "organisation_id": world.organisations["other"], **staff_group,
        },
        "accounts.change_staff_group": staff_group,
        "accounts.find_person": {"email": colleague},
        "accounts.show_person": {"organisation_id": world.organisations["other"], **staff_group},
        "accounts.grant": {"email": colleague, "role": "trainer", "organisation_id": "0", "starts_on": "1/4/2021"},
        "organisations.create_organisation": {**new_organisation, "kind": "practice"},
        "organisations.change_organisation": new_organisation,
        "organisations.add_email_domain": {"domain": "newby.nhs.uk"},
        "certificates.confirm_name": printed,
        "certificates.correct_name": printed,
        "certificates.check_code": {"code": "7K4M-Q2XD-9FTR-W3HB-5PZC-8NJV-EA"},
        "certificates.check_file": {"pdf": (BytesIO(b"%PDF-1.7"), "certificate.pdf")},
        "authoring.create_course": {"title": "First aid", "code": "first-aid"},
        "authoring.save_file": {"text": "# Tea", "base": world.draft},
        "authoring.move_question": {"base": world.questions, "number": "1", "way": "later"},
        "authoring.create_file": {"path": "01-making-tea/scenarios/second-visit.md"},
        "authoring.keep_text": {"path": PAGES, "text": "# Tea", "base": world.draft},
        "authoring.check_text": {"path": PAGES, "text": "# Tea", "base": ""},
        "authoring.draw_text": {"path": PAGES, "text": "# Tea", "base": ""},
        "authoring.put_back": {"path": PAGES},
        "authoring.find_words": {"words": "tea"},
        "authoring.send_draft": {"note": "Plainer words"},
        "authoring.comment": {"path": PAGES, "line": "3", "comment": "Is this so?"},
        "authoring.approve_draft": {"aspect": "text"},
        "authoring.return_draft": {"reason": "Not yet."},
        "authoring.publish_draft": {"change": "editorial", "reason": "Plainer words"},
        "authoring.settle_report": {"answer": "Put right."},
        "authoring.import_course": {"file": (BytesIO(pack({"course.yaml": b"code: small"})), "course.zip")},
        "authoring.import_questions": {"file": (BytesIO(b"<quiz></quiz>"), "a.xml")},
        "authoring.create_image": {"image": (BytesIO(DOT), "a.svg"), "words": "A pot"},
        "cpd.change_settings": {"regulator": "nmc", "number": "99I1234E"},
        "cpd.write_note": {"text": "A thought.", "on": "1/4/2021"},
        "cpd.write_reflection": {"learnt": "Another thought.", "on": "1/4/2021"},
        "cpd.change_entry": {"learnt": "A better thought.", "on": "1/4/2021"},
        "cpd.change_time": {"minutes": "50"},
        "cpd.export_record": {"regulator": "nmc", "first": "1/4/2021", "last": "1/4/2031", "notes": "y", "file": "csv"},
        "learning.check_knowledge": {"check": world.check_id, "answer": "a"},
        "learning.save_answer": {**attempt, "answer": "a"},
        "learning.remove_kept_page": {"kept": world.kept["same"]},
        "learning.search_course": {"words": "part"},
        "learning.report_place": {"words": "The law has changed."},
        "learning.submit_attempt": attempt,
        "learning.start_walk": {"walk": "2"},
        "learning.take_step": {"choice": "a"},
        "referrals.show_help_for_me": {"who": "patient"},
        "referrals.show_services": {"area": "QE1"},
        "referrals.print_card": {"area": "QE1"},
        "referrals.create_service": service,
        "referrals.change_service": {**service, "version": "1"},
        "referrals.check_service": {
            "outcome": "right", "checked_on": clock.today().isoformat(), "evidence": "Its own page", "version": "1",
        },
    }.get(endpoint, {})  # fmt: skip
