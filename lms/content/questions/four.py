"""The FOUR recogniser: behaviours, each tagged with the parts of FOUR that it shows, and then the entry for the record.

What is said in answer is told behaviour by behaviour and follows from that behaviour's tags alone: nothing is added up.
It knows no score, no level of risk and no "this is not stalking", because none of those is the learner's to give.
"""

import re
from collections.abc import Sequence
from fractions import Fraction

from lms.content.lines import Line, Lines, OptionText
from lms.content.nhs_number import holds_nhs_number
from lms.content.problems import Problems
from lms.content.questions import parts
from lms.content.questions.kind import Kind, Response, UnreadableAnswer, Verdict, as_written
from lms.content.questions.ways import Written, cut_feedback, listed
from lms.content.schema import Option, Question

PARTS = {"F": "Fixated", "O": "Obsessive", "U": "Unwanted", "R": "Repeated"}
BEHAVIOUR = re.compile(r"^[-*+][ ]+\[(?P<tags>[FOUR ]*)\](?:[ ]+(?P<words>.*))?$")
ALMOST = re.compile(r"^\s*[-*+]\s*\[[^\]]*\](?!\()")
RECORD = re.compile(r"^Record:[ ]*(.*)$")
FEWEST, MOST = 2, 4
LONGEST = 1000
ASK = "Tick every part of FOUR that you see. Each behaviour shows at least one"


def written(lines: Lines, problems: Problems) -> Written:
    """The behaviours under their tags, and after them what `Record:` asks for with one way to write it below."""
    body, feedback = cut_feedback(lines)
    asks = [line for line in body if RECORD.match(line.text)]
    tags = {line.number: tagged["tags"] for line in body if (tagged := BEHAVIOUR.match(line.text))}
    almost = [line for line in body if ALMOST.match(line.text) and line.number not in tags]
    for line in almost:
        problems.stop(line.number, "This is nearly a behaviour.", "Write `- [UR] words`, with the letters of FOUR.")
    found = listed(tuple(line for line in body if line not in (*asks, *almost)), BEHAVIOUR, problems)
    behaviours = [each.of(answer=_in_order(tags[each.line]), choices=tuple(PARTS.values())) for each in found.options]
    entries = [
        OptionText(line.number, True, (Line(line.number, RECORD.sub(r"\1", line.text)),), feedback) for line in asks
    ]
    return Written(found.stem, (*behaviours, *entries))


def faults(options: Sequence[Option]) -> list[str]:
    """What keeps these behaviours from being tagged and recorded."""
    behaviours = [option for option in options if option.choices]
    found = []
    if not FEWEST <= len(behaviours) <= MOST:
        found.append(
            f"There are {len(behaviours)} behaviours to tag. "
            f"Write {FEWEST} to {MOST}, each as `- [UR] words`, with the letters of FOUR that it shows."
        )
    found += [f"A behaviour without a letter of FOUR: {option.text}. Write `- [UR] words`." for option in behaviours
              if not option.answer]  # fmt: skip
    if len(options) - len(behaviours) != 1:
        found.append("It asks for no entry, or for two. Write one line `Record: what to write`, and `> ` below it.")
    return found


def read(question: Question, values: Sequence[str]) -> Response:
    """`id:UR` for each behaviour that was tagged, and `id:words` for the entry; blanks at its ends do not count."""
    said: dict[str, list[str]] = {}
    for value in values:
        part, _, answer = value.partition(":")
        said.setdefault(part, []).append(answer)
    response = tuple(
        f"{option.id}:{answer}" for option in question.options if (answer := _answer(option, said.pop(option.id, [])))
    )
    if said:
        raise UnreadableAnswer(parts.SHOWN)
    if not response:
        raise UnreadableAnswer("Tick at least one part of FOUR")
    entry = parts.given(response).get(question.options[-1].id, "")
    if len(entry) > LONGEST:
        raise UnreadableAnswer(f"Write the entry in {LONGEST:,} characters or fewer", response)
    if holds_nhs_number(entry):
        raise UnreadableAnswer("This looks like an NHS number. Do not enter patient details", response)
    return response


def _answer(option: Option, said: list[str]) -> str:
    if not option.choices:
        return "\n".join(said).strip()
    tags = "".join(said)
    if not set(tags) <= PARTS.keys():
        raise UnreadableAnswer(parts.SHOWN)
    return _in_order(tags)


def _in_order(tags: str) -> str:
    return "".join(letter for letter in PARTS if letter in tags)


def words_for(tags: str) -> str:
    """The parts of FOUR in words: "unwanted and repeated"."""
    *first, last = [PARTS[letter].lower() for letter in tags]
    return f"{', '.join(first)} and {last}" if first else last


def mark(_: Question, __: Response) -> Fraction:
    """Nothing: it is there to look closely, not to score."""
    return Fraction(0)


def verdict(option: Option, said: str, _: bool) -> Verdict:
    """What was tagged, what the course sees besides, and what to ask of oneself where it sees less; of the entry, what
    was written."""
    if not option.choices:
        return Verdict("Your entry" if said else "", ticked=False, remark=said)
    if not said:
        return Verdict("", ticked=False, remark=f"We see: {words_for(option.answer)}.")
    missed = "".join(letter for letter in option.answer if letter not in said)
    added = "".join(letter for letter in said if letter not in option.answer)
    told = [] if missed or added else ["So did we."]
    told += [f"We also see {words_for(missed)}."] if missed else []
    told += [f"Ask yourself what shows {words_for(added)}."] if added else []
    return Verdict(f"You ticked {words_for(said)}", ticked=False, remark=" ".join(told))


KIND = Kind(
    name="four", control="tags", hint=ASK, written=written,
    faults=faults, read=read, mark=mark, order=as_written,
    given=parts.given, blanks=parts.blanks, verdict=verdict,
    option_word="behaviour", rivals=False, is_marked=False,
)  # fmt: skip
