"""The reckoning: what the client's log says was acknowledged, against the rows. Plain SQL, nothing of the program."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from hashlib import sha256

from bench.soak.explain import Sent, explain
from bench.soak.journal import Entry
from bench.stored import OURS, Row, Stored, structured

SHOWN = 5
ATTEMPTS = f"""SELECT a.id, p.email, a.module_id, a.round, a.number, a.drawn, s.passed, s.score, s.pass_score, s.out_of,
    s.marks, a.open FROM attempt a JOIN person p ON p.id = a.person_id LEFT JOIN submission s ON s.attempt_id = a.id
    WHERE p.email {OURS}"""
ANSWERS = f"""SELECT s.attempt_id, s.question_id, s.options FROM saved_answer s JOIN attempt a ON a.id = s.attempt_id
    JOIN person p ON p.id = a.person_id WHERE p.email {OURS} ORDER BY s.id"""
PAGES = f"""SELECT p.email, m.module_id, c.page_id, count(*) AS times FROM page_completion c
    JOIN module_progress m ON m.id = c.progress_id JOIN person p ON p.id = m.person_id
    WHERE c.reading = 1 AND p.email {OURS} GROUP BY p.email, m.module_id, c.page_id"""
BEGUN = f"""SELECT p.email, m.module_id, count(*) AS times FROM module_progress m
    JOIN person p ON p.id = m.person_id WHERE p.email {OURS} GROUP BY p.email, m.module_id"""
PASSED = f"""SELECT p.email, c.module_id, count(*) AS times FROM module_completion c
    JOIN person p ON p.id = c.person_id WHERE p.email {OURS} GROUP BY p.email, c.module_id"""
CERTIFICATES = f"""SELECT c.key, p.email, p.id AS person_id, c.number, c.course_id, c.cycle, f.sha256, f.content,
    d.modules FROM certificate c JOIN person p ON p.id = c.person_id
    LEFT JOIN certificate_file f ON f.certificate_id = c.id
    LEFT JOIN course_completion d ON d.person_id = c.person_id AND d.course_id = c.course_id AND d.cycle = c.cycle
    WHERE p.email {OURS}"""
MAIL = "SELECT email, count(*) AS times FROM email_token WHERE purpose = 'reset' GROUP BY email"
SUBMISSIONS = "SELECT attempt_id, count(*) AS times FROM submission GROUP BY attempt_id"


@dataclass
class Account:
    """What was found: acknowledgements by kind, and in words everything that is lost, doubled or wrong."""

    acknowledged: Counter[str] = field(default_factory=Counter)
    unanswered: int = 0
    refused: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """Whether everything acknowledged is there, once, and nothing is there that should not be."""
        return not (self.lost or self.doubled or self.wrong)

    def words(self) -> Iterable[str]:
        """What is not clean, a few of each."""
        for name, found in (("LOST", self.lost), ("DOUBLED", self.doubled), ("WRONG", self.wrong)):
            yield from (f"{name}: {each}" for each in found[:SHOWN])
            if len(found) > SHOWN:
                yield f"{name}: and {len(found) - SHOWN} more"


def reckon(journal: list[Entry], stored: Stored) -> Account:
    """Hold every acknowledgement against the rows."""
    account = Account()
    for entry in journal:
        account.acknowledged[entry.what] += entry.acknowledged
        account.unanswered += entry.status is None
        account.refused += entry.status == 503
    attempts = {(each["email"], each["module_id"], _name(each)): each for each in stored.rows(ATTEMPTS)}
    answers = _answers(stored)
    _each_once(account, journal, "begin", _times(stored, BEGUN, "email", "module_id"), "module")
    _each_once(account, journal, "read", _times(stored, PAGES, "email", "module_id", "page_id"), "module", "page")
    _each_once(account, journal, "start", {key: 1 for key in attempts}, "module", "attempt")
    _reckon_answers(account, journal, attempts, answers)
    _reckon_submissions(account, journal, attempts, answers, stored)
    _reckon_certificates(account, journal, attempts, stored)
    mailed = _times(stored, MAIL, "email")
    for entry in _acknowledged(journal, "mail"):
        if not mailed.get((entry.who,)):
            account.lost.append(f"the e-mail that {entry.who} asked for")
    return account


def _name(attempt: Row) -> str:
    return f"{attempt['round']}-{attempt['number']}"


def _answers(stored: Stored) -> dict[tuple[int, str], list[tuple[str, ...]]]:
    found: dict[tuple[int, str], list[tuple[str, ...]]] = defaultdict(list)
    for row in stored.rows(ANSWERS):
        found[row["attempt_id"], row["question_id"]].append(tuple(sorted(structured(row["options"]))))
    return found


def _times(stored: Stored, statement: str, *names: str) -> dict[tuple[str, ...], int]:
    return {tuple(row[name] for name in names): row["times"] for row in stored.rows(statement)}


def _acknowledged(journal: list[Entry], what: str) -> Iterable[Entry]:
    return (entry for entry in journal if entry.what == what and entry.acknowledged)


def _each_once(
    account: Account, journal: list[Entry], what: str, times: dict[tuple[str, ...], int], *names: str
) -> None:
    for entry in _acknowledged(journal, what):
        key = (entry.who, *(str(entry.about[name]) for name in names))
        if not times.get(key):
            account.lost.append(f"{what} {' '.join(key)}")
    account.doubled += [f"{what} {' '.join(key)}: {count} times" for key, count in times.items() if count > 1]


def _reckon_answers(
    account: Account,
    journal: list[Entry],
    attempts: dict[tuple[str, str, str], Row],
    answers: dict[tuple[int, str], list[tuple[str, ...]]],
) -> None:
    sent: dict[tuple[str, str, str, int], list[Sent]] = defaultdict(list)
    for entry in journal:
        if entry.what == "answer":
            about = entry.about
            place = (entry.who, about["module"], about["attempt"], about["number"])
            sent[place].append(Sent(tuple(about["values"]), entry.acknowledged))
    explained: set[tuple[int, str]] = set()
    for (who, module, name, number), each in sent.items():
        attempt = attempts.get((who, module, name))
        if attempt is None:
            account.lost.append(f"{who} {module}: attempt {name} and every answer in it")
            continue
        question = structured(attempt["drawn"])[number - 1]["question"]
        explained.add((attempt["id"], question))
        lost, unexplained = explain(each, answers.get((attempt["id"], question), []))
        words = f"answer of {who} to {module} question {number}"
        account.lost += [f"an acknowledged {words}"] * lost
        account.doubled += [f"an {words} that nothing sent explains"] * unexplained
    account.doubled += [f"answers to {key} that nobody sent" for key in answers if key not in explained]


def _reckon_submissions(
    account: Account,
    journal: list[Entry],
    attempts: dict[tuple[str, str, str], Row],
    answers: dict[tuple[int, str], list[tuple[str, ...]]],
    stored: Stored,
) -> None:
    sent = {(each.who, each.about["module"], each.about["attempt"]) for each in journal if each.what == "submit"}
    for entry in _acknowledged(journal, "submit"):
        key = (entry.who, entry.about["module"], entry.about["attempt"])
        if attempts.get(key, {}).get("marks") is None:
            account.lost.append(f"submission {' '.join(key)}")
    several = [row["attempt_id"] for row in stored.rows(SUBMISSIONS) if row["times"] > 1]
    account.doubled += [f"submission of attempt {each}" for each in several]
    for key, row in attempts.items():
        if row["marks"] is None:
            continue
        words = " ".join(key)
        if key not in sent:
            account.doubled.append(f"submission {words}, which nobody sent")
        marks = structured(row["marks"])
        latest = {mark["question"]: (answers.get((row["id"], mark["question"])) or [()])[-1] for mark in marks}
        if any(tuple(sorted(mark["options"])) != latest[mark["question"]] for mark in marks):
            account.wrong.append(f"submission {words} was not marked from the answers as they were saved")
        total = float(sum(Fraction(mark["mark"]) for mark in marks))
        if abs(total - row["score"]) > 1e-9 or len(marks) != row["out_of"] or row["open"]:
            account.wrong.append(f"submission {words} does not add up")
        if row["passed"] and row["score"] < row["pass_score"]:
            account.wrong.append(f"submission {words} passed with {row['score']} of {row['pass_score']}")


def _reckon_certificates(
    account: Account, journal: list[Entry], attempts: dict[tuple[str, str, str], Row], stored: Stored
) -> None:
    passed = {(who, module) for (who, module, _), row in attempts.items() if row["passed"]}
    for (who, module), times in _times(stored, PASSED, "email", "module_id").items():
        if (who, module) not in passed:
            account.wrong.append(f"{who} completed {module} without a pass")
        if times > 1:
            account.doubled.append(f"completion of {module} by {who}")
    rows = stored.rows(CERTIFICATES)
    keys = {row["key"] for row in rows}
    asked = {entry.who for entry in journal if entry.what == "certificate"}
    for entry in _acknowledged(journal, "certificate"):
        if entry.about["key"] not in keys:
            account.lost.append(f"the certificate of {entry.who}")
    for row in rows:
        modules = [each["module_id"] for each in structured(row["modules"]) or ()]
        _wrong_if(account, not modules, f"certificate of {row['email']} without a completed course")
        _wrong_if(account, row["email"] not in asked, f"certificate of {row['email']}, who never asked for one")
        for module in modules:
            _wrong_if(account, (row["email"], module) not in passed, f"certificate of {row['email']} without {module}")
        _wrong_if(account, not _is_whole(row), f"PDF of {row['email']} is missing or not what its sha256 says")
    several = Counter((row["person_id"], row["course_id"], row["cycle"]) for row in rows)
    account.doubled += [f"certificates of person {key[0]}" for key, times in several.items() if times > 1]


def _is_whole(row: Row) -> bool:
    content = bytes(row["content"] or b"")
    return content.startswith(b"%PDF-") and b"%%EOF" in content[-32:] and sha256(content).hexdigest() == row["sha256"]


def _wrong_if(account: Account, wrong: bool, words: str) -> None:
    if wrong:
        account.wrong.append(words)
