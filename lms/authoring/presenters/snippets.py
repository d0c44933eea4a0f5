"""Pieces to begin with: what a writer need not remember. Each is what the manual shows."""

from typing import NamedTuple


class Snippet(NamedTuple):
    """A piece of text and what it is."""

    name: str
    text: str


FEEDBACK = "\n  > Why, and what to do instead."
PAGE = (
    Snippet("New page", '\n# Title {#page-id outcomes="outcome"}\n\nText.\n\n> [!key]\n> - What to remember.\n'),
    Snippet("Key points", "\n> [!key]\n> - What to remember.\n"),
    Snippet("Note on content", "\n> [!content]\n> This page mentions … You can [go to the key points](#key).\n"),
    Snippet(
        "Distressing block",
        "\n> [!distressing]- Title\n> > [!summary]\n> > What it comes to, in a sentence.\n>\n> Text.\n",
    ),
    Snippet("For some staff groups", "\n> [!for] midwifery, nursing\n> Text.\n"),
    Snippet("For trainers", "\n> [!trainer]\n> Text.\n"),
    Snippet("To reflect on", "\n> [!reflect]\n> A question to think about?\n"),
    Snippet("Figure", "\n[figure: figure-id]\n"),
    Snippet(
        "Knowledge check",
        "\n> [!check] outcome\n> What do you do?\n>\n> - [x] The right answer\n>   > Why.\n"
        "> - [ ] Another\n>   > Why not.\n",
    ),
    Snippet(
        "FOUR recogniser",
        "\n> [!check] outcome {kind=four}\n> What does each show?\n>\n> - [UR] A behaviour\n>   > Why.\n"
        "> - [FO] Another\n>   > Why.\n>\n> Record: Write the entry\n>\n> > One way to write it: …\n",
    ),
)
HEAD = "\n## The question? {{#question-id{kind} outcome=outcome source=source-id}}\n\n"
QUIZ = (
    Snippet("One right answer", f"{HEAD.format(kind='')}- [x] Right{FEEDBACK}\n- [ ] Wrong{FEEDBACK}\n"),
    Snippet(
        "Several right answers",
        f"{HEAD.format(kind='')}- [x] Right{FEEDBACK}\n- [x] Right{FEEDBACK}\n- [ ] Wrong{FEEDBACK}\n",
    ),
    Snippet("True or false", f"{HEAD.format(kind='')}- [x] True{FEEDBACK}\n- [ ] False{FEEDBACK}\n"),
    Snippet(
        "Four statements",
        HEAD.format(kind=" kind=kprim")
        + "".join(f"- [{mark}] Statement {n}{FEEDBACK}\n" for n, mark in enumerate("x x ".ljust(4), 1)),
    ),
    Snippet(
        "Matching", f"{HEAD.format(kind='')}| What | Where |\n|---|---|\n| Left | Right |\n| Left | Right |\n\n> Why.\n"
    ),
    Snippet("Order", f"{HEAD.format(kind='')}1. First\n   > Why.\n2. Second\n   > Why.\n3. Third\n   > Why.\n"),
    Snippet("Gaps", f"{HEAD.format(kind='')}A text with a [[right | other | other]] gap.\n\n> Why.\n"),
    Snippet("Number", f"{HEAD.format(kind='')}Answer: 3.2 ± 0.1 %\n\n> Why.\n"),
    Snippet("A few words", f"{HEAD.format(kind='')}Answer: word / another form\n\n> Why.\n"),
)
CASE = (
    Snippet(
        "Scene",
        "\n## Title {#scene}\n\nWhat happens.\n\n- [What to do](#next) {best}\n  > What happens then.\n"
        "- [Something else](#next) {part}\n  > What happens then.\n"
        "- [Something harmful](#scene) {harm}\n  > What it does.\n",
    ),
    Snippet("For those who chose something", "\n> [!if] flag\n> Text.\n"),
    Snippet("End", "\n## Title {#end kind=end}\n\nHow it ends, safely.\n\n> [!key]\n> - To take back to work.\n"),
)


def snippets(path: str) -> tuple[Snippet, ...]:
    """The pieces that fit into this file."""
    if path.endswith("quiz.md"):
        return QUIZ
    if "/scenarios/" in path:
        return CASE
    return PAGE if path.endswith("module.md") else ()
