"""`flask courses new | check | import | export`: course text as files."""

from pathlib import Path

import click
from flask.cli import AppGroup

from lms import clock, settings
from lms.catalogue import queries, service
from lms.catalogue.rules import ChangeKind, ImportOutcome
from lms.content.bounded import check_within
from lms.content.codes import fault_of_code
from lms.content.files import Files, read_folder
from lms.content.problems import Problem
from lms.content.report import Report, problems_in_words, summary_lines
from lms.content.revision import fingerprint
from lms.content.starter import starter
from lms.db.transaction import own_transaction

SECONDS = 30.0
COURSES = Path(__file__).resolve().parent.parent.parent / "courses"

group = AppGroup("courses", help="Course text: start it, check it, import it, export it.")
folder_argument = click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=COURSES)


@group.command("new")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--code", help="What the course is called in addresses (default: the folder's name).")
@click.option("--title", help="What trainers call it (default: its code in words).")
def new(folder: Path, code: str | None, title: str | None) -> None:
    """Write a small course that works into FOLDER, to be replaced piece by piece."""
    code = folder.resolve().name if code is None else code
    if fault := fault_of_code(code):
        raise click.UsageError(f"`{code}` cannot be the code of a course. {fault}: --code first-aid.")
    words = (title or "").strip() or code.replace("-", " ").strip().capitalize()
    files = starter(code, words, clock.today())
    _write(files, folder)
    click.echo(
        f"{code}: {len(files)} files in {folder}. Its notes for trainers say what to replace.\n"
        f"Check it as often as you like:  ./run flask courses check {folder}\n"
        f"Bring it into the service:      ./run flask courses import {folder}\n"
        "docs/writing-a-module.md shows how each thing is written."
    )


@group.command("check")
@folder_argument
def check(folder: Path) -> None:
    """Print every problem of the courses in FOLDER (default: courses/), and what they hold."""
    stopped = False
    for course_folder in _courses_in(folder):
        files, problems = read_folder(course_folder)
        report = Report(problems) if problems else check_within(files, SECONDS)
        _print_report(course_folder, report)
        stopped = stopped or report.stops
    if stopped:
        raise click.exceptions.Exit(1)


@group.command("import")
@folder_argument
@click.option("--publish", is_flag=True, help="Make it live, although a revision is live already.")
@click.option(
    "--editorial", "change", flag_value=ChangeKind.EDITORIAL.value, help="The change asks nothing of learners."
)
@click.option("--material", "change", flag_value=ChangeKind.MATERIAL.value, help="Learners should know of the change.")
@click.option("--reason", default="", help="Why it changed, in a sentence.")
def import_(folder: Path, publish: bool, change: str | None, reason: str) -> None:
    """Import the courses in FOLDER: live into an empty catalogue, otherwise as drafts."""
    if publish and not (change and reason.strip()):
        raise click.UsageError("With --publish say --editorial or --material, and --reason.")
    if change and not publish:
        raise click.UsageError("--editorial and --material belong to --publish.")
    empty = queries.is_empty()
    failed = [
        course_folder
        for course_folder in _courses_in(folder)
        if not _import_one(course_folder, ChangeKind(change) if change else None, reason, empty)
    ]
    if failed:
        raise click.exceptions.Exit(1)


@group.command("export")
@click.argument("code")
@click.argument("folder", type=click.Path(path_type=Path))
def export(code: str, folder: Path) -> None:
    """Write the files of the live revision of CODE into FOLDER, byte for byte."""
    try:
        live = queries.get_live_course(code)
    except queries.NoSuchCourse:
        raise click.UsageError(f"No course {code} is live.") from None
    files = queries.revision_files(live.revision_id)
    _write(files, folder)
    click.echo(f"{code}, revision {live.revision_number}: {len(files)} files in {folder}")


def _write(files: Files, folder: Path) -> None:
    """Into a folder that is new or empty: nothing is written over."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.UsageError(f"{folder} is not empty. Name a folder that is new.")
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def _import_one(folder: Path, change: ChangeKind | None, reason: str, empty: bool) -> bool:
    files, problems = read_folder(folder)
    if problems:
        _print_report(folder, Report(problems))
        return False
    unchanged = queries.find_live_by_fingerprint(fingerprint(files))
    if unchanged:
        click.echo(f"{unchanged[0]}, revision {unchanged[1]}: {ImportOutcome.UNCHANGED}")
        return True
    try:
        return _import_files(folder, files, change, reason, empty)
    except service.CourseHasProblems as refused:
        _print_report(folder, refused.report)
        click.echo(f"{folder.name}: refused; what is live stays live.", err=True)
    except service.MayNotPublish as refused:
        click.echo(f"{folder.name}: {refused}", err=True)
    return False


def _import_files(folder: Path, files: Files, change: ChangeKind | None, reason: str, empty: bool) -> bool:
    prepared = service.prepare_course(files, seconds=SECONDS)
    with own_transaction():
        done = service.import_course(
            prepared=prepared,
            publish=change,
            reason=reason,
            into_empty=empty,
            production=settings.current().is_production,
        )
    number = f", revision {done.revision_number}" if done.revision_number else ""
    click.echo(f"{prepared.course.code}{number}: {done.outcome}")
    for path in done.drafted:
        click.echo(f"  draft: {path}")
    for path in done.kept:
        click.echo(f"  left as it was written on the web: {path}")
    return True


def _courses_in(folder: Path) -> list[Path]:
    """The folder itself where it is a course, otherwise the courses in it."""
    if (folder / "course.yaml").exists() or not folder.is_dir():
        return [folder]
    inside = sorted(path.parent for path in folder.glob("*/course.yaml"))
    return inside or [folder]


def _print_report(folder: Path, report: Report) -> None:
    """Each problem with the whole path of its file, what stops first; then what the course holds."""
    for problem in sorted(report.problems, key=lambda each: not each.stops):
        click.echo(_with_folder(folder, problem))
    click.echo(f"\n{folder}: {problems_in_words(report)}\n")
    for line in summary_lines(report.summary, clock.today()):
        click.echo(line)


def _with_folder(folder: Path, problem: Problem) -> str:
    return f"{folder}/{problem}"
