"""The ways through a case: every scene is reached, every way ends, and what is remembered matters later.

A choice that does harm is offered once, and may lead back so that it can be put right. Best and partly right ones may
be chosen each time; so if these never lead round, every walk comes to an end.
"""

import re
from collections.abc import Iterable, Mapping

from lms.content.fields import ID_PATTERN
from lms.content.problems import Problems
from lms.content.schema import Grade
from lms.content.text import CallOut, CaseText, ChoiceText, SceneText

PLACES_OF_STATE = 2
Ways = Mapping[str, Iterable[str]]


def check_paths(case: CaseText, problems: Problems) -> None:
    """Where the choices lead."""
    if not case.scenes:
        problems.stop(1, "There is no scene to start with.", "Start each scene with `## Title {#scene-id}`.")
        return
    if not any(scene.is_end for scene in case.scenes):
        problems.stop(case.scenes[-1].heading.line, "The case has no end.", "Write kind=end after a scene's title.")
    if case.scenes[0].is_end:
        problems.stop(
            case.scenes[0].heading.line, "The case starts with its end.", "Put the scene it starts with first."
        )
    _ids(case, problems)
    _targets(case, problems)
    _reached(case, problems)
    _loops(case, problems)
    _exits(case, problems)


def _ids(case: CaseText, problems: Problems) -> None:
    seen: dict[str, int] = {}
    for scene in case.scenes:
        line = scene.heading.line
        if scene.id in seen:
            problems.stop(line, f"The id `{scene.id}` is already used on line {seen[scene.id]}.", "Give it another.")
        elif scene.id:
            seen[scene.id] = line


def _targets(case: CaseText, problems: Problems) -> None:
    for choice in every_choice(case):
        if not case.scene(choice.to):
            problems.stop(
                choice.line,
                f"There is no scene `{choice.to[:60]}`.",
                "Write the id of a scene of this case after the `#`.",
            )


def _reached(case: CaseText, problems: Problems) -> None:
    reached = reachable({case.scenes[0].id}, _ways(case))
    for scene in case.scenes:
        if scene.id and scene.id not in reached:
            problems.stop(scene.heading.line, "No way leads to this scene.", "Let a choice lead here, or take it out.")


def _loops(case: CaseText, problems: Problems) -> None:
    """A loop of choices that can be made again and again is told at the choice that closes it."""
    ways = _ways(case, without=Grade.HARM)
    order = {scene.id: number for number, scene in enumerate(case.scenes)}
    for scene in case.scenes:
        for choice in scene.choices:
            leads_back = choice.grade != Grade.HARM and order.get(choice.to, len(order)) <= order[scene.id]
            if leads_back and scene.id in reachable({choice.to}, ways):
                problems.stop(
                    choice.line,
                    "This choice leads round in a loop without an exit.",
                    "Let it lead on: only a choice marked `harm` leads back, and is offered once.",
                )


def _exits(case: CaseText, problems: Problems) -> None:
    """Whether an end can be reached from every scene. Dead ends and links to nowhere are told by themselves."""
    here = {scene.id for scene in case.scenes}
    left = {scene.id for scene in case.scenes if scene.is_end or not scene.choices}
    left |= {scene.id for scene in case.scenes if any(choice.to not in here for choice in scene.choices)}
    ways = _ways(case)
    for scene in case.scenes:
        if not left & reachable({scene.id}, ways):
            problems.stop(
                scene.heading.line, "No way leads from this scene to an end.", "Let a choice lead on towards one."
            )


def check_flags(case: CaseText, problems: Problems) -> None:
    """Whether what choices set is tested later, and what scenes test can have been set before."""
    setters: dict[str, list[ChoiceText]] = {}
    for choice in every_choice(case):
        for flag in choice.sets:
            setters.setdefault(flag, []).append(choice)
    tests = [(part.line, part.title, scene) for scene in case.scenes for part in _tests(scene)]
    for flag, choices in setters.items():
        _flag_set(flag, choices, {tested for _, tested, _ in tests}, problems)
    ways = _ways(case)
    for line, flag, scene in tests:
        _flag_tested(line, flag, scene.id in reachable({choice.to for choice in setters.get(flag, ())}, ways), problems)
    if case.scenes and len({scene.id for _, _, scene in tests}) < PLACES_OF_STATE:
        problems.advise(
            case.scenes[0].heading.line,
            "Hardly anything that is chosen here matters later.",
            "Use sets=… on a choice and `> [!if]` in two later scenes or more.",
        )


def _tests(scene: SceneText) -> list[CallOut]:
    return [part for part in scene.parts if isinstance(part, CallOut) and part.name in ("if", "unless") and part.title]


def _flag_set(flag: str, choices: list[ChoiceText], tested: set[str], problems: Problems) -> None:
    if not re.fullmatch(ID_PATTERN, flag):
        problems.stop(
            choices[0].line, f"`{flag[:60]}` cannot be a flag.", "Use lower-case letters, digits and hyphens."
        )
    elif flag not in tested:
        problems.stop(
            choices[0].line,
            f"No scene tests `{flag}`.",
            f"Add `> [!if] {flag}` where it matters later, or take sets={flag} out.",
        )


def _flag_tested(line: int, flag: str, may_be_set: bool, problems: Problems) -> None:
    if not may_be_set and len(flag.split()) == 1:
        problems.stop(
            line,
            f"No choice before this scene sets `{flag[:60]}`.",
            f"Write sets={flag[:60]} on an earlier choice, or take this out.",
        )


def every_choice(case: CaseText) -> list[ChoiceText]:
    """The choices of all scenes, in order."""
    return [choice for scene in case.scenes for choice in scene.choices]


def _ways(case: CaseText, *, without: str = "") -> Ways:
    """Scene to the scenes that its choices lead to, those of one grade left out."""
    return {
        scene.id: [choice.to for choice in scene.choices if choice.grade != without or not without]
        for scene in case.scenes
    }


def reachable(starts: set[str], ways: Ways) -> set[str]:
    """Every scene that can be reached from these, and they themselves."""
    found, pending = set(starts), list(starts)
    while pending:
        for each in ways.get(pending.pop(), ()):
            if each not in found:
                found.add(each)
                pending.append(each)
    return found
