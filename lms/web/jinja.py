"""What every template may use: dates and minutes in words, keys for addresses, the menu, who is signed in."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from flask import Flask, g
from flask_login import current_user

from lms import clock
from lms.access import Actor
from lms.content.keys import key_of
from lms.settings import Settings

Menu = Callable[[Actor | None], list[dict[str, Any]]]


def init_app(app: Flask, settings: Settings, menu: Menu) -> None:
    """Filters, and what the layout needs; autoescape for every template, whatever its file is called."""
    app.jinja_env.autoescape = True
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.add_template_filter(british_date, "date")
    app.add_template_filter(british_month, "month")
    app.add_template_filter(british_time, "time")
    app.add_template_filter(in_words, "minutes")
    app.add_template_filter(key_of)
    app.add_template_global(clock.today, "today")

    @app.context_processor
    def layout() -> dict[str, Any]:
        actor = known_actor()
        return {
            "actor": actor,
            "navigation": [] if g.get("nobody", False) else menu(actor),
            "idle_minutes": actor.idle_minutes if actor else None,
            "settings": settings,
        }


def known_actor() -> Actor | None:
    """Who is signed in; nobody on a page that must not know, nor while the database cannot be asked."""
    if g.get("nobody", False) or not current_user or not current_user.is_authenticated:
        return None
    actor: Actor = current_user._get_current_object()
    return actor


def british_date(value: date | datetime) -> str:
    """`21 November 2026`, in London."""
    day = clock.in_london(value) if isinstance(value, datetime) else value
    return f"{day.day} {day:%B %Y}"


def british_time(value: datetime) -> str:
    """`14:30`, in London."""
    return f"{clock.in_london(value):%H:%M}"


def british_month(value: date | datetime) -> str:
    """`November 2026`, in London."""
    day = clock.in_london(value) if isinstance(value, datetime) else value
    return f"{day:%B %Y}"


def in_words(minutes: int) -> str:
    """`45 minutes`, `1 hour`, `3 hours 15 minutes`."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} hour{'s' if hours != 1 else ''}"] if hours else []
    if rest or not hours:
        parts.append(f"{rest} minute{'s' if rest != 1 else ''}")
    return " ".join(parts)
