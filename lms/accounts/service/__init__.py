"""What people do with accounts, one noun a file. Services flush, and say so where they commit."""

from lms.accounts.service.sessions import touch_session

__all__ = ["touch_session"]
