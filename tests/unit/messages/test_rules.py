"""What an e-mail may say, and when it is tried again."""

from datetime import timedelta
from pathlib import Path

import pytest

from lms.messages.rules import MOST_ATTEMPTS, MessageTemplate, UnsafeMessage, split, wait_after

TEMPLATES = Path(__file__).resolve().parents[3] / "templates" / "email"


def test_every_template_has_its_file_and_every_file_its_template() -> None:
    assert {path.stem for path in TEMPLATES.glob("[!_]*.txt")} == {template.value for template in MessageTemplate}


def test_subject_and_body_are_told_apart() -> None:
    assert split("Learning reminder\n\nHello.\n") == ("Learning reminder", "Hello.\n")


@pytest.mark.parametrize(
    "text",
    [
        "A course for you\n\nHello.",
        "Learning reminder\n\nYour module on stalking.",
        "Learning reminder\n\nSAFEGUARDING",
    ],
)
def test_words_that_could_tell_somebody_at_the_mailbox_are_refused(text: str) -> None:
    with pytest.raises(UnsafeMessage):
        split(text)


def test_each_wait_is_twice_the_last_and_four_hours_at_most() -> None:
    waits = [wait_after(attempts) for attempts in range(1, MOST_ATTEMPTS + 1)]
    assert waits[:3] == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4)]
    assert max(waits) <= timedelta(hours=4)
    assert wait_after(30) == timedelta(hours=4)
