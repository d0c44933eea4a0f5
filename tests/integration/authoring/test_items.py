"""What first attempts say of the questions of a module, as a trainer reads it."""

from lms.catalogue.queries import get_live_course
from lms.content.questions import key


def said(live):
    """The right answer to every question."""
    return {question.id: key(question) for question in live.course.module(1).quiz.questions}


def test_before_ten_attempts_nothing_is_said_of_a_question(writer, make):
    tamsin = writer("Tamsin")
    live = get_live_course("small")
    for _ in range(9):
        make.handed_in(live, module_id=live.course.module(1).id, said=said(live))
    page = tamsin.get("/items/1")
    assert "Fewer than 10 first attempts" in page and "Facility" not in page


def test_each_question_has_its_figures_and_nobody_is_named(writer, make):
    tamsin = writer("Tamsin")
    live = get_live_course("small")
    learners = [make.handed_in(live, module_id=live.course.module(1).id, said=said(live)) for _ in range(20)]
    page = tamsin.get("/items/1")
    assert "20 people" in page and "Facility 100%" in page
    assert not [person.name for person in learners if person.name in page]
    assert "Upper 27%" in page


def test_what_to_look_at_is_counted_and_stands_first(writer, make):
    tamsin = writer("Tamsin")
    live = get_live_course("small")
    questions = live.course.module(1).quiz.questions
    last = questions[-1]
    wrong = said(live) | {last.id: ()}
    for _ in range(60):  # each draws some of the questions, so that nearly certainly all are asked 10 times
        make.handed_in(live, module_id=live.course.module(1).id, said=wrong)
    page = tamsin.get("/items/1")
    assert f"1 of {len(questions)} questions to look at: first on this page" in page
    assert page.index("Nearly everyone gets this wrong") < page.index('id="item-2"')
    assert page.count('class="flag"') == 1


def test_the_reliability_is_told_in_words(writer, make):
    tamsin = writer("Tamsin")
    live = get_live_course("small")
    for number in range(20):
        everything = said(live) if number % 2 else {}
        make.handed_in(live, module_id=live.course.module(1).id, said=everything)
    page = tamsin.get("/items/1")
    assert "This is high" in page and "fewer than 100 attempts" in page
