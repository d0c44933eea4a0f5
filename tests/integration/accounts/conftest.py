"""What tests of accounts read out of delivered mail."""

import re
from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture
def link_to(mail: Any) -> Callable[[str], str]:
    """`link_to("asha@example.org")`: the path in the newest message that was delivered there."""

    def newest(address: str) -> str:
        sent = [message for message in mail.messages if message["To"] == address]
        assert sent, f"nothing was delivered to {address}"
        found = re.search(r"https?://[^/\s]+(/\S*)", sent[-1].get_content())
        assert found, sent[-1].get_content()
        return found[1]

    return newest


@pytest.fixture
def mail_to(mail: Any) -> Callable[[str], list[str]]:
    """`mail_to("asha@example.org")`: the words of every message delivered there, oldest first."""

    def words(address: str) -> list[str]:
        return [message.get_content() for message in mail.messages if message["To"] == address]

    return words
