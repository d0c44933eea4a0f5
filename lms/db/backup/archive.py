"""The file of a backup: a zip with the database in it, and a manifest by which to tell that it is whole."""

import errno
import hashlib
import json
import os
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import IO

MANIFEST = "manifest.json"
FORMAT = 1
CHUNK = 1024 * 1024
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class BackupRefused(Exception):
    """It was not done, and nothing was changed; the message says why and what to do."""


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself. `rows` counts each table's rows at the one instant that it holds."""

    format: int
    made_at: str
    code: str
    migration: str
    kind: str
    server: str
    payload: str
    bytes: int
    sha256: str
    rows: dict[str, int]


@dataclass(frozen=True)
class Snapshot:
    """The database at one instant, as a file of its own, before it is packed."""

    file: Path
    migration: str
    kind: str
    server: str
    rows: dict[str, int]


def pack(target: Path, snapshot: Snapshot, *, made_at: str, code: str) -> Manifest:
    """Write a snapshot and its manifest into a new file that only its owner may read, down to the disk."""
    with open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
            name = snapshot.file.name
            with open(snapshot.file, "rb") as source, packed.open(name, "w", force_zip64=True) as payload:
                size, sha256 = _copy(source, payload)
            manifest = Manifest(
                format=FORMAT,
                made_at=made_at,
                code=code,
                migration=snapshot.migration,
                kind=snapshot.kind,
                server=snapshot.server,
                payload=name,
                bytes=size,
                sha256=sha256,
                rows=snapshot.rows,
            )
            packed.writestr(MANIFEST, json.dumps(asdict(manifest), indent=2))
        file.flush()
        os.fsync(file.fileno())
    return manifest


def read_manifest(file: Path) -> Manifest:
    """What the backup says of itself. Raises `BackupRefused` where it is damaged, or no backup at all."""
    with _readable(file) as packed:
        return _manifest_in(packed, file)


def verify(file: Path) -> Manifest:
    """Read a backup to its last byte. Raises `BackupRefused` for anything damaged or truncated."""
    with open(os.devnull, "wb") as nowhere:
        return unpack(file, nowhere)


def unpack(file: Path, target: IO[bytes]) -> Manifest:
    """Write the database that a backup holds to `target`; use it only when this returns.

    Raises `BackupRefused` for anything damaged or truncated.
    """
    with _readable(file) as packed:
        manifest = _manifest_in(packed, file)
        with packed.open(manifest.payload) as payload:
            found = _copy(payload, target)
        if found != (manifest.bytes, manifest.sha256):
            raise BackupRefused(f"{file} is damaged: what it holds is not what its manifest says.")
        return manifest


@contextmanager
def workplace(folder: Path) -> Iterator[Path]:
    """A folder for half-done work inside `folder`, for its owner alone, gone at the end whatever happens.

    A full disk becomes `BackupRefused`.
    """
    try:
        with tempfile.TemporaryDirectory(dir=folder, prefix=".backup-", ignore_cleanup_errors=True) as place:
            yield Path(place)
    except OSError as error:
        if error.errno in FULL:
            raise BackupRefused(f"There is no room for this in {folder}. Nothing was changed.") from error
        raise BackupRefused(f"{error.strerror}: {error.filename or folder}. Nothing was changed.") from error


def sync_folder(folder: Path) -> None:
    """See to it that a new name in this folder outlives a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _readable(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(file) as packed:
            yield packed
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError) as fault:
        raise BackupRefused(f"{file} is damaged or truncated, or is no backup of this service ({fault}).") from fault
    except FileNotFoundError:
        raise BackupRefused(f"There is no file {file}.") from None


def _manifest_in(packed: zipfile.ZipFile, file: Path) -> Manifest:
    try:
        words = json.loads(packed.read(MANIFEST))
        known = {field.name for field in fields(Manifest)}
        if words["format"] > FORMAT:
            raise BackupRefused(f"{file} was made by a newer version of this service than this one can read.")
        return Manifest(**{name: words[name] for name in known})
    except (ValueError, TypeError) as fault:
        raise BackupRefused(f"{file} is damaged: its manifest cannot be read.") from fault


def _copy(source: IO[bytes], target: IO[bytes]) -> tuple[int, str]:
    size, digest = 0, hashlib.sha256()
    while chunk := source.read(CHUNK):
        target.write(chunk)
        digest.update(chunk)
        size += len(chunk)
    return size, digest.hexdigest()
