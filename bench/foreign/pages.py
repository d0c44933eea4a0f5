"""Everything that was drawn as the editor shows it, on pages of our own without their policy: what could run, would."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import SimpleNamespace

from flask import Flask, render_template

from bench.foreign.texts import Form
from bench.foreign.trying import Tried
from lms import settings
from lms.app import create_app
from lms.authoring import presenters
from lms.catalogue.views import POLICY
from lms.content.revision import image_name
from lms.content.schema import Drawn

PIECES = 50  # on one page
PAGE = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Foreign</title><body>{}</body></html>'


def application(data: Path) -> Flask:
    """The application whose templates draw the pages; its database is never asked."""
    return create_app(settings.read({"LMS_MODE": "demo", "LMS_DATA": str(data), "PORT": "8000"}))


def pages_of(app: Flask, results: Iterable[Tried]) -> Iterator[str]:
    """Pages with all pieces and all problems, each in a `section` that names its text."""
    with app.test_request_context("/"):
        pieces = (piece for tried in results for piece in _pieces(tried))
        while some := list(islice(pieces, PIECES)):
            yield PAGE.format("".join(some))


@dataclass(frozen=True)
class Picture:
    """A drawing as it is served; without a policy where nothing in it is refused."""

    data: bytes
    policy: str


def drawings_in(results: Iterable[Tried]) -> dict[str, Picture]:
    """Every drawing, by the address at which a page asks for it. One that is refused can still be in a draft."""
    return {
        f"/images/{image_name(each.text.data)}.svg": Picture(each.text.data, POLICY if each.reasons else "")
        for each in results
        if each.text.form is Form.DRAWING
    }


def _pieces(tried: Tried) -> Iterator[str]:
    course, path = SimpleNamespace(code="foreign"), tried.text.shown_in
    inside = [render_template("authoring/_problems.html", problems=tried.problems[:200], course=course, here=True)]
    inside += [_preview(drawn, course, path) for drawn in tried.drawn]
    name = f"{tried.text.name} as {tried.text.form.value}".encode("ascii", "replace").decode().replace('"', "")
    yield from (f'<section data-text="{name}">{each}</section>' for each in inside)


def _preview(drawn: Drawn, course: object, path: str) -> str:
    seen = presenters.preview(drawn)
    return render_template("authoring/_preview.html", drawn=drawn, seen=seen, course=course, path=path)
