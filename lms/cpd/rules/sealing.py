"""Sealing what somebody wrote: AES-256-GCM, bound to its person and its row.

A sealed text is one byte for the version, four that name the key, twelve that are never used twice, and then
the text. Moved to another person or another row, it does not open; nor does it after a single changed bit.
"""

import json
import os
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = b"\x01"
NAME_BYTES, NONCE_BYTES = 4, 12
HEAD = len(VERSION) + NAME_BYTES + NONCE_BYTES
STEP = 256  # bytes: a text is filled up to a multiple, so that its length says little


class Unreadable(ValueError):
    """None of the keys opens this: another key is missing, or it is not this person's."""


def seal(content: Mapping[str, Any], *, keys: Sequence[str], bound_to: str) -> bytes:
    """The content under the first of the keys (each 64 hexadecimal digits), to be opened for `bound_to` alone."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    text += b" " * (-len(text) % STEP)
    head = VERSION + key_name(keys[0]) + os.urandom(NONCE_BYTES)
    return head + _cipher(keys[0]).encrypt(head[-NONCE_BYTES:], text, _bound(head, bound_to))


def unseal(sealed: bytes, *, keys: Sequence[str], bound_to: str) -> dict[str, Any]:
    """The content again. Raises `Unreadable`."""
    head, text = sealed[:HEAD], sealed[HEAD:]
    for key in keys:
        if head[:-NONCE_BYTES] == VERSION + key_name(key):
            try:
                opened = _cipher(key).decrypt(head[-NONCE_BYTES:], text, _bound(head, bound_to))
            except InvalidTag:
                continue
            content: dict[str, Any] = json.loads(opened)
            return content
    raise Unreadable


def is_under(sealed: bytes, key: str) -> bool:
    """Whether this key sealed it, as far as its name tells."""
    return sealed[: HEAD - NONCE_BYTES] == VERSION + key_name(key)


def key_name(key: str) -> bytes:
    """Four bytes that name a key and tell nothing of it."""
    return sha256(b"name of a record key:" + bytes.fromhex(key)).digest()[:NAME_BYTES]


def _cipher(key: str) -> AESGCM:
    return AESGCM(bytes.fromhex(key))


def _bound(head: bytes, bound_to: str) -> bytes:
    return head[:-NONCE_BYTES] + bound_to.encode()
