"""`flask demo load`: what there is to see in a demo."""

import click
from flask.cli import AppGroup

from lms.demo.rules.sheet import TableProblems
from lms.demo.service import load as service
from lms.demo.service.counts import count_days
from lms.settings import current

group = AppGroup("demo", help="Demo organisations, people and accounts.")


@group.command("load")
def load() -> None:
    """Add the demo, unless it is there, and count what has not been counted; in demo mode only."""
    if not current().is_demo:
        raise click.ClickException("Demo accounts exist in demo mode only (LMS_MODE=demo).")
    try:
        loaded = service.load()
    except TableProblems as problems:
        raise click.ClickException(f"The demo's tables in {service.DATA} cannot be used:\n{problems}") from None
    if loaded:
        click.echo(
            f"Demo: {loaded.people} people, {loaded.modules_begun} modules begun, "
            f"{loaded.certificates} certificates to draw."
        )
    count_days()
