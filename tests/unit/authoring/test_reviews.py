"""Who may approve, what has to be approved, and how a review stands."""

from datetime import UTC, datetime
from itertools import product

import pytest

from lms.authoring.rules.reviews import Aspect, Sent, State, Step, StepKind, aspects, reason_not_to_approve, state

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
ALL = ("law", "figures", "directory")


def step(kind, by="second", aspect=None):
    return Step(kind, by, NOW, aspect=aspect)


def sent(*steps, needs=(Aspect.TEXT,)):
    return Sent(1, "as sent", needs, "first", "", NOW, steps)


@pytest.mark.parametrize(
    ("changes", "own", "needed"),
    [
        ([("01-a/module.md", ["plain words"])], ALL, {Aspect.TEXT}),
        ([("01-a/module.md", ["section 2A of the Act"])], ALL, {Aspect.TEXT, Aspect.LAW}),
        ([("01-a/module.md", ["section 2A of the Act"])], (), {Aspect.TEXT}),
        ([("figures.yaml", ["x"])], ALL, {Aspect.TEXT, Aspect.FIGURES}),
        ([("sources.yaml", ["the Care Act 2014"])], ALL, {Aspect.TEXT, Aspect.FIGURES}),
        ([("services.yaml", ["x"]), ("figures.yaml", [])], ("directory",), {Aspect.TEXT, Aspect.DIRECTORY}),
    ],
)
def test_what_has_to_be_approved_follows_from_the_changes_and_the_course(changes, own, needed):
    assert set(aspects(changes, own)) == needed


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([], State.OPEN),
        ([step(StepKind.COMMENTED)], State.OPEN),
        ([step(StepKind.APPROVED, aspect=Aspect.TEXT)], State.APPROVED),
        ([step(StepKind.RETURNED)], State.RETURNED),
        ([step(StepKind.APPROVED, aspect=Aspect.TEXT), step(StepKind.RETURNED)], State.RETURNED),
        ([step(StepKind.WITHDRAWN)], State.WITHDRAWN),
    ],
)
def test_how_it_stands(steps, expected):
    assert state(sent(*steps), "as sent") is expected


def test_a_draft_that_was_changed_is_approved_no_more():
    assert state(sent(step(StepKind.APPROVED, aspect=Aspect.TEXT)), "otherwise") is State.OUTDATED


def test_nobody_approves_their_own_whatever_they_did_in_it():
    for person, writers in product(("first", "second", "third"), ({"first"}, {"second"}, {"first", "second"}, set())):
        may = not reason_not_to_approve(sent(), Aspect.TEXT, person, writers)
        assert may == (person != "first" and person not in writers)


def test_nobody_stands_for_two_aspects_and_nothing_is_approved_twice():
    whole = sent(step(StepKind.APPROVED, aspect=Aspect.TEXT), needs=(Aspect.TEXT, Aspect.LAW))
    assert "of its own" in reason_not_to_approve(whole, Aspect.LAW, "second", set())
    assert "already" in reason_not_to_approve(whole, Aspect.TEXT, "third", set())
    assert reason_not_to_approve(whole, Aspect.LAW, "third", set()) == ""
    assert state(whole, "as sent") is State.OPEN
