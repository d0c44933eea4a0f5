"""`flask backup make | check | restore`: one file that holds the database, taken while serving."""

from pathlib import Path

import click
from flask.cli import AppGroup
from flask_migrate import upgrade

from lms import settings
from lms.audit import service
from lms.audit.rules import Action
from lms.db import backup
from lms.db.backup import BackupRefused, Manifest
from lms.db.base import db
from lms.db.transaction import own_transaction

group = AppGroup("backup", help="Back the database up, and put a backup back.")
file_argument = click.argument("file", type=click.Path(path_type=Path, dir_okay=False))


@group.command("make")
@click.argument("target", type=click.Path(path_type=Path))
def make(target: Path) -> None:
    """Write a backup to TARGET: a new file, or a folder in which it gets a name with the time. Serving goes on."""
    try:
        file, manifest = backup.make(settings.current().database_url, target)
    except BackupRefused as refused:
        raise click.ClickException(str(refused)) from refused
    click.echo(f"{file}: {_words(manifest)}")


@group.command("check")
@file_argument
def check(file: Path) -> None:
    """Read a backup to its last byte, and say what it holds. Touches no database."""
    try:
        manifest = backup.verify(file)
    except BackupRefused as refused:
        raise click.ClickException(str(refused)) from refused
    click.echo(f"{file} is whole: {_words(manifest)}")


@group.command("restore")
@file_argument
@click.option("--replace", is_flag=True, help="Although the database holds data, which is kept aside.")
def restore(file: Path, replace: bool) -> None:
    """Put a backup into the database of the settings, then migrate it. Stop web server and worker first."""
    try:
        manifest, kept = backup.restore(settings.current().database_url, file, replace=replace)
    except BackupRefused as refused:
        raise click.ClickException(str(refused)) from refused
    db.engine.dispose()
    upgrade()
    with own_transaction():
        details = {"made_at": manifest.made_at, "sha256": manifest.sha256}
        service.record(service.SYSTEM, Action.BACKUP_RESTORED, details=details)
    click.echo(f"Restored: {_words(manifest)}")
    click.echo("Everybody is signed out, and links in e-mails sent before no longer work.")
    if kept:
        click.echo(f"What was there before is kept: {kept}. It holds personal data: remove it when it is not needed.")


def _words(manifest: Manifest) -> str:
    rows = sum(manifest.rows.values())
    certificates = manifest.rows.get("certificate", 0)
    return (
        f"{rows:,} rows, {certificates:,} certificates among them, as they were at {manifest.made_at} "
        f"({manifest.kind}, migration {manifest.migration})"
    )
