"""What a grant reaches: the subtree as it stands on the day, in one statement."""

from datetime import UTC, date, datetime
from typing import Any

from lms.access import Actor, Grant, Permission, Role, Scope
from lms.organisations.queries import scope_for, subtree_ids
from lms.organisations.rules import OrganisationKind


def actor(*grants: Grant) -> Actor:
    now = datetime(2026, 11, 30, 9, tzinfo=UTC)
    return Actor(
        person_id=1,
        key="k",
        name="Asha Rao",
        email="asha@example.org",
        session_token="t",
        session_id=1,
        seen_at=now,
        ends_at=now,
        grants=grants,
    )


def test_a_grant_reaches_all_below_it_in_one_statement(make: Any, statements: Any) -> None:
    board = make.organisation(kind=OrganisationKind.ICB)
    place = make.organisation(kind=OrganisationKind.PLACE, parent=board)
    practice = make.organisation(parent=place)
    make.organisation(parent=make.organisation(kind=OrganisationKind.ICB))
    with statements() as seen:
        scope = scope_for(actor(Grant(Role.MANAGER, board.id)), Permission.SEE_PEOPLE)
    assert scope == Scope(frozenset({board.id, place.id, practice.id}))
    assert len(seen) == 1


def test_several_grants_reach_together_and_only_with_the_permission(make: Any) -> None:
    first, second, third = (make.organisation() for _ in range(3))
    grants = (Grant(Role.MANAGER, first.id), Grant(Role.MANAGER, second.id), Grant(Role.LEAD, third.id))
    assert scope_for(actor(*grants), Permission.SEE_PEOPLE) == Scope(frozenset({first.id, second.id}))


def test_without_a_grant_nothing_is_reached(app: Any) -> None:
    assert scope_for(actor(), Permission.SEE_PEOPLE) == Scope()


def test_an_administrator_reaches_everything(app: Any) -> None:
    scope = scope_for(actor(Grant(Role.ADMINISTRATOR, None)), Permission.SEE_PEOPLE)
    assert scope.everything


def test_the_tree_is_read_as_it_stood_on_the_day(make: Any) -> None:
    old, new = (make.organisation(kind=OrganisationKind.ICB) for _ in range(2))
    practice = make.organisation()
    move = date(2026, 4, 1)
    make.stands_under(practice, old, date(2020, 4, 1), move)
    make.stands_under(practice, new, move)
    assert subtree_ids([old.id], date(2026, 3, 31)) == {old.id, practice.id}
    assert subtree_ids([old.id], move) == {old.id}
    assert subtree_ids([new.id], move) == {new.id, practice.id}


def test_even_a_circle_comes_to_an_end(make: Any) -> None:
    first, second = make.organisation(), make.organisation()
    make.stands_under(first, second, date(2020, 4, 1))
    make.stands_under(second, first, date(2020, 4, 1))
    assert subtree_ids([first.id]) == {first.id, second.id}
