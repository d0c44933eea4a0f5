"""Make, check and restore a backup of the database that the settings name, whatever its kind."""

import os
import subprocess
from datetime import UTC
from pathlib import Path
from types import ModuleType

from sqlalchemy.engine import URL, make_url

from lms import clock
from lms.db.backup import archive, postgresql, sqlite
from lms.db.backup.archive import BackupRefused, Manifest
from lms.db.schema import known_migrations

ROOT = Path(__file__).resolve().parents[3]
ENDING = ".backup"
# What must not come to life again, or would lie about in a backup: whoever signed out stays out, a link that was used
# opens nothing, a waiting e-mail (which may carry a link) is not sent twice, and tries are counted afresh.
LEFT_OUT = ("session", "email_token", "outbox_message", "sign_in_failure")


def make(database_url: str, target: Path) -> tuple[Path, Manifest]:
    """Back up into `target`, or under a name of its own where that is a folder; the service may be running.

    Raises `BackupRefused`.
    """
    made_at = clock.now().astimezone(UTC)
    if target.is_dir():
        target = target / f"learning-{made_at:%Y%m%dT%H%M%SZ}{ENDING}"
    if target.exists():
        raise BackupRefused(f"{target} is there already, and a backup is never written over another.")
    url = make_url(database_url)
    with archive.workplace(target.absolute().parent) as place:
        snapshot = _kind(url).take(url, place, LEFT_OUT)
        packed = place / "packed"
        archive.pack(packed, snapshot, made_at=made_at.isoformat(timespec="seconds"), code=_code())
        manifest = archive.verify(packed)
        os.rename(packed, target)
        archive.sync_folder(target.absolute().parent)
    return target, manifest


def restore(database_url: str, file: Path, *, replace: bool) -> tuple[Manifest, str | None]:
    """Put a backup into the database that is named; its manifest, and where what was there is kept, if anything was.

    All or nothing. Raises `BackupRefused` for a damaged backup, one of another kind of database or of a newer
    version of this service, while the service runs, and over data unless `replace` is said.
    """
    url = make_url(database_url)
    kind = _kind(url)
    manifest = archive.read_manifest(file)
    if manifest.kind != kind.KIND:
        raise BackupRefused(f"{file} is a backup of {manifest.kind}, and DATABASE_URL names {kind.KIND}.")
    if manifest.migration not in known_migrations():
        raise BackupRefused(
            f"{file} stands at migration {manifest.migration}, which this version does not know: it was made by a "
            f"newer one ({manifest.code}). Put that version in place first."
        )
    aside = f"replaced_{clock.now():%Y%m%d_%H%M%S}"
    with archive.workplace(kind.place_for(url)) as place:
        staged = place / manifest.kind
        with open(staged, "xb") as unpacked:
            archive.unpack(file, unpacked)
            unpacked.flush()
            os.fsync(unpacked.fileno())
        return manifest, kind.put_back(url, staged, manifest.rows, replace=replace, aside=aside)


def _kind(url: URL) -> ModuleType:
    return sqlite if url.get_backend_name() == sqlite.KIND else postgresql


def _code() -> str:
    """The revision of this code, where git or a file that a release brings can tell it."""
    stamp = ROOT / "REVISION"
    if stamp.exists():
        return stamp.read_text("ascii").strip()
    command = ["git", "-C", str(ROOT), "rev-parse", "HEAD"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
