"""A disk of its own for the service's data, small enough to be filled to its last block."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

MEGABYTES = 768
AT_ONCE = 1 << 20


def can_be_made() -> bool:
    """Only root may mount one."""
    return os.geteuid() == 0


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """An ext4 file system in a file, mounted at `folder`/disk: what is flushed there is flushed to the real disk."""
    image, place = folder / "disk.img", folder / "disk"
    place.mkdir()
    with open(image, "wb") as file:
        file.truncate(MEGABYTES << 20)
    subprocess.run(("mkfs.ext4", "-q", "-m", "0", str(image)), check=True)
    subprocess.run(("mount", "-o", "loop", str(image), str(place)), check=True)
    place.chmod(0o755)  # PostgreSQL runs as another user when this runs as root
    try:
        yield place
    finally:
        subprocess.run(("umount", str(place)), check=True)
        image.unlink()


@contextmanager
def full(place: Path) -> Iterator[None]:
    """No block is left on this disk until the block ends."""
    filler = place / "filler"
    try:
        _fill(filler)
        yield
    finally:
        filler.unlink(missing_ok=True)


def _fill(filler: Path) -> None:
    size = AT_ONCE
    with open(filler, "ab", buffering=0) as file:
        while size >= 512:
            try:
                os.posix_fallocate(file.fileno(), file.tell(), size)
                file.seek(size, os.SEEK_CUR)
            except OSError:
                size //= 2
    with suppress(OSError), open(filler, "ab") as file:
        os.fsync(file.fileno())
