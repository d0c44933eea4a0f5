"""Faults in a quiz: how it is drawn, the questions' attributes, their options and feedback."""

from tests.courses.faults.planting import CUPS, CUPS_QUIZ, KETTLE_QUIZ, Append, Fault, Put, Replace

FILL = "## How far do you fill it? {#fill outcome=boil source=kettle-study critical=yes}"
RINSE = "## How often do you rinse it? {#rinse kind=single outcome=clean source=kettle-study}"
FRONT = "---\ndraw: 2\nat_least_per_outcome: 0\npass_mark: 100\nattempts: 10\n---\n"


def rinse(attributes: str) -> Replace:
    """The question on rinsing with other attributes."""
    return Replace(KETTLE_QUIZ, RINSE, f"## How often do you rinse it? {{{attributes}}}")


def asked(body: str, attributes: str = "#more outcome=clean source=kettle-study") -> Append:
    """One more question at the end of the quiz on the kettle."""
    return Append(KETTLE_QUIZ, f"\n## One more question? {{{attributes}}}\n\n{body}\n")


def options(*lines: str) -> str:
    """Options with some feedback each."""
    return "\n".join(f"{line}\n  > So it is." for line in lines)


def quiz(*outcomes: str) -> str:
    """A quiz that draws four, two of each outcome, from one question for each of these."""
    questions = (
        f"\n## Is it {number}? {{#is-{number} outcome={outcome} source=mug-count}}\n\n"
        + options("- [x] True", "- [ ] False")
        + "\n"
        for number, outcome in enumerate(outcomes, start=1)
    )
    return "---\ndraw: 4\nat_least_per_outcome: 2\npass_mark: 80\nattempts: 3\n---\n" + "".join(questions)


DRAWING = [
    Fault("fewer questions than are drawn", Replace(KETTLE_QUIZ, "draw: 2", "draw: 9"), "draw: 9", "9 4"),
    Fault(
        "fewer questions of an outcome than are asked for",
        Put(CUPS_QUIZ, quiz("wash", "wash", "wash", "store").encode()),
        "at_least_per_outcome",
        "store",
    ),
    Fault(
        "fewer questions drawn than all outcomes need",
        Replace(KETTLE_QUIZ, "at_least_per_outcome: 1", "at_least_per_outcome: 2"),
        ("draw: 2", "at_least_per_outcome"),
        "draw outcomes",
    ),
    Fault(
        "an outcome whose question was taken away",
        Replace(
            CUPS_QUIZ,
            "## Cups go on the shelf. {#shelf kind=true-false outcome=store",
            "## Cups go on the shelf. {#shelf kind=true-false outcome=wash",
        ),
        "store: Put a cup away",
        "store question",
        seen_in=CUPS,
    ),
    Fault("a quiz without questions", Put(CUPS_QUIZ, FRONT.encode()), (1, 2, 6, 7), "question"),
]

ATTRIBUTES = [
    Fault("a question without an id", rinse("outcome=clean source=kettle-study"), "## How often", "id|{#"),
    Fault("a question without an outcome", rinse("#rinse source=kettle-study"), "## How often", "outcome"),
    Fault("a question without a source", rinse("#rinse outcome=clean"), "## How often", "source"),
    Fault("a question without anything", Replace(KETTLE_QUIZ, RINSE, "## How often?"), "## How often?", "outcome"),
    Fault("a question's id twice", rinse("#lemon outcome=clean source=kettle-study"), "## How often", "lemon"),
    Fault("a question with an unknown outcome", rinse("#rinse outcome=fly source=kettle-study"), "outcome=fly", "fly"),
    Fault("a question with an unknown source", rinse("#rinse outcome=clean source=hearsay"), "hearsay", "hearsay"),
    Fault(
        "a second source that is unknown",
        rinse('#rinse outcome=clean source="kettle-study hearsay"'),
        "hearsay",
        "hearsay",
    ),
    Fault("an unknown kind", rinse("#rinse kind=riddle outcome=clean source=kettle-study"), "riddle", "riddle"),
    Fault(
        "an unknown attribute of a question",
        rinse("#rinse outcome=clean source=kettle-study colour=red"),
        "colour=red",
        "colour",
    ),
    Fault("critical perhaps", rinse("#rinse outcome=clean source=kettle-study critical=maybe"), "=maybe", "critical"),
    Fault(
        "an unknown figure in a question",
        Replace(KETTLE_QUIZ, "[figure: tea-drinkers]", "[figure: coffee-drinkers]"),
        "coffee-drinkers",
        "coffee-drinkers",
    ),
    Fault(
        "a superseded figure in a question",
        Replace(KETTLE_QUIZ, "[figure: tea-drinkers]", "[figure: mugs-lost-before]"),
        "mugs-lost-before",
        "mugs-lost-before",
    ),
    Fault("a link to no page, in feedback", Replace(KETTLE_QUIZ, "(#cleaning)", "(#nowhere)"), "#nowhere", "nowhere"),
    Fault(
        "an HTML tag in an option",
        Replace(KETTLE_QUIZ, "- [ ] A parrot", "- [ ] A <b>parrot</b>"),
        "<b>",
        "html|<b",
    ),
    Fault(
        "text before the first question", Replace(KETTLE_QUIZ, FILL, f"Good luck.\n\n{FILL}"), "Good luck", "question"
    ),
    Fault("a question of level 1", Replace(KETTLE_QUIZ, RINSE, RINSE[1:]), "# How often", "##|level"),
    Fault("a question of level 3", Replace(KETTLE_QUIZ, RINSE, "#" + RINSE), "### How often", "##|level"),
]

