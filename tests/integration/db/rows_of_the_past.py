"""What a service in use holds at each revision, as the code of that revision wrote it.

A revision that adds a table adds rows for it here. Rows stay as they are when a later revision changes their table:
they stand for what is in real databases, and for what code that is still running goes on writing.
"""

from datetime import UTC, date, datetime
from typing import Any

Rows = dict[str, list[dict[str, Any]]]
AT = datetime(2026, 11, 21, 9, 30, 15, 250_000, tzinfo=UTC)
ON, LATER = date(2026, 11, 21), date(2029, 11, 21)
PDF = b"%PDF-1.7\n\x00\xff certificate\n%%EOF\n"
NAME = "Zoë Ó Briain-Ødegård 山田"

_0001: Rows = {
    "audit_event": [
        {"id": 1, "happened_at": AT, "actor_key": "system", "action": "administrator created", "subject_key": "a" * 32,
         "organisation_id": None, "details": {}},
        {"id": 2, "happened_at": AT, "actor_key": "a" * 32, "action": "role granted", "subject_key": "b" * 32,
         "organisation_id": 2, "details": {"role": "manager", "until": None, "names": ["ß", "😀"]}},
    ],
    "audit_seal": [{"id": 1, "event_id": 1, "sha256": "1" * 64}],
    "course": [{"id": 1, "code": "four"}],
    "course_revision": [
        {"id": 1, "course_id": 1, "number": 1, "fingerprint": "c" * 64, "change": "first", "reason": "",
         "compiled": '{"code": "four"}', "reviewed_by": "", "published_by": "system", "published_at": AT},
        {"id": 2, "course_id": 1, "number": 2, "fingerprint": "d" * 64, "change": "material", "reason": "New law.",
         "compiled": '{"code": "four"}', "reviewed_by": NAME, "published_by": "system", "published_at": AT},
    ],
    "publication": [{"id": 1, "course_id": 1, "revision_id": 2}],
    "revision_file": [
        {"id": 1, "revision_id": 1, "path": "course.yaml", "data": b"code: four\r\n", "fingerprint": "e" * 32}
    ],
    "draft_file": [
        {"id": 1, "course_id": 1, "path": "04-responding/module.md", "data": None, "changed_by": "a" * 32,
         "changed_at": AT}
    ],
    "organisation": [
        {"id": 1, "kind": "icb", "ods_code": "QZZ", "name": "NHS Wealdside ICB", "valid_from": date(2022, 7, 1),
         "valid_to": None},
        {"id": 2, "kind": "trust", "ods_code": "RZZ1", "name": "Harbour Lane", "valid_from": date(1991, 4, 1),
         "valid_to": LATER},
        {"id": 3, "kind": "practice", "ods_code": None, "name": NAME, "valid_from": date(2000, 2, 29),
         "valid_to": None},
    ],
    "organisation_parent": [
        {"id": 1, "organisation_id": 2, "parent_id": 1, "valid_from": date(2022, 7, 1), "valid_to": None}
    ],
    "succession": [{"id": 1, "predecessor_id": 3, "successor_id": 2, "happened_on": date(2026, 4, 1)}],
    "email_domain": [{"id": 1, "organisation_id": 2, "domain": "wealdside.example", "added_at": AT}],
    "join_code": [
        {"id": 1, "organisation_id": 2, "code": "ABCD2345EFGH6789", "made_at": AT, "expires_on": LATER,
         "withdrawn_at": AT}
    ],
    "person": [
        {"id": 1, "key": "a" * 32, "email": "asha.rao@wealdside.example", "name": NAME, "created_at": AT,
         "confirmed_at": AT, "listed": True, "reminders": False, "certificates_checkable": True, "is_demo": False},
        {"id": 2, "key": "b" * 32, "email": "x@wealdside.example", "name": "X", "created_at": AT,
         "confirmed_at": None, "listed": False, "reminders": True, "certificates_checkable": False, "is_demo": True},
    ],
    "credential": [{"id": 1, "person_id": 1, "password_hash": "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA",
                    "changed_at": AT}],
    "membership": [
        {"id": 1, "person_id": 1, "organisation_id": 2, "staff_group": "nursing", "started_on": ON, "ended_on": None,
         "asked_at": AT, "confirmed_at": AT},
        {"id": 2, "person_id": 1, "organisation_id": 3, "staff_group": "reception", "started_on": ON, "ended_on": ON,
         "asked_at": AT, "confirmed_at": None},
    ],
    "role_grant": [
        {"id": 1, "person_id": 2, "role": "manager", "organisation_id": 2, "starts_on": ON, "ends_on": LATER,
         "granted_at": AT, "granted_by_id": 1, "withdrawn_at": None}
    ],
    "named_reading": [{"id": 1, "person_id": 1, "role": "manager", "month": date(2026, 11, 1)}],
    "session": [{"id": 1, "person_id": 1, "token_hash": "f" * 64, "device": "Firefox on Windows", "started_at": AT,
                 "seen_at": AT, "ended_at": None}],
    "sign_in_failure": [{"id": 1, "act": "sign-in", "account_hash": "1" * 64, "address_hash": "2" * 64,
                         "happened_at": AT}],
    "email_token": [{"id": 1, "purpose": "register", "token_hash": "3" * 64, "email": "new@wealdside.example",
                     "person_id": None, "waiting": {"name": NAME, "group": "nursing"}, "sent_at": AT,
                     "expires_at": AT, "used_at": None}],
    "outbox_message": [{"id": 1, "template": "reset", "to": "x@wealdside.example", "subject": "Learning account",
                        "body": "Line one\n\nLine two", "queued_at": AT, "next_attempt_at": AT, "attempts": 3,
                        "delivered_at": None, "given_up_at": None}],
    "module_progress": [{"id": 1, "person_id": 1, "course_id": 1, "module_id": "responding", "cycle": 1,
                         "revision_id": 1, "started_at": AT}],
    "page_completion": [{"id": 1, "progress_id": 1, "page_id": "first-page", "reading": 1, "completed_at": AT}],
    "rereading": [{"id": 1, "progress_id": 1, "reading": 2, "page_ids": ["first-page", "second-page"],
                   "asked_at": AT}],
    "module_completion": [{"id": 1, "person_id": 1, "course_id": 1, "module_id": "responding", "cycle": 1,
                           "revision_id": 1, "minutes": 45, "completed_at": AT}],
    "course_completion": [{"id": 1, "person_id": 1, "course_id": 1, "cycle": 1, "revision_id": 1,
                           "modules": ["responding"], "completed_at": AT}],
    "attempt": [
        {"id": 1, "person_id": 1, "course_id": 1, "module_id": "responding", "cycle": 1, "revision_id": 1, "round": 1,
         "number": 1, "allowed": 3, "open": False, "seed": 2_147_483_647, "started_at": AT,
         "drawn": [{"question": "q1", "options": ["b", "a"]}]},
        {"id": 2, "person_id": 1, "course_id": 1, "module_id": "responding", "cycle": 1, "revision_id": 2, "round": 1,
         "number": 2, "allowed": 3, "open": True, "seed": 0, "started_at": AT,
         "drawn": [{"question": "q1", "options": ["a", "b"]}]},
    ],
    "saved_answer": [
        {"id": 1, "attempt_id": 1, "question_id": "q1", "options": ["a"], "saved_at": AT},
        {"id": 2, "attempt_id": 2, "question_id": "q1", "options": [], "saved_at": AT},
    ],
    "submission": [{"id": 1, "attempt_id": 1, "score": 7.333333333333333, "out_of": 10, "pass_score": 8,
                    "passed": False, "marks": [{"question": "q1", "score": "1/3"}], "submitted_at": AT}],
    "certificate": [
        {"id": 1, "key": "4" * 32, "number": "0" * 26, "person_id": 1, "course_id": 1, "cycle": 1, "issue": 1,
         "supersedes_id": None, "title": "Recognising unwanted behaviour", "completed_on": ON, "valid_until": LATER,
         "confirmable": True, "printed": {"name": NAME, "modules": [["Responding", 45, 80]]}, "issued_at": AT},
        {"id": 2, "key": "5" * 32, "number": "1" * 26, "person_id": None, "course_id": 1, "cycle": 1, "issue": 2,
         "supersedes_id": 1, "title": "Recognising unwanted behaviour", "completed_on": ON, "valid_until": LATER,
         "confirmable": False, "printed": None, "issued_at": AT},
    ],
    "certificate_file": [
        {"id": 1, "certificate_id": 1, "content": PDF, "sha256": "6" * 64, "rendered_at": AT, "attempts": 1,
         "due_at": None},
        {"id": 2, "certificate_id": 2, "content": None, "sha256": None, "rendered_at": None, "attempts": 0,
         "due_at": AT},
    ],
}  # fmt: skip

