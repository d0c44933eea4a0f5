"""What each regulator asks of a record, as data: the fields of a reflection, the columns of an export, its small print.

From section 5.1 of the brief. Nothing here says that a regulator has accepted or approved anything.
"""

from dataclasses import dataclass
from enum import StrEnum


class Regulator(StrEnum):
    """Whose register somebody is on; none for those who are on no register, or would rather not say."""

    NONE = "none"
    NMC = "nmc"
    GMC = "gmc"
    HCPC = "hcpc"
    GPHC = "gphc"
    GDC = "gdc"


@dataclass(frozen=True)
class Field:
    """A question of a reflection: in words, or with `choices` of which several, or `one`, can be taken."""

    id: str
    label: str
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    one: bool = False

    def in_words(self, answer: str) -> str:
        """The answer as a reader sees it."""
        if not self.choices:
            return answer
        return "; ".join(label for value, label in self.choices if value in answer.split())


@dataclass(frozen=True)
class Layout:
    """How one regulator's export is laid out: `columns` pair a heading with what stands below it."""

    regulator: Regulator
    name: str
    short: str
    years: int  # how far back it usually looks
    columns: tuple[tuple[str, str], ...]
    fields: tuple[str, ...]
    notes: tuple[str, ...]
    quality: bool = False  # it wants to read who has assured the quality of the course


CODE = (
    ("people", "Prioritise people"),
    ("practise", "Practise effectively"),
    ("safety", "Preserve safety"),
    ("trust", "Promote professionalism and trust"),
)
OUTCOMES = (
    ("a", "A: communication"),
    ("b", "B: managing oneself and working with others"),
    ("c", "C: knowledge and skill"),
    ("d", "D: professional behaviour and patients’ confidence"),
)
SUGGESTED_OUTCOMES = "A and C"  # for this kind of course; the learner decides
METHOD = "Online course, alone (non-participatory)"
FIELDS = {
    each.id: each
    for each in (
        Field("learnt", "What I learnt", "The points that matter for your work"),
        Field("practice", "How it links to my practice", "What you do at work that this is about"),
        Field("change", "What I do differently now, or will do", "One small thing is enough"),
        Field("benefit", "How it helps the people I look after or work with", "An example helps"),
        Field("reason", "What I wanted to learn, or what made me learn it"),
        Field("planned", "Was this learning planned?", "", (("yes", "Planned"), ("no", "Unplanned")), one=True),
        Field("code", "Parts of the Code", "Select all that it is about", CODE),
        Field(
            "outcomes", "Development outcomes", f"For this course, {SUGGESTED_OUTCOMES} may fit. You decide", OUTCOMES
        ),
        Field("evidence", "Evidence that I keep", "For example, a certificate, and where you keep it"),
        Field("gap", "Time without learning", "If there were 3 months or more, what the reason was"),
    )
}
ENDING = (
    "Made by the learner from what this service counted and what they wrote themselves.",
    "Not accredited, approved or endorsed by a regulator: check what yours accepts.",
)
DAY, TOPIC, HOURS = ("Date", "day"), ("Topic", "topic"), ("Hours", "hours")
COUNTED = ("Hours that the course counts", "counted")
LAYOUTS = {
    each.regulator: each
    for each in (
        Layout(
            Regulator.NONE, "No regulator", "General", 1,
            (DAY, TOPIC, ("Kind of learning", "method"), HOURS, COUNTED),
            ("learnt", "change"), (),
        ),
        Layout(
            Regulator.NMC, "Nursing and Midwifery Council (NMC)", "NMC", 3,
            (("Dates", "day"), ("Method", "method"), TOPIC, HOURS, ("Participatory hours", "participatory"), COUNTED),
            ("learnt", "practice", "change", "code", "evidence"),
            (
                "Learning alone online is non-participatory.",
                "The NMC asks for 35 hours in 3 years, and 20 of them participatory. None of these are.",
            ),
        ),
        Layout(
            Regulator.GMC, "General Medical Council (GMC)", "GMC", 1,
            (DAY, ("Activity", "method"), TOPIC, HOURS, COUNTED),
            ("learnt", "change", "evidence"),
            ("The GMC asks for no fixed number of hours. Appraisal looks at evidence and reflection.",),
        ),
        Layout(
            Regulator.HCPC, "Health and Care Professions Council (HCPC)", "HCPC", 2,
            (DAY, ("Type of learning", "method"), TOPIC, HOURS, COUNTED),
            ("learnt", "practice", "benefit", "evidence", "gap"),
            (
                "The HCPC asks for a continuous, dated record with a mixture of learning. This is one kind.",
                "Explain gaps of 3 months or more.",
            ),
        ),
        Layout(
            Regulator.GPHC, "General Pharmaceutical Council (GPhC)", "GPhC", 1,
            (DAY, ("Activity", "method"), TOPIC, HOURS, COUNTED),
            ("planned", "reason", "learnt", "benefit"),
            (
                "Each year the GPhC asks for 4 CPD entries, at least 2 of them planned, 1 peer discussion and 1 "
                "reflective account.",
            ),
        ),
        Layout(
            Regulator.GDC, "General Dental Council (GDC)", "GDC", 5,
            (DAY, TOPIC, ("Content, aims and objectives", "content"), ("Kind of learning", "method"), HOURS, COUNTED),
            ("outcomes", "learnt", "change", "evidence"),
            (
                f"Development outcomes that this course may fit: {SUGGESTED_OUTCOMES}.",
                "Dentists need 100 verifiable hours in 5 years, and 10 or more in any 2 years. Other dental "
                "registrants have lower totals. Keep the certificates too.",
                "I confirm that the information in this record is full and accurate.",
            ),
            quality=True,
        ),
    )
}  # fmt: skip


def fields_of(regulator: Regulator, answered: frozenset[str] = frozenset()) -> list[Field]:
    """What this regulator asks; after it, what was answered for another one, so that nothing written disappears."""
    asked = LAYOUTS[regulator].fields
    return [FIELDS[name] for name in (*asked, *(name for name in FIELDS if name in answered and name not in asked))]