OPTIONS = [
    Fault("a question without options", asked("Well?"), "## One more", "option"),
    Fault("a question with one option", asked(options("- [x] Yes, please")), "## One more", "option"),
    Fault("no right option", Replace(KETTLE_QUIZ, "- [x] Twice", "- [ ] Twice"), "## How often", "right"),
    Fault(
        "two right options",
        Replace(KETTLE_QUIZ, "- [ ] Never", "- [x] Never"),
        ("## How often", "- [x] Twice"),
        "right",
    ),
    Fault(
        "one right option where several are asked for",
        Replace(KETTLE_QUIZ, "- [x] Water", "- [ ] Water"),
        "{#need",
        "right",
    ),
    Fault(
        "two options where several are asked for",
        asked(options("- [x] Soap", "- [x] Water"), "#more kind=multiple outcome=clean source=kettle-study"),
        "## One more",
        "option",
    ),
    Fault(
        "true and false both right", Replace(CUPS_QUIZ, "- [ ] False", "- [x] False"), ("{#shelf", "[x] False"), "right"
    ),
    Fault(
        "a right option without feedback",
        Replace(KETTLE_QUIZ, "- [x] Twice\n  > Once is not enough.", "- [x] Twice"),
        "- [x] Twice",
        "feedback|>",
    ),
    Fault(
        "a wrong option without feedback",
        Replace(KETTLE_QUIZ, "- [ ] Never\n  > Then the tea tastes of lemon.", "- [ ] Never"),
        "- [ ] Never",
        "feedback|>",
    ),
    Fault(
        "feedback that is not under its option",
        Replace(KETTLE_QUIZ, "- [x] Twice\n  > Once", "- [x] Twice\n\n> Once"),
        ("- [x] Twice", "> Once is"),
    ),
    Fault("an option without words", asked(options("- [x] Yes", "- [ ] ")), "- [ ] \n", "words|text|empty"),
    Fault(
        "two options with the same words",
        asked(options("- [x] Yes", "- [ ] No", "- [ ] No") + " # third"),
        ("## One more", "- [ ] No\n  > So it is. # third"),
        "same|twice|differ",
    ),
    Fault(
        "nine options",
        asked(options("- [x] Tea", *(f"- [ ] Cup {number}" for number in range(1, 9)))),
        ("## One more", "- [ ] Cup 8"),
        "8",
    ),
    Fault(
        "text after the options", asked(options("- [x] Yes", "- [ ] No") + "\n\nThat was it."), "That was it", "option"
    ),
    Fault(
        "a box that is neither right nor wrong",
        asked(options("- [x] Yes", "- [?] No")),
        ("- [?]", "## One more"),
    ),
    Fault(
        "the right option conspicuously longest",
        asked(options("- [x] Twice, with cold water from the tap, and then dry it well", "- [ ] Never", "- [ ] Once")),
        ("## One more", "- [x] Twice, with"),
        "long",
        stops=False,
    ),
]

QUESTION_FAULTS = DRAWING + ATTRIBUTES + OPTIONS
