"""The sheet's HTML as WeasyPrint takes it in: read as XML, styled by our one style sheet."""

from __future__ import annotations

from lms.certificates.pdf.assets import BASE
from lms.certificates.pdf.fetcher import OwnFilesOnly
from lms.paper import Sheet


class Source(Sheet):
    """A certificate's page; what a browser would know by itself of its elements stands in certificate.css."""

    def __init__(self, page: str) -> None:
        super().__init__(page, BASE, OwnFilesOnly())
