"""The mailbox keeps what is sent to it, and shows it as a person reads it."""

import smtplib
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from lms.mailbox import Mailbox, as_text, messages_in, show_newest


@pytest.fixture
def mailbox(tmp_path: Path) -> Iterator[Mailbox]:
    box = Mailbox(tmp_path / "mail")
    box.start()
    yield box
    box.stop()


def send(box: Mailbox, words: str) -> None:
    message = EmailMessage()
    message["To"], message["From"], message["Subject"] = (
        "asha@practice.example",
        "learning@l.example",
        "Sign-in – Leeds",
    )
    message.set_content(words)
    with smtplib.SMTP("127.0.0.1", box.port) as server:
        server.send_message(message)


def test_every_message_is_kept_in_order_and_read_as_it_was_written(mailbox: Mailbox) -> None:
    send(mailbox, "First: Zieliński")
    send(mailbox, "Second")
    first, second = messages_in(mailbox.folder)
    assert as_text(first) == "To:      asha@practice.example\nSubject: Sign-in – Leeds\n\nFirst: Zieliński\n"
    assert "Second" in as_text(second)


def test_a_mailbox_opened_again_goes_on_after_what_it_holds(mailbox: Mailbox) -> None:
    send(mailbox, "Before")
    again = Mailbox(mailbox.folder)
    again.start()
    send(again, "After")
    again.stop()
    assert [as_text(message).split()[-1] for message in messages_in(mailbox.folder)] == ["Before", "After"]


def test_newest_are_printed_last(
    mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LMS_DATA", str(mailbox.folder.parent))
    monkeypatch.setenv("LMS_MODE", "demo")
    show_newest(1)
    assert capsys.readouterr().out == "No e-mail has been sent yet.\n"
    for words in ("Oldest", "Middle", "Newest"):
        send(mailbox, words)
    show_newest(2)
    printed = capsys.readouterr().out
    assert "Oldest" not in printed
    assert printed.index("Middle") < printed.index("Newest")
