"""Several lines of text, counted in words: as many as are there now stand beside the field, with or without scripts."""

from collections.abc import Iterable
from typing import Any

from wtforms import validators

from lms.web.fields.text import TextareaField

LETTERS_A_WORD = 12  # more than anybody writes on average: what is longer is no text


class WordsField(TextareaField):
    """Text of at most so many words."""

    def __init__(
        self, label: str = "", *, most: int, hint: str = "", checks: Iterable[Any] = (), **options: Any
    ) -> None:
        self.most, self.own_hint = most, hint
        limits = [self._refuse_too_many, *checks]
        super().__init__(label, longest=most * LETTERS_A_WORD, validators=limits, **({"rows": "6"} | options))

    def words(self) -> dict[str, Any]:
        """The hint says how many words are there; a script says it anew while somebody types."""
        limit = f"Up to {self.most} words. {number_of_words(self.data or '')} now"
        return super().words() | {"hint": f"{self.own_hint}. {limit}" if self.own_hint else limit}

    def control(self) -> dict[str, Any]:
        """The text as it stands, and the limit for the script that counts."""
        return super().control() | {"attributes": {"data-most-words": str(self.most)}}

    def _refuse_too_many(self, _form: Any, _field: Any) -> None:
        written = number_of_words(self.data or "")
        if written > self.most:
            label = self.label.text
            raise validators.StopValidation(f"{label} must be {self.most} words or fewer. There are {written} now")


def number_of_words(text: str) -> int:
    """How many words a text has: whatever stands between blanks."""
    return len(text.split())
