"""The form that every form is: protected against forgery, with an error summary that leads to each field."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from flask_wtf import FlaskForm
from markupsafe import Markup
from wtforms import HiddenField
from wtforms.csrf.core import CSRFTokenField

from lms.web.components import component

TOO_OLD = "This page was open for too long. Send it again"


class Form(FlaskForm):  # type: ignore[misc]  # flask-wtf ships no types
    """A form whose page begins with `{{ form.errors_summary }}` and answers 422 when it has errors."""

    @property
    def errors_summary(self) -> Markup:
        """Every problem at once, each a link to where it can be put right; nothing when there is none."""
        problems = list(self._problems())
        if not problems:
            return Markup("")
        words = {"titleText": "There is a problem", "errorList": problems}
        return component("error-summary", "errorSummary", words)

    def refuse(self, message: str, field: str | None = None) -> None:
        """Add a problem that only the service could find, at its field or, without one, at the form."""
        if field is None:
            self.form_errors.append(message)
        else:
            self[field].errors = [*self[field].errors, message]

    def _problems(self) -> Iterator[dict[str, Any]]:
        yield from ({"text": message} for message in self.form_errors)
        for field in self:
            if isinstance(field, CSRFTokenField):
                yield from ({"text": TOO_OLD} for _ in field.errors[:1])
            else:
                yield from ({"text": message, "href": f"#{field.id}"} for message in field.errors[:1])


class KeyedForm(Form):
    """A form that makes something new and says which: sent twice, it makes one."""

    key = HiddenField(default=lambda: uuid4().hex)

    @property
    def new_key(self) -> str:
        """The key that the page was made with; another where somebody has tampered with it."""
        key = str(self.key.data or "")
        is_key = len(key) == 32 and set(key) <= set("0123456789abcdef")
        return key if is_key else uuid4().hex
