"""Limits by account *and* address: whoever guesses at an account blocks themselves, never its holder elsewhere.

Each try is written down in a transaction of its own before the slow work, so that many at once, in many workers,
count as many.
"""

import hmac
from contextlib import suppress
from datetime import timedelta
from ipaddress import IPv6Network

from sqlalchemy import ColumnElement, delete, func, select

from lms import clock
from lms.accounts.models import SignInFailure
from lms.accounts.rules.sign_in import THROTTLE_WINDOW, ThrottledAct, may_try_again
from lms.db.base import db
from lms.db.transaction import own_transaction
from lms.settings import current

FORGOTTEN_AFTER = timedelta(days=1)


class TooManyTries(Exception):
    """This account was tried too often from this address; it opens again a quarter of an hour after the last tries."""


def note_try(act: ThrottledAct, email: str, address: str) -> None:
    """Count one try, committed at once; raises `TooManyTries` when the pair has used up its tries."""
    if not may_try_again(act, _recent(act, email, address)):
        raise TooManyTries
    with own_transaction():
        row = SignInFailure(
            act=act, account_hash=_keyed(email), address_hash=_keyed(_network(address)), happened_at=clock.now()
        )
        db.session.add(row)
    if not may_try_again(act, _recent(act, email, address) - 1):
        raise TooManyTries


def forget_tries(email: str, address: str | None = None) -> None:
    """Start counting afresh: for the pair after a right password, for the account everywhere after a reset."""
    tries = delete(SignInFailure).where(
        SignInFailure.act == ThrottledAct.SIGN_IN, SignInFailure.account_hash == _keyed(email)
    )
    if address is not None:
        tries = tries.where(SignInFailure.address_hash == _keyed(_network(address)))
    db.session.execute(tries)


def forget_old_tries() -> None:
    """Delete what no limit counts any more."""
    db.session.execute(delete(SignInFailure).where(SignInFailure.happened_at < clock.now() - FORGOTTEN_AFTER))


def _recent(act: ThrottledAct, email: str, address: str) -> int:
    return db.session.scalar(select(func.count()).where(_pair(act, email, address))) or 0


def _pair(act: ThrottledAct, email: str, address: str) -> ColumnElement[bool]:
    return (
        (SignInFailure.act == act)
        & (SignInFailure.account_hash == _keyed(email))
        & (SignInFailure.address_hash == _keyed(_network(address)))
        & (SignInFailure.happened_at > clock.now() - THROTTLE_WINDOW)
    )


def _network(address: str) -> str:
    """What counts as one address: of IPv6 the /64, because everybody who has one address there has them all."""
    with suppress(ValueError):
        return str(IPv6Network(f"{address}/64", strict=False))
    return address


def _keyed(text: str) -> str:
    """A hash that says nothing without this service's secret."""
    return hmac.new(current().secret_key.encode(), text.encode("utf-8", "surrogatepass"), "sha256").hexdigest()
