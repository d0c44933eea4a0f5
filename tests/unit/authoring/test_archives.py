"""A course as a zip: byte for byte out and in again, and nothing hostile gets through."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.authoring.rules.archives import BadArchive, pack, unpack
from lms.content.files import FILE_LIMIT, read_folder
from tests.support.hostile import lying_zip, ways_out, zip_bombs, zipped

COURSE = Path(__file__).parents[3] / "courses" / "four"
NAMES = st.from_regex(r"[a-z0-9]{1,8}(/[a-z0-9]{1,8}){0,2}\.(md|yaml)", fullmatch=True)


def test_the_course_comes_back_byte_for_byte_and_is_packed_the_same_again():
    files = read_folder(COURSE)[0]
    assert unpack(pack(files)) == files
    assert pack(unpack(pack(files))) == pack(files)


@given(st.dictionaries(NAMES, st.binary(max_size=50), min_size=1, max_size=6))
def test_any_files_come_back(files):
    assert unpack(pack(files)) == files


def test_a_folder_around_the_course_and_what_computers_add_are_left_out():
    packed = zipped(("four/course.yaml", b"a"), ("four/01-x/module.md", b"b"), ("__MACOSX/four/._x", b"c"),
                    ("four/.DS_Store", b"d"))  # fmt: skip
    assert unpack(packed) == {"course.yaml": b"a", "01-x/module.md": b"b"}


@pytest.mark.parametrize(
    ("packed", "words"),
    [
        (b"", "no zip"),
        (b"PK\x03\x04 and then nothing", "no zip"),
        (zipped(), "no file"),
        *((packed, words) for words, packed in ways_out()),
        (zipped(("course.yaml", b"\0" * (FILE_LIMIT + 1))), "over 1,000,000 bytes"),
        (zip_bombs()["501 files"], "over 500 files"),
        (zip_bombs()["files of 21 MB together"], "bytes in all"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_hostile_is_refused_in_words(packed, words):
    with pytest.raises(BadArchive, match=words):
        unpack(packed)


def test_a_zip_that_lies_about_its_size_is_refused():
    """The directory says 10 bytes, and 2 MB come."""
    with pytest.raises(BadArchive):
        unpack(lying_zip())


def test_a_zip_in_a_zip_is_not_opened():
    inner = zipped(("course.yaml", b"\0" * 200_000_000))
    assert unpack(zipped(("inner.zip", inner))) == {"inner.zip": inner}
