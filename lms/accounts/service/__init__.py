"""What people do with accounts, one noun a file. Services flush; whoever calls them commits, where no word says otherwise."""

from lms.accounts.service.sessions import touch_session

__all__ = ["touch_session"]
