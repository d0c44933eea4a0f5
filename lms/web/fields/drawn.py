"""What every field has in common: its words, when it is empty, and drawing itself."""

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup
from wtforms import Field, validators

from lms.web.components import component

# Options of a WTForms field; every other one belongs to the NHS component.
OF_THE_FORM = frozenset(
    {"id", "name", "default", "filters", "choices", "coerce", "_form", "_prefix", "_meta", "_translations"}
)


class Required:
    """Refuses an empty answer in the words given, and then asks nothing more of it."""

    def __init__(self, message: str) -> None:
        self.message = message

    def __call__(self, form: Any, field: Any) -> None:
        """Stop at this field when it holds nothing; an error it already has says more."""
        if not field.data:
            raise validators.StopValidation(None if field.errors else self.message)


class DrawnField(Field):  # type: ignore[misc]  # wtforms ships no types
    """A field that is the NHS component `folder`, made by its `macro`."""

    folder = "input"
    macro = "input"

    def __init__(
        self,
        label: str = "",
        *,
        required: str = "",
        hint: str = "",
        validators: Iterable[Any] = (),
        **options: Any,
    ) -> None:
        known = {name: options.pop(name) for name in OF_THE_FORM & options.keys()}
        super().__init__(label, [_emptiness(required), *validators], **known)
        self.required, self.hint, self.options = required, hint, options

    def widget(self, field: Field, **changes: Any) -> Markup:
        """The whole form group: label, hint, error and control. A template may change the options."""
        return component(self.folder, self.macro, self.words() | self.control() | self.options | changes)

    def words(self) -> dict[str, Any]:
        """Which field it is, its label and hint, and the first thing that is wrong with it."""
        error = self.errors[0] if self.errors else None
        return {
            "id": self.id,
            "name": self.name,
            "label": self.label.text,
            "hint": self.hint,
            "errorMessage": error,
        }

    def control(self) -> dict[str, Any]:
        """What this kind of component is told besides."""
        return {}


def _emptiness(required: str) -> Any:
    return Required(required) if required else validators.Optional()
