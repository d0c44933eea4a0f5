"""How the pieces of a course fit together: modules, pathways, ids, outcomes, draws and minutes."""

from collections.abc import Iterable

from lms.content.codes import TELLING
from lms.content.links import KEY_POINTS, heading_ids
from lms.content.measure import minutes
from lms.content.problems import Problems
from lms.content.registers import TO_BE_NAMED
from lms.content.schema import STAFF_GROUPS
from lms.content.text import CourseText, ModuleText


def check_structure(text: CourseText, problems: Problems) -> None:
    """Whether the parts of the course name each other rightly and nothing is missing between them."""
    with problems.reading("course.yaml"):
        _course(text, problems)
    _folders(text.modules, problems)
    for module in text.modules:
        with problems.reading(module.file):
            _module(module, text, problems)
            _ids(module, problems)
            _outcomes(module, problems)
        with problems.reading(module.quiz_file):
            _questions_ids(module, problems)
            _draw(module, problems)


def _neutral(words: str, line: int, field: str, problems: Problems) -> None:
    found = TELLING.search(words)
    if found:
        problems.stop(
            line,
            f"`{field}` says too much: “{found[0]}”.",
            "It is read over shoulders: choose neutral words.",
        )


def _course(text: CourseText, problems: Problems) -> None:
    yaml = text.registers.course_yaml
    if not text.modules:
        problems.stop(
            yaml.line("modules"),
            "There is no module.",
            "Add a folder such as `01-first-steps` with module.md and quiz.md.",
        )
    for field in ("code", "neutral_title"):
        _neutral(yaml.words(field), yaml.line(field), field, problems)
    _listed(text, problems)
    _pathways(text, problems)
    missing = [each for each in ("clinical", "legal") if yaml.words("review", each).lower() == TO_BE_NAMED]
    if missing:
        problems.advise(
            yaml.line("review", missing[0]),
            f"No {' and no '.join(missing)} reviewer is named.",
            "Until they are, the course says that it is not yet clinically reviewed, and production refuses it.",
        )


def _listed(text: CourseText, problems: Problems) -> None:
    """The modules that course.yaml lists, and the folders that there are."""
    yaml = text.registers.course_yaml
    listed = yaml.names("modules")
    existing = {module.id for module in text.modules}
    for index, name in enumerate(listed):
        line = yaml.line("modules", index)
        if name in listed[:index]:
            problems.stop(line, f"The module `{name[:60]}` is listed twice.", "Keep one of the two.")
        elif name and name not in existing:
            problems.advise(
                line, f"The module `{name[:60]}` has no folder yet.", "Pathways leave it out until it is written."
            )
    for module in text.modules:
        if listed and module.id not in listed:
            problems.stop(
                yaml.line("modules"),
                f"The folder `{module.folder}` is not among the modules.",
                f"Add `{module.id}` to `modules`.",
            )


def _pathways(text: CourseText, problems: Problems) -> None:
    yaml = text.registers.course_yaml
    listed = yaml.names("modules")
    for group in yaml.keys("pathways"):
        if group not in STAFF_GROUPS:
            problems.stop(
                yaml.line("pathways", group),
                f"There is no staff group `{group[:40]}`.",
                f"Write one of: {', '.join(STAFF_GROUPS)}.",
            )
        for index, name in enumerate(yaml.names("pathways", group)):
            if name and name not in listed:
                problems.stop(
                    yaml.line("pathways", group, index),
                    f"The module `{name[:60]}` does not exist.",
                    "Name one that is listed under `modules`.",
                )


def _folders(modules: Iterable[ModuleText], problems: Problems) -> None:
    numbers: dict[str, str] = {}
    names: dict[str, str] = {}
    for module in modules:
        with problems.reading(module.file):
            for seen, key in ((numbers, str(module.number)), (names, module.id)):
                other = seen.setdefault(key, module.folder)
                if other != module.folder:
                    problems.stop(
                        1,
                        f"The folder `{other}` has the same {'number' if seen is numbers else 'name'}.",
                        "Rename one of the two.",
                    )


def _module(module: ModuleText, text: CourseText, problems: Problems) -> None:
    _neutral(module.yaml.words("neutral_title"), module.yaml.line("neutral_title"), "neutral_title", problems)
    computed, stated = minutes(module, text.registers), module.yaml.at("minutes")
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
