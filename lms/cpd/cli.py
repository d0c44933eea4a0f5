"""`flask record check | reseal`: whether every sealed text opens, and putting a new key in place of an old one."""

import click
from flask.cli import AppGroup

from lms.cpd.service import keeping
from lms.db.transaction import own_transaction

group = AppGroup("record", help="Notes and reflections: are their keys there, and which is in use?")


@group.command("check")
def check() -> None:
    """Say how many texts each key opens; exit 1 where one cannot be opened. Shows none of them."""
    found = keeping.seals()
    click.echo(f"{found.newest} under the newest key, {found.older} under an older one.")
    if found.unreadable:
        raise click.ClickException(f"{found.unreadable} cannot be opened: a key is missing from LMS_RECORD_KEY.")


@group.command("reseal")
def reseal() -> None:
    """Seal everything under the newest key, so that the older ones can be taken out. Serving goes on."""
    for model in keeping.SEALED:
        last: int | None = 0
        while last is not None:
            with own_transaction():
                last = keeping.seal_anew(model, last)
    found = keeping.seals()
    click.echo(f"{found.newest} under the newest key, {found.older} under an older one.")
    if found.unreadable:
        raise click.ClickException(f"{found.unreadable} cannot be opened and stay as they are.")
