"""How the text is worded: what must never be said, and sentences that are hard to read."""

import math
import re
from functools import lru_cache

from lms.content.checks.pieces import PartPlayed, Piece, Unit, pieces_of
from lms.content.contact import ALWAYS_RIGHT, LONG_NUMBER, digits
from lms.content.files import FILE_LIMIT
from lms.content.lines import Line
from lms.content.measure import WORD, plain
from lms.content.problems import Problems
from lms.content.registers import Registers
from lms.content.text import CourseText, ModuleText, PageText

AIM, LONGEST_SENTENCE = 20, 25  # words: what writers aim at, and from where on a sentence is worth a second look
OLDEST_READER = 14
ENOUGH_SENTENCES = 10
SERVICES = "services.yaml"
WRITTEN_AS_YAML = ("course.yaml", "figures.yaml", "glossary.yaml", SERVICES)

THEM = "(?:him|her|them|the person|the perpetrator|the stalker)"
SOFT = "(?:a |the |any |that |every )?"
EVIDENCE = "Write: get advice, do not respond, keep evidence."
SPECIALIST = "Write: separate, specialist help."
LIMITS = "Explain the limits of confidentiality."
OPEN = "Write an open question."
SERIOUSLY = "Write that it is taken seriously."
MAY = "Write what may happen."
CHANGES = "Write: risk can change quickly; specialist advice."
TRACKER = "Write: do not go home with it; safe place, police advice first."
THING = "(?:tracker|app|spyware|stalkerware|device)s?"
NOBODY = "(?:nobody|no one|no-one)"
ANYONE = "any(?:one|body)"
PROMISED = (
    r"\bpromis(?:e|ing(?= (?:to|that|not|never|her|him|them|the|full|secrecy|confidentiality)\b)) "
    r"(?:(?!explain|limit|about|what\b|cannot|can[’']t)[\w’']+ ){0,5}?"
)
"""Results may be promising; and to promise to explain the limits, or what cannot be kept secret, is sound."""

