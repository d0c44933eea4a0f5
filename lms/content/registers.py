"""What stands beside the text: course.yaml, the bibliography, the figures and the glossary, as they are filled in."""

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from lms.content.codes import CODE
from lms.content.contact import is_web_address
from lms.content.fields import Fields, Id, WholeNumber, Words, read_fields
from lms.content.problems import Problems
from lms.content.schema import CertificateTerms, Figure, Source, Term
from lms.content.yaml import Yaml

TO_BE_NAMED = "to be named"
NUMBER = r"\d[\d,]*(\.\d+)?"
UNITS = {"percent": "{value}%", "one-in": "1 in {value}", None: "{value}"}


def _web_address(address: str) -> str:
    if not is_web_address(address, "http", "https"):
        raise ValueError("is not an address. Write the whole of it, starting with https://.")
    return address


def _matching(pattern: str, wrong: str) -> AfterValidator:
    """Text in a form of its own, and what to say where it is not."""

    def validate(text: str) -> str:
        if not re.fullmatch(pattern, text, re.ASCII):
            raise ValueError(wrong)
        return text

    return AfterValidator(validate)


Code = Annotated[
    str,
    _matching(
        CODE.pattern,
        "cannot be a code. Use 2 to 20 lower-case letters, digits and hyphens, and neither `new` nor `manual`.",
    ),
]
Dated = Annotated[
    str,
    _matching(
        r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", "is not a date. Write 2025, 2025-04 or 2025-04-22."
    ),
]


class SourceFields(Fields):
    """An entry of sources.yaml."""

    title: Words
    publisher: Words
    status: Literal["verified", "to verify"]
    date: Dated | None = None
    address: Annotated[str, AfterValidator(_web_address)] | None = None
    checked: dt.date | None = None


class FigureFields(Fields):
    """An entry of figures.yaml."""

    says: Words
    value: Words
    unit: Literal["percent", "one-in"] | None = None
    measures: Words
    population: Words
    year: Annotated[WholeNumber, Field(ge=1900, le=2100)]
    source: Id
    caveat: Words
    superseded_by: Id | None = None


class ReviewFields(Fields):
    """Who reviews the course, and when next."""

    clinical: Words
    legal: Words
    due: dt.date
    own_approver: tuple[Literal["law", "figures", "directory"], ...] = ()  # changes that somebody else approves, too

    @property
    def named(self) -> bool:
        """Whether both reviewers are named."""
        return TO_BE_NAMED not in (self.clinical.lower(), self.legal.lower())


class CertificateFields(Fields):
    """The certificate's wording."""

    valid_months: Annotated[WholeNumber, Field(ge=1, le=120)]
    statement: Words


class CourseFields(Fields):
    """course.yaml."""

    code: Code
    title: Words
    neutral_title: Words
    summary: Words
    audience: Words = ""
    modules: Annotated[tuple[Id, ...], Field(min_length=1)]
    pathways: dict[str, tuple[Id, ...]]
    certificate: CertificateFields
    review: ReviewFields

    @property
    def certificate_terms(self) -> CertificateTerms:
        """The certificate's wording as the course holds it."""
        return CertificateTerms(**self.certificate.model_dump())


@dataclass(eq=False)  # what is found out with them is kept by the registers themselves
class Registers:
    """Everything that the text may refer to, and the YAML it was read from, for the lines. A register that could not
    be read at all has no YAML: then nothing is said of what the text expects in it. Nobody changes them once they were
    read."""

    course: CourseFields | None = None
    course_yaml: Yaml = field(default_factory=Yaml)
    sources: dict[str, Source] = field(default_factory=dict)
    sources_yaml: Yaml | None = None
    figures: dict[str, Figure] = field(default_factory=dict)
    figures_yaml: Yaml | None = None
    glossary: tuple[Term, ...] = ()

    def lacks_source(self, source_id: str) -> bool:
        """Whether the bibliography could be read and has no such entry."""
        return self.sources_yaml is not None and source_id not in self.sources_yaml.value

    def lacks_figure(self, figure_id: str) -> bool:
        """Whether the figures could be read and have no such entry."""
        return self.figures_yaml is not None and figure_id not in self.figures_yaml.value


def read_sources(yaml: Yaml, registers: Registers, problems: Problems) -> None:
    """Fill in the bibliography."""
    registers.sources_yaml = yaml
    for source_id in _ids(yaml, problems):
        fields = read_fields(SourceFields, yaml, problems, source_id)
        if fields:
            registers.sources[source_id] = Source(
                id=source_id, title=fields.title, publisher=fields.publisher, dated=fields.date or "",
                address=fields.address or "", checked=fields.checked, verified=fields.status == "verified",
            )  # fmt: skip


def read_figures(yaml: Yaml, registers: Registers, problems: Problems) -> None:
    """Fill in the figures."""
    registers.figures_yaml = yaml
    for figure_id in _ids(yaml, problems):
        fields = read_fields(FigureFields, yaml, problems, figure_id)
        if fields and fields.unit and not re.fullmatch(NUMBER, fields.value):
            problems.stop(
                yaml.line(figure_id, "value"), "`value` is not a number.", "Write it in digits, or leave `unit` out."
            )
        if fields:
            registers.figures[figure_id] = Figure(
                id=figure_id, value=UNITS[fields.unit].format(value=fields.value),
                superseded_by=fields.superseded_by or "",
                **fields.model_dump(include={"says", "measures", "population", "year", "source", "caveat"}),
            )  # fmt: skip


def read_glossary(yaml: Yaml, registers: Registers, problems: Problems) -> None:
    """Fill in the glossary."""
    terms = []
    for term, meaning in yaml.value.items():
        if not term.strip() or not isinstance(meaning, str) or not meaning.strip():
            problems.stop(yaml.line(term), f"`{term}` has no meaning.", "Write `term: what it means`.")
        else:
            terms.append(Term(term=term.strip(), meaning=meaning.strip()))
    registers.glossary = tuple(terms)


def _ids(yaml: Yaml, problems: Problems) -> list[str]:
    """The ids of a register's entries; each that is not one is a problem."""
    wrong = [key for key in yaml.value if not re.fullmatch(r"[a-z][a-z0-9-]{0,59}", key)]
    for key in wrong:
        problems.stop(
            yaml.line(key),
            f"`{key}` cannot be an id.",
            "Use lower-case letters, digits and hyphens, starting with a letter.",
        )
    return [key for key in yaml.value if key not in wrong]
