"""Every planted fault, and a few that are planted together."""

from tests.courses.faults.block_faults import BLOCK_FAULTS
from tests.courses.faults.case_faults import CASE_FAULTS
from tests.courses.faults.drawing_faults import DRAWING_FAULTS
from tests.courses.faults.file_faults import FILE_FAULTS
from tests.courses.faults.kind_faults import KIND_FAULTS
from tests.courses.faults.later_faults import LATER_FAULTS
from tests.courses.faults.law_faults import LAW_FAULTS
from tests.courses.faults.page_faults import PAGE_FAULTS
from tests.courses.faults.part_faults import PART_FAULTS
from tests.courses.faults.planting import Fault
from tests.courses.faults.question_faults import QUESTION_FAULTS
from tests.courses.faults.service_faults import SERVICE_FAULTS
from tests.courses.faults.yaml_faults import YAML_FAULTS

FAULTS: list[Fault] = [
    *YAML_FAULTS,
    *FILE_FAULTS,
    *DRAWING_FAULTS,
    *PAGE_FAULTS,
    *BLOCK_FAULTS,
    *QUESTION_FAULTS,
    *KIND_FAULTS,
    *LATER_FAULTS,
    *PART_FAULTS,
    *CASE_FAULTS,
    *LAW_FAULTS,
    *SERVICE_FAULTS,
]

_BY_NAME = {fault.name: fault for fault in FAULTS}

TOGETHER: dict[str, list[Fault]] = {
    title: [_BY_NAME[name] for name in names]
    for title, names in {
        "five in five files": (
            "a pathway to an unknown module",
            "a figure from an unknown source",
            "a link to no page",
            "fewer questions than are drawn",
            "distressing text without a summary",
        ),
        "five on one page": (
            "an unknown figure in a sentence",
            "an unknown source of a knowledge check",
            "a bare percentage",
            "a bare statistic in a list",
            "a link to no page, in a table",
        ),
        "five in one quiz": (
            "no attempt",
            "a question without an id",
            "an unknown figure in a question",
            "an HTML tag in an option",
            "a link to no page, in feedback",
        ),
        "five in questions of several parts": (
            "three statements in a knowledge check",
            "a statement without feedback",
            "more right options than wrong ones, with part marks",
            "part marks for the quiz",
            "two options with the same words",
        ),
        "five in one case": (
            "an unknown outcome of a case",
            "a loop of choices",
            "a choice without a consequence",
            "an end without whom to call",
            "a bare statistic in a case",
        ),
        "five in front matter and course": (
            "a field twice in the course",
            "a staff group that does not exist",
            "months in words",
            "minutes in words",
            "an outcome without a page",
        ),
        "a broken register beside broken text": (
            "a NUL in a register",
            "a term twice",
            "a heading of level 4",
            "two right options",
            "a picture without words",
        ),
        "an unreadable module beside a readable one": (
            "a letter in Latin-1",
            "a quiz in UTF-16",
            "an unknown figure in a closable block",
            "no attempt",
            "a source that is to be verified",
        ),
        "broken front matter hides nothing in the other files": (
            "broken front matter of a module",
            "broken front matter of a quiz",
            "a quotation that ends too early",
            "two options with the same words",
            "a block for an unknown staff group",
        ),
        "a file of 50 MB beside small faults": (
            "a register of 50 MB",
            "a survey",
            "a document from elsewhere",
            "a picture that is none",
        ),
    }.items()
}
