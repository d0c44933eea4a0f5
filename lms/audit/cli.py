"""`flask audit verify`: is the chain of audit events whole?"""

import click
from flask.cli import AppGroup

from lms.audit import service

group = AppGroup("audit", help="The record of what people did to others' data.")


@group.command("verify")
def verify() -> None:
    """Say whether every sealed event is as it was when it was sealed."""
    broken_at = service.find_break()
    if broken_at is not None:
        raise click.ClickException(
            f"The chain is broken at event {broken_at}: it was changed or removed after it was sealed."
        )
    click.echo("The chain of audit events is whole.")
