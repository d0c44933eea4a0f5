"""The words of a count: what is counted, and for whom it stands."""

from enum import StrEnum

EVERYBODY = ""  # a staff group that means all of them together
WHOLE_COURSE = ""  # a module that means all of them together
TOGETHER = "other"  # what is too small to stand alone: staff groups, organisations, places


class Status(StrEnum):
    """How far the members are with a course; the four after the first add up to it."""

    MEMBERS = "members"
    NOT_STARTED = "not started"
    IN_PROGRESS = "in progress"
    COMPLETED = "completed"
    EXPIRED = "expired"


STATUSES = (Status.NOT_STARTED, Status.IN_PROGRESS, Status.COMPLETED, Status.EXPIRED)


class Level(StrEnum):
    """What a count stands for. Leads see areas, places and units; the organisations behind them are for checking."""

    ORGANISATION = "organisation"
    AREA = "area"
    PLACE = "place"
    UNIT = "unit"
