"""Changes to the course without a fault that leave it without one: what the checker must not complain of."""

from tests.courses.faults.drawing_faults import DRAWING, POT, TALL, drawn, having
from tests.courses.faults.kind_faults import CUPS_ARE, RIGHT_WRONG, kprim, partial
from tests.courses.faults.page_faults import written
from tests.courses.faults.planting import (
    COURSE,
    CUPS,
    CUPS_QUIZ,
    GLOSSARY,
    KETTLE,
    KETTLE_CASE,
    KETTLE_QUIZ,
    Append,
    Edit,
    Put,
    Remove,
    Replace,
)
from tests.courses.faults.question_faults import options
from tests.courses.faults.service_faults import CHECKED, SOUND, also, other, put

HARMLESS: dict[str, Edit] = {
    "the numbers that need no check": written("Call 999, 101, 111 or 0808 802 0300: [call](tel:08088020300)."),
    "a way to the finder": written("[Find a service](/services) in your area."),
    "a service": put(SOUND),
    "a service without a phone, being checked": other("status", "check"),
    "a service with a phone that was checked": also(f'  phone: "01632 960001"\n  hours: 09:30 to 16:00\n{CHECKED}'),
    "a number that needs no check": also('  phone: "0808 802 0300"\n'),
    "a service for boards of today and of earlier": other("areas", "[QE1, QNX, scotland]"),
    "an age and a year in words": other("who_for", "People from 16 on. Since 1 July 2023."),
    "no glossary": Remove(GLOSSARY),
    "no README": Remove("README.md"),
    "no audience": Replace(COURSE, "audience: Everybody who drinks tea at work\n", ""),
    "a statistic that is cited": written("About 30% of kettles whistle. [@kettle-study]"),
    "a count of a few people": written("Ask two people, or 3 people."),
    "law with its place": written("In England and Wales, section 2A of the Kettle Act 1997 says so."),
    "a number that counts nobody": written("Fill in 250 ml, call 101, and come back in 2025."),
    "banned wording in a wrong option": Replace(KETTLE_QUIZ, "- [ ] A parrot", "- [ ] I promise to tell nobody"),
    "banned wording in a sentence against it": written("Do not suggest mediation to anybody."),
    **{
        f"said: {words}": written(words)
        for words in (
            "Do not promise secrecy.",
            "Never promise to keep it secret, or to tell nobody.",
            "You cannot promise confidentiality.",
            "A promise of secrecy cannot be kept.",
            "Promise to explain the limits of confidentiality.",
            "Promise to explain what cannot be kept secret.",
            "Promise not to tell him where she is.",
            "It is a promising sign that she kept it secret.",
            "Do not compromise confidentiality.",
            "She will tell nobody.",
            "A new number can lose evidence.",
            "Do not tell her to get a new number.",
        )
    },
    "a word that a banned one is part of": written("Exchange your numbers."),
    "a comparison that looks like a tag": written("Keep it below 5 < 6 cups, and above 3 > 2."),
    "a heading without an id": written("## And so on"),
    "bold and italic": written("**Bold** and *italic*."),
    "a sign that is meant as itself": written("\\#tea costs \\$ or \\&."),
    "two blanks at the end of an item": written("- Boil  \n- Pour"),
    "two blanks at the end of a paragraph": written("Boil it.  \n\nPour it."),
    "two pages for an outcome": Append(KETTLE, "\n# More {#more outcomes=clean}\n\nRinse it.\n"),
    "a page without outcomes": Append(KETTLE, "\n# More {#more}\n\nRinse it.\n"),
    "feedback in two lines": Replace(CUPS_QUIZ, "takes the fat off.\n", "takes the fat off.\n  > It is hot.\n"),
    "a stem of two paragraphs": Replace(
        KETTLE_QUIZ, "Think of [figure: tea-drinkers].", "Think of [figure: tea-drinkers].\n\nThink again."
    ),
    "a source's address left out": Replace(
        "sources.yaml", "  address: https://example.org/kettle\n  checked: 2026-11-21\n", ""
    ),
    "a second README's worth of words": Put(
        "README.md", b"# Tea\n\n30% of [words](nowhere.md) are <b>free</b> here.\n"
    ),
    "feedback on rights": Replace(KETTLE_QUIZ, "Once is not enough.", "Right after use is best. Once is not enough."),
    "25 words in a sentence": written(
        "When you have filled the kettle to the line, and put the lid on, and pressed the switch, wait until it boils; "
        "then pour it."
    ),
    "a drawing": Put(POT, DRAWING.encode()),
    "a drawing that says how it is written": drawn(
        TALL, f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- hot -->\n{TALL}'
    ),
    "a drawing with a sign written out": drawn("pour it", "pour &amp; wait &#8211; hot"),
    "a drawing with words that are taken as they stand": drawn("pour it", "<![CDATA[pour it]]>"),
    "a shape without a fill": having('fill="none"'),
    "banned wording against it in a drawing": drawn("pour it", "do not block and ignore it"),
    "no case": Remove(KETTLE_CASE),
    "banned wording in a choice that does harm": Replace(KETTLE_CASE, "Lift the lid to look", "Say: I promise"),
    "a choice that does harm and leads back to another scene": Replace(
        KETTLE_CASE, "- [Lift the lid to look](#kitchen) {harm}", "- [Lift the lid to look](#cooling) {harm}"
    ),
    "four statements": kprim(options(*CUPS_ARE)),
    "banned wording in a statement that is false": kprim(options(*CUPS_ARE[:3], "- [ ] I promise to tell nobody")),
    "a true statement that is the longest": kprim(
        options("- [x] Cups have a handle, which stands out at one side and stays cool", *CUPS_ARE[1:])
    ),
    "part marks": partial(*RIGHT_WRONG),
    "statements in a knowledge check": written(
        "> [!check] clean {kind=kprim}\n> True or false?\n>\n"
        + "\n".join(f"> {line}" for line in options(*CUPS_ARE).splitlines())
    ),
    "a link inside a note to the other module": Replace(
        CUPS, "Look behind the caddy.", "Look [there](../01-the-kettle/module.md#what-you-need)."
    ),
}
