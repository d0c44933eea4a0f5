"""services.yaml: the first filling of the directory of services. The database is the truth afterwards."""

import datetime as dt
import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from lms.content.areas import is_area
from lms.content.contact import ALWAYS_RIGHT, digits, holds_number, is_phone, is_web_address
from lms.content.fields import Fields, read_fields
from lms.content.files import Files, lines_of
from lms.content.problems import Problems
from lms.content.schema import ServiceEntry
from lms.content.yaml import Yaml, read_yaml

FILE = "services.yaml"
ID = re.compile(r"[a-z][a-z0-9-]{0,59}")


def _area(code: str) -> str:
    if not is_area(code):
        raise ValueError(
            "names no area. Write the ODS code of a board, england, scotland, wales, northern-ireland or uk."
        )
    return code


def _phone(text: str) -> str:
    if not is_phone(text):
        raise ValueError("is not a phone number. Write it in quotation marks, like '01273 000000'.")
    return text


def _website(address: str) -> str:
    if not is_web_address(address):
        raise ValueError("is not an address. Write the whole of it, starting with https://.")
    return address


def _without_number(text: str) -> str:
    if holds_number(text):
        raise ValueError("holds a number that looks like a phone number. Write it at `phone`, or leave it out.")
    return text


def _text(longest: int) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=1, max_length=longest)


Short = Annotated[str, _text(200), AfterValidator(_without_number)]
Long = Annotated[str, _text(1000), AfterValidator(_without_number)]


class CheckFields(Fields):
    """Who has checked an entry against the service's own page, when, and what was seen."""

    on: dt.date
    by: Short
    seen: Annotated[str, _text(1000)]


class ServiceFields(Fields):
    """An entry of services.yaml."""

    name: Short
    kind: Literal["national", "statutory", "local"]
    areas: Annotated[tuple[Annotated[str, AfterValidator(_area)], ...], Field(min_length=1)]
    area_text: Short
    who_for: Long
    how_to_refer: Long | None = None
    referral_by: Literal["self", "professional", "either", "not known"] = "not known"
    consent: Literal["needed", "not needed", "not known"] = "not known"
    phone: Annotated[str, AfterValidator(_phone)] | None = None
    hours: Short | None = None
    website: Annotated[str, _text(300), AfterValidator(_website)] | None = None
    source: Annotated[str, _text(500)]
    status: Literal["live", "check", "candidate", "superseded"]
    checked: CheckFields | None = None
    notes: Annotated[str, _text(2000)] | None = None


def read_services(yaml: Yaml, problems: Problems) -> tuple[ServiceEntry, ...]:
    """The entries, and every problem at its line: above all a number that nobody has checked."""
    found = []
    for service_id in yaml.value:
        if not ID.fullmatch(service_id):
            problems.stop(yaml.line(service_id), f"`{service_id}` cannot be an id.", "Use small letters and hyphens.")
            continue
        fields = read_fields(ServiceFields, yaml, problems, service_id)
        if fields and not _is_unchecked(service_id, fields, yaml, problems):
            found.append(_entry(service_id, fields))
    return tuple(found)


def services_in(files: Files) -> tuple[ServiceEntry, ...]:
    """The entries that a course without problems brings; none where it has no such file."""
    problems = Problems(file=FILE)
    lines = lines_of(files[FILE], problems) if FILE in files else None
    yaml = read_yaml("\n".join(lines), problems) if lines is not None else None
    return read_services(yaml, problems) if yaml else ()


def _is_unchecked(service_id: str, fields: ServiceFields, yaml: Yaml, problems: Problems) -> bool:
    """What somebody would ring, or rely on, needs a check by a person."""
    stands_by_itself = digits(fields.phone or "") in ALWAYS_RIGHT
    unchecked = [
        name
        for name in ("phone", "hours")
        if getattr(fields, name) and not fields.checked and not (name == "phone" and stands_by_itself)
    ]
    for name in unchecked:
        problems.stop(
            yaml.line(service_id, name),
            f"`{name}` of `{service_id}` has no check.",
            f"Add `checked: {{on: date, by: name, seen: what was seen}}`, or leave `{name}` out until it is checked.",
        )
    return bool(unchecked)


def _entry(service_id: str, fields: ServiceFields) -> ServiceEntry:
    check = fields.checked
    return ServiceEntry(
        code=service_id,
        areas=tuple(dict.fromkeys(fields.areas)),
        phone=fields.phone or "",
        hours=fields.hours or "",
        website=fields.website or "",
        how_to_refer=fields.how_to_refer or "",
        notes=fields.notes or "",
        checked_on=check.on if check else None,
        evidence=f"{check.by}: {check.seen}" if check else "",
        **fields.model_dump(
            include={"name", "kind", "area_text", "who_for", "referral_by", "consent", "source", "status"}
        ),
    )
