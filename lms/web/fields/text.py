"""Fields that somebody types into."""

import unicodedata
from collections.abc import Iterable
from typing import Any

from wtforms import fields, validators

from lms.web.fields.drawn import DrawnField

DIRECTION_MARKS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(text: str, *, lines: bool = False) -> str:
    """The text without what nobody can see: control characters, direction marks, spaces at the ends.

    Spaces in a row become one, unless the text may have several `lines`.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if not lines:
        text = " ".join(text.split())
    return "".join(letter for letter in text if is_visible(letter) or (lines and letter in "\n\t")).strip()


def is_visible(letter: str) -> bool:
    """Whether a reader, or a printer, would notice that this character is there."""
    return unicodedata.category(letter) not in {"Cc", "Cs"} and letter not in DIRECTION_MARKS


def _at_most(longest: int, label: str) -> validators.Length:
    return validators.Length(max=longest, message=f"{label} must be {longest} characters or fewer")


class TextField(DrawnField, fields.StringField):  # type: ignore[misc]
    """One line of text, cleaned, of at most `longest` characters."""

    longest = 200
    lines = False
    kind = "text"

    def __init__(self, label: str = "", *, longest: int = 0, validators: Iterable[Any] = (), **options: Any) -> None:
        super().__init__(label, validators=[_at_most(longest or self.longest, label), *validators], **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was typed, without what cannot be seen."""
        if valuelist:
            self.data = clean(valuelist[0], lines=self.lines)

    def control(self) -> dict[str, Any]:
        """The text as it stands."""
        return {"value": self.data, "type": self.kind}


class EmailField(TextField):
    """An e-mail address, checked for its form."""

    longest = 254
    kind = "email"

    def __init__(self, label: str = "", *, validators: Iterable[Any] = (), **options: Any) -> None:
        usual: dict[str, Any] = {"autocomplete": "email", "spellcheck": False, "autocapitalize": "none"}
        super().__init__(label, validators=[_well_formed, *validators], **(usual | options))

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the address in the form in which it is stored: no full-width sign becomes an @ or a comma unchecked."""
        super().process_formdata([unicodedata.normalize("NFKC", text) for text in valuelist])


_well_formed = validators.Email("Enter an email address in the correct format, like name@example.com")


class CodeField(TextField):
    """A code copied from paper; whoever reads it makes capitals and groups of no account."""

    longest = 80

    def control(self) -> dict[str, Any]:
        """Spread out, so that it can be compared with the paper."""
        as_written = {
            "code": True,
            "spellcheck": False,
            "autocomplete": "off",
            "autocapitalize": "characters",
        }
        return super().control() | as_written


class TextareaField(TextField):
    """Several lines of text."""

    folder = macro = "textarea"
    longest = 5000
    lines = True

    def control(self) -> dict[str, Any]:
        """The text as it stands."""
        return {"value": self.data}


class PasswordField(DrawnField, fields.PasswordField):  # type: ignore[misc]
    """A password: never shown again, and never altered, so one with hidden characters is refused."""

    folder, macro = "password-input", "passwordInput"
    longest = 200

    def __init__(self, label: str = "", *, validators: Iterable[Any] = (), **options: Any) -> None:
        super().__init__(label, validators=[_at_most(self.longest, label), *validators], **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the password exactly as it was typed."""
        if valuelist:
            self.data = valuelist[0]
            if not all(is_visible(letter) for letter in self.data):
                label = self.label.text
                raise ValueError(f"{label} must not contain hidden characters. Type it instead of pasting it")
