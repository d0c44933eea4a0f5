"""The room's blueprint, and how its views find what an address names."""

from typing import Any

from flask import Blueprint, abort, redirect, url_for
from werkzeug.wrappers import Response

from lms.access import current_actor
from lms.learning import queries
from lms.learning.queries import Study
from lms.progress.rules import Standing

blueprint = Blueprint("learning", __name__)


def owner() -> int:
    """Whose study every page here is about: the signed-in person's."""
    return current_actor().person_id


def find_study(code: str, number: int) -> Study:
    """The module at this address; 404 where there is none."""
    try:
        return queries.get_study(owner(), code, number)
    except LookupError:
        abort(404)


def begun_study(code: str, number: int) -> tuple[Study, Standing]:
    """A module that was begun; before that, its first page is where it can be."""
    study = find_study(code, number)
    if study.standing is None:
        abort(go_to(study, "show_module"))
    return study, study.standing


def go_to(study: Study, endpoint: str, **values: Any) -> Response:
    """On to another page of the same module."""
    return redirect(url_for(f"learning.{endpoint}", code=study.code, module=study.number, **values), 303)
