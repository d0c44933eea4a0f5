"""Faults in the registers and in front matter: the syntax of YAML, and fields that are missing, unknown or wrong."""

from tests.courses.faults.planting import (
    COURSE,
    CUPS,
    CUPS_QUIZ,
    FIGURES,
    GLOSSARY,
    KETTLE,
    KETTLE_QUIZ,
    SOURCES,
    Append,
    Elsewhere,
    Fault,
    Put,
    Replace,
)

BOMB = """a: &a [tea, tea, tea, tea, tea, tea, tea, tea, tea]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]
e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d]
f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e]
g: &g [*f, *f, *f, *f, *f, *f, *f, *f, *f]
h: [*g, *g, *g, *g, *g, *g, *g, *g, *g]
"""

TITLE = "title: The tea round at work"
SUMMARY = "summary: Boil the water, wash the cups and put them away."
AUDIENCE = "audience: Everybody who drinks tea at work"
MODULES = "modules: [the-kettle, the-cups]"
GUIDE = (
    "washing-guide: {title: A made-up guide to washing up, publisher: Example only, date: 2023-02-01, status: verified}"
)


def guide(fields: str) -> Replace:
    """The guide to washing up with other fields."""
    return Replace(SOURCES, GUIDE, f"washing-guide: {{{fields}}}")


SYNTAX = [
    Fault("a quotation that ends too early", Replace(COURSE, TITLE, 'title: "The tea" round'), 'title: "The tea"'),
    Fault(
        "a second colon",
        Replace(COURSE, SUMMARY, "summary: Boil: then pour"),
        "summary: Boil:",
        "there is a colon too many on this line. quotation",
    ),
    Fault(
        "a blank too many in front",
        Replace(FIGURES, "  value: 12", "   value: 12"),
        "   value: 12",
        "lined up with its neighbours colon too many as many blanks quotation",
    ),
    Fault(
        "a blank too few in front",
        Replace(FIGURES, "  value: 12", " value: 12"),
        " value: 12",
        "lined up with its neighbours as many blanks",
    ),
    Fault(
        "no blank in front",  # the line itself may be a new entry, so the one below it is out of line
        Replace(FIGURES, "  value: 12", "value: 12"),
        "measures: stand",
        "lined up with its neighbours colon too many as many blanks quotation",
    ),
    Fault("a blank in front of the first name", Put(GLOSSARY, b" tray: A board\ncaddy: A box\n"), 2, "lined up"),
    *(
        Fault(
            f"a text that starts with {sign}",
            Replace(FIGURES, "says: 12 mugs", f"says: {sign}12 mugs"),
            f"{sign}12 mugs",
            "starts with this sign in quotation marks",
        )
        for sign in "%@`|>,]}"
    ),
    Fault("a text in braces that starts with @", guide("title: @G, publisher: P"), "@G", "sign in quotation marks"),
    Fault(
        "no blank after a colon",
        Replace(FIGURES, "  value: 12", "  value:12"),
        "value:12",
        "a blank is missing after the colon name: value",
    ),
    Fault(
        "no blank after the first colon",
        Replace(FIGURES, "says: 12 mugs", "says:12 mugs"),
        "says:12 mugs",
        "a blank is missing after the colon name: value",
    ),
    Fault("a line without a colon", Replace(FIGURES, "  value: 12", "  value 12"), "value 12", "cannot be read"),
    Fault("a tab before a field", Replace(COURSE, "  reception: [", "\treception: ["), "\treception"),
    Fault(
        "broken front matter of a module",
        Replace(KETTLE, "level: 1", "level: 1: 2"),
        "level: 1: 2",
    ),
    Fault("broken front matter of a quiz", Replace(CUPS_QUIZ, "attempts: 10", "attempts: ]"), "attempts: ]"),
    Fault("a field twice in the course", Append(COURSE, "code: coffee\n"), "code: coffee", "code"),
    Fault(
        "a figure's id twice",
        Append(FIGURES, "tea-drinkers: {says: None}  # again\n"),
        "# again",
        "tea-drinkers twice|again|already",
    ),
    Fault(
        "a source's id twice",
        Append(SOURCES, GUIDE.replace("washing-guide", "mug-count") + "  # again\n"),
        "# again",
        "mug-count",
    ),
    Fault("a term twice", Append(GLOSSARY, "caddy: Somebody who carries golf clubs\n"), "golf clubs", "caddy"),
    Fault("a field twice in front matter", Replace(KETTLE, "level: 1", "level: 1\nlevel: 2"), "level: 2", "level"),
    Fault("an outcome twice", Replace(CUPS, "  store: Put", "  wash: Dry\n  store: Put"), "  wash: Dry", "wash"),
    Fault("an anchor", Replace(COURSE, AUDIENCE, "audience: &everybody All"), "&everybody", "&"),
    Fault("aliases that multiply", Put(GLOSSARY, BOMB.encode()), (1, 2), "&|*"),
    Fault(
        "a tag that would run a command",
        Replace(COURSE, AUDIENCE, 'audience: !!python/object/apply:os.system ["true"]'),
        "!!python",
        "!",
    ),
    Fault("two documents", Append(COURSE, "---\ncode: coffee\n"), ("---", "code: coffee"), "---|document|twice|second"),
    Fault(
        "nested too deep",
        Replace(COURSE, AUDIENCE, "audience: " + "[" * 12 + "]" * 12),
        "audience: [[",
        "deep|nest|level",
    ),
    Fault("nested very deep", Append(FIGURES, "deep: " + "[" * 5_000 + "\n"), "deep: [", "deep|nest|level"),
    Fault("a very long line", Append(FIGURES, "deep: " + "[" * 20_000 + "\n"), "deep: [", "10,000 characters"),
    Fault("very many lines", Put(FIGURES, b"# Nothing.\n" * 20_001), 20_001, "20,000 lines"),
    Fault("a list instead of fields", Put(SOURCES, b"- kettle-study\n- mug-count\n"), 1),
    Fault("a sentence instead of fields", Put(FIGURES, b"There are no figures yet.\n"), 1),
    Fault("an empty course", Put(COURSE, b""), 1),
]

