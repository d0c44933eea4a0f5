"""How the pieces of a module fit together: ids, outcomes, draws and minutes."""

from collections.abc import Iterable

from lms.content.checks.structure import check_neutral
from lms.content.links import KEY_POINTS, heading_ids
from lms.content.measure import minutes
from lms.content.problems import Problems
from lms.content.registers import Registers
from lms.content.text import ModuleText


def check_module(module: ModuleText, registers: Registers, problems: Problems) -> None:
    """Whether the pages and questions of a module name each other rightly and nothing is missing between them."""
    with problems.reading(module.file):
        _fields(module, registers, problems)
        _ids(module, problems)
        _outcomes(module, problems)
    with problems.reading(module.quiz_file):
        _questions_ids(module, problems)
        _draw(module, problems)


def _fields(module: ModuleText, registers: Registers, problems: Problems) -> None:
    check_neutral(module.yaml.words("neutral_title"), module.yaml.line("neutral_title"), "neutral_title", problems)
    computed, stated = minutes(module, registers), module.yaml.at("minutes")
    if module.quiz and isinstance(stated, int) and stated != computed:
        problems.stop(
            module.yaml.line("minutes"),
            f"`minutes` says {stated}; the text takes {computed}.",
            f"Write `minutes: {computed}`.",
        )


def _once(found: Iterable[tuple[int, str, str]], problems: Problems) -> None:
    """Each id once: line, id and what it belongs to."""
    seen: dict[str, int] = {}
    for line, name, what in found:
        if name in seen:
            problems.stop(
                line,
                f"The id `{name}` of this {what} is already used on line {seen[name]}.",
                "Give it another.",
            )
        elif name:
            seen[name] = line


def _ids(module: ModuleText, problems: Problems) -> None:
    used: list[tuple[int, str, str]] = []
    for page in module.pages:
        if not page.id:
            problems.stop(
                page.heading.line,
                "The page has no id.",
                "Write one after its title, such as `{#first-five}`: progress is kept by it.",
            )
        used.append((page.heading.line, page.id, "page"))
        for line, name in heading_ids(page):
            if name == KEY_POINTS:
                problems.stop(line.number, f"`{KEY_POINTS}` is the id of the key points.", "Give this heading another.")
            used.append((line.number, name, "heading"))
    for page in module.pages:
        used += [(check.line, page.check_id(check), "check") for check in page.check_parts]
    _once(used, problems)


def _questions_ids(module: ModuleText, problems: Problems) -> None:
    _once(((question.line, question.attributes.id, "question") for question in module.questions), problems)


def _outcomes(module: ModuleText, problems: Problems) -> None:
    for page in module.pages:
        for outcome in page.outcomes:
            if module.outcomes and outcome not in module.outcomes:
                problems.stop(
                    page.heading.line,
                    f"The outcome `{outcome[:60]}` does not exist.",
                    f"Write one of: {', '.join(module.outcomes)}.",
                )
    taught = {outcome for page in module.pages for outcome in page.outcomes}
    asked = {question.attributes.get("outcome") for question in module.questions}
    for outcome in module.outcomes:
        line = module.yaml.line("outcomes", outcome)
        if outcome not in taught:
            problems.stop(
                line,
                f"No page teaches `{outcome}`.",
                f'Write outcomes="{outcome}" after the title of the page that does.',
            )
        if outcome not in asked:
            problems.stop(line, f"No question asks about `{outcome}`.", f"Add one to quiz.md with outcome={outcome}.")


def _draw(module: ModuleText, problems: Problems) -> None:
    quiz, yaml = module.quiz, module.quiz_yaml
    if not quiz:
        return
    if not module.questions:
        problems.stop(
            yaml.line("draw"),
            "There is no question.",
            "Start each with `## The question? {#id outcome=… source=…}`.",
        )
    elif quiz.draw > len(module.questions):
        problems.stop(
            yaml.line("draw"),
            f"`draw` is {quiz.draw} and there are {len(module.questions)} questions.",
            "Add questions, or draw fewer.",
        )
    least, outcomes = quiz.at_least_per_outcome, len(module.outcomes)
    if quiz.draw < least * outcomes:
        problems.stop(
            yaml.line("draw"),
            f"`draw` is {quiz.draw}: too few for {least} of each of {outcomes} outcomes.",
            "Draw more, or ask less of each.",
        )
    asked = [question.attributes.get("outcome") for question in module.questions]
    for outcome in module.outcomes:
        if 0 < asked.count(outcome) < least:
            problems.stop(
                yaml.line("at_least_per_outcome"),
                f"`{outcome}` has {asked.count(outcome)} questions and needs {least}.",
                f"Add questions with outcome={outcome}.",
            )
