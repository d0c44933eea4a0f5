"""What the text refers to: sources, figures and words."""

from datetime import date

from lms.content.schema.base import Frozen


class Source(Frozen):
    """An entry of the bibliography."""

    id: str
    title: str
    publisher: str
    dated: str = ""  # as precise as is known: "2025", "2025-04" or "2025-04-22"; empty where no date is known
    address: str = ""
    checked: date | None = None
    verified: bool = False


class Figure(Frozen):
    """A number that is taught: its registered wording, what it measures, and the caveat it never goes without."""

    id: str
    says: str
    value: str  # as printed large: "7%", "1 in 5", "358"
    measures: str
    population: str
    year: int
    source: str
    caveat: str
    superseded_by: str = ""
    stands_on: tuple[tuple[int, int], ...] = ()  # module and page numbers, in order


class Term(Frozen):
    """A word of the glossary."""

    term: str
    meaning: str


class ServiceEntry(Frozen):
    """A service as services.yaml has it; what is not known is empty."""

    code: str
    name: str
    kind: str
    areas: tuple[str, ...]  # ODS codes of boards, nations, or uk
    area_text: str
    who_for: str
    how_to_refer: str = ""
    referral_by: str
    consent: str
    phone: str = ""
    hours: str = ""
    website: str = ""
    source: str
    status: str
    checked_on: date | None = None
    evidence: str = ""  # of the check: who saw what
    notes: str = ""  # for those who look after the directory
