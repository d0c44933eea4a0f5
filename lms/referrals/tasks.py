"""Draw the pocket cards that do not say what they have to say today, one at a time, outside any transaction."""

from lms.db.transaction import own_transaction
from lms.jobs import give_way, task
from lms.log import get_logger
from lms.referrals import queries, service
from lms.referrals.rules.cards import Card

log = get_logger("referrals")


@task(service.DRAW_CARDS, every_minutes=1)
def draw_cards() -> None:
    """Draw every card that is due: after a change, and on the day after a check has stopped vouching for a number."""
    with own_transaction():
        due = queries.cards_due()
    for area, card in due.items():
        give_way()  # 40 cards take ten seconds and more, and somebody may be waiting for a link by e-mail
        _draw(area, card)


def _draw(area: str, card: Card) -> None:
    from lms.referrals.pdf import draw_card  # WeasyPrint takes a second to load: web workers never do

    try:
        content = draw_card(card)
    except Exception as error:  # one card that cannot be drawn must not keep the others waiting
        log.error("card_not_drawn", area=area, error=type(error).__name__)
    else:
        with own_transaction():
            service.keep_card(area=area, fingerprint=card.fingerprint, content=content)