FIELDS = [
    Fault("an unknown field in the course", Append(COURSE, "colour: brown\n"), "colour", "colour"),
    Fault(
        "an unknown field of the certificate",
        Replace(COURSE, "  valid_months: 24", "  valid_months: 24\n  colour: brown"),
        "colour",
        "colour",
    ),
    Fault(
        "an unknown field of a figure",
        Replace(FIGURES, "  measures: stand on the shelf", "  measures: stand\n  colour: brown"),
        "colour",
        "colour",
    ),
    Fault(
        "an unknown field of a source",
        Replace(SOURCES, "  address: https://example.org/kettle", "  colour: brown"),
        "colour",
        "colour",
    ),
    Fault("an unknown field in front matter", Replace(KETTLE, "level: 1", "level: 1\ncolour: red"), "colour", "colour"),
    Fault(
        "an unknown field in the quiz's front matter",
        Replace(CUPS_QUIZ, "attempts: 10", "attempts: 10\ncolour: red"),
        "colour",
        "colour",
    ),
    Fault("a course without a code", Replace(COURSE, "code: tea                # neutral\n", ""), 1, "code"),
    Fault("a course without modules", Replace(COURSE, MODULES + "\n", ""), 1, "modules"),
    Fault(
        "a certificate without a statement",
        Replace(
            COURSE,
            "  statement: Shows that the questions were answered. It says nothing about the tea.\n",
            "",
        ),
        ("certificate:", "  valid_months"),
        "statement",
    ),
    Fault("a figure without a caveat", Replace(FIGURES, ", caveat: Made up.}", "}"), "mugs-lost: {", "caveat"),
    Fault(
        "a figure without a population",
        Replace(FIGURES, "  population: One made-up kitchen\n", ""),
        ("mugs-counted:", "says: 12 mugs"),
        "population",
    ),
    Fault("a source without a status", guide("title: G, publisher: P, date: 2023"), "washing-guide", "status"),
    Fault(
        "a module without outcomes",
        Replace(CUPS, "outcomes:\n  wash: Wash a cup\n  store: Put a cup away\n", ""),
        (1, 2),
        "outcomes",
    ),
    Fault("a module without minutes", Replace(KETTLE, "minutes: 5\n", ""), (1, 2), "minutes"),
    Fault("a quiz without a pass mark", Replace(CUPS_QUIZ, "pass_mark: 100\n", ""), (1, 2), "pass_mark"),
    Fault("a quiz that does not say how many", Replace(CUPS_QUIZ, "draw: 2\n", ""), (1, 2), "draw"),
    Fault("a module without front matter", Put(CUPS, b"# Washing up {#washing}\n\nWash the cups.\n"), 1),
    Fault("front matter that never ends", Put(CUPS, b"---\ntitle: The cups\n\nWash the cups.\n"), 1, "---"),
]

