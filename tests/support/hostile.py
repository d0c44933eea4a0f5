"""What somebody may type or upload to do harm: texts, pictures and zips, made here."""

import stat
import struct
import zlib
from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lms.content.files import COUNT_LIMIT, FILE_LIMIT, Files

SCRIPT = "<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1))"
SVG = """<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50" viewBox="0 0 100 50" onload="alert(1)">
<title>Tea</title><desc>A pot.</desc><rect width="100" height="50" fill="#ffffff"/>
<script>alert(document.domain)</script><image href="https://evil.example/x.png"/></svg>
"""
LAUGHS = "a: &a [ha, ha]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


def nested_lists(size: int) -> str:
    """So many characters of items, each inside the one before it, then all over again."""
    deep = "".join(f"{' ' * (2 * depth)}- a\n" for depth in range(200))
    return (deep * (size // len(deep) + 1))[:size]


def long_course(files: Files) -> Files:
    """The course with eighteen modules more, each as large as a file may be, of which most is nested lists."""
    pages = next(data for path, data in files.items() if path.endswith("/module.md"))
    long = pages + nested_lists(FILE_LIMIT - len(pages)).encode()
    return {**files, **{f"{number}-long/module.md": long for number in range(10, 28)}}


def huge_picture() -> bytes:
    """500 megapixels, in some hundred bytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 25_000, 20_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def zipped(*entries: tuple[str | ZipInfo, bytes]) -> bytes:
    """A zip of these entries, under whatever names they have."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data, ZIP_DEFLATED)
    return packed.getvalue()


def link() -> ZipInfo:
    """An entry that leads to another file."""
    entry = ZipInfo("course.yaml")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


def lying_zip() -> bytes:
    """Its directory says 10 bytes, and 2 MB come."""
    packed = bytearray(zipped(("course.yaml", b"\0" * 2_000_000)))
    size = (2_000_000).to_bytes(4, "little")
    for at in (packed.find(size), packed.rfind(size)):
        packed[at : at + 4] = (10).to_bytes(4, "little")
    return bytes(packed)


def zip_bombs() -> dict[str, bytes]:
    """Zips that are small and would not stay so."""
    one = zipped(("course.yaml", b"\0" * 200_000_000))
    return {
        "a file of 200 MB": one,
        "files of 21 MB together": zipped(*((f"{number}.md", b"\0" * FILE_LIMIT) for number in range(21))),
        "501 files": zipped(*((f"{number}.md", b"") for number in range(COUNT_LIMIT + 1))),
        "a size that is a lie": lying_zip(),
        "10 MB of nested lists": zipped(("01-making-tea/module.md", nested_lists(10_000_000).encode())),
    }


def ways_out() -> Iterable[tuple[str, bytes]]:
    """Zips whose entries would be written elsewhere, each with what is said of it."""
    for name in ("../../etc/passwd", "/etc/passwd", "a/..\\..\\b", "C:/x"):
        yield "out of the folder", zipped((name, b"x"))
    yield "link to another file", zipped((link(), b"/etc/passwd"))
