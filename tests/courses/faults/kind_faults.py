"""Faults in questions of several parts: Kprim, and several right options with marks for part of them."""

from tests.courses.faults.page_faults import written
from tests.courses.faults.planting import KETTLE_QUIZ, Append, Fault, Replace
from tests.courses.faults.question_faults import options

CUPS_ARE = ("- [x] Cups have one handle", "- [x] Cups hold tea", "- [ ] Cups can swim", "- [ ] Cups are hats")
RIGHT_WRONG = ("- [x] Soap", "- [x] Water", "- [ ] Paint", "- [ ] Glue")


def kprim(body: str, more: str = "") -> Append:
    """One more question at the end of the quiz on the kettle: statements on cups."""
    return Append(
        KETTLE_QUIZ,
        f"\n## True or false: cups {{#cups kind=kprim outcome=clean source=kettle-study{more}}}\n\n{body}\n",
    )


def partial(*lines: str, more: str = "") -> Append:
    """One more question at the end of the quiz on the kettle: several right options, with marks for part of them."""
    attributes = f"#soap kind=multiple-partial outcome=clean source=kettle-study{more}"
    return Append(KETTLE_QUIZ, f"\n## What cleans a cup? {{{attributes}}}\n\n{options(*lines)}\n")


STATEMENTS = [
    Fault("three statements", kprim(options(*CUPS_ARE[:3])), "{#cups", "four 3 statement"),
    Fault("five statements", kprim(options(*CUPS_ARE, "- [ ] Cups sing")), "{#cups", "four 5 statement"),
    Fault("no statement", kprim("Well?"), "{#cups", "four 0 statement"),
    Fault(
        "four statements that are true",
        kprim(options(*CUPS_ARE).replace("[ ]", "[x]")),
        "{#cups",
        "all four true make false",
    ),
    Fault(
        "four statements that are false",
        kprim(options(*CUPS_ARE).replace("[x]", "[ ]")),
        "{#cups",
        "all four false make true",
    ),
    Fault("only true and false under kprim", kprim(options("- [x] True", "- [ ] False")), "{#cups", "four statement"),
    Fault(
        "a statement without feedback",
        kprim(options(*CUPS_ARE[:3]) + "\n- [ ] Cups are hats"),
        "- [ ] Cups are hats",
        "feedback statement",
    ),
    Fault(
        "two statements with the same words",
        kprim(options(*CUPS_ARE[:3]) + "\n- [ ] Cups hold TEA\n  > So it is."),
        "- [ ] Cups hold TEA",
        "statement same",
    ),
    Fault("a statement without words", kprim(options(*CUPS_ARE[:3], "- [ ] ")), "- [ ] \n", "statement words"),
    Fault(
        "statements marked by letters",
        kprim(options(*CUPS_ARE).replace("- [ ] Cups can", "- [F] Cups can")),
        "- [F] Cups can",
        "nearly",
    ),
    Fault(
        "banned wording in a statement that is true",
        kprim(options("- [x] I promise to tell nobody", *CUPS_ARE[1:])),
        "I promise",
        "promise",
    ),
    Fault(
        "an unknown figure in a statement's feedback",
        kprim(options(*CUPS_ARE[:3]) + "\n- [ ] Cups are hats\n  > See [figure: hats]."),
        "[figure: hats]",
        "hats",
    ),
    Fault(
        "three statements in a knowledge check",
        written(
            "> [!check] clean {kind=kprim}\n> True or false?\n>\n"
            + "\n".join(f"> {line}" for line in options(*CUPS_ARE[1:]).splitlines())
        ),
        "{kind=kprim}",
        "four 3 statement",
    ),
]

PARTS = [
    Fault(
        "more right options than wrong ones, with part marks",
        partial(*RIGHT_WRONG[:3]),
        "{#soap",
        "2 right 1 wrong everything",
    ),
    Fault("no wrong option, with part marks", partial(*RIGHT_WRONG[:2]), "{#soap", "2 right 0 wrong everything"),
    Fault("one right option, with part marks", partial(*RIGHT_WRONG[1:]), "{#soap", "one right multiple-partial"),
    Fault("no right option, with part marks", partial(*RIGHT_WRONG[2:]), "{#soap", "no right"),
    Fault(
        "the right option conspicuously longest, with part marks",
        partial("- [x] Soap that has been made of olives and water", *RIGHT_WRONG[1:]),
        "- [x] Soap that",
        "long",
        stops=False,
    ),
    Fault(
        "part marks for the quiz",
        Replace(KETTLE_QUIZ, "shuffle: true", "shuffle: true\npartial: true"),
        "partial: true",
        "kind=multiple-partial",
    ),
    Fault(
        "part marks as an attribute", partial(*RIGHT_WRONG, more=" partial=yes"), "partial=yes", "kind=multiple-partial"
    ),
    Fault(
        "part marks under a name of its own",
        Append(
            KETTLE_QUIZ,
            "\n## What cleans? {#clean kind=partial outcome=clean source=kettle-study}\n\n"
            + options(*RIGHT_WRONG)
            + "\n",
        ),
        "kind=partial",
        "kprim multiple-partial",
    ),
]

LABELS = [
    Fault(
        f"feedback that begins with {word}",
        Replace(KETTLE_QUIZ, "Once is not enough.", f"{word} Once is not enough."),
        f"{word} Once",
        "page begin reason",
        stops=False,
    )
    for word in ("Right.", "Correct!", "**Right:**", "Wrong,")
]

KIND_FAULTS = STATEMENTS + PARTS + LABELS
