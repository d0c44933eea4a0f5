"""How the modules of a course fit together: its list of them, its pathways, its folders."""

from collections.abc import Iterable

from lms.content.codes import TELLING
from lms.content.problems import Problems
from lms.content.registers import TO_BE_NAMED
from lms.content.schema import STAFF_GROUPS
from lms.content.text import CourseText, ModuleText


def check_structure(text: CourseText, problems: Problems) -> None:
    """Whether the parts of the course name each other rightly and nothing is missing between them."""
    with problems.reading("course.yaml"):
        _course(text, problems)
    _folders(text.modules, problems)


def check_neutral(words: str, line: int, field: str, problems: Problems) -> None:
    """Whether a title that is read over shoulders tells nothing."""
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
        check_neutral(yaml.words(field), yaml.line(field), field, problems)
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
