"""Faults in call-outs, closable blocks and knowledge checks, and in the wording of what is taught."""

from tests.courses.faults.page_faults import written
from tests.courses.faults.planting import CUPS, GLOSSARY, KETTLE, KETTLE_QUIZ, Append, Fault, Replace

SUMMARY = ">\n> > [!summary]\n> > Cups can break, so hold on to them.\n"
HARD_WORDS = (
    "Organisational responsibilities necessitate interdisciplinary communication. "
    "Administrative representatives systematically institutionalise accountability. "
    "Multidisciplinary collaboration facilitates comprehensive familiarisation. "
    "Unsatisfactory documentation undermines institutional accountability. "
    "Professional individuality complicates organisational homogeneity."
)

CALL_OUTS = [
    Fault("an unknown call-out", written("> [!tip]\n> Warm the pot."), "[!tip]", "tip"),
    Fault("distressing text without a summary", Replace(CUPS, SUMMARY, ""), "[!distressing]", "summary"),
    Fault(
        "distressing text without a title",
        written("> [!distressing]-\n> It broke.\n>\n> > [!summary]\n> > Hold on."),
        "[!distressing]-",
        "title",
    ),
    Fault("a closable block without a title", written("> [!more]-\n> More about it."), "[!more]-", "title"),
    Fault(
        "a block for an unknown staff group",
        Replace(CUPS, "> [!for] mental-health", "> [!for] mental-health, astronauts"),
        "astronauts",
        "astronauts",
    ),
    Fault("a block for nobody", Replace(CUPS, "> [!for] mental-health", "> [!for]"), "> [!for]\n", "staff|group|for"),
    Fault(
        "a knowledge check inside a call-out",
        written(
            "> [!note]\n> Try this.\n>\n> > [!check] clean\n> > How often?\n> >\n> > - [x] Twice\n"
            "> >   > Once is not enough.\n> > - [ ] Never\n> >   > No."
        ),
        "[!check] clean",
        "check",
    ),
    Fault(
        "a trainer's note inside a call-out",
        written("> [!note]\n> Rinse it.\n>\n> > [!trainer]\n> > Bring lemons."),
        "[!trainer]",
        "trainer",
    ),
    Fault(
        "a staff group's block inside another",
        written("> [!more]- More\n> Rinse it.\n>\n> > [!for] pharmacy\n> > Use the sink."),
        "[!for] pharmacy",
        "[!for]|group",
    ),
    Fault("a summary on its own", written("> [!summary]\n> Rinse it."), "[!summary]", "summary distressing"),
    Fault(
        "call-outs nested four deep",
        written(
            "> [!note] One\n> One.\n>\n> > [!note] Two\n> > Two.\n> >\n> > > [!note] Three\n> > > Three.\n> > >\n"
            "> > > > [!note] Four\n> > > > Four."
        ),
        "[!note] Four",
        "3|three|deep",
    ),
]

CHECKS = [
    Fault(
        "a knowledge check without an outcome",
        Replace(KETTLE, "> [!check] boil {#check-boil source=kettle-study}", "> [!check]"),
        "> [!check]",
        "outcome",
    ),
    Fault(
        "a knowledge check without a right option",
        Replace(KETTLE, "> - [x] Up to the line", "> - [ ] Up to the line"),
        "[!check] boil",
        "right",
    ),
    Fault(
        "a knowledge check with two right options",
        Replace(KETTLE, "> - [ ] Up to the brim", "> - [x] Up to the brim"),
        ("[!check] boil", "> - [x] Up to the brim"),
        "right",
    ),
    Fault(
        "a knowledge check without options",
        written("> [!check] clean\n> How often do you rinse it?"),
        "[!check] clean",
        "option",
    ),
    Fault(
        "an option of a knowledge check without feedback",
        Replace(KETTLE, "> - [ ] Up to the brim\n>   > It may boil over.\n", "> - [ ] Up to the brim\n"),
        "- [ ] Up to the brim",
        "feedback|>",
    ),
    Fault(
        "a knowledge check of several right ones with one",
        Replace(CUPS, "> - [x] Soap", "> - [ ] Soap"),
        "[!check] wash",
        "right",
    ),
]

