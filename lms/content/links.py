"""Where a link in the text leads: a page or heading of the course, a page of this site, or the web. Nothing else."""

import re
from dataclasses import dataclass

from lms.content.contact import ALWAYS_RIGHT, is_web_address
from lms.content.lines import Line
from lms.content.problems import Problems
from lms.content.text import CallOut, CourseText, ModuleText, PageText, Prose, every_part

PAGE_ADDRESS = "/learning/{code}/{module}/{page}"
CALLS = frozenset(f"tel:{number}" for number in ALWAYS_RIGHT)  # others may run out: the finder has them
SITE_PAGES = ("/help-for-me", "/services")
TO_MODULE = re.compile(r"\.\./(\d\d-[a-z0-9-]+)/module\.md(?:#([a-z0-9-]+))?")
HEADING_ID = re.compile(r"^#{2,3}[ \t].*\{[^{}]*#([a-z][a-z0-9-]*)[^{}]*\}[ \t]*$")
KEY_POINTS = "key"


@dataclass(frozen=True)
class Target:
    """A page of a module, and the heading on it; an empty heading is the page's own."""

    page: int
    heading: str = ""


def heading_ids(page: PageText) -> list[tuple[Line, str]]:
    """The ids of the headings inside a page, with their lines."""
    lines = [line for part in every_part(page.parts) if isinstance(part, Prose) for line in part.lines]
    return [(line, found[1]) for line in lines if (found := HEADING_ID.match(line.text))]


def _has_key_points(page: PageText) -> bool:
    return any(isinstance(part, CallOut) and part.name == "key" for part in every_part(page.parts))


class Links:
    """Everything in a course that can be linked to."""

    def __init__(self, text: CourseText) -> None:
        self.code = text.registers.course.code if text.registers.course else "course"
        self.files = text.files
        self.modules = {module.folder: module for module in text.modules}
        self.targets = {module.folder: self._targets(module) for module in text.modules}

    def _targets(self, module: ModuleText) -> dict[str, Target]:
        found: dict[str, Target] = {}
        for number, page in enumerate(module.pages, start=1):
            found.setdefault(page.id, Target(number))
            for _, heading in heading_ids(page):
                found.setdefault(heading, Target(number, heading))
        return found

    def find(self, written: str, module: ModuleText, page: PageText | None) -> str | None:
        """The address that a link stands for where it is written, or None where it leads nowhere."""
        if is_web_address(written) or written in CALLS or written in SITE_PAGES:
            return written
        if written == f"#{KEY_POINTS}" and page and _has_key_points(page):
            return f"#text-{KEY_POINTS}"
        folder, wanted = module.folder, written[1:] if written.startswith("#") else None
        elsewhere = TO_MODULE.fullmatch(written)
        if elsewhere:
            folder, wanted = elsewhere[1], elsewhere[2] or ""
        target = self.targets.get(folder, {}).get(wanted) if wanted else None
        if elsewhere and not wanted and folder in self.modules:
            target = Target(1)
        return self._address(self.modules[folder], target) if target else None

    def _address(self, module: ModuleText, target: Target) -> str:
        address = PAGE_ADDRESS.format(code=self.code, module=module.number, page=target.page)
        return f"{address}#text-{target.heading}" if target.heading else address

    def find_image(self, written: str, module: ModuleText) -> bytes | None:
        """The bytes of an image in the module's media, or None where there is no such file."""
        return self.files.get(f"{module.folder}/{written}") if re.fullmatch(r"media/[^/]+", written) else None


def complain_about(written: str, line: int, problems: Problems) -> None:
    """A link that leads nowhere, as a problem that says what may stand there."""
    if written.startswith(("#", "../")):
        problems.stop(
            line,
            f"The link `{written[:80]}` leads nowhere.",
            "Write `#` and the id of a page or heading that exists.",
        )
    else:
        problems.stop(
            line,
            f"The link `{written[:80]}` is not allowed.",
            "Use an address that starts with https://, or `#` and an id.",
        )
