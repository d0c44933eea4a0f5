"""Who may do what: the whole policy on one screen.

Every view carries exactly one of `@public`, `@signed_in` or `@requires(...)`; a guard test insists.
Somebody without the permission gets the same 404 as for a page that does not exist.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import wraps
from typing import Any, cast

from flask import abort, current_app
from flask_login import UserMixin, current_user


class Role(StrEnum):
    """What a grant makes somebody. Everybody with an account is a learner."""

    LEARNER = "learner"
    MANAGER = "manager"
    LEAD = "lead"
    TRAINER = "trainer"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """One thing that can be done to others' data or to the service."""

    SEE_PEOPLE = "see people"  # names, staff groups and membership, in the grant's subtree
    CONFIRM_MEMBERSHIPS = "confirm memberships"  # requests to join, join codes, ending a membership
    SEE_EMAIL_ADDRESSES = "see e-mail addresses"
    MANAGE_ORGANISATIONS = "manage organisations"
    GRANT_ROLES = "grant roles"
    SEE_TRAINER_NOTES = "see trainer notes"
    WRITE_COURSES = "write courses"  # their drafts; reviewing those of others; publishing what was approved
    KEEP_DIRECTORY = "keep directory"  # of services: add, change, check
    SEE_COUNTS = "see counts"  # of boards in the grant's subtree, never a name
    SEE_PROGRESS = "see progress"  # names with how far they are, in the grant's subtree


ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.LEARNER: frozenset(),
    Role.MANAGER: frozenset({Permission.SEE_PEOPLE, Permission.CONFIRM_MEMBERSHIPS, Permission.SEE_PROGRESS}),
    Role.LEAD: frozenset({Permission.SEE_COUNTS}),  # counts only, never names
    Role.TRAINER: frozenset({Permission.SEE_TRAINER_NOTES, Permission.WRITE_COURSES, Permission.KEEP_DIRECTORY}),
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.SEE_PEOPLE,
            Permission.CONFIRM_MEMBERSHIPS,
            Permission.SEE_EMAIL_ADDRESSES,
            Permission.MANAGE_ORGANISATIONS,
            Permission.GRANT_ROLES,
            Permission.SEE_COUNTS,
        }
    ),
}


IDLE_MINUTES, IDLE_MINUTES_ABOVE_LEARNER = 30, 15
LONGEST_HOURS, LONGEST_HOURS_ABOVE_LEARNER = 12, 8


@dataclass(frozen=True)
class Grant:
    """A role held today, over an organisation and all below it, or everywhere (`None`)."""

    role: Role
    organisation_id: int | None


@dataclass(frozen=True)
class ActorMembership:
    """Where somebody works today, and as what."""

    organisation_id: int
    organisation_name: str
    staff_group: str


@dataclass(frozen=True)
class Actor(UserMixin):  # type: ignore[misc]  # flask-login ships no types
    """The signed-in person as plain values, read afresh at each request; `key` is all that audit and logs may hold."""

    person_id: int
    key: str
    name: str
    email: str
    session_token: str
    session_id: int
    seen_at: datetime
    ends_at: datetime
    grants: tuple[Grant, ...] = ()
    memberships: tuple[ActorMembership, ...] = field(default=())

    def get_id(self) -> str:
        """Flask-Login keeps the session's token, never the person's id."""
        return self.session_token

    @property
    def roles(self) -> frozenset[Role]:
        """Every role held today; learner always."""
        return frozenset({Role.LEARNER, *(grant.role for grant in self.grants)})

    @property
    def is_above_learner(self) -> bool:
        """Whether any role could touch others' data: such sessions end sooner."""
        return self.roles != {Role.LEARNER}

    @property
    def idle_minutes(self) -> int:
        """Minutes without use after which the session ends."""
        return IDLE_MINUTES_ABOVE_LEARNER if self.is_above_learner else IDLE_MINUTES

    @property
    def longest_hours(self) -> int:
        """Hours after which the session ends, however much it is used."""
        return LONGEST_HOURS_ABOVE_LEARNER if self.is_above_learner else LONGEST_HOURS

    @property
    def staff_groups(self) -> frozenset[str]:
        """Every staff group of today's memberships."""
        return frozenset(membership.staff_group for membership in self.memberships)

    def may(self, permission: Permission) -> bool:
        """Whether any role held today carries this permission, for some organisation or other."""
        return any(permission in ROLE_PERMISSIONS[role] for role in self.roles)


@dataclass(frozen=True)
class Scope:
    """The organisations whose people an actor may see today, as plain ids; `everything` for an administrator."""

    organisation_ids: frozenset[int] = frozenset()
    everything: bool = False

    def holds(self, organisation_id: int) -> bool:
        """Whether this organisation is inside."""
        return self.everything or organisation_id in self.organisation_ids


View = Callable[..., Any]


def current_actor() -> Actor:
    """The signed-in person, inside a view that insists on one."""
    return cast("Actor", current_user._get_current_object())


def public(view: View) -> View:
    """Anybody may open this page."""
    return _marked(view, "public")


def traceless(view: View) -> View:
    """Anybody may open this page, and it knows nobody: no cookie read or set, no session touched, no form token."""
    view.__dict__["traceless"] = True
    return _marked(view, "public")


def only_reads(view: View) -> View:
    """Although it is sent to by POST, so that no address carries a choice, it gets a database that takes no change."""
    view.__dict__["only_reads"] = True
    return view


def signed_in(view: View) -> View:
    """Any signed-in person, for things of their own."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        if not current_user.is_authenticated:
            return cast("Any", current_app).login_manager.unauthorized()
        return view(*args, **kwargs)

    return _marked(guarded, "signed in")


def requires(permission: Permission) -> Callable[[View], View]:
    """A signed-in person one of whose roles carries the permission; the view's queries narrow it by `Scope`."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            if not current_user.is_authenticated:
                return cast("Any", current_app).login_manager.unauthorized()
            if not current_actor().may(permission):
                abort(404)
            return view(*args, **kwargs)

        return _marked(guarded, permission.value)

    return decorate


def _marked(view: View, guard: str) -> View:
    view.__dict__["guard"] = guard
    return view
