"""Draw the PDFs that wait, one at a time, outside any transaction."""

from lms.certificates import service
from lms.certificates.pdf.fonts import MissingGlyphsError
from lms.certificates.service import Sheet
from lms.db.transaction import own_transaction
from lms.jobs import task
from lms.log import get_logger
from lms.settings import current

log = get_logger("certificates")


@task(service.DRAW, every_minutes=1)
def draw_certificates() -> None:
    """Draw every PDF that is due; one that cannot be drawn is tried again later and holds up no other."""
    while True:
        with own_transaction():
            sheets = service.claim_sheets()
        if not sheets:
            return
        for sheet in sheets:
            _draw(sheet)


def _draw(sheet: Sheet) -> None:
    from lms.certificates.pdf.sheet import draw_certificate  # WeasyPrint takes a second to load: web workers never do

    try:
        content = draw_certificate(
            sheet.printed,
            number=sheet.number,
            issued_at=sheet.issued_at,
            check_address=f"{current().public_url}/check",
        )
    except MissingGlyphsError as lacking:
        log.info("certificate_waits_for_font", file_id=sheet.file_id, characters=len(lacking.characters))
    except Exception as error:  # one sheet that cannot be drawn must not keep the others waiting
        log.error("certificate_not_drawn", file_id=sheet.file_id, error=type(error).__name__)
    else:
        with own_transaction():
            service.keep_pdf(sheet.file_id, content)
