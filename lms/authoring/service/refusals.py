"""What cannot be done, and why."""


class Refused(ValueError):
    """This cannot be done now; the message says why, for the person who tried."""


class Stale(Exception):
    """Somebody else has saved this file since it was opened; `theirs` is how it reads now."""

    def __init__(self, theirs: bytes) -> None:
        super().__init__("somebody else has saved this file")
        self.theirs = theirs
