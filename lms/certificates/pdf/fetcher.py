"""The fetcher that hands WeasyPrint a certificate's own files and refuses everything else."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from typing import Any

from weasyprint.urls import URLFetcher, URLFetcherResponse

from lms.certificates.pdf.assets import BASE, own_files


class RefusedAddressError(ValueError):
    """A certificate asked for something that is not part of it."""


class OwnFilesOnly(URLFetcher):  # type: ignore[misc]  # the library has no types
    """Hands out the certificate's own files from memory; opens no file, no socket, no data address."""

    def __init__(self, extra: Mapping[str, bytes] | None = None) -> None:
        """`extra` are files of this one certificate, such as its QR code."""
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self._files = {**own_files(), **(extra or {})}

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:
        """The file at this address; RefusedAddressError for any address that is not one of ours."""
        name = url.removeprefix(BASE)
        if not url.startswith(BASE) or name not in self._files:
            raise RefusedAddressError(url)
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, self._files[name], {"Content-Type": kind})
