"""A date, typed as people write it in Britain."""

from datetime import date, datetime
from typing import Any

from lms.web.fields.drawn import DrawnField
from lms.web.fields.text import clean

WAYS_TO_WRITE = ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %m %Y", "%d %B %Y", "%d %b %Y", "%Y-%m-%d")


class DateField(DrawnField):
    """One date in one box: 31/3/2027, 31 March 2027. Its data is a `date`."""

    data: date | None = None
    typed = ""

    def __init__(self, label: str = "", **options: Any) -> None:
        super().__init__(label, **({"hint": "For example, 31/3/2027", "classes": "nhsuk-input--width-10"} | options))

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the date; one that no calendar has is refused."""
        self.typed = clean(valuelist[0])[:40] if valuelist else ""
        self.data = read_date(self.typed)
        if self.typed and self.data is None:
            raise ValueError(f"{self.label.text} must be a real date, like 31/3/2027")

    def control(self) -> dict[str, Any]:
        """What was typed, or the date as it would be."""
        given = f"{self.data.day}/{self.data.month}/{self.data.year}" if self.data else ""
        return {"value": self.typed or given, "type": "text", "autocomplete": "off"}


def read_date(text: str) -> date | None:
    """The date that these words mean, from 1900 to 2199; None when they mean none."""
    for way in WAYS_TO_WRITE:
        try:
            day = datetime.strptime(text, way).date()
        except ValueError:
            continue
        return day if 1900 <= day.year < 2200 else None
    return None
