"""Settings: production refuses what would put people at risk; elsewhere everything has a sensible default."""

import secrets
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from lms import settings
from lms.settings import UnsafeSettings

RANDOM = "9f3c61d07be84a25c8f1e60b7d94a3528c17f0e5b6d2493a"
RECORD_KEY = "5b1e08d2c97f43a6b0e48d15f27c93a60d84e1b95a7fc23680be4d19c5f7a302"
OLDER_KEY = "c3a07e5d18f94b62ad30e7f5812b6c9407d5f18e3ba2694cf07d81be52c6a934"
SAFE = {
    "LMS_MODE": "production",
    "SECRET_KEY": RANDOM,
    "LMS_RECORD_KEY": RECORD_KEY,
    "PUBLIC_URL": "https://learning.example",
}


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
        ({"LMS_RECORD_KEY": ""}, "LMS_RECORD_KEY"),
        ({"LMS_RECORD_KEY": "short"}, "LMS_RECORD_KEY"),
        ({"LMS_RECORD_KEY": "0" * 64}, "LMS_RECORD_KEY"),
        ({"LMS_RECORD_KEY": f"{RECORD_KEY},{RECORD_KEY[:-1]}"}, "LMS_RECORD_KEY"),
        ({"LMS_RECORD_KEY": RECORD_KEY, "SECRET_KEY": RECORD_KEY}, "another than SECRET_KEY"),
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


def test_a_demo_keeps_one_key_for_records_apart_from_its_secret(tmp_path: Path) -> None:
    first, second = (settings.read({"LMS_DATA": str(tmp_path)}) for _ in range(2))
    assert first.record_keys == second.record_keys
    assert first.record_keys != (first.secret_key,)
    assert (tmp_path / "record-key").stat().st_mode & 0o077 == 0
    assert {path.name for path in tmp_path.iterdir()} == {"record-key", "secret-key"}


def test_processes_that_start_together_take_one_key(tmp_path: Path) -> None:
    """Whoever kept another key for itself would seal what nobody can open."""
    with ThreadPoolExecutor(8) as pool:
        read = list(pool.map(lambda _: settings.read({"LMS_DATA": str(tmp_path)}), range(64)))
    assert len({each.record_keys for each in read}) == 1


def test_a_new_key_for_records_stands_before_the_older_ones() -> None:
    read = settings.read(SAFE | {"LMS_RECORD_KEY": f"{RECORD_KEY.upper()}, {OLDER_KEY}"})
    assert read.record_keys == (RECORD_KEY, OLDER_KEY)
    assert RECORD_KEY not in repr(read)


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
