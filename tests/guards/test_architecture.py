"""The house as it is drawn: rooms, sizes, mirrors, and nothing of the machine it was built on."""

import re
import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLUMBING = {"content", "db", "web"}
LONGEST_FILE = 250
LONGEST_TEMPLATE = 100
# A file may be longer only for a reason that is written here.
LONG_FOR_A_REASON: dict[str, str] = {}
STATIC_KINDS = {"css", "fonts", "js", "nhsuk"}
# Written in pieces, so that this file does not find itself.
OF_THIS_MACHINE = re.compile(
    "|".join(
        [
            "/" + "work/",
            "/" + "root/",
            "/" + "home/[a-z]",
            "pypi" + r"\.org",
            "pythonhosted" + r"\.",
            "registry" + r"\.npmjs",
            "index-" + "url[ =]+http",
        ]
    )
)


def contracts() -> list[dict[str, object]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    found: list[dict[str, object]] = settings["tool"]["importlinter"]["contracts"]
    return found


def layer_names(contract: dict[str, object]) -> set[str]:
    return set(re.findall(r"\w+", " ".join(contract["layers"])))  # type: ignore[arg-type]


def rooms() -> set[str]:
    return {path.name for path in (ROOT / "lms").iterdir() if path.is_dir() and path.name != "__pycache__"}


def repository_files() -> list[Path]:
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout.split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def lines_of(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def test_every_folder_is_a_room_that_python_sees() -> None:
    assert [room for room in sorted(rooms()) if not (ROOT / "lms" / room / "__init__.py").exists()] == []


def test_contract_of_the_rooms_lists_every_folder_and_file() -> None:
    files = {path.stem for path in (ROOT / "lms").glob("*.py")} - {"__init__"}
    assert (rooms() | files) - layer_names(contracts()[0]) == set()


def test_contract_of_the_files_covers_every_room() -> None:
    covered = {container.removeprefix("lms.") for container in contracts()[1]["containers"]}  # type: ignore[attr-defined]
    assert covered == rooms() - PLUMBING


def test_map_of_the_house_names_every_room() -> None:
    map_of_house = (ROOT / "lms/__init__.py").read_text("utf-8")
    assert [room for room in sorted(rooms()) if room not in map_of_house] == []


def test_no_file_grew_without_a_reason() -> None:
    python = {path: LONGEST_FILE for path in (ROOT / "lms").rglob("*.py")}
    templates = {path: LONGEST_TEMPLATE for path in (ROOT / "templates").rglob("*.*") if path.is_file()}
    long = {
        str(path.relative_to(ROOT)): lines_of(path)
        for path, most in {**python, **templates}.items()
        if lines_of(path) > most
    }
    assert {name: lines for name, lines in long.items() if name not in LONG_FOR_A_REASON} == {}
    assert set(LONG_FOR_A_REASON) - set(long) == set(), "these are short again: take them off the list"


def test_static_files_stand_in_a_room_or_with_their_kind() -> None:
    folders = {path.name for path in (ROOT / "static").iterdir() if path.is_dir()}
    assert folders - rooms() - STATIC_KINDS == set()


def test_tests_mirror_the_rooms() -> None:
    for kind in ("unit", "integration"):
        folders = {path.name for path in (ROOT / "tests" / kind).iterdir() if path.is_dir()} - {"__pycache__"}
        assert folders - rooms() == set(), f"tests/{kind} has folders that are no room"


def test_rules_have_unit_tests_and_services_integration_tests() -> None:
    wanted = {"rules": "unit", "presenters": "unit", "service": "integration", "queries": "integration"}
    missing = [
        f"tests/{kind}/{room} (for lms/{room}/{name})"
        for room in sorted(rooms())
        for name, kind in wanted.items()
        if has_code(ROOT / "lms" / room, name) and not list((ROOT / "tests" / kind / room).glob("test_*.py"))
    ]
    assert missing == []


def test_what_people_keep_for_themselves_is_not_reported() -> None:
    """A kept page says what somebody wants to read again: no report may so much as ask."""
    reading = [path for path in (ROOT / "lms/reporting").rglob("*.py") if "learning" in path.read_text("utf-8")]
    kept = [path for path in reading if re.search(r"lms\.learning|KeptPage|kept_page", path.read_text("utf-8"))]
    assert kept == []


def has_code(room: Path, name: str) -> bool:
    return (room / f"{name}.py").exists() or (room / name).is_dir()


def test_nothing_names_the_machine_it_was_built_on_or_a_registry() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in repository_files()
        if path.suffix not in {".png", ".woff2", ".ttf", ".otf", ".pdf", ".ico"}
        for match in OF_THIS_MACHINE.finditer(path.read_text("utf-8", "replace"))
    ]
    assert found == []
