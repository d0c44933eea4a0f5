"""The fetcher that hands WeasyPrint a certificate's own files and refuses everything else."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from functools import cache
from typing import Any

from weasyprint.urls import URLFetcher, URLFetcherResponse

from lms.certificates.pdf.assets import BASE, own_files, read_file
from lms.certificates.rules.faces import NAME_FACES


class RefusedAddressError(ValueError):
    """A certificate asked for something that is not part of it."""


class OwnFilesOnly(URLFetcher):  # type: ignore[misc]  # the library has no types
    """Hands out the certificate's own files from memory; opens no file, no socket, no data address."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:
        """The file at this address; RefusedAddressError for any address that is not one of ours."""
        name = url.removeprefix(BASE)
        if not url.startswith(BASE) or name not in _names():
            raise RefusedAddressError(url)
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, read_file(name), {"Content-Type": kind})


@cache
def _names() -> frozenset[str]:
    return frozenset(own_files()) | {face.file for face in NAME_FACES}
