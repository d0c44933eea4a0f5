"""Who sees which menu entry: data, in the order of the menu."""

from dataclasses import dataclass
from typing import Any

from flask import g, request, url_for

from lms.access import Actor, Permission


@dataclass(frozen=True)
class Entry:
    """A menu entry: for everybody, for those who are signed in, or for those who hold a permission."""

    label: str
    endpoint: str
    signed_in: bool = True
    permission: Permission | None = None
    at_the_end: bool = False
    posts: bool = False


ENTRIES = (
    Entry("My learning", "learning.show_learning"),
    Entry("Certificates", "certificates.list_certificates"),
    Entry("My record", "cpd.show_record"),
    Entry("Reports", "reporting.show_report", permission=Permission.SEE_COUNTS),
    Entry("Organisations", "organisations.list_organisations", permission=Permission.SEE_PEOPLE),
    Entry("People", "accounts.find_person", permission=Permission.SEE_EMAIL_ADDRESSES),
    Entry("Roles", "accounts.list_grants", permission=Permission.GRANT_ROLES),
    Entry("Courses", "authoring.list_courses", permission=Permission.WRITE_COURSES),
    Entry("Directory", "referrals.list_services", permission=Permission.KEEP_DIRECTORY),
    Entry("Find a service", "referrals.show_services", signed_in=False),
    Entry("Help for me", "referrals.show_help_for_me", signed_in=False),
    Entry("My account", "accounts.show_account", at_the_end=True),
    Entry("Sign out", "accounts.sign_out", posts=True),
)


def menu(actor: Actor | None) -> list[dict[str, Any]]:
    """The entries this person sees, with the one they are on marked."""
    path = "" if g.get("is_error", False) else request.path
    entries = ((entry, url_for(entry.endpoint)) for entry in ENTRIES if _is_shown(entry, actor))
    return [
        {
            "label": entry.label,
            "href": href,
            "current": path == href or path.startswith(f"{href}/"),
            "account": entry.at_the_end,
            "post": entry.posts,
        }
        for entry, href in entries
    ]


def _is_shown(entry: Entry, actor: Actor | None) -> bool:
    if actor is None:
        return not entry.signed_in
    return entry.permission is None or actor.may(entry.permission)
