"""A picture that is uploaded: what it may be, what it is called, and the line that shows it."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from lms.authoring.rules.pictures import BadPicture, line_for, place_of
from lms.content.pictures import MOST_PIXELS


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width, height):
    """A PNG that says it is this large, whatever comes after."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b""))


def real(kind):
    out = BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "kind"), [("Plan A.PNG", "PNG"), ("plan-a.jpg", "JPEG"), ("../x/plan_a.webp", "WEBP")]
)
def test_it_gets_a_plain_name_in_the_module(name, kind):
    ending = name.rpartition(".")[2].lower()
    assert place_of("01-tea", name, real(kind)) == f"01-tea/media/plan-a.{ending}"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", b"GIF89a"),
        ("a.gif", b"GIF89a"),
        ("a.exe", b"MZ"),
        ("png", real("PNG")),
        ("a.png", real("PNG") + b"\0" * 1_000_000),
        ("a.png", png(25_000, 20_000)),  # 500 megapixels, in 33 bytes
        ("a.png", png(4_001, 3_000)),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 50),
    ],
)
def test_what_is_no_picture_or_far_too_large_is_refused_in_words(name, data):
    with pytest.raises(BadPicture, match=r"picture"):
        place_of("01-tea", name, data)


def test_the_largest_that_is_allowed_is():
    assert MOST_PIXELS == 4_000 * 3_000
    assert place_of("01-tea", "a.png", png(4_000, 3_000))


def test_the_line_shows_it_and_words_cannot_break_out_of_it():
    assert line_for("01-tea/media/a.png", "A pot](javascript:x) [now]") == "![A pot)(javascript:x) (now)](media/a.png)"
