"""A course as one zip file: the same bytes for the same files, and nothing believed of one that comes in."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from lms.content.files import COUNT_LIMIT, COURSE_LIMIT, FILE_LIMIT, Files

FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can name: the time of export is no part of a course
KIND, LINK = 0o170000, 0o120000


class BadArchive(ValueError):
    """This file cannot be taken as a course; the message says why, and what to do."""


def pack(files: Files) -> bytes:
    """The files as a zip; the same for the same files, whenever it is made."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for path in sorted(files):
            entry = ZipInfo(path, FIRST_DAY)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, files[path])
    return packed.getvalue()


def unpack(packed: bytes) -> Files:
    """The files of a zip, which may lie in one folder. Raises `BadArchive`, before anything large is unpacked."""
    try:
        with ZipFile(BytesIO(packed)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir() and _is_wanted(entry.filename)]
            _weigh(entries)
            files = {_path(entry): _read(archive, entry) for entry in entries}
    except (BadZipFile, LargeZipFile, NotImplementedError, RuntimeError, EOFError, UnicodeDecodeError, OSError):
        raise BadArchive("This is no zip, or it is damaged or locked. Pack the course's folder again.") from None
    return _out_of_folder(files)


def _is_wanted(name: str) -> bool:
    """What computers put beside files is left out."""
    parts = name.replace("\\", "/").split("/")
    return not any(part.startswith((".", "__MACOSX")) and part not in ("..", ".") for part in parts)


def _weigh(entries: list[ZipInfo]) -> None:
    if not entries:
        raise BadArchive("There is no file in this zip.")
    if len(entries) > COUNT_LIMIT:
        raise BadArchive(f"There are over {COUNT_LIMIT} files in this zip. Pack one course alone.")
    for entry in entries:
        if entry.file_size > FILE_LIMIT:
            raise BadArchive(f"{entry.filename[:80]} has over {FILE_LIMIT:,} bytes (1 MB). Make it smaller.")
    if sum(entry.file_size for entry in entries) > COURSE_LIMIT:
        raise BadArchive(f"The files of this zip have over {COURSE_LIMIT:,} bytes in all. Make its images smaller.")


def _path(entry: ZipInfo) -> str:
    name = entry.filename.replace("\\", "/")
    if name.startswith("/") or ".." in name.split("/") or ":" in name:
        raise BadArchive(f"{name[:80]} leads out of the folder. Pack the course's folder again.")
    if (entry.external_attr >> 16) & KIND == LINK:
        raise BadArchive(f"{name[:80]} is a link to another file. Put the file itself there.")
    return name


def _read(archive: ZipFile, entry: ZipInfo) -> bytes:
    """No more than the entry says that it holds, for what it says may be a lie."""
    with archive.open(entry) as file:
        data = file.read(FILE_LIMIT + 1)
    if len(data) > FILE_LIMIT:
        raise BadArchive(f"{entry.filename[:80]} has over {FILE_LIMIT:,} bytes (1 MB). Make it smaller.")
    return data


def _out_of_folder(files: Files) -> Files:
    """Without the one folder that all of them lie in, where it is not part of the course."""
    tops = {path.partition("/")[0] for path in files}
    if len(tops) == 1 and "course.yaml" not in files:
        top = f"{tops.pop()}/"
        if f"{top}course.yaml" in files:
            return {path.removeprefix(top): data for path, data in files.items()}
    return files
