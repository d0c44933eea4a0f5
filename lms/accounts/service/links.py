"""Links in e-mails: random, stored as a hash, used once, and dead after a while."""

from datetime import timedelta
from typing import Any

from sqlalchemy import delete, func, select, update

from lms import clock
from lms.accounts.models import EmailToken
from lms.accounts.rules.sign_in import LINK_LIVES, ThrottledAct, TokenPurpose, new_token, token_hash
from lms.accounts.service.throttle import TooManyTries, note_try
from lms.db.base import db
from lms.messages.rules import MessageTemplate
from lms.messages.service import queue

MOST_AN_HOUR = 5
FORGOTTEN_AFTER = timedelta(days=7)


def may_send(email: str, address: str, purpose: TokenPurpose) -> bool:
    """Whether one more e-mail may go there now: not asked for too often from here, nor by all the world together.

    All the world is counted by purpose: whoever keeps asking for one kind of link keeps nobody from another.
    """
    try:
        note_try(ThrottledAct.SEND_MAIL, email, address)
    except TooManyTries:
        return False
    sent = select(func.count()).where(EmailToken.email == email, EmailToken.purpose == purpose)
    recent = sent.where(EmailToken.sent_at > clock.now() - timedelta(hours=1))
    return (db.session.scalar(recent) or 0) < MOST_AN_HOUR


def send_link(
    *,
    email: str,
    purpose: TokenPurpose,
    template: MessageTemplate,
    person_id: int | None,
    waiting: dict[str, Any],
    is_live: bool = True,
) -> None:
    """Send a message with a link. One that leads nowhere (`is_live` false) costs the same work, and its message
    has no link: so nobody can tell by the time it takes."""
    token, now = new_token(), clock.now()
    row = EmailToken(
        purpose=purpose,
        token_hash=token_hash(token),
        email=email,
        person_id=person_id,
        waiting=waiting,
        sent_at=now,
        expires_at=now + LINK_LIVES[purpose],
        used_at=None if is_live else now,
    )
    db.session.add(row)
    queue(email, template, {"token": token})


def find_link(token: str, purpose: TokenPurpose) -> EmailToken | None:
    """The link behind this token while it can be used."""
    live = select(EmailToken).where(EmailToken.token_hash == token_hash(token), EmailToken.purpose == purpose)
    return db.session.scalar(live.where(EmailToken.used_at.is_(None), EmailToken.expires_at > clock.now()))


def use_link(token: str, purpose: TokenPurpose) -> EmailToken | None:
    """Use the link up; None for whoever comes second, or too late."""
    link = find_link(token, purpose)
    if link is None:
        return None
    claim = update(EmailToken).where(EmailToken.id == link.id, EmailToken.used_at.is_(None))
    claimed = db.session.execute(claim.values(used_at=clock.now()).returning(EmailToken.id))
    return link if claimed.first() else None


def forget_links(email: str, *purposes: TokenPurpose) -> None:
    """Let no other link sent to this address work any more."""
    others = update(EmailToken).where(EmailToken.email == email, EmailToken.purpose.in_(purposes))
    db.session.execute(others.where(EmailToken.used_at.is_(None)).values(used_at=clock.now()))


def forget_links_of(person_id: int, purpose: TokenPurpose) -> None:
    """Let no link that was made for this person work any more, wherever it was sent."""
    own = update(EmailToken).where(EmailToken.person_id == person_id, EmailToken.purpose == purpose)
    db.session.execute(own.where(EmailToken.used_at.is_(None)).values(used_at=clock.now()))


def forget_old_links() -> None:
    """Delete links, and what waited for them, a week after they died."""
    db.session.execute(delete(EmailToken).where(EmailToken.expires_at < clock.now() - FORGOTTEN_AFTER))
