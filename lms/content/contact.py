"""How a service is reached: numbers that can be dialled, and addresses of websites."""

import re
from urllib.parse import urlsplit

# Right whenever they are shown: everybody's emergency numbers, and the one of the sources.
ALWAYS_RIGHT = frozenset({"999", "101", "111", "08088020300"})
PHONE = re.compile(r"0\d{9,10}|[1-9]\d{2,5}")
LONG_NUMBER = re.compile(r"(?<![\w/.=-])0\d(?:[ -]?\d){8,9}(?![\w/])|(?<!\d)116 ?123(?!\d)")
TIME_OF_DAY = re.compile(r"\b\d{1,2}[:.]\d{2}\b")
DIGITS_IN_A_ROW = re.compile(r"\d(?:[\s().-]?\d){4,}")


def digits(phone: str) -> str:
    """A phone number without the blanks that it is read with."""
    return "".join(phone.replace("-", "").split())


def is_phone(text: str) -> bool:
    """Whether this can be a number that is dialled in the United Kingdom."""
    return bool(PHONE.fullmatch(digits(text)))


def holds_number(text: str) -> bool:
    """Whether a phone number stands in words, where nobody would notice that it has not been checked."""
    return bool(DIGITS_IN_A_ROW.search(TIME_OF_DAY.sub("", text)))


def is_web_address(address: str, *schemes: str) -> bool:
    """Whether this is an address of one of these schemes (https where none is named), with a host and no blanks."""
    try:
        parts = urlsplit(address)
        return (
            parts.scheme in (schemes or ("https",)) and bool(parts.hostname) and not re.search(r"[\s<>\"'`\\]", address)
        )
    except ValueError:
        return False
