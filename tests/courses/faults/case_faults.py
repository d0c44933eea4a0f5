"""Faults in branching cases: fields, scenes, choices, the ways through them, and what is remembered."""

from tests.courses.faults.page_faults import written
from tests.courses.faults.planting import KETTLE_CASE, Append, Edit, Fault, Put, Replace, base_course

OFF = "- [Switch it off at the wall](#cooling) {best sets=switched-off}"
LIFT = "- [Lift the lid to look](#kitchen) {harm}"
RINSE = "- [Wait, then rinse it](#end) {best}"
END = "## Tea after all {#end kind=end}"
KITCHEN = "## The kitchen {#kitchen}"
TOLD = "Steam has stopped. Somebody you do not know stands by the kettle."
LONELY = (
    "\n## Elsewhere {#elsewhere}\n\nRain.\n\n- [Go in](#end) {best}\n  > Warm.\n- [Stay](#elsewhere) {harm}\n  > Wet.\n"
)
WHOLE = base_course()[KETTLE_CASE].decode()
FRONT = WHOLE[: WHOLE.index("## The kitchen")]
LOOP = "- [Start again](#kitchen) {part}\n  > You go back.\n" + RINSE
FAMILY = "relationship: ex-partner"
LATE = "{best sets=rinsed}"


def told(old: str, new: str) -> Replace:
    """The case, written in another way in one place."""
    return Replace(KETTLE_CASE, old, new)


def choice(new: str) -> Replace:
    """The second choice of the first scene, written in another way."""
    return told(LIFT, new)


def instead(name: str, text: str) -> Edit:
    """Another case beside it."""
    return Put(f"01-the-kettle/scenarios/{name}.md", text.encode())


FIELDS = [
    Fault("a case without a relationship", told("relationship: stranger\n", ""), (1, 2), "relationship missing"),
    Fault("a case without a content note", told("content_note: This case is about a kettle without water.\n", ""),
          (1, 2), "content_note missing"),
    Fault("an unknown relationship", told("relationship: stranger", "relationship: foe"), "relationship: foe",
          "stranger"),
    Fault("an unknown outcome of a case", told("[boil, clean]", "[boil, fly]"), "[boil, fly]", "fly boil"),
    Fault("a case for no outcome", told("[boil, clean]", "[]"), "outcomes: []", "empty"),
    Fault("a field that a case has not", told("you: the", "they: X\nyou: the"), "they: X", "they"),
    Fault("a case whose name tells", instead("kettle-abuse", WHOLE), 1, "neutral abus",
          seen_in="01-the-kettle/scenarios/kettle-abuse.md"),
    Fault("a case in a file with capitals", instead("Kettle", WHOLE), 1, "lower-case"),
    Fault("a case in a text file", Put("01-the-kettle/scenarios/hot.txt", b"Hot."), 1, ".md"),
    Fault("most cases about an ex-partner", told("relationship: stranger", FAMILY), FAMILY, "ex-partner family other"),
    Fault("a case without front matter", Put(KETTLE_CASE, b"## Start {#start}\n"), 1, "---"),
]  # fmt: skip

SCENES = [
    Fault("a case without a scene", Put(KETTLE_CASE, FRONT.encode()), 1, "scene start"),
    Fault("a case that is all end", Put(KETTLE_CASE, (FRONT + WHOLE[WHOLE.index(END):]).encode()), END, "starts end"),
    Fault("a case without an end", told(END, "## Tea after all {#end}"), "## Tea after all", "end"),
    Fault("a dead end", Append(KETTLE_CASE, "\n## Nowhere {#nowhere}\n\nNothing.\n"), "## Nowhere", "dead end choices"),
    Fault("a scene that no way leads to", Append(KETTLE_CASE, LONELY), "## Elsewhere", "way leads"),
    Fault("a link to no scene", choice("- [Lift it](#attic) {harm}"), "#attic", "attic scene"),
    Fault("a choice that leads to a page", choice("- [Lift it](../module.md#boiling) {harm}"), "[Lift it]", "scene"),
    Fault("a loop of choices", told(RINSE, LOOP), "[Start again]", "loop exit harm"),
    Fault("a best choice that stays", told(RINSE, "- [Wait](#cooling) {best}"), "[Wait](#cooling)", "loop"),
    Fault("a scene without a way out", told(RINSE, "- [Wait, then rinse it](#cooling) {harm}"),
          "## Cooling down", "end"),
    Fault("a scene without an id", told(KITCHEN, "## The kitchen"), "## The kitchen", "id"),
    Fault("two scenes of one id", told(KITCHEN, "## The kitchen {#cooling}"), "## Cooling down", "cooling"),
    Fault("a scene of an unknown kind", told(END, "## Tea after all {#end kind=start}"), "kind=start", "end"),
    Fault("a scene without text", told("There is tea for two.\n\n> [!unless] switched-off\n> It took a little longer.\n"
          "\n> [!key]\n> - Switch it off first.\n\n> [!danger]\n> Cool burnt skin under a tap. Call 999 if it is "
          "bad.\n", ""), END, "text"),
    Fault("text before the first scene", told(KITCHEN, f"Too early.\n\n{KITCHEN}"), "Too early", "scene"),
    Fault("a heading of level 3 in a case", told(TOLD, f"### More\n\n{TOLD}"), "### More", "##"),
    Fault("an end without whom to call", told("> [!danger]\n> Cool", "> [!note]\n> Cool"), END, "danger 999"),
    Fault("a choice after the end", Append(KETTLE_CASE, f"\n{LIFT}\n  > Hot.\n"), 51, "end"),
]  # fmt: skip

