"""The components of the NHS design system, drawn from plain values."""

from functools import cache
from typing import Any

from jinja2 import ChainableUndefined, Environment, PackageLoader
from markupsafe import Markup

# The macros read options that nobody gave: hence ChainableUndefined, here and nowhere else.
# Their files end in .jinja, which Flask would not escape: here everything is.
_environment = Environment(
    loader=PackageLoader("nhsuk_frontend_jinja"),
    autoescape=True,
    undefined=ChainableUndefined,
    auto_reload=False,
    trim_blocks=True,
    lstrip_blocks=True,
)


def component(folder: str, macro: str, options: dict[str, Any]) -> Markup:
    """One component with its options: text is escaped unless it is `Markup`; None and "" are left out."""
    given = {name: value for name, value in options.items() if value is not None and value != ""}
    return Markup(_macro(folder, macro)(given).strip())


@cache
def _macro(folder: str, macro: str) -> Any:
    return getattr(_environment.get_template(f"nhsuk/components/{folder}/macro.jinja").module, macro)
