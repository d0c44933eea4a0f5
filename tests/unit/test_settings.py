"""Settings: production refuses what would put people at risk; elsewhere everything has a sensible default."""

import secrets
from pathlib import Path

import pytest

from lms import settings
from lms.settings import UnsafeSettings

RANDOM = "9f3c61d07be84a25c8f1e60b7d94a3528c17f0e5b6d2493a"
SAFE = {"LMS_MODE": "production", "SECRET_KEY": RANDOM, "PUBLIC_URL": "https://learning.example"}


def test_production_starts_when_everything_is_said() -> None:
    assert settings.read(SAFE).is_production


@pytest.mark.parametrize(
    ("unsafe", "named"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"SECRET_KEY": RANDOM[:31]}, "SECRET_KEY"),
        ({"SECRET_KEY": "k" * 64}, "SECRET_KEY"),
        ({"SECRET_KEY": "9f3c61d0" * 8}, "SECRET_KEY"),
        ({"SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz"}, "SECRET_KEY"),
        ({"SECRET_KEY": "please-change-me-before-you-go-live!"}, "SECRET_KEY"),
        ({"SECRET_KEY": RANDOM + "0" * 8}, "SECRET_KEY"),
        ({"FLASK_DEBUG": "1"}, "FLASK_DEBUG"),
        ({"PUBLIC_URL": "http://learning.example"}, "PUBLIC_URL"),
        ({"PORT": "eighty"}, "PORT"),
        ({"LMS_MODE": "live"}, "LMS_MODE"),
    ],
)
def test_an_unsafe_or_unreadable_value_is_refused_by_name(unsafe: dict[str, str], named: str) -> None:
    with pytest.raises(UnsafeSettings, match=named):
        settings.read(SAFE | unsafe)


def test_a_demo_keeps_one_random_secret_that_only_its_owner_reads(tmp_path: Path) -> None:
    first = settings.read({"LMS_DATA": str(tmp_path)})
    second = settings.read({"LMS_DATA": str(tmp_path)})
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) == 64
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("postgres://u:p@db/learning", "postgresql+psycopg://u:p@db/learning"),
        ("postgresql://u:p@db/learning", "postgresql+psycopg://u:p@db/learning"),
        ("sqlite:////tmp/x.sqlite", "sqlite:////tmp/x.sqlite"),
    ],
)
def test_database_addresses_name_the_driver_that_is_installed(given: str, read: str) -> None:
    assert settings.read(SAFE | {"DATABASE_URL": given}).database_url == read


def test_keys_as_they_are_made_are_taken() -> None:
    for key in (*(secrets.token_hex(32) for _ in range(500)), *(secrets.token_urlsafe(32) for _ in range(500))):
        assert settings.read(SAFE | {"SECRET_KEY": key}).secret_key == key


def test_it_listens_to_this_computer_alone_unless_told_otherwise() -> None:
    assert settings.read(SAFE).host == "127.0.0.1"
    assert settings.read(SAFE | {"HOST": "0.0.0.0"}).host == "0.0.0.0"
