"""The directory behind the finder: filled once, then kept by trainers, who vouch for an entry for 90 days."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from lms.access import Role
from lms.audit.models import AuditEvent
from lms.catalogue import service as catalogue
from lms.db.base import db
from lms.referrals.models import Service, ServiceArea, ServiceCheck
from lms.referrals.rules.entries import Outcome, Status
from tests.integration.referrals.conftest import said

SERVICES = b"""\
tea-line:
  name: Tea Line
  kind: national
  areas: [uk]
  area_text: United Kingdom
  who_for: Anyone who would like a cup of tea.
  phone: "01632 960001"
  checked: {on: 2026-11-02, by: A. Trainer, seen: Its own contact page}
  source: Tea Line, 2026
  status: live
"""


def details(**fields: Any) -> dict[str, Any]:
    usual = {
        "name": "Newby Advocates", "kind": "local", "areas": ["QE1", "wales"], "area_text": "Newby",
        "who_for": "Anybody.", "how_to_refer": "", "referral_by": "either", "consent": "needed",
        "phone": "01632 960002", "hours": "", "website": "", "source": "Its own page", "notes": "", "version": "1",
    }  # fmt: skip
    return usual | fields


def check(**fields: Any) -> dict[str, Any]:
    return {"outcome": "right", "checked_on": "22/11/2026", "evidence": "Its own page", "version": "1"} | fields


@pytest.fixture(autouse=True)
def in_november(at: Any) -> None:
    at("2026-11-22 09:00")


def added(trainer: Any, **fields: Any) -> str:
    """The address of an entry that a trainer has added."""
    answer = trainer.post("/directory/new", data=details(**fields))
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def write(folder: Path, files: dict[str, bytes]) -> None:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def actions() -> list[str]:
    return list(db.session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)))


def change_recorded() -> dict[str, Any]:
    """The details of the one change recorded; without an order PostgreSQL may give any event last."""
    return db.session.scalars(select(AuditEvent.details).where(AuditEvent.action == "service changed")).one()


class TestFillingIt:
    def test_the_first_import_fills_it_and_no_later_one(self, make: Any, finder: Any) -> None:
        make.course(files=make.course_files(**{"services.yaml": SERVICES}))
        assert "01632 960001" in finder("QE1")
        made = db.session.scalars(select(ServiceCheck)).one()
        assert (made.checked_by, made.checked_on, made.evidence) == (
            "system", date(2026, 11, 2), "A. Trainer: Its own contact page",
        )  # fmt: skip
        make.course(files=make.course_files(**{"services.yaml": SERVICES.replace(b"960001", b"960009")}))
        assert "01632 960001" in finder("QE1") and "960009" not in finder("QE1")
        assert actions().count("directory filled") == 1

    def test_a_phone_without_a_check_is_an_error_with_its_line_and_nothing_goes_live(
        self, app: Any, make: Any, tmp_path: Path
    ) -> None:
        for path, data in make.course_files(
            **{"services.yaml": SERVICES.replace(b"  checked", b"  # checked")}
        ).items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_bytes(data)
        done = app.test_cli_runner().invoke(args=["courses", "import", str(tmp_path)])
        assert done.exit_code == 1
        assert f"{tmp_path}/services.yaml:7: `phone` of `tea-line` has no check." in done.output
        assert db.session.scalars(select(Service)).all() == []
        assert catalogue.is_empty()

    def test_the_command_fills_it_as_well(self, app: Any, make: Any, tmp_path: Path, finder: Any) -> None:
        write(tmp_path, make.course_files(**{"services.yaml": SERVICES}))
        assert app.test_cli_runner().invoke(args=["courses", "import", str(tmp_path)]).exit_code == 0
        assert "01632 960001" in finder("QE1")


class TestKeepingIt:
    def test_a_number_shows_once_somebody_has_recorded_a_check(self, trainer: Any, finder: Any) -> None:
        entry = added(trainer)
        assert "Newby Advocates" in finder("QE1") and "01632 960002" not in finder("QE1")
        assert "Newby Advocates" in finder("wales") and "Newby Advocates" not in finder("scotland")
        assert trainer.post(f"{entry}/check", data=check()).status_code == 303
        assert "01632 960002" in finder("QE1")
        page = said(trainer.get(entry))
        assert "shown until 20 February 2027" in page and "22 November 2026, by you" in page
        made = db.session.scalars(select(ServiceCheck)).one()
        assert (made.checked_by, made.evidence) == (trainer.key, "Its own page")
        assert actions()[-2:] == ["service added", "service checked"]

    def test_who_has_checked_is_named_to_nobody(self, trainer: Any, app: Any, make: Any, client: Any) -> None:
        entry = added(trainer)
        trainer.post(f"{entry}/check", data=check())
        other = make.person(name="Odile Fenn")
        make.grant(person=other, role=Role.TRAINER)
        make.sign_in(client, other)
        page = client.get(entry).text
        assert "by somebody else" in page and "Tamsin" not in page
        assert "Tamsin" not in client.post("/services", data={"area": "QE1"}).text

    @pytest.mark.parametrize(
        "change", [{"phone": "01632 960003"}, {"areas": ["QE1"]}, {"name": "Newby"}, {"how_to_refer": "Write."},
                   {"website": "https://newby.example"}, {"hours": "Always"}],
    )  # fmt: skip
    def test_a_change_sets_the_check_aside(self, trainer: Any, finder: Any, change: dict[str, Any]) -> None:
        entry = added(trainer)
        trainer.post(f"{entry}/check", data=check())
        assert "vouches for this entry" in trainer.get(f"{entry}/change").text
        answer = trainer.post(f"{entry}/change", data=details(version="2", **change))
        assert answer.status_code == 303
        assert "01632" not in finder("QE1") and "Being checked" in finder("QE1")
        assert change_recorded()["fields"] == list(change)
        assert trainer.post(f"{entry}/check", data=check(version="3")).status_code == 303
        assert details(**change)["phone"] in finder("QE1")

    def test_notes_change_nothing_of_it_and_are_shown_to_nobody_else(self, trainer: Any, finder: Any) -> None:
        entry = added(trainer)
        trainer.post(f"{entry}/check", data=check())
        trainer.post(f"{entry}/change", data=details(version="2", notes="Ask for Monday"))
        assert "01632 960002" in finder("QE1") and "Ask for Monday" not in finder("QE1")
        assert "Ask for Monday" in trainer.get(entry).text
        assert trainer.post(f"{entry}/change", data=details(version="3", notes="Ask for Monday")).status_code == 303
        assert db.session.scalars(select(Service.version)).one() == 3

    def test_what_has_ended_is_shown_nowhere_until_a_check_brings_it_back(self, trainer: Any, finder: Any) -> None:
        entry = added(trainer)
        trainer.post(f"{entry}/check", data=check(outcome="ended"))
        assert "Newby Advocates" not in finder("QE1")
        assert "brings it back" in trainer.get(entry).text
        trainer.post(f"{entry}/check", data=check(version="2"))
        assert "01632 960002" in finder("QE1")
        outcomes = db.session.scalars(select(ServiceCheck.outcome).order_by(ServiceCheck.id)).all()
        assert outcomes == [Outcome.ENDED, Outcome.RIGHT]

    def test_areas_are_replaced(self, trainer: Any) -> None:
        entry = added(trainer)
        trainer.post(f"{entry}/change", data=details(areas=["wales", "uk"]))
        codes = db.session.scalars(select(ServiceArea.code).order_by(ServiceArea.code)).all()
        assert codes == ["uk", "wales"]

    @pytest.mark.parametrize("address", ["change", "check"])
    @pytest.mark.parametrize("version", ["1", "", "x", "99", "9" * 5000, "²"])
    def test_two_trainers_at_once_do_not_undo_each_other(
        self, trainer: Any, finder: Any, address: str, version: str
    ) -> None:
        entry = added(trainer)
        trainer.post(f"{entry}/change", data=details(phone="01632 960003"))
        late = (details(phone="01632 960004") if address == "change" else check()) | {"version": version}
        answer = trainer.post(f"{entry}/{address}", data=late)
        assert answer.status_code == 422 and "Somebody has changed this entry" in answer.text
        assert db.session.scalars(select(Service.phone)).one() == "01632 960003"
        assert "01632" not in finder("QE1")


class TestTheWorkList:
    def test_what_is_due_comes_first_the_longest_waiting_before_the_rest(self, trainer: Any, make: Any) -> None:
        for name, fields in {
            "Fresh": {"checked_on": date(2026, 11, 20)},
            "Soon": {"checked_on": date(2026, 9, 1)},
            "Over": {"checked_on": date(2026, 7, 1)},
            "Never": {"checked_on": None, "status": Status.CHECK},
            "Candidate": {"checked_on": None, "status": Status.CANDIDATE},
            "Gone": {"checked_on": None, "status": Status.SUPERSEDED},
        }.items():
            make.service(name=f"{name} Advocates", **fields)
        page = trainer.get("/directory").text
        due, rest = page.split("Not due")
        assert [name for name in ("Never", "Candidate", "Over", "Soon", "Fresh", "Gone") if f"{name} Adv" in due] == [
            "Never", "Candidate", "Over", "Soon",
        ]  # fmt: skip
        assert due.index("Never Adv") < due.index("Over Adv") < due.index("Soon Adv")
        assert "Fresh Advocates" in rest and "Gone Advocates" in rest
        assert "Next check by 18 February 2027" in rest

    def test_it_asks_few_questions_of_the_database(self, trainer: Any, make: Any, statements: Any) -> None:
        for number in range(30):
            make.service(name=f"Advocates {number}")
        with statements() as seen:
            assert trainer.get("/directory").status_code == 200
        assert len([each for each in seen if "service" in each]) == 4


class TestBadInput:
    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"name": ""}, "name"),
            ({"name": "Ring 01632 960001"}, "name"),
            ({"name": "x" * 201}, "name"),
            ({"kind": "castle"}, "kind"),
            ({"areas": []}, "areas"),
            ({"areas": ["XXX"]}, "areas"),
            ({"area_text": ""}, "area_text"),
            ({"who_for": ""}, "who_for"),
            ({"who_for": "Anybody on 0808 157 0157"}, "who_for"),
            ({"how_to_refer": "Ring 01632-960001."}, "how_to_refer"),
            ({"hours": "24 hours on 0808 2000 247"}, "hours"),
            ({"referral_by": "parrot"}, "referral_by"),
            ({"referral_by": ""}, "referral_by"),
            ({"consent": ""}, "consent"),
            ({"consent": "parrot"}, "consent"),
            ({"phone": "call us"}, "phone"),
            ({"phone": "+1 212 555 0100"}, "phone"),
            ({"phone": "<b>01632 960001</b>"}, "phone"),
            ({"website": "http://newby.example"}, "website"),
            ({"website": "javascript:alert(1)"}, "website"),
            ({"website": "https://newby.example/<script>"}, "website"),
            ({"source": ""}, "source"),
            ({"notes": "x" * 2001}, "notes"),
        ],
    )
    def test_what_is_wrong_is_named_at_its_question(self, trainer: Any, fields: dict[str, Any], field: str) -> None:
        answer = trainer.post("/directory/new", data=details(**fields))
        assert answer.status_code == 422
        assert f'href="#{field}"' in answer.text
        assert db.session.scalars(select(Service)).all() == []

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"outcome": ""}, "Select what you found"),
            ({"evidence": " "}, "Enter what you saw"),
            ({"checked_on": ""}, "Enter the date"),
            ({"checked_on": "31/2/2026"}, "must be a real date"),
            ({"checked_on": "23/11/2026"}, "must be today or in the past"),
            ({"checked_on": "24/8/2026"}, "must be less than 90 days old"),
            ({"checked_on": "1/1/1900"}, "must be less than 90 days old"),
        ],
    )
    def test_a_check_that_cannot_be_vouches_for_nothing(
        self, trainer: Any, finder: Any, fields: dict[str, Any], words: str
    ) -> None:
        entry = added(trainer)
        answer = trainer.post(f"{entry}/check", data=check(**fields))
        assert answer.status_code == 422 and words in said(answer)
        assert "01632" not in finder("QE1")

    def test_a_check_from_before_a_change_or_a_later_check_is_refused(self, trainer: Any, at: Any) -> None:
        entry = added(trainer)
        trainer.post(f"{entry}/change", data=details(phone="01632 960003"))
        refused = trainer.post(f"{entry}/check", data=check(checked_on="21/11/2026", version="2"))
        assert refused.status_code == 422 and "was changed after that day" in refused.text
        assert trainer.post(f"{entry}/check", data=check(version="2")).status_code == 303

    def test_what_is_typed_is_shown_as_words(self, trainer: Any, client: Any) -> None:
        entry = added(trainer, name="<script>alert(1)</script>", who_for="{{ 7 * 7 }} & <img src=x>")
        for page in (trainer.get(entry), trainer.get("/directory"), client.post("/services", data={"area": "QE1"})):
            assert "<script>alert" not in page.text and "<img src" not in page.text
            assert "&lt;script&gt;" in page.text

    def test_no_entry_is_a_page_that_does_not_exist(self, trainer: Any) -> None:
        for address in ("", "/change", "/check"):
            assert trainer.get(f"/directory/999999{address}").status_code == 404