DANGEROUS = {
    "You can promise to keep it secret.": "promise to keep it secret",
    "Promise her that you will tell nobody.": "tell nobody",
    "We will tell no one.": "tell no one",
    "Promise secrecy.": "promise secrecy",
    "You can promise secrecy.": "promise secrecy",
    "Promise confidentiality.": "promise confidentiality",
    "Start by promising the patient full confidentiality.": "confidentiality",
    "Promise her that it stays between you.": "stays between",
    "Promise not to tell anyone.": "promise not to tell anyone",
    "Promise never to tell.": "promise never to tell",
    "She should get a new number.": "get a new number",
    "Getting another mobile number helps.": "another mobile number",
}

WORDING = [
    *(Fault(f"said: {words}", written(words), words, told) for words, told in DANGEROUS.items()),
    Fault(
        "banned wording in a paragraph",
        written("If he calls, change your number."),
        "change your",
        "change your number",
    ),
    Fault(
        "banned wording after an excuse that is not about it",
        written("Do not worry, just change your number."),
        "Do not worry",
        "change your number",
    ),
    Fault(
        "banned wording with an unseen blank in it",
        written("Then change\u200b your number."),
        "Then change",
        "change your",
    ),
    Fault(
        "banned wording in the glossary", Append(GLOSSARY, "tray: Change your number\n"), "tray:", "change your number"
    ),
    Fault(
        "banned wording in what a module supports",
        Replace(CUPS, "supports: [", "supports: [CSTF aligned, "),
        "supports:",
        "cstf",
    ),
    Fault("banned wording in capitals", written("Change Your Number today."), "Change Your", "change your number"),
    Fault("banned wording with bold in it", written("If he calls, change **your** number."), "If he calls", "change"),
    Fault("banned wording over a line's end", written("If he calls, change\nyour number."), "calls, change"),
    Fault(
        "banned wording in a list",
        Replace(KETTLE, "- Cold water", "- Block and ignore"),
        "Block and",
        "block and ignore",
    ),
    Fault(
        "banned wording in key points",
        Replace(KETTLE, "> - Stay while it boils.", "> - Ask: are you sure?"),
        "are you sure",
        "are you sure",
    ),
    Fault(
        "banned wording in a summary",
        Replace(CUPS, "Cups can break, so", "The police will come, so"),
        "The police will",
        "the police will",
    ),
    Fault(
        "banned wording in feedback of a knowledge check",
        Replace(KETTLE, ">   > It may boil over.", ">   > You must report it."),
        "You must report",
        "you must report",
    ),
    Fault(
        "banned wording in a right option",
        Replace(KETTLE_QUIZ, "- [x] Twice", "- [x] Say I promise"),
        "I promise",
        "i promise",
    ),
    Fault(
        "banned wording in a stem",
        Replace(KETTLE_QUIZ, "Think of [figure: tea-drinkers].", "You must report your tea."),
        "You must report",
        "you must report",
    ),
    Fault(
        "banned wording in a question's heading",
        Replace(KETTLE_QUIZ, "## How often do you rinse it?", "## Are you sure? How often?"),
        "Are you sure?",
        "are you sure",
    ),
    Fault(
        "banned wording in feedback",
        Replace(KETTLE_QUIZ, "  > Then the tea tastes of lemon.", "  > Block and ignore it."),
        "Block and ignore",
        "block and ignore",
    ),
    Fault("a claim that nobody may make", written("This course is aligned with the CSTF."), "CSTF", "cstf"),
    Fault(
        "a sentence that is too long",
        written(
            "When you have filled the kettle to the line and put the lid on and pressed the switch, you wait until "
            "it boils and then you pour."
        ),
        "When you have filled",
        "20",
        stops=False,
    ),
    Fault(
        "a page that is hard to read",
        Replace(CUPS, "# Washing up", f"# Hard words {{#hard}}\n\n{' '.join([HARD_WORDS] * 4)}\n\n# Washing up"),
        "# Hard words",
        "14|age",
        stops=False,
    ),
]

BLOCK_FAULTS = CALL_OUTS + CHECKS + WORDING
