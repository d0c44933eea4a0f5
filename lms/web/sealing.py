"""Words that an address or a page carries without anybody being able to read them there."""

import base64
import hashlib
import json

from cryptography.fernet import Fernet, InvalidToken
from flask import current_app

from lms.access import Actor

KEPT_FOR_SECONDS = 60 * 60
BLOCK = 128  # the length of what is sealed tells nothing of the words


def cipher(purpose: str) -> Fernet:
    """What seals for this purpose alone: nothing sealed for another can be put in its place."""
    digest = hashlib.sha256(f"{purpose}:{current_app.config['SECRET_KEY']}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))


def seal(purpose: str, actor: Actor, words: str) -> str:
    """The words, for this signed-in session alone."""
    kept = json.dumps([actor.session_id, words]).encode()
    return cipher(purpose).encrypt(kept.ljust(-(-len(kept) // BLOCK) * BLOCK)).decode()


def unseal(purpose: str, actor: Actor, sealed: str) -> str | None:
    """The words again; None for another session, after an hour, or where nothing of ours was sealed."""
    try:
        session_id, words = json.loads(cipher(purpose).decrypt(sealed.encode(), ttl=KEPT_FOR_SECONDS))
    except InvalidToken:
        return None
    return str(words) if session_id == actor.session_id else None