_0002: Rows = {
    "status_count": [
        {"id": 1, "as_at": ON, "level": "organisation", "area_id": 1, "place_id": None, "organisation_id": 2,
         "together": "", "organisations": 1, "staff_group": "nursing", "course_id": 1, "module_id": "responding",
         "status": "completed", "people": 41, "shown": 40}
    ],
}  # fmt: skip

_0003: Rows = {
    "refreshed_page": [{"id": 1, "progress_id": 1, "page_id": "first-page", "revision_id": 2, "read_at": AT}],
}

_0004: Rows = {
    "case_run": [
        {"id": 1, "progress_id": 1, "case_id": "third-visit", "number": 1, "seed": 2_147_483_647, "started_at": AT}
    ],
    "case_step": [
        {"id": 1, "run_id": 1, "number": 1, "scene_id": "surgery", "choice_id": "a", "chosen_at": AT}
    ],
}  # fmt: skip

_0005: Rows = {
    "service": [
        {"id": 1, "code": "harbour", "name": "Harbour Advocates", "kind": "local", "area_text": NAME,
         "who_for": "Anybody.", "how_to_refer": "", "referral_by": "not known", "consent": "needed",
         "phone": "01632 960001", "hours": "", "website": "https://harbour.example", "source": "Its own page",
         "notes": "Line one\n\nLine two", "status": "live", "checked_on": ON, "changed_at": AT, "version": 2},
        {"id": 2, "code": "quay", "name": "Quay", "kind": "national", "area_text": "Scotland", "who_for": "Anybody.",
         "how_to_refer": "", "referral_by": "either", "consent": "not known", "phone": "", "hours": "", "website": "",
         "source": "Heard of it", "notes": "", "status": "candidate", "checked_on": None, "changed_at": AT,
         "version": 1},
    ],
    "service_area": [{"id": 1, "service_id": 1, "code": "QE1"}, {"id": 2, "service_id": 2, "code": "scotland"}],
    "service_check": [{"id": 1, "service_id": 1, "outcome": "right", "checked_on": ON, "checked_by": "a" * 32,
                       "evidence": "Its own contact page: ß 😀", "recorded_at": AT}],
    "pocket_card": [{"id": 1, "area": "QE1", "fingerprint": "7" * 64, "content": PDF, "drawn_at": AT}],
}  # fmt: skip

