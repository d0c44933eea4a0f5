"""The one question of the page."""

from lms.referrals.rules import LABELS
from lms.web.fields import RadiosField
from lms.web.forms import Form


class WhoForm(Form):
    """Who it is; nothing is kept, so the form has no token and needs no cookie."""

    class Meta:
        """Without a token."""

        csrf = False

    who = RadiosField(
        "Who is it?",
        required="Choose who it is, or read on without choosing",
        hint="Your answer only decides what this page shows next. It is not kept",
        choices=[(who.value, label) for who, label in LABELS.items()],
    )