BANNED: tuple[tuple[str, str], ...] = (
    (
        r"\b(?:chang(?:e|ing) (?:your|her|his|their|the)|(?:get|getting|buy|buying) (?:a )?(?:new|different|another))"
        r" (?:phone |mobile )?number",
        "Write of evidence, safe contact and specialist advice.",
    ),
    (rf"\b(?:block|ignore)(?: {THEM}| it)? and (?:ignore|block|it will|they will|he will|she will)", EVIDENCE),
    (r"\bit will (?:soon )?(?:stop|blow over|go away)\b", EVIDENCE),
    (
        rf"\b(?:confront|reason with|arrange to meet|write to) {THEM}\b(?! (?:at|by|on|in) a safe)",
        "Write: no contact, and the police.",
    ),
    (r"\b(?:try|suggest|offer|arrange|consider|recommend|propose) (?:family )?mediation", SPECIALIST),
    (r"\bcouples?[’']? (?:therapy|counselling|work)\b", SPECIALIST),
    (r"\bI promise\b", LIMITS),
    (
        rf"{PROMISED}(?:(?:secrecy|confidentiality)\b(?! (?:cannot|can[’']t))"
        r"|(?:keep|kept|stays?|be|is) (?:[\w’']+ )?(?:secret|confidential|between|to (?:your|my|our)sel)"
        rf"|tell {NOBODY}|(?:not|never) (?:to )?(?:tell|share)(?:(?: [\w’']+){{0,3}}? {ANYONE}|(?=[.!,;])))",
        LIMITS,
    ),
    (rf"\b(?:will not|won[’']t) tell {ANYONE}\b|\b(?:I|we|you)(?:[’']ll| will) tell {NOBODY}\b", LIMITS),
    (r"\bis (?:it|this|that) (?:your|an) ex\b", OPEN),
    (r"\bare you sure\b", OPEN),
    (r"\b(?:only|just) online\b", SERIOUSLY),
    (r"\bflatter(?:ing|ed)\b", SERIOUSLY),
    (r"\b(?:you|she|he|they|patient) (?:are|is) (?:at )?low[- ]risk\b", "Write: red flags today; risk changes."),
    (r"\byou[’']re (?:at )?low[- ]risk\b", "Write: red flags today; risk changes."),
    (r"\byou have PTSD\b", "Write of a clinical assessment."),
    (
        rf"\b(?:remove|delete|uninstall|switch off|turn off) {SOFT}{THING}\b",
        "Write: safety and evidence first; ask the police or a specialist.",
    ),
    (rf"\bleave {SOFT}tracker", TRACKER),
    (r"\bcarry on as normal\b", TRACKER),
    (r"\b(?:nobody|no one|no-one) has threatened (?:you|her|him|them)\b", CHANGES),
    (r"\b(?:so|therefore) (?:you|she|he|they) (?:are|is) safe\b", CHANGES),
    (r"\byou must report\b", "Explain the options; the choice is usually theirs."),
    (r"\bwarn (?:her|him|them) (?:myself|yourself)\b", "Write that the police plan the contact."),
    (r"\bthe police will\b", MAY),
    (r"\byou will get an order\b", MAY),
    (r"\bI(?:[’']ll| will) (?:text|e-?mail) (?:you )?(?:the |them|it|this)", "Write: ask for a safe contact."),
    (
        r"\b14 (?:or more )?(?:means|is) high risk\b|\bscore (?:of )?14\b",
        "MARAC is for domestic abuse; judgement counts.",
    ),
    (
        r"\b(?:all|every) ICBs? fails?\b|\b(?:your|every) ICB must fund\b|\bICBs must fund\b",
        "Be dated and precise.",
    ),
    (r"\bCSTF[- ]aligned\b|\balign(?:ed|s)? (?:with|to) (?:the )?CSTF\b", "Write `supports` or `maps to`."),
)
NEEDED = (
    ("number",), ("and",), ("will",), ("confront", "reason", "meet", "write"), ("mediation",), ("coupl",), ("promise",),
    ("promis",), ("tell",), ("ex",), ("sure",), ("online",), ("flatter",), ("risk",), ("risk",), ("ptsd",),
    ("remove", "delete", "uninstall", "switch", "turn"), ("tracker",), ("normal",), ("threatened",), ("safe",),
    ("report",), ("warn",), ("police",), ("order",), ("text", "mail"), ("14",), ("icb",), ("cstf",),
)  # fmt: skip
"""For each of these a word that no match lacks: looking for it first is twenty times as fast."""
PATTERNS = [
    (needed, re.compile(words.replace(" ", r"\s+"), re.IGNORECASE), instead)
    for needed, (words, instead) in zip(NEEDED, BANNED, strict=True)
]
NOT_TO = re.compile(
    r"\b(?:not|never|avoid|without|instead\s+of|rather\s+than|nobody|no\s+one|neither|nor|cannot|can[’']t|don[’']t|won[’']t|no)\b",
    re.IGNORECASE,
)
UNSEEN = re.compile("[*_`\u00ad\u200b-\u200d\u2060\ufeff]")  # marks and blanks that hide a word from a plain search
CLAUSE_END = re.compile(r"[.!?][\"”’')\]]*\s+|;\s+|,\s+(?=(?:just|simply|but|then|so|instead|please)\b)", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s+")
VOWELS = re.compile(r"[aeiouy]+")


def check_wording(module: ModuleText, registers: Registers, problems: Problems) -> None:
    """Banned wording, which stops; long sentences and a high reading age, which are advice."""
    sentences: dict[int, list[str]] = {}
    for piece in pieces_of(module):
        with problems.reading(piece.file):
            for unit in piece.units():
                _unchecked_numbers(unit, problems)
                if piece.part is not PartPlayed.WRONG:
                    _banned(unit, problems)
                if unit.is_prose:
                    found = _long_sentences(unit, registers, problems)
                    _remember(piece, found, sentences)
    with problems.reading(module.file):
        for page in module.pages:
            _reading_age(page, sentences.get(page.heading.line, []), problems)


def check_fields(text: CourseText, problems: Problems) -> None:
    """Banned wording in the fields that may be printed: those of the registers, and those above pages and cases."""
    for path in WRITTEN_AS_YAML:
        _banned_in_file(path, text, problems)
    for module in text.modules:
        for file in (module.file, *(case.file for case in module.cases)):
            _banned_in_file(file, text, problems, only_front_matter=True)


def check_never_said(unit: Unit, problems: Problems) -> None:
    """Banned wording, and phone numbers that nobody vouches for, in what is neither a page nor a question."""
    _unchecked_numbers(unit, problems)
    _banned(unit, problems)


def _banned_in_file(path: str, text: CourseText, problems: Problems, *, only_front_matter: bool = False) -> None:
    """The lines of a file in which every field may be printed; one that is refused for its size is not read."""
    data = text.files.get(path, b"")
    if len(data) > FILE_LIMIT:
        return
    lines = data.decode(errors="replace").splitlines()
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)
    with problems.reading(path):
        for number, line in enumerate(lines[:end] if only_front_matter else lines, 1):
            unit = Unit((Line(number, line),))
            _banned(unit, problems)
            if path != SERVICES:  # where each number has a check of its own
                _unchecked_numbers(unit, problems)


