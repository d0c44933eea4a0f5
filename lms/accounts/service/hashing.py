"""Argon2id, as slow for an account that does not exist as for one that does."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from lms.accounts.rules.passwords import prepared
from lms.db.transaction import release

HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# The hash of a random password that nobody knows, with the same costs.
NOBODYS_HASH = "$argon2id$v=19$m=19456,t=2,p=1$poAu0LfQxadywCx+IonkRw$gHMmubz0ZAPUJo/uoRoyqijoxcHqIhZLATcDbLoQUKA"


def hash_password(password: str) -> str:
    """The hash to store. Slow: ends the current transaction first, which must hold no change."""
    release()
    return HASHER.hash(prepared(password))


def is_right_password(password: str, stored: str | None) -> bool:
    """Whether this is the password; without a stored hash it takes as long and says no. Ends the transaction first."""
    release()
    try:
        HASHER.verify(stored or NOBODYS_HASH, prepared(password))
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None
