"""`flask accounts`: what is done before anybody can sign in."""

import sys

import click
from flask.cli import AppGroup

from lms.accounts.rules.passwords import password_fault
from lms.accounts.rules.people import clean_name, normal_email
from lms.accounts.service.grants import create_administrator
from lms.db.transaction import own_transaction
from lms.organisations.service import Refused

group = AppGroup("accounts", help="People with accounts.")


@group.command("create-administrator")
@click.option("--email", prompt="Email address")
@click.option("--name", prompt="Full name")
@click.option("--password", prompt=True, hide_input=True, confirmation_prompt=True)
def create_administrator_command(email: str, name: str, password: str) -> None:
    """Make the first administrator, who can then make others."""
    address, printed = normal_email(email), clean_name(name)
    fault = password_fault(password, email=address, name=printed)
    if fault is not None:
        sys.exit(fault.value)
    try:
        with own_transaction():
            create_administrator(email=address, name=printed, password=password)
    except Refused as refusal:
        sys.exit(str(refusal))
    click.echo(f"{address} is an administrator and can sign in.")
