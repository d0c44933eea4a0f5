"""A date, typed as people write it."""

from datetime import date

import pytest

from lms.web.fields.dates import read_date


@pytest.mark.parametrize(
    "text", ["31/3/2027", "31/03/2027", "31.3.2027", "31 3 2027", "31 March 2027", "31 Mar 2027", "2027-03-31"]
)
def test_a_date_is_read_however_it_was_written(text: str) -> None:
    assert read_date(text) == date(2027, 3, 31)


@pytest.mark.parametrize("text", ["", "31/2/2027", "3/31/2027", "31/3/27", "tomorrow", "31/3/0001", "31/3/9999"])
def test_what_no_calendar_has_is_refused(text: str) -> None:
    assert read_date(text) is None
