"""Deliver the outbox over SMTP, outside any transaction."""

from email.utils import make_msgid

from flask_mailman import EmailMessage

from lms.db.transaction import own_transaction
from lms.jobs import task
from lms.log import get_logger
from lms.messages import service
from lms.messages.service import Letter
from lms.settings import current

log = get_logger("messages")


@task("deliver_messages", every_minutes=1, first=True)
def deliver_messages() -> None:
    """Deliver what is due; what fails is tried again later, and what keeps failing is given up and logged."""
    while True:
        with own_transaction():
            letters = service.claim_letters()
        if not letters:
            return
        for letter in letters:
            _deliver(letter)


def _deliver(letter: Letter) -> None:
    try:
        _send(letter)
    except Exception as error:  # one message that cannot be sent must not keep the others waiting
        with own_transaction():
            given_up = service.settle_failed(letter.message_id)
        log.warning("delivery_failed", message_id=letter.message_id, error=type(error).__name__, given_up=given_up)
        return
    with own_transaction():
        service.settle_delivered(letter.message_id)
    log.info("message_delivered", message_id=letter.message_id)


def _send(letter: Letter) -> None:
    sender = current().mail_from
    domain = sender.rpartition("@")[2].rstrip(">")
    message = EmailMessage(
        letter.subject,
        letter.body,
        sender,
        [letter.to],
        headers={"Message-ID": make_msgid(domain=domain), "Auto-Submitted": "auto-generated"},
    )
    with message.get_connection() as connection:  # closed whatever becomes of the message
        connection.send_messages([message])