CHOICES = [
    Fault("a choice without a consequence", told("  > It is hot, and you let go of it.\n", ""), LIFT, "consequence"),
    Fault("a choice without a grade", choice("- [Lift the lid](#kitchen)"), "[Lift the lid]", "grade best part harm"),
    Fault("an unknown grade", choice("- [Lift the lid](#kitchen) {good}"), "{good}", "best part harm good"),
    Fault("two grades", choice("- [Lift the lid](#kitchen) {part harm}"), "{part harm}", "grade one"),
    Fault("no best choice", told(OFF, OFF.replace("best", "part")), KITCHEN, "best one"),
    Fault("two best choices", choice("- [Lift the lid](#cooling) {best}"), "[Lift the lid]", "best one"),
    Fault("a choice without words", choice("- [](#kitchen) {harm}"), "- [](#kitchen)", "words"),
    Fault("two choices with the same words", choice("- [switch it off at the wall](#kitchen) {harm}"),
          "[switch it off at the wall](#kitchen)", "same words"),
    Fault("one choice alone", told("- [Fill it with cold water at once](#kitchen) {harm}\n  > It cracks. You look for "
          "another, and that one is dry too.\n", ""), "## Cooling down", "choices 2"),
    Fault("a choice with an unknown attribute", choice("- [Lift it](#kitchen) {harm colour=red}"), "colour=red",
          "colour sets"),
    Fault("nearly a choice", told(TOLD, f"{TOLD}\n\n- [Lift it] (#kitchen) {{harm}}"), "[Lift it] (", "nearly choice"),
    Fault("a consequence that is not under its choice",
          told("  > It is hot, and you let", "> It is hot, and you let"), "> It is hot", "consequence"),
    Fault("text after the choices", told(RINSE, f"Meanwhile.\n\n{RINSE}"), "Meanwhile", "choices"),
    Fault("a choice of 19 words", choice(f"- [{' '.join(['Lift'] * 19)}](#kitchen) {{harm}}"), "Lift Lift Lift Lift "
          "Lift Lift Lift Lift Lift Lift Lift Lift Lift Lift Lift Lift Lift Lift Lift", "19 18", stops=False),
    Fault("a best choice that is the longest", told("[Switch it off", "[Switch it off, and then step well back from "
          "it, and open a window"), "[Switch it off", "longer shorten", stops=False),
]  # fmt: skip

STATE = [
    Fault("a flag that nothing sets", told("> [!if] switched-off", "> [!if] whistled"), "whistled", "sets whistled"),
    Fault("a flag that nothing tests", choice("- [Lift it](#kitchen) {harm sets=looked}"), "sets=looked",
          "tests looked"),
    Fault("a flag that is only set later", Put(KETTLE_CASE, WHOLE.replace(RINSE, RINSE.replace("{best}", LATE)).replace(
          TOLD, f"{TOLD}\n\n> [!if] rinsed\n> It is clean.").encode()), "[!if] rinsed", "before sets rinsed"),
    Fault("a condition without a flag", told("> [!if] switched-off", "> [!if]"), "> [!if]", "flag"),
    Fault("a condition without text", told("> [!if] switched-off\n> It is cool enough to touch.",
          "> [!if] switched-off"), "[!if]", "empty"),
    Fault("a flag in capitals", choice("- [Lift it](#kitchen) {harm sets=Looked}"), "sets=Looked", "lower-case"),
    Fault("nothing that matters later", told("> [!unless] switched-off\n> It took a little longer.\n", ""), KITCHEN,
          "matters", stops=False),
    Fault("a condition on a page", written("> [!if] switched-off\n> Good."), "[!if]", "case"),
    Fault("a condition on a page, the other way", written("> [!unless] dry\n> Good."), "[!unless]", "case"),
]  # fmt: skip

TEXT = [
    Fault("a knowledge check in a case", told(TOLD, f"{TOLD}\n\n> [!check] boil\n> Hot?\n>\n> - [x] True\n>   > Yes.\n"
          "> - [ ] False\n>   > No."), "[!check]", "case if unless"),
    Fault("a call-out in a call-out of a case", told("> It is cool enough to touch.",
          "> It is cool.\n>\n> > [!note]\n> > Really."), "> > [!note]", "call-out"),
    Fault("key points before the end", told(TOLD, f"{TOLD}\n\n> [!key] Early\n> - Too early."), "[!key] Early", "end"),
    Fault("a link out of a case", told(TOLD, f"{TOLD} See [this](https://example.org)."), "[this]", "link"),
    Fault("a picture in a case", told(TOLD, f"{TOLD} ![A kettle](../media/kettle.png)"), "![A kettle]", "link"),
    Fault("an unknown source in a consequence", told("Now nobody can be hurt.", "Safe. [@nobody]"), "[@nobody]",
          "nobody"),
    Fault("an unknown figure in a case", told(TOLD, f"{TOLD} [figure: none-such]"), "none-such", "none-such"),
    Fault("a bare statistic in a case", told(TOLD, f"{TOLD} About 30% of kettles whistle."), "About 30%", "30% figure"),
    Fault("banned wording in a best choice", told("[Switch it off at the wall]", "[Say: I promise to help]"),
          "I promise", "promise"),
    Fault("banned wording in a consequence", told("It is hot, and you let go of it.", "I promise it is hot."),
          "I promise", "promise"),
    Fault("banned wording in a content note", told("a kettle without water.", "a kettle. I promise."), "I promise",
          "promise"),
    Fault("a long sentence in a case", told(TOLD, f"{TOLD}\n\nSo {'very ' * 25}hot."), "So very", "27",
          stops=False),
]  # fmt: skip

CASE_FAULTS = FIELDS + SCENES + CHOICES + STATE + TEXT
