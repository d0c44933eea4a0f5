"""When the questions are open, and where the next page is."""

from datetime import UTC, datetime, timedelta

from lms.assessment.rules.attempts import Result, Sitting
from lms.learning import rules
from lms.progress.rules import Standing
from tests.factories import assessment, progress

NOW = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)
MODULE = progress.module(None, quiz=assessment.quiz(None, wait_hours=2))
PAGES = rules.page_ids(MODULE)


def standing(**fields) -> Standing:
    """Module 4 as it was begun, with every page read unless it says otherwise."""
    usual = {"progress_id": 1, "module_id": "module-4", "revision_id": 1, "active_at": NOW, "read": {1: PAGES}}
    return Standing(**{**usual, **fields})


def sitting(number: int = 1, *, submitted_at: datetime | None = None, passed: bool = False) -> Sitting:
    """An attempt, open unless it was submitted."""
    result = Result(1, 4, 3, passed, (), submitted_at) if submitted_at else None
    return Sitting(attempt_id=number, revision_id=1, round=1, number=number, allowed=2, drawn=(), result=result)


class TestReadiness:
    def test_may_start_when_all_is_read(self):
        assert rules.readiness(MODULE, standing(), [], NOW).may_start

    def test_names_the_pages_that_are_missing(self):
        ready = rules.readiness(MODULE, standing(read={1: PAGES[:1]}), [], NOW)

        assert [page.number for page in ready.unread] == [2, 3]
        assert not ready.may_start
        assert not ready.rereading

    def test_an_open_attempt_is_carried_on(self):
        open_one = sitting()

        ready = rules.readiness(MODULE, standing(), [open_one], NOW)

        assert ready.open is open_one
        assert not ready.may_start

    def test_waits_between_attempts_as_long_as_the_quiz_says_and_no_longer(self):
        submitted = NOW - timedelta(hours=2)
        before, after = (
            rules.readiness(MODULE, standing(), [sitting(submitted_at=at)], NOW)
            for at in (submitted + timedelta(seconds=1), submitted)
        )

        assert before.opens_at == NOW + timedelta(seconds=1)
        assert not before.may_start
        assert after.opens_at is None
        assert after.may_start

    def test_a_pass_closes_the_questions(self):
        by_attempt = rules.readiness(MODULE, standing(), [sitting(submitted_at=NOW, passed=True)], NOW)
        by_completion = rules.readiness(MODULE, standing(completed_at=NOW), [], NOW)

        assert by_attempt.passed and not by_attempt.may_start
        assert by_completion.passed and not by_completion.may_start

    def test_asks_for_the_pages_of_missed_outcomes_after_the_last_attempt(self):
        again = standing(to_reread={2: (PAGES[1],)})

        ready = rules.readiness(MODULE, again, [], NOW)

        assert ready.rereading
        assert [page.number for page in ready.unread] == [2]


class TestPageAfter:
    def test_is_the_next_page_also_when_it_was_read(self):
        following = rules.page_after(MODULE, standing(), MODULE.pages[0])

        assert following == MODULE.pages[1]

    def test_is_the_questions_after_the_last_page(self):
        assert rules.page_after(MODULE, standing(read={1: PAGES[2:]}), MODULE.pages[2]) is None

    def test_is_the_next_page_asked_for_when_reading_again(self):
        again = standing(read={1: PAGES, 2: PAGES[:1]}, to_reread={2: (PAGES[0], PAGES[2])})

        assert rules.page_after(MODULE, again, MODULE.pages[0]) == MODULE.pages[2]

    def test_is_the_questions_when_all_that_was_asked_for_is_read_again(self):
        again = standing(read={1: PAGES, 2: PAGES[:1]}, to_reread={2: PAGES[:1]})

        assert rules.page_after(MODULE, again, MODULE.pages[0]) is None


class TestPagesToReread:
    def test_are_those_that_teach_what_was_missed(self):
        pages = rules.pages_to_reread(MODULE, ["records"])

        assert [page.number for page in pages] == [1, 3]

    def test_are_all_pages_where_none_says_what_it_teaches(self):
        pages = tuple(page.model_copy(update={"outcomes": ()}) for page in MODULE.pages)
        silent = MODULE.model_copy(update={"pages": pages})

        assert rules.pages_to_reread(silent, ["records"]) == silent.pages


class TestPlaces:
    COURSE = progress.plain_course(None, progress.module(None, cases=(progress.case(None),)), progress.module(None, 5))
    PLACES = tuple(rules.places(COURSE))

    def test_each_place_is_its_own_and_they_stand_in_the_order_of_the_course(self):
        assert len({place.identity for place in self.PLACES}) == len(self.PLACES)
        of_module = [place for place in self.PLACES if place.module_id == "module-4"]
        assert [place.kind.value for place in of_module[:6]] == ["module", "page", "page", "page", "case", "question"]
        assert [place.where for place in of_module[:5:4]] == ["Module 4", "Module 4, case 1"]
        assert [place.kind.value for place in self.PLACES[:2]] == ["course", "figures"]

    def test_an_address_names_a_place_and_never_by_words_of_the_text(self):
        here = [place for place in self.PLACES if place.module_id == "module-5"]
        words = {"page": "page", "case": "case", "question": "question"}
        for place in here:
            asked = {words[place.kind.value]: place.name} if place.part_id else {}
            assert rules.place_named(asked, here) is place
            assert place.part_id == "" or place.part_id not in place.name
        assert rules.place_named({"page": ""}, here) is rules.place_named({"case": "1"}, here) is None

    def test_the_way_back_leads_only_into_the_course(self):
        inside = ["/learning/four/4", "/learning/four/4/cases/1/walks/2/3", "/learning/four/search"]
        outside = ["", "/learning", "/learning/four", "/learning/fourteen/4", "//learning/four/4", "/exit",
                   "/learning/four/",
                   "/learning/four/../exit", "/learning/four//x", "/learning/four/4?x", "/learning/four/4\n",
                   "https://x.example/learning/four/4", "/learning/four/%2e%2e/exit", "/learning/four/\\x"]  # fmt: skip
        assert [path for path in (*inside, *outside) if rules.is_page_of("four", path)] == inside
