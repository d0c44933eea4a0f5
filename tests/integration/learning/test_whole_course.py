"""The course as it stands in `courses/`: passed from its first page to its end with every block left closed."""

import re
from html import unescape

from bench.answers import answer_of, choices_on
from lms.content.files import read_folder
from lms.content.questions import key
from lms.content.signs import CITATION, FIGURE
from lms.content.text import CallOut, Part
from lms.progress.models import CourseCompletion, ModuleCompletion
from tests.integration.learning.conftest import Learner, count
from tests.support.courses import FOUR, known
from tests.support.databases import ON_ONE_DATABASE

FILES = read_folder(FOUR)[0]
TITLE = re.compile(r'<h1 class="nhsuk-fieldset__heading">(.*?)</h1>', re.DOTALL)
CLOSABLE = re.compile(r'<div class="distressing">.*?<details([^>]*)>', re.DOTALL)


@ON_ONE_DATABASE
def test_it_is_completed_with_every_distressing_block_closed(client, make):
    live = make.course(files=FILES)
    person = make.person(staff_group="mental-health", organisation=make.organisation())
    make.sign_in(client, person)
    closed = 0
    for module in live.course.modules:
        learner = Learner(client, make, person, number=module.number)
        learner.start()
        for page in module.pages:
            blocks = CLOSABLE.findall(learner.get(f"/{page.number}").text)
            assert not any("open" in attributes for attributes in blocks)
            closed += len(blocks)
            learner.read(page.number)
        learner.post("/questions")
        questions = {question.title: question for question in module.quiz.questions}
        for number in range(1, module.quiz.draw + 1):
            asked = learner.get(f"/questions/{number}").text
            right = key(questions[unescape(TITLE.search(asked)[1]).strip()])
            learner.post(
                f"/questions/{number}", attempt=learner.attempt(), **answer_of(choices_on(asked), frozenset(right))
            )
        learner.submit()
        assert "10 of 10" in learner.text("/result")
    assert closed
    assert (count(ModuleCompletion), count(CourseCompletion)) == (len(live.course.modules), 1)


def test_what_questions_rest_on_is_taught_outside_distressing_blocks():
    text = known(FILES).text
    figures = text.registers.figures
    for module in text.modules:
        lines = [line for page in module.pages for line in _always_seen(page.parts)]
        taught = {source for line in lines for source in CITATION.findall(line)}
        taught |= {figures[each].source for line in lines for each in FIGURE.findall(line)}
        asked = {source for question in module.questions for source in question.attributes.get("source").split()}
        assert asked - taught == set(), module.folder


def _always_seen(parts: tuple[Part, ...]) -> list[str]:
    """The lines that are read without opening a distressing block: its summary is, the rest of it is not."""
    lines = []
    for part in parts:
        if not isinstance(part, CallOut):
            lines += [line.text for line in part.lines]
        elif part.name == "distressing":
            lines += [line for summary in part.inner("summary") for line in _always_seen(summary.parts)]
        elif part.question is None:
            lines += _always_seen(part.parts)
    return lines