_0006: Rows = {
    "record_entry": [
        {"id": 1, "key": "7" * 32, "person_id": 1, "kind": "reflection", "page": None, "sealed": b"\x01\x00\xff",
         "written_at": AT, "changed_at": AT, "deleted_at": None},
        {"id": 2, "key": "8" * 32, "person_id": 1, "kind": "note", "page": "four/responding/first-page",
         "sealed": b"\x01", "written_at": AT, "changed_at": AT, "deleted_at": AT},
    ],
    "record_profile": [{"id": 1, "person_id": 1, "sealed": b"\x01\x00\xff", "changed_at": AT}],
    "own_time": [{"id": 1, "completion_id": 1, "minutes": 60, "changed_at": AT}],
}  # fmt: skip

_0007: Rows = {
    "revision_index": [{"id": 1, "revision_id": 1, "data": b"x\xda\x8b\x8e\x05\x00\x01\x15\x00\xb9"}],
    "kept_page": [
        {"id": 1, "person_id": 1, "course_id": 1, "module_id": "responding", "page_id": "first-page", "kept_at": AT}
    ],
    "module_print": [
        {"id": 1, "revision_id": 1, "module_id": "responding", "kind": "whole-notes", "content": PDF, "drawn_at": AT,
         "attempts": 1, "due_at": None},
        {"id": 2, "revision_id": 1, "module_id": "responding", "kind": "plain", "content": None, "drawn_at": None,
         "attempts": 0, "due_at": AT},
    ],
}  # fmt: skip

_0008: Rows = {
    "kept_text": [
        {"id": 1, "person_id": 1, "course_id": 1, "path": "01-responding/module.md", "text": "Half a sen",
         "base": "9" * 64, "kept_at": AT}
    ],
    "draft_save": [
        {"id": 1, "course_id": 1, "path": "01-responding/module.md", "saved_by": "a" * 32, "saved_at": AT}
    ],
    "review": [
        {"id": 1, "course_id": 1, "fingerprint": "8" * 64, "aspects": "text law", "sent_by": "a" * 32, "note": "New",
         "sent_at": AT}
    ],
    "review_step": [
        {"id": 1, "review_id": 1, "kind": "commented", "aspect": None, "path": "01-responding/module.md", "line": 3,
         "words": "Is it?", "made_by": "b" * 32, "made_at": AT},
        {"id": 2, "review_id": 1, "kind": "approved", "aspect": "law", "path": "", "line": 0, "words": "",
         "made_by": "b" * 32, "made_at": AT},
    ],
}  # fmt: skip

_0009: Rows = {
    "page_report": [
        {"key": "6" * 32, "course_id": 1, "revision_id": 1, "kind": "page", "module_id": "responding",
         "part_id": "first-page", "words": "Line one\n\nThe number rings nowhere: ß 😀", "month": date(2026, 11, 1),
         "settled_on": None, "settled_by": None, "answer": ""},
        {"key": "7" * 32, "course_id": 1, "revision_id": 2, "kind": "course", "module_id": "", "part_id": "",
         "words": "New law.", "month": date(2026, 11, 1), "settled_on": ON, "settled_by": "a" * 32, "answer": "In."},
    ],
    "sign_in_failure": [{"id": 2, "act": "report-place", "account_hash": "1" * 64, "address_hash": "2" * 64,
                         "happened_at": AT}],
}  # fmt: skip

# Revision -> rows that it is the first to hold.
ROWS: dict[str, Rows] = {
    "0001": _0001, "0002": _0002, "0003": _0003, "0004": _0004, "0005": _0005, "0006": _0006, "0007": _0007,
    "0008": _0008, "0009": _0009,
}  # fmt: skip
