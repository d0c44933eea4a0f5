"""What an organisation is: its kinds, who may stand under whom, codes and e-mail domains. Pure."""

import re
import secrets
from enum import StrEnum

ODS_CODE = re.compile(r"[A-Z0-9]{3,6}")
DOMAIN = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 12


class OrganisationKind(StrEnum):
    """The kinds of organisation in the tree, from the top down."""

    REGION = "region"
    ICB = "icb"
    PLACE = "place"
    PCN = "pcn"
    TRUST = "trust"
    PRACTICE = "practice"
    PHARMACY = "pharmacy"
    DENTAL = "dental"
    EMPLOYER = "employer"
    SITE = "site"


KIND_LABELS = {
    OrganisationKind.REGION: "NHS region",
    OrganisationKind.ICB: "Integrated care board (ICB)",
    OrganisationKind.PLACE: "Place",
    OrganisationKind.PCN: "Primary care network (PCN)",
    OrganisationKind.TRUST: "Trust",
    OrganisationKind.PRACTICE: "GP practice",
    OrganisationKind.PHARMACY: "Pharmacy",
    OrganisationKind.DENTAL: "Dental practice",
    OrganisationKind.EMPLOYER: "Other employer",
    OrganisationKind.SITE: "Site",
}

LEVELS = {
    OrganisationKind.REGION: 0,
    OrganisationKind.ICB: 1,
    OrganisationKind.PLACE: 2,
    OrganisationKind.PCN: 3,
    OrganisationKind.TRUST: 4,
    OrganisationKind.PRACTICE: 4,
    OrganisationKind.PHARMACY: 4,
    OrganisationKind.DENTAL: 4,
    OrganisationKind.EMPLOYER: 4,
    OrganisationKind.SITE: 5,
}

# Mail domains that many employers, or the whole world, share: an address there says nothing about where
# somebody works. nhs.net above all. A domain below one of these (trust.nhs.uk) belongs to one organisation.
# fmt: off
SHARED_DOMAINS = frozenset({
    "nhs.net", "nhs.uk", "nhs.scot", "wales.nhs.uk", "hscni.net", "gov.uk", "ac.uk", "org.uk", "co.uk",
    "gmail.com", "googlemail.com", "outlook.com", "outlook.co.uk", "hotmail.com", "hotmail.co.uk", "live.com",
    "live.co.uk", "msn.com", "yahoo.com", "yahoo.co.uk", "ymail.com", "icloud.com", "me.com", "mac.com",
    "aol.com", "btinternet.com", "sky.com", "talktalk.net", "virginmedia.com", "ntlworld.com", "proton.me",
    "protonmail.com", "gmx.com", "gmx.co.uk", "mail.com", "zoho.com", "doctors.org.uk", "doctors.net.uk",
})
# fmt: on


def may_stand_under(kind: OrganisationKind, parent: OrganisationKind) -> bool:
    """Whether an organisation of this kind may have a parent of that kind; so no circle can be made."""
    return LEVELS[parent] < LEVELS[kind]


def clean_ods_code(text: str) -> str | None:
    """The ODS code in capitals, three to six letters and digits; None when the text is not one."""
    code = text.strip().upper()
    return code if ODS_CODE.fullmatch(code) else None


def clean_domain(text: str) -> str | None:
    """The e-mail domain in small letters, without a leading @; None when the text is not one."""
    domain = text.strip().lower().removeprefix("@")
    return domain if DOMAIN.fullmatch(domain) else None


def is_shared(domain: str) -> bool:
    """Whether many employers use this e-mail domain, so that it never places anybody."""
    return domain in SHARED_DOMAINS


def new_join_code() -> str:
    """Twelve letters and digits that nobody can guess (60 bits), without I, L, O and U."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def clean_join_code(text: str) -> str:
    """A join code as it is stored, however it was typed: spaces, hyphens, small letters, O for 0, I or L for 1."""
    code = re.sub(r"[\s-]", "", text).upper()
    return code.replace("O", "0").replace("I", "1").replace("L", "1")


def printed_join_code(code: str) -> str:
    """A join code in groups of four, as it is read out and written down."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))
