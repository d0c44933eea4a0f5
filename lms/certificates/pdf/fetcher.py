"""The fetcher that hands WeasyPrint a certificate's own files and refuses everything else."""

from __future__ import annotations

from functools import cache

from lms.certificates.pdf.assets import BASE, own_files, read_file
from lms.certificates.rules.faces import NAME_FACES
from lms.paper import OwnFiles, RefusedAddressError

__all__ = ["OwnFilesOnly", "RefusedAddressError"]


class OwnFilesOnly(OwnFiles):
    """Hands out the certificate's style sheet, drawings and fonts."""

    def __init__(self) -> None:
        super().__init__(BASE, _names(), read_file)


@cache
def _names() -> frozenset[str]:
    return frozenset(own_files()) | {face.file for face in NAME_FACES}