VALUES = [
    Fault("modules that are not a list", Replace(COURSE, MODULES, "modules: the-kettle"), "modules:", "modules"),
    Fault(
        "months in words",
        Replace(COURSE, "valid_months: 24", "valid_months: two years"),
        "two years",
        "valid_months",
    ),
    Fault(
        "valid for no month", Replace(COURSE, "valid_months: 24", "valid_months: 0"), "valid_months", "valid_months 1"
    ),
    Fault("a date that is none", Replace(COURSE, "due: 2027-06-30", "due: next summer"), "next summer", "due"),
    Fault("a day that does not exist", Replace(COURSE, "due: 2027-06-30", "due: 2027-02-30"), "2027-02-30", "due"),
    Fault("a code with blanks and capitals", Replace(COURSE, "code: tea  ", "code: Tea Round "), "Tea Round", "code"),
    Fault("a code of 21 letters", Replace(COURSE, "code: tea  ", f"code: {'t' * 21} "), "tttt" * 5 + "t", "code 20"),
    Fault("a code that tells", Replace(COURSE, "code: tea  ", "code: stalking-tea "), "stalking-tea", "code stalk"),
    Fault(
        "a neutral title that tells",
        Replace(COURSE, "neutral_title: Tea at work", "neutral_title: Harassment at tea"),
        "Harassment",
        "neutral",
    ),
    Fault("minutes in words", Replace(KETTLE, "minutes: 5", "minutes: a while"), "a while", "minutes"),
    Fault("supports that are not a list", Replace(KETTLE, "supports: []", "supports: tea"), "supports", "supports"),
    Fault("a level that is none", Replace(KETTLE, "level: 1", "level: easy"), "level: easy", "level"),
    Fault("a percentage in words", Replace(FIGURES, "  value: 7", "  value: seven"), "value: seven", "value"),
    Fault("a text that is a list", Replace(COURSE, TITLE, "title: [The, tea]"), "title: [The", "title"),
    Fault("a title that is empty", Replace(COURSE, TITLE, 'title: ""'), 'title: ""', "title"),
    Fault("minutes with a decimal", Replace(CUPS, "minutes: 5", "minutes: 5.5"), "5.5", "minutes"),
    Fault("a day of checking that is none", Replace(SOURCES, "2026-11-21", "last week"), "last week", "checked"),
    Fault("a figure without a year", Replace(FIGURES, "year: 2020", "year: long ago"), "long ago", "year"),
    Fault("a unit that is unknown", Replace(FIGURES, "unit: percent", "unit: furlongs"), "furlongs", "unit percent"),
    Fault("a status that is unknown", guide("title: G, publisher: P, date: 2023, status: maybe"), "maybe", "status"),
    Fault(
        "a source's date that is none",
        guide("title: G, publisher: P, date: at Easter, status: verified"),
        "at Easter",
        "date",
    ),
    Fault(
        "a source's address that runs a script",
        Replace(SOURCES, "https://example.org/kettle", "javascript:alert(1)"),
        "javascript:",
        "address http",
    ),
    Fault(
        "a source's address that is a file",
        Replace(SOURCES, "https://example.org/kettle", "file:///etc/passwd"),
        "file:",
        "address http",
    ),
    Fault("a figure's id with capitals", Replace(FIGURES, "mugs-counted:", "Mugs Counted:"), "Mugs Counted", "letters"),
    Fault("a pass mark too low", Replace(KETTLE_QUIZ, "pass_mark: 80", "pass_mark: 20"), "pass_mark", "pass_mark 50"),
    Fault("a pass mark too high", Replace(KETTLE_QUIZ, "pass_mark: 80", "pass_mark: 101"), "pass_mark", "100"),
    Fault("a pass mark in words", Replace(KETTLE_QUIZ, "pass_mark: 80", "pass_mark: most"), "pass_mark", "pass_mark"),
    Fault("no attempt", Replace(KETTLE_QUIZ, "attempts: 3", "attempts: 0"), "attempts: 0", "attempts 1"),
    Fault("a wait of a month", Replace(KETTLE_QUIZ, "wait_hours: 1", "wait_hours: 720"), "wait_hours", "168"),
    Fault("nothing drawn", Replace(CUPS_QUIZ, "draw: 2", "draw: 0"), "draw: 0", "draw"),
    Fault("shuffled perhaps", Replace(KETTLE_QUIZ, "shuffle: true", "shuffle: perhaps"), "perhaps", "shuffle"),
    Fault(
        "answers shown at an unknown time",
        Replace(KETTLE_QUIZ, "after each attempt", "at midnight"),
        "midnight",
        "show_answers after|passing",
    ),
]

BETWEEN_FILES = [
    Fault(
        "a staff group that does not exist",
        Replace(COURSE, "  mental-health: [", "  astronauts: ["),
        "astronauts",
        "astronauts",
    ),
    Fault(
        "a pathway to an unknown module",
        Replace(COURSE, "reception: [the-kettle]", "reception: [the-kettle, the-teapot]"),
        "the-teapot",
        "the-teapot",
    ),
    Fault(
        "a module listed twice",
        Replace(COURSE, MODULES, "modules: [the-kettle, the-cups, the-kettle]"),
        "modules:",
        "the-kettle twice|again|once",
    ),
    Fault(
        "a module that is planned",
        Replace(COURSE, MODULES, "modules: [the-kettle, the-cups, the-teapot]"),
        "modules:",
        "the-teapot",
        stops=False,
    ),
    Fault(
        "a figure from an unknown source",
        Replace(FIGURES, "source: kettle-study", "source: hearsay"),
        "hearsay",
        "hearsay",
    ),
    Fault(
        "an unknown successor of a figure",
        Replace(FIGURES, "superseded_by: mugs-lost", "superseded_by: mugs-found"),
        "mugs-found",
        "mugs-found",
    ),
    Fault(
        "a source that is to be verified",
        guide("title: G, publisher: P, date: 2023, status: to verify"),
        ("washing-guide", Elsewhere(CUPS, "[@washing-guide]")),
        "verif",
        stops=False,
    ),
    Fault(
        "a reviewer who is still to be named",
        Replace(COURSE, "clinical: Ada Brew", "clinical: to be named"),
        "to be named",
        "clinical",
        stops=False,
    ),
]

YAML_FAULTS = SYNTAX + FIELDS + VALUES + BETWEEN_FILES
