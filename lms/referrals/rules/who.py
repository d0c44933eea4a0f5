"""Who it may be, in the words of the page; a choice is read, answered and forgotten."""

from enum import StrEnum


class Who(StrEnum):
    """Who is doing it: what helps first differs."""

    PATIENT = "patient"
    COLLEAGUE = "colleague"
    FAMILY = "family"
    UNKNOWN = "unknown"


LABELS = {
    Who.PATIENT: "A patient, or somebody close to a patient",
    Who.COLLEAGUE: "A colleague or a manager",
    Who.FAMILY: "A partner, an ex-partner or a relative",
    Who.UNKNOWN: "Somebody else, or I do not know",
}
