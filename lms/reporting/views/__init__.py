"""Reports for boards, and lists of names for those who manage an organisation."""

from lms.reporting.views import progress, reports
from lms.reporting.views.blueprint import blueprint

__all__ = ["blueprint", "progress", "reports"]
