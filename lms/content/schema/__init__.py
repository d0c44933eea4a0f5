"""The shape of a course once it has been read, checked and rendered: what every other room may rely on.

Everything here is frozen and holds HTML that is sanitised and ready: whoever serves it only joins it.
"""

from lms.content.schema.base import Frozen
from lms.content.schema.case import Case, Choice, Grade, Passage, Relationship, Scene
from lms.content.schema.course import NOBODYS_GROUP, CertificateTerms, Course, Module, Outcome, Review
from lms.content.schema.drawn import (
    Drawn,
    DrawnModule,
    FromMoodle,
    Manual,
    MoodleRemark,
    Outline,
    Part,
    Questions,
    Section,
)
from lms.content.schema.page import STAFF_GROUPS, STAND_ASIDE, TRAINER, Block, Page
from lms.content.schema.question import Option, Question, Quiz, ShowAnswers
from lms.content.schema.registers import Figure, ServiceEntry, Source, Term

__all__ = [
    "NOBODYS_GROUP",
    "STAFF_GROUPS",
    "STAND_ASIDE",
    "TRAINER",
    "Block",
    "Case",
    "CertificateTerms",
    "Choice",
    "Course",
    "Drawn",
    "DrawnModule",
    "Figure",
    "FromMoodle",
    "Frozen",
    "Grade",
    "Manual",
    "Module",
    "MoodleRemark",
    "Option",
    "Outcome",
    "Outline",
    "Page",
    "Part",
    "Passage",
    "Question",
    "Questions",
    "Quiz",
    "Relationship",
    "Review",
    "Scene",
    "Section",
    "ServiceEntry",
    "ShowAnswers",
    "Source",
    "Term",
]
