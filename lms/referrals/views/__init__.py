"""The pages of services: the finder, its pocket cards, the directory behind them, and help for oneself."""

from lms.referrals.views import directory, finder, help_for_me
from lms.referrals.views.blueprint import blueprint

__all__ = ["blueprint", "directory", "finder", "help_for_me"]
