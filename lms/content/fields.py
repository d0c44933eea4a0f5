"""Fields of YAML checked against a shape, and what is wrong with them said in the writer's words."""

from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import ErrorDetails

from lms.content.problems import MANUAL, Problems
from lms.content.yaml import Path, Yaml

ID_PATTERN = r"[a-z][a-z0-9-]{0,59}"

Id = Annotated[str, StringConstraints(pattern=f"^{ID_PATTERN}$")]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
WholeNumber = Annotated[int, Field(strict=True)]


class Fields(BaseModel):
    """What a writer may put into a mapping; anything else is a problem at its line."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)


Shape = TypeVar("Shape", bound=BaseModel)

SAID = {
    "missing": "is missing. Add a line `{name}: …`.",
    "extra_forbidden": f"is not a field here. Take it out, or spell it as {MANUAL} does.",
    "int_type": "has to be a whole number. Write it without quotation marks.",
    "string_type": "has to be text. Put it in quotation marks.",
    "bool_type": "is neither true nor false. Write one of the two, without quotation marks.",
    "tuple_type": "has to be a list. Write `[one, two]`.",
    "dict_type": "has to be fields. Write `name: value`, one a line.",
    "model_type": "has to be fields. Write `name: value`, one a line.",
    "model_attributes_type": "has to be fields. Write `name: value`, one a line.",
    "string_too_short": "is empty. Write something.",
    "string_too_long": "is too long. Keep it under {max_length} characters.",
    "too_short": "is empty. Write at least one.",
    "string_pattern_mismatch": "cannot be an id. Use 1 to 60 lower-case letters, digits and hyphens, a letter first.",
    "greater_than_equal": "is too small. The least is {ge}.",
    "less_than_equal": "is too large. The most is {le}.",
    "enum": "is not one of the words for it. Write {expected}.",
    "literal_error": "is not one of the words for it. Write {expected}.",
    "value_error": "{error}",
}


def read_fields(shape: type[Shape], yaml: Yaml, problems: Problems, *path: str | int) -> Shape | None:
    """The fields at a path of the YAML in this shape, or None with every problem at its line."""
    value: Any = yaml.value
    for step in path:
        value = value[step]
    try:
        return shape.model_validate(value)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            problems.stop(yaml.line(*path, *_where(detail)), *_say(detail))
        return None


def _where(detail: ErrorDetails) -> Path:
    return tuple(detail["loc"])


def _say(detail: ErrorDetails) -> tuple[str, str]:
    """What is wrong and what to write instead, for one error of pydantic's."""
    named = [str(step) for step in detail["loc"] if step != "[key]"]
    name = " of ".join(f"`{step}`" for step in reversed(named)) or "This"
    kind = detail["type"]
    if kind.startswith("date"):
        return f"{name} is not a date.", "Write it as 2026-11-21."
    words = SAID.get(kind, "cannot be used. " + detail["msg"] + ".")
    context = {"name": named[-1] if named else "", **detail.get("ctx", {})}
    wrong, _, instead = words.format_map(context).partition(". ")
    return f"{name} {wrong.removesuffix('.')}.", instead