def _banned(unit: Unit, problems: Problems) -> None:
    for start, words, instead in _banned_in(UNSEEN.sub("", unit.text)):
        problems.stop(unit.line_at(start), f"“{words}” must not be said.", instead)


def _banned_in(text: str) -> list[tuple[int, str, str]]:
    """Where something is said that must not be, the words, and what to write instead."""
    found_there, folded = [], text.casefold()
    for needed, pattern, instead in PATTERNS:
        for found in pattern.finditer(text) if any(word in folded for word in needed) else ():
            ends = [end.end() for end in CLAUSE_END.finditer(text, 0, found.start())]
            if not NOT_TO.search(text[ends[-1] if ends else 0 : found.start()]):
                found_there.append((found.start(), " ".join(found[0].split()), instead))
    return found_there


def _unchecked_numbers(unit: Unit, problems: Problems) -> None:
    """Phone numbers in words: there they would go on being shown when nobody vouches for them any more."""
    for found in LONG_NUMBER.finditer(UNSEEN.sub("", unit.text)):
        if digits(found[0]) not in ALWAYS_RIGHT:
            problems.stop(
                unit.line_at(found.start()),
                f"“{found[0]}” looks like a phone number that has to be checked again and again.",
                "Link to the finder in its place: [Find a service](/services).",
            )


def _long_sentences(unit: Unit, registers: Registers, problems: Problems) -> list[str]:
    """The sentences of a unit; each that is too long is advice at the line where it starts."""
    text = "\n".join(plain(line.text, registers) for line in unit.lines)
    starts = [0, *(end.end() for end in SENTENCE_END.finditer(text))]
    sentences = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    for start, sentence in zip(starts, sentences, strict=True):
        count = len(WORD.findall(sentence))
        if count > LONGEST_SENTENCE:
            line = unit.lines[text.count("\n", 0, start)].number
            problems.advise(line, f"This sentence has {count} words.", f"Aim at {AIM}: make it two.")
    return sentences


def _remember(piece: Piece, sentences: list[str], by_page: dict[int, list[str]]) -> None:
    if piece.page and piece.part is PartPlayed.TEACHING:
        by_page.setdefault(piece.page.heading.line, []).extend(sentences)


def _reading_age(page: PageText, sentences: list[str], problems: Problems) -> None:
    age = reading_age(sentences)
    if age > OLDEST_READER:
        problems.advise(
            page.heading.line,
            f"This page has a reading age of {age}.",
            f"Keep to {OLDEST_READER}: use shorter words and sentences.",
        )


def reading_age(sentences: list[str]) -> int:
    """The age at which most people can read this: the SMOG grade and 5 years; 0 where there is too little to judge."""
    kept = [sentence for sentence in sentences if WORD.search(sentence)]
    if len(kept) < ENOUGH_SENTENCES:
        return 0
    long_words = sum(1 for sentence in kept for word in WORD.findall(sentence) if syllables(word) >= 3)
    return round(1.0430 * math.sqrt(long_words * 30 / len(kept)) + 3.1291 + 5)


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """About how many syllables a word has: groups of vowels, without a silent e at the end."""
    word = word.lower().rstrip(".,:'’")
    count = len(VOWELS.findall(word))
    silent = word.endswith(("e", "es", "ed")) and not word.endswith(("le", "les", "ted", "ded"))
    return max(count - silent, 1)
