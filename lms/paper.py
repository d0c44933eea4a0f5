"""Sheets of paper: well-formed HTML of ours, drawn as a PDF from files of ours and from nothing else.

Only what draws imports this: WeasyPrint takes a second to load, and memory.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Collection, Mapping
from typing import Any
from xml.etree import ElementTree

from cssselect2 import ElementWrapper  # type: ignore[import-untyped]
from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse


class RefusedAddressError(ValueError):
    """A sheet asked for something that is not part of it."""


class OwnFiles(URLFetcher):  # type: ignore[misc]  # the library has no types
    """Hands out a sheet's own files from memory; opens no file, no socket, no data address."""

    def __init__(self, base: str, names: Collection[str], read: Callable[[str], bytes]) -> None:
        """`base` never resolves: it is only a place for relative addresses to start from."""
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self._base, self._names, self._read = base, names, read

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:
        """The file at this address; RefusedAddressError for any address that is not one of ours."""
        name = url.removeprefix(self._base)
        if not url.startswith(self._base) or name not in self._names:
            raise RefusedAddressError(url)
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, self._read(name), {"Content-Type": kind})


class Sheet(HTML):  # type: ignore[misc]  # the library has no types
    """A page of ours: well-formed, so that it need not be read with a browser's patience.

    Nor does it need a browser's own style sheet: what it would say of our few elements stands in the sheet's own.
    Together that is an eighth of the time that a certificate takes.
    """

    def __init__(self, page: str, base: str, files: OwnFiles) -> None:
        self.base_url, self.url_fetcher, self.media_type = base, files, "print"
        self.wrapper_element = ElementWrapper.from_html_root(ElementTree.fromstring(page), content_language=None)
        self.etree_element = self.wrapper_element.etree_element

    def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
        return []
