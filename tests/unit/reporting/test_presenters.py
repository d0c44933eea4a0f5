"""Reports in words and as drawings: names, figures, and what is not shown."""

from datetime import date
from typing import Any

import pytest

from lms.reporting.presenters.charts import NARROW, WIDE, chart, months
from lms.reporting.presenters.report import TOO_FEW, organisation_page, report_page
from lms.reporting.rules.lines import Line, Shown, by_size, group_name, lines, row_name
from lms.reporting.rules.words import EVERYBODY, Level, Status
from tests.factories import Make

DAY = date(2026, 10, 31)


def shown(**changed: Any) -> Shown:
    usual: dict[str, Any] = {
        "as_at": DAY, "level": Level.UNIT, "place_id": 3, "organisation_id": 7, "name": "Northdown Hospitals",
        "together": "", "organisations": 1, "staff_group": EVERYBODY, "module_id": "", "status": Status.MEMBERS,
        "shown": 100,
    }  # fmt: skip
    return Shown(**(usual | changed))


def row(members: int | None = 100, completed: int | None = 40, begun: int | None = 20, **changed: Any) -> list[Shown]:
    counts = {Status.MEMBERS: members, Status.COMPLETED: completed, Status.IN_PROGRESS: begun,
              Status.NOT_STARTED: None, Status.EXPIRED: 0}  # fmt: skip
    return [shown(status=status, shown=count, **changed) for status, count in counts.items()]


def line(*args: Any, **changed: Any) -> Line:
    [found] = lines(row(*args, **changed))
    return found


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({}, "Northdown Hospitals"),
        ({"together": "practice", "name": "North"}, "GP practices in North"),
        ({"together": "other", "name": "North"}, "Other organisations in North"),
        ({"together": "icb", "name": "Downs ICB"}, "Downs ICB: its own staff"),
        ({"level": Level.PLACE, "together": "other"}, "Not in one place"),
    ],
)
def test_rows_have_names(changed: dict[str, Any], name: str) -> None:
    assert row_name(shown(**changed)) == name


def test_small_staff_groups_have_a_name_together() -> None:
    assert (group_name("other"), group_name("nursing")) == ("Other staff groups", "Nursing")


def test_what_is_not_shown_is_said_so() -> None:
    one = line(completed=None)
    assert (one.words(Status.COMPLETED), one.percent_words, one.words(Status.EXPIRED)) == (
        "Not shown",
        "Not shown",
        "0",
    )


def test_bars_are_shares_of_members_and_hatched_where_completion_is_not_shown() -> None:
    drawn = chart([line(), line(begun=None), line(completed=None), line(members=None)])
    assert [(bar.completed, bar.begun) for bar in drawn.wide] == [
        (round(WIDE * 0.4, 1), round(WIDE * 0.6, 1)), (round(WIDE * 0.4, 1), round(WIDE * 0.4, 1)), (None, None),
        (None, None),
    ]  # fmt: skip
    assert drawn.narrow[0].completed == round(NARROW * 0.4, 1)
    assert "Northdown Hospitals 40%" in drawn.words and "not shown" in drawn.words


def test_rounding_never_draws_beyond_the_bar() -> None:
    [bar] = chart([line(20, 25, 10)]).wide
    assert (bar.completed, bar.begun, bar.percent) == (WIDE, WIDE, "100%")


def test_only_the_largest_are_drawn_and_long_names_are_cut() -> None:
    many = [line(100 + number, name=f"Trust {number} " + "of a very long name " * 4) for number in range(15)]
    drawn = chart(by_size(many))
    assert (len(drawn.wide), drawn.left_out) == (12, 3)
    assert drawn.wide[0].name.startswith("Trust 14") and len(drawn.wide[0].lines) == 2
    assert all(len(words) <= 31 for bar in drawn.wide for words in bar.lines)


def test_months_are_columns_and_nothing_is_nought() -> None:
    ends = [date(2026, 8, 31), date(2026, 9, 30), DAY]
    drawn = months([line(completed=count, as_at=day) for day, count in zip(ends, (0, None, 50), strict=True)])
    assert [(month.label, month.figure, month.height) for month in drawn.columns] == [
        ("Aug", "0", 0.0), ("Sep", "Not shown", None), ("Oct", "50", 140.0),
    ]  # fmt: skip
    assert months([line(completed=0)]).columns[0].height == 0.0


def test_a_report_without_shown_staff_groups_says_why() -> None:
    make = Make()
    course = make.plain_course(make.module(4), make.module(5))
    board = row(level=Level.AREA, name="Downs ICB")
    hidden = [shown(level=Level.PLACE, staff_group="nursing", status=status, shown=None)
              for status in (Status.MEMBERS, Status.COMPLETED)]  # fmt: skip
    page = report_page(course, [*board, *row(), *row(level=Level.PLACE)], board, hidden)

    assert page.tables["place_groups"].note == TOO_FEW
    assert [figure.figure for figure in page.figures] == ["40%", "20", "Not shown", "0"]
    assert page.tables["organisations"].rows[0].organisation_id == 7
    assert page.tables["modules"].rows[0].cells == ("Not shown", "Not shown")


def test_a_course_of_one_module_has_no_table_of_modules() -> None:
    """It would be the table of the course again, and the two could be compared."""
    make = Make()
    page = organisation_page(make.plain_course(make.module(4)), row(), row())
    assert set(page.tables) == {"groups", "months"}
