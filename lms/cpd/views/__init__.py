"""The pages of one's own record. Everything here is a person's own: any other address is a page that does not exist."""

from lms.cpd.views import entries, export, overview, time, writing
from lms.cpd.views.blueprint import blueprint

__all__ = ["blueprint", "entries", "export", "overview", "time", "writing"]
