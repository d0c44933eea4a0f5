"""Fields that offer answers to choose from."""

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup
from wtforms import Field, fields, validators
from wtforms.fields.choices import SelectChoice

from lms.web.components import component
from lms.web.fields.drawn import DrawnField


class ChoiceField(DrawnField):
    """Answers to choose from: `choices` are (value, label) or (value, label, {"hint": …})."""

    def __init__(self, label: str = "", *, choices: Iterable[Any] = (), **options: Any) -> None:
        offered = [SelectChoice.from_input(choice) for choice in choices]
        super().__init__(label, choices=offered, **options)

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not among the choices. Whether nothing may be chosen is for `required` to say."""
        chosen = self.data if isinstance(self.data, list) else [self.data]
        if not {answer for answer in chosen if answer} <= {self.coerce(choice.value) for choice in self.iter_choices()}:
            raise validators.StopValidation(self.required or "Select from the list")

    def items(self) -> list[dict[str, Any]]:
        """The choices in order, as the components want them."""
        return [_item(choice) for choice in self.iter_choices()]


def _item(choice: Any) -> dict[str, Any]:
    state = {"value": str(choice.value), "checked": choice.selected, "selected": choice.selected}
    return {**state, **_html_or_text(choice.label), **choice.render_kw}


def _html_or_text(words: str) -> dict[str, str]:
    return {"html": words} if isinstance(words, Markup) else {"text": str(words)}


class GroupField(ChoiceField):
    """Choices under a legend, the label; `legend={"isPageHeading": True, "size": "l"}` shapes it."""

    def widget(self, field: Field, **changes: Any) -> Markup:
        """The whole group. `described_by=` is the id of what stands before it and belongs to the question."""
        options = {**self.words(), **self.options, **changes}
        legend = {"size": "m", **_html_or_text(self.label.text), **self.options.get("legend", {})}
        group = {
            "legend": {**legend, **changes.get("legend", {})},
            "describedBy": changes.get("described_by", ""),
        }
        return component(
            self.folder,
            self.macro,
            {**options, "id": None, "idPrefix": self.id, "items": self.items(), "fieldset": group},
        )


class RadiosField(GroupField, fields.RadioField):  # type: ignore[misc]
    """One answer of several."""

    folder = macro = "radios"


class CheckboxesField(GroupField, fields.SelectMultipleField):  # type: ignore[misc]
    """Any number of answers; its data is a list."""

    folder = macro = "checkboxes"


class SelectField(ChoiceField, fields.SelectField):  # type: ignore[misc]
    """One answer of a long list, such as organisations."""

    folder = macro = "select"

    def control(self) -> dict[str, Any]:
        """The choices."""
        return {"items": self.items()}


class ConfirmField(DrawnField, fields.BooleanField):  # type: ignore[misc]
    """One box to tick, with a whole sentence beside it."""

    folder = macro = "checkboxes"

    def control(self) -> dict[str, Any]:
        """The box; the sentence is its label."""
        box = {"value": "y", "checked": self.data, **_html_or_text(self.label.text)}
        return {"id": None, "label": None, "idPrefix": self.id, "items": [box]}
