"""What the pages of reporting share: their blueprint, and what an address asks for."""

from datetime import date

from flask import Blueprint, abort, request

from lms.access import Permission, Scope, current_actor
from lms.catalogue.queries import LiveCourse
from lms.organisations.queries import scope_for
from lms.reporting.queries import counts
from lms.reporting.queries.counts import Asked

blueprint = Blueprint("reporting", __name__)


def scope() -> Scope:
    """The organisations whose counts this person may see today."""
    return scope_for(current_actor(), Permission.SEE_COUNTS)


def chosen_course(courses: list[LiveCourse]) -> LiveCourse | None:
    """The course asked for, or the first; None where none is live; 404 where it is unknown."""
    code = request.args.get("course", "")
    found = [course for course in courses if course.course.code == code] if code else courses[:1]
    return found[0] if found else (abort(404) if code else None)


def chosen_board(boards: list[tuple[int, str]]) -> tuple[int, str] | None:
    """The board asked for, or the first; None where there is none; 404 where it is none of theirs."""
    wanted = request.args.get("board", "")
    found = [board for board in boards if str(board[0]) == wanted] if wanted else boards[:1]
    return found[0] if found else (abort(404) if wanted else None)


def chosen_day(days: list[date]) -> date | None:
    """The day asked for, or the last one counted; 404 where nothing was counted on it."""
    wanted = request.args.get("on", "")
    found = [day for day in days if day.isoformat() == wanted] if wanted else days[:1]
    return found[0] if found else (abort(404) if wanted else None)


def asked(scope: Scope) -> tuple[Asked | None, dict[str, object]]:
    """What is asked for, None where there is nothing to show, and what there is to choose from."""
    boards, courses = counts.boards(scope), counts.courses()
    board, course = chosen_board(boards), chosen_course(courses)
    days = counts.counted_on(scope, board[0], course.course_id) if board and course else []
    day = chosen_day(days)
    choices = {"boards": boards, "courses": courses, "days": days, "board": board, "course": course}
    if board is None or course is None or day is None:
        return None, choices
    return Asked(board_id=board[0], board=board[1], course=course, as_at=day), choices
