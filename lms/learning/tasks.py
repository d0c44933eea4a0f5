"""Draw the modules that somebody wants on paper, one at a time, outside any transaction."""

from lms.catalogue.queries import find_image, get_revision, published_at
from lms.db.transaction import own_transaction
from lms.jobs import task
from lms.learning import service
from lms.learning.presenters.handout import Handout, handout
from lms.learning.service import PrintOrder
from lms.log import get_logger

log = get_logger("learning")


@task(service.PRINT, every_minutes=1)
def print_modules() -> None:
    """Draw every PDF that is due; one that cannot be drawn is tried again later and holds up no other."""
    while True:
        with own_transaction():
            waiting = [(order, *_read(order)) for order in service.claim_prints()]
        if not waiting:
            return
        for order, module, pictures in waiting:
            _draw(order, module, pictures)


def _read(order: PrintOrder) -> tuple[Handout, dict[str, bytes]]:
    """What is on it, and its pictures."""
    revision = get_revision(order.revision_id)
    module = revision.course.module_of(order.module_id)
    drawn = handout(revision, module, order.kind, published_at(order.revision_id))
    pictures = {name: find_image(*name.rsplit(".", 1)) for name in drawn.images}
    return drawn, {name: data for name, data in pictures.items() if data is not None}


def _draw(order: PrintOrder, module: Handout, pictures: dict[str, bytes]) -> None:
    from lms.learning.pdf import draw_module  # WeasyPrint takes a second to load: web workers never do

    try:
        content = draw_module(module, pictures)
    except Exception as error:  # one that cannot be drawn must not keep the others waiting
        log.error("module_not_drawn", print_id=order.print_id, error=type(error).__name__)
    else:
        with own_transaction():
            service.keep_print(order.print_id, content)
