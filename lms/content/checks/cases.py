"""Branching cases as they are written: their fields, scenes, choices and call-outs, and whom they are about."""

from lms.content.callouts import IN_CASES
from lms.content.checks.case_paths import check_flags, check_paths
from lms.content.codes import TELLING
from lms.content.lines import Lines
from lms.content.measure import LINK, WORD, letters, plain, stands_out
from lms.content.problems import Problems
from lms.content.registers import Registers
from lms.content.schema import Grade
from lms.content.text import CallOut, CaseText, ChoiceText, CourseText, ModuleText, Prose, SceneText

FEWEST, MOST = 2, 4
LONGEST_CHOICE = 18  # words: a button is read at a glance


def check_cases(module: ModuleText, registers: Registers, problems: Problems) -> None:
    """Every case by itself."""
    for case in module.cases:
        with problems.reading(case.file):
            _names(case, module, problems)
            for scene in case.scenes:
                _scene(scene, registers, problems)
            check_paths(case, problems)
            check_flags(case, problems)


def check_relationships(text: CourseText, problems: Problems) -> None:
    """At least half of all cases are about somebody else than an ex-partner or family, as half of all callers' are."""
    cases = [case for module in text.modules for case in module.cases]
    known = [(case, case.fields.relationship) for case in cases if case.fields]
    inside = [case for case, relationship in known if not relationship.is_outside]
    if len(inside) * 2 > len(known):
        with problems.reading(inside[-1].file):
            problems.stop(
                inside[-1].yaml.line("relationship"),
                f"{len(inside)} of {len(known)} cases of the course are about an ex-partner or family.",
                "Write at least as many about other people.",
            )


def _names(case: CaseText, module: ModuleText, problems: Problems) -> None:
    if found := TELLING.search(case.id):
        problems.stop(1, f"The file's name says too much: “{found[0]}”.", "Choose neutral words.")
    for index, outcome in enumerate(case.yaml.names("outcomes")):
        if outcome and module.outcomes and outcome not in module.outcomes:
            problems.stop(
                case.yaml.line("outcomes", index),
                f"The outcome `{outcome[:60]}` does not exist.",
                f"Write one of: {', '.join(module.outcomes)}.",
            )


def _scene(scene: SceneText, registers: Registers, problems: Problems) -> None:
    line = scene.heading.line
    if not scene.parts:
        problems.stop(line, "This scene has no text.", "Write what happens, or take the heading out.")
    for part in scene.parts:
        if isinstance(part, CallOut):
            _call_out(part, scene, problems)
        else:
            _no_links(part.lines, problems)
    if scene.is_end:
        _end(scene, problems)
    elif not scene.choices:
        problems.stop(line, "This scene is a dead end.", "Write choices under it, or kind=end after its title.")
    else:
        _choices(scene, registers, problems)


def _no_links(lines: Lines, problems: Problems) -> None:
    for line in lines:
        if LINK.search(line.text):
            problems.stop(line.number, "A case links to nothing but its scenes.", "Write the words without the link.")


def _call_out(part: CallOut, scene: SceneText, problems: Problems) -> None:
    if part.name not in IN_CASES:
        problems.stop(part.line, f"A case cannot hold `[!{part.name[:40]}]`.", f"Write one of: {', '.join(IN_CASES)}.")
        return
    if part.name in ("if", "unless") and len(part.title.split()) != 1:
        problems.stop(part.line, f"`[!{part.name}]` names no flag.", f"Write `> [!{part.name}] flag-name`.")
    if part.name == "key" and not scene.is_end:
        problems.stop(part.line, "Key points stand at the end of a case.", "Move them into the scene with kind=end.")
    if not part.parts:
        problems.stop(part.line, f"`[!{part.name}]` is empty.", "Write its text on the next lines, each after `> `.")
    for inner in part.parts:
        if isinstance(inner, Prose):
            _no_links(inner.lines, problems)
        else:
            problems.stop(inner.line, "A call-out in a call-out.", "Put it at the left edge, after an empty line.")


def _end(scene: SceneText, problems: Problems) -> None:
    if scene.choices:
        problems.stop(scene.choices[0].line, "A choice after the end.", "Take it out, or take kind=end out.")
    if not any(isinstance(part, CallOut) and part.name == "danger" for part in scene.parts):
        problems.stop(
            scene.heading.line,
            "This end does not say whom to call.",
            "Add `> [!danger]` with 999, 101 and the Helpline.",
        )


def _choices(scene: SceneText, registers: Registers, problems: Problems) -> None:
    line, choices = scene.heading.line, scene.choices
    if not FEWEST <= len(choices) <= MOST:
        problems.stop(line, f"This scene has {len(choices)} choices.", f"Write {FEWEST} to {MOST}.")
    best = [choice for choice in choices if choice.grade == Grade.BEST]
    if len(best) != 1:
        wrong = "No choice is marked `best`." if not best else f"{len(best)} choices are marked `best`."
        problems.stop(best[1].line if best else line, wrong, "Mark one, and only one.")
    seen: dict[str, int] = {}
    for choice in choices:
        _choice(choice, registers, problems)
        words = " ".join(choice.words.lower().split())
        if words in seen:
            problems.stop(choice.line, f"The choice on line {seen[words]} has the same words.", "Write another.")
        seen.setdefault(words, choice.line)
    others = [letters(choice.words, registers) for choice in choices if choice not in best]
    if len(best) == 1 and stands_out(letters(best[0].words, registers), others):
        problems.advise(
            best[0].line, "The best choice is much longer than the others.", "Shorten it, or lengthen another."
        )


def _choice(choice: ChoiceText, registers: Registers, problems: Problems) -> None:
    if not choice.words:
        problems.stop(choice.line, "This choice has no words.", "Write them between the square brackets.")
    count = len(WORD.findall(plain(choice.words, registers)))
    if count > LONGEST_CHOICE:
        problems.advise(choice.line, f"This choice has {count} words.", f"Aim at {LONGEST_CHOICE}: it is a button.")
    if not any(line.text.strip() for line in choice.consequence):
        problems.stop(
            choice.line,
            "This choice has no consequence.",
            "Add a line under it: two blanks, `> `, what happens then, and why.",
        )
    _no_links(choice.consequence, problems)
