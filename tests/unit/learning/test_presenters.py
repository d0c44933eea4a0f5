"""What the pages say, without a page."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from lms.assessment.rules.attempts import Drawn, Mark, Result, Sitting
from lms.catalogue.queries import LiveCourse
from lms.content.schema import Block, ShowAnswers
from lms.learning.presenters import my_learning, page, question, thread
from lms.learning.presenters.result import points, result_page
from lms.learning.queries import CourseStudy, Study
from lms.progress.models import CourseCompletion
from lms.progress.rules import Standing
from tests.factories import assessment, progress

BEGAN = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
MODULE = progress.module(None)
PAGES = tuple(page.id for page in MODULE.pages)


def standing(module=MODULE, **fields) -> Standing:
    """The module as it was begun."""
    usual = {"progress_id": 1, "module_id": module.id, "revision_id": 1, "active_at": BEGAN}
    return Standing(**{**usual, **fields})


def course_study(*modules, begun=None, pathways=None, completion=None) -> CourseStudy:
    """A live course of these modules; `begun` has standings by module id."""
    begun = begun or {}
    live = LiveCourse(1, 1, 1, progress.plain_course(None, *modules, pathways=pathways or {}))
    studies = tuple(Study(live, live, each.number, each, begun.get(each.id), begun) for each in modules)
    return CourseStudy(live, studies, completion)


class TestThread:
    def test_says_in_words_what_each_dot_shows(self):
        dots = thread.pages(MODULE, standing(read={1: PAGES[:1]}), MODULE.pages[1])

        assert [(dot.state, dot.words) for dot in dots] == [
            ("done", "read"),
            ("now", "you are here"),
            ("", "not read"),
        ]

    def test_says_which_pages_are_to_be_read_again(self):
        dots = thread.pages(MODULE, standing(read={1: PAGES}, to_reread={2: PAGES[1:2]}))

        assert [dot.words for dot in dots] == ["read", "to read again", "read"]

    def test_says_which_questions_are_answered(self):
        dots = thread.questions(3, answered=[1, 3], here=3)

        assert [(dot.state, dot.words) for dot in dots] == [
            ("done", "answered"),
            ("", "not answered"),
            ("now", "answered"),
        ]

    def test_draws_no_line_of_more_than_twelve_dots(self):
        assert len(thread.steps(thread.questions(12, []))) == 12
        assert thread.steps(thread.questions(13, [])) == []


class TestMyLearning:
    def test_a_module_says_where_it_stands(self):
        modules = [progress.module(None, number) for number in (1, 2, 3, 4)]
        begun = {
            "module-1": standing(modules[0], completed_at=BEGAN),
            "module-2": standing(modules[1], read={1: PAGES[:1]}),
            "module-3": standing(modules[2], read={1: PAGES}),
        }

        [section] = my_learning.sections([course_study(*modules, begun=begun)], [])

        assert [(row.state, row.detail) for row in section.required] == [
            ("Done", ""),
            ("In progress", "Page 2 of 3"),
            ("In progress", "Questions next"),
            ("Not started", ""),
        ]
        assert (section.done, section.minutes) == (1, 180)

    def test_asks_for_the_modules_of_the_pathway_and_offers_the_others(self):
        modules = [progress.module(None, number) for number in (1, 4)]
        course = course_study(*modules, pathways={"reception": ("module-4",), "pharmacy": ("module-1",)})

        [section] = my_learning.sections([course], ["pharmacy"])

        assert [row.number for row in section.required] == [1]
        assert [row.number for row in section.optional] == [4]
        assert section.groups == "pharmacy"

    def test_carries_on_with_what_was_studied_last(self):
        modules = [progress.module(None, number) for number in (1, 2)]
        begun = {
            "module-1": standing(modules[0], active_at=BEGAN + timedelta(minutes=1), read={1: PAGES[:1]}),
            "module-2": standing(modules[1]),
        }

        now = my_learning.carry_on([course_study(*modules, begun=begun)], [])

        assert now.endpoint == "learning.show_page"
        assert now.values == {"code": "four", "module": 1, "page": 2}
        assert now.line == "Module 1, page 2 of 3. About 10 minutes left in this module."
        assert now.steps == ["done", "now", ""]

    def test_carries_on_with_the_questions_when_all_is_read(self):
        now = my_learning.carry_on([course_study(MODULE, begun={MODULE.id: standing(read={1: PAGES})})], [])

        assert now.endpoint == "learning.show_questions"

    def test_begins_the_next_module_that_is_asked_for(self):
        modules = [progress.module(None, number) for number in (1, 2, 4)]
        begun = {"module-1": standing(modules[0], completed_at=BEGAN)}
        course = course_study(*modules, begun=begun, pathways={"reception": ("module-1", "module-4")})

        now = my_learning.carry_on([course], ["reception"])

        assert (now.endpoint, now.values["module"]) == ("learning.show_module", 4)

    def test_has_nothing_to_carry_on_with_when_all_is_done(self):
        begun = {MODULE.id: standing(completed_at=BEGAN)}

        assert my_learning.carry_on([course_study(MODULE, begun=begun)], []) is None
        assert my_learning.carry_on([], []) is None

    def test_a_course_may_be_finished_when_less_is_asked_for_than_before(self):
        modules = [progress.module(None, number) for number in (1, 4)]
        begun = {"module-4": standing(modules[1], completed_at=BEGAN)}
        pathways = {"reception": ("module-4",), "pharmacy": ("module-1", "module-4")}
        course = course_study(*modules, begun=begun, pathways=pathways)
        completed = course_study(
            *modules, begun=begun, pathways=pathways, completion=CourseCompletion(completed_at=BEGAN)
        )

        may_finish = [
            my_learning.sections([each], groups)[0].may_complete
            for each, groups in [(course, ["reception"]), (course, ["pharmacy"]), (completed, ["reception"])]
        ]

        assert may_finish == [True, False, False]

    def test_the_next_module_is_the_first_that_is_asked_for_and_not_done(self):
        modules = [progress.module(None, number) for number in (1, 2, 3)]
        begun = {"module-1": standing(modules[0], completed_at=BEGAN)}
        studies = course_study(*modules, begun=begun).modules

        assert my_learning.following(studies[1], []) == modules[2]
        assert my_learning.following(studies[2], []) == modules[1]


class TestPage:
    CHECK = assessment.question(None, "asking", right="b")

    def blocks(self, groups=(), **options):
        """A page with a note for trainers, two for staff groups, and a check."""
        written = progress.page(None).model_copy(
            update={
                "blocks": (
                    Block(html="<p>All</p>"),
                    Block(html="<p>Desk</p>", audience=("reception",), title="At the desk"),
                    Block(html="<p>Ward</p>", audience=("nursing",), title="On the ward"),
                    Block(html="<p>Note</p>", audience=("trainer",), title="For trainers"),
                    Block(check=self.CHECK),
                )
            }
        )
        return page.blocks(written, groups, **options)

    def test_shows_the_readers_own_role_first_and_open(self):
        seen = self.blocks(["nursing"])

        assert [(block.title, block.unfolded) for block in seen if block.fold] == [
            ("On the ward", True),
            ("At the desk", False),
        ]

    def test_shows_trainers_notes_to_trainers_alone(self):
        assert "For trainers" not in {block.title for block in self.blocks()}
        assert "For trainers" in {block.title for block in self.blocks(trainer=True)}

    def test_explains_every_option_of_the_check_that_was_tried(self):
        check = self.blocks(tried=page.Tried("asking", ["a"]))[-1]

        assert [each.label for each in check.explained.options] == ["Your answer", "Right", ""]
        assert check.check is None

    def test_asks_again_when_nothing_was_chosen(self):
        seen = self.blocks(tried=page.Tried("asking", []))

        assert page.problem(seen).error == "Select an answer"
        assert seen[-1].check.question == self.CHECK

    def test_has_no_problem_when_nothing_was_tried(self):
        assert page.problem(self.blocks()) is None


class TestQuestion:
    def test_is_asked_in_the_order_of_the_attempt(self):
        asked = question.asked(TestPage.CHECK, ("c",), order=("c", "a", "b"))

        assert [(each.option.id, each.said) for each in asked.options] == [("c", "c"), ("a", ""), ("b", "")]
        assert asked.hint == "Select one answer"

    def test_an_answer_that_is_right_is_said_to_be(self):
        labels = [each.label for each in question.explained(TestPage.CHECK, ("b",)).options]

        assert labels == ["", "Your answer, right", ""]

    def test_nothing_says_what_is_right_while_it_is_not_shown(self):
        [only] = question.explained(TestPage.CHECK, ("b",), show_right=False).options

        assert (only.label, only.marked_right) == ("Your answer", False)

    def test_rows_show_the_gaps(self):
        sitting = Sitting(1, 1, 1, 1, 2, drawn=tuple(Drawn(each.id, ("c", "b", "a")) for each in MODULE.quiz.questions))

        rows = question.answer_rows(MODULE, sitting, {"emergency-1": ("a",)})

        assert [(row.answers, row.gap) for row in rows][:2] == [
            (("Way a of emergency-1",), ""),
            ((), "Not answered yet"),
        ]


class TestStatements:
    ASKED = assessment.question(None, "each", right="abd", options="abcd", kind="kprim")  # c is false

    def test_are_asked_with_what_was_said_of_them_so_far(self):
        asked = question.asked(self.ASKED, ("a:true", "c:false"), order=("c", "d", "a", "b"))

        assert [each.said for each in asked.options] == ["false", "", "true", ""]
        assert (asked.first_open, asked.control) == (2, "learning/_statements.html")

    def test_rows_show_what_was_said_and_how_many_are_open(self):
        module = progress.module(None, quiz=assessment.quiz(None, self.ASKED))
        sitting = Sitting(1, 1, 1, 1, 2, drawn=(Drawn("each", ("c", "b", "a", "d")),))

        [row] = question.answer_rows(module, sitting, {"each": ("a:true", "c:true")})

        assert row.answers == ("Way c of each: true", "Way a of each: true")
        assert row.gap == "2 of 4 not answered yet"
        assert question.answered(module, sitting, {"each": ("a:true", "c:true")}) == []
        assert question.answered(module, sitting, {"each": ("a:true", "b:true", "c:true", "d:false")}) == [1]

    def test_each_is_told_with_its_reason(self):
        explained = question.explained(self.ASKED, ("a:true", "b:false", "c:true"))

        assert [(each.label, each.marked_right, each.reasoned) for each in explained.options] == [
            ("Your answer: true, right", True, True),
            ("Your answer: false. It is true", False, True),
            ("Your answer: true. It is false", False, True),
            ("Not answered. It is true", False, True),
        ]
        assert question.briefly(explained) == explained

    def test_neither_label_nor_reason_says_what_is_right_while_it_is_not_shown(self):
        explained = question.explained(self.ASKED, ("a:true", "c:true"), show_right=False)

        assert [(each.option.id, each.label, each.marked_right, each.reasoned) for each in explained.options] == [
            ("a", "Your answer: true", False, False),
            ("c", "Your answer: true", False, False),
        ]


@pytest.mark.parametrize(("score", "words"), [(9.0, "9"), (7.5, "7.5"), (0.0, "0"), (10.0, "10")])
def test_points_have_no_needless_fraction(score, words):
    assert points(score) == words


class TestResult:
    def result(self, *, right=("emergency-1", "records-1"), passed=False, show=ShowAnswers.AFTER_EACH_ATTEMPT):
        """An attempt at four questions, answered "a" where right, "b" where not, and the last one not at all."""
        module = progress.module(None, quiz=assessment.quiz(None, show_answers=show))
        asked = ("emergency-1", "emergency-2", "records-1", "records-2")
        chosen = {each: ("a",) if each in right else () if each == "records-2" else ("b",) for each in asked}
        marks = tuple(Mark(each, each[:-2], chosen[each], Fraction(each in right)) for each in asked)
        result = Result(float(len(right)), 4, 3, passed, marks, BEGAN)
        drawn = tuple(Drawn(each, ("c", "b", "a")) for each in asked)
        return result_page(module, [Sitting(1, 1, 1, 1, 2, drawn, result)])

    def test_there_is_none_before_the_first_attempt_is_handed_in(self):
        assert result_page(MODULE, []) is None
        assert result_page(MODULE, [Sitting(1, 1, 1, 1, 2, ())]) is None

    def test_says_how_each_outcome_went(self):
        rows = self.result().outcomes

        assert [(row.words, row.won, row.missed) for row in rows] == [("1 of 2", 1, True), ("1 of 2", 1, True)]

    def test_shows_both_reasons_of_what_to_look_at_again_in_the_order_shown(self):
        first, second = self.result().again

        assert [(each.option.id, each.label) for each in first.question.options] == [
            ("b", "Your answer"),
            ("a", "Right"),
        ]
        assert first.question.number == 2
        assert [page.number for page in first.pages] == [2]
        assert not second.question.answered
        assert [each.label for each in second.question.options] == ["Right"]

    def test_a_critical_question_heads_the_result_whatever_the_score(self):
        shown = self.result(right=("emergency-2", "records-1", "records-2"), passed=True)

        assert [look.question.question.id for look in shown.critical] == ["emergency-1"]
        assert shown.again == ()

    def test_nothing_says_what_is_right_before_the_pass_where_the_quiz_says_so_but_critical_ones(self):
        shown = self.result(right=("records-1",), show=ShowAnswers.AFTER_PASSING)

        assert shown.everything == ()
        assert [each.label for each in shown.again[0].question.options] == ["Your answer"]
        assert [each.label for each in shown.critical[0].question.options] == ["Your answer", "Right"]

    def test_a_pass_shows_everything_where_the_quiz_waits_for_it(self):
        shown = self.result(passed=True, show=ShowAnswers.AFTER_PASSING)

        assert [len(each.options) for each in shown.everything] == [3, 3, 3, 3]


def test_terms_name_the_attempt_that_comes_next():
    open_one = Sitting(1, 1, 1, 1, 2, ())
    handed_in = Sitting(1, 1, 1, 1, 2, (), Result(0, 4, 3, False, (), BEGAN))
    last = Sitting(1, 1, 1, 2, 2, (), Result(0, 4, 3, False, (), BEGAN))

    numbers = [question.assessment_terms(MODULE, sat).number for sat in ([], [open_one], [handed_in], [last])]

    assert numbers == [1, 1, 2, 1]
    assert question.assessment_terms(MODULE, []).pass_score == 3
