"""The pages of accounts, one noun a file."""

from lms.accounts.views import account, email, grants, memberships, people, register, reset, sessions, sign_in
from lms.accounts.views.blueprint import blueprint

__all__ = [
    "account",
    "blueprint",
    "email",
    "grants",
    "memberships",
    "people",
    "register",
    "reset",
    "sessions",
    "sign_in",
]
