"""Faults in the pages of a module: headings, outcomes, figures and sources, statistics, links, pictures, HTML."""

from tests.courses.faults.planting import CUPS, KETTLE, Append, Fault, Put, Replace

STEP = "1. Pour in the juice."
CLEANING = '# Cleaning it {#cleaning outcomes="clean"}'
FRONT = """---
title: The cups
neutral_title: The cups
minutes: 5
level: 1
supports: []
outcomes:
  wash: Wash a cup
  store: Put a cup away
---
"""


def written(text: str) -> Replace:
    """The text as a paragraph of its own on the page about cleaning."""
    return Replace(KETTLE, STEP, f"{text}\n\n{STEP}")


def heading(line: str) -> Replace:
    """The heading of the page about cleaning, written in another way."""
    return Replace(KETTLE, CLEANING, line)


STRUCTURE = [
    Fault(
        "text before the first page", Replace(CUPS, "# Washing up", "Too early.\n\n# Washing up"), "Too early", "page"
    ),
    Fault("a module without pages", Put(CUPS, FRONT.encode()), (1, 10, 11), "page"),
    Fault("a page without text", Append(KETTLE, "\n# Nothing here {#nothing}\n"), "# Nothing here", "text|empty"),
    Fault("a page without words in its heading", Append(KETTLE, "\n# {#nameless}\n\nText.\n"), "# {#nameless}"),
    Fault("a page without an id", Append(KETTLE, "\n# No id\n\nText.\n"), "# No id", "id|{#"),
    Fault("a page's id twice", Append(KETTLE, "\n# Again {#boiling}\n\nText.\n"), "# Again", "boiling"),
    Fault("a heading with a page's id", Append(KETTLE, "\n## Again {#cleaning}\n\nText.\n"), "## Again", "cleaning"),
    Fault(
        "a knowledge check with a page's id",
        Replace(KETTLE, "{#check-boil source=", "{#cleaning source="),
        ("{#cleaning source=", "# Cleaning it"),
        "cleaning",
    ),
    Fault("an id that starts with a digit", Append(KETTLE, "\n## Late {#9-lives}\n\nText.\n"), "## Late", "9-lives"),
    Fault("an id of 61 letters", Append(KETTLE, f"\n## Late {{#{'a' * 61}}}\n\nText.\n"), "## Late", "60"),
    Fault("an id with capitals", Append(KETTLE, "\n## Late {#Later-On}\n\nText.\n"), "## Late", "later-on"),
    Fault("a heading of level 3 under level 1", written("### Skipped"), "### Skipped", "##|level"),
    Fault("a heading of level 4", written("## Two\n\n### Three\n\n#### Four"), "#### Four", "###|level"),
    Fault("an unknown attribute", heading("# Cleaning it {#cleaning colour=red}"), "colour=red", "colour"),
    Fault(
        "an attribute twice",
        heading("# Cleaning it {#cleaning outcomes=clean outcomes=boil}"),
        "outcomes=clean outcomes",
        "outcomes",
    ),
    Fault("two ids on one heading", heading("# Cleaning it {#cleaning #clear outcomes=clean}"), "#clear", "id|clear"),
    Fault("braces that do not close", heading("# Cleaning it {#cleaning outcomes=clean"), "# Cleaning it {", "}|brace"),
]

OUTCOMES = [
    Fault("a page with an unknown outcome", heading('# Cleaning it {#cleaning outcomes="clean fly"}'), "fly", "fly"),
    Fault("an outcome without a page", heading("# Cleaning it {#cleaning}"), "  clean: Keep", "clean page"),
    Fault(
        "an outcome that nothing teaches or asks",
        Replace(CUPS, "  store: Put a cup away", "  store: Put a cup away\n  stir: Stir the tea"),
        "stir: Stir",
        "stir",
    ),
    Fault(
        "a knowledge check with an unknown outcome",
        Replace(KETTLE, "> [!check] boil {", "> [!check] fly {"),
        "[!check] fly",
        "fly",
    ),
    Fault(
        "minutes that are not what the text takes",
        Replace(KETTLE, "minutes: 5", "minutes: 45"),
        "minutes: 45",
        "minutes",
    ),
]

FIGURES_AND_SOURCES = [
    Fault(
        "an unknown figure in a sentence",
        Replace(KETTLE, "[figure: tea-drinkers]", "[figure: coffee-drinkers]"),
        "coffee-drinkers",
        "coffee-drinkers",
    ),
    Fault(
        "an unknown figure alone",
        Replace(KETTLE, "[figure: mugs-lost]", "[figure: mugs-found]"),
        "mugs-found",
        "mugs-found",
    ),
    Fault(
        "an unknown figure in a closable block",
        Replace(CUPS, "[figure: mugs-lost]", "[figure: mugs-found]"),
        "mugs-found",
        "mugs-found",
    ),
    Fault(
        "a figure that is superseded",
        Replace(KETTLE, "[figure: mugs-lost]", "[figure: mugs-lost-before]"),
        "mugs-lost-before",
        "mugs-lost-before",
    ),
    Fault("an unknown source", Replace(KETTLE, "[@kettle-study]", "[@hearsay]"), "[@hearsay]", "hearsay"),
    Fault(
        "an unknown source in a trainer's note",
        Replace(CUPS, "Bring a cup.", "Bring one. [@hearsay]"),
        "hearsay",
        "hearsay",
    ),
    Fault(
        "an unknown source of a knowledge check",
        Replace(KETTLE, "{#check-boil source=kettle-study}", "{#check-boil source=hearsay}"),
        "hearsay",
        "hearsay",
    ),
    Fault("a bare percentage", written("About 30% of kettles whistle."), "30%", "30%"),
    Fault("a bare percentage in bold", written("About **30%** of kettles whistle."), "30%", "30%"),
    Fault("a bare count of ten", written("We asked 10 patients about it."), "10 patients", "10"),
    Fault("a bare percentage in words", written("About 30 per cent of kettles whistle."), "30 per", "30"),
    Fault("a bare one in so many", written("They say 1 in 5 kettles whistles."), "1 in 5", "1 in 5"),
    Fault("a bare count of people", written("We asked 271 people about it."), "271 people", "271"),
    Fault("a bare count in thousands", written("We asked 1,500 patients about it."), "1,500", "1,500"),
    Fault("a bare statistic in a list", Replace(KETTLE, "- A little time", "- A friend: 8% have one"), "8%", "8%"),
    Fault("a bare statistic in a call-out", Replace(KETTLE, "> - Stay while", "> - 60% run. Stay while"), "60%", "60%"),
    Fault(
        "a bare statistic in the third line of a paragraph",
        written("Kettles are of many kinds.\nSome whistle.\nOf all of them, 30% do.\nOthers do not."),
        "30%",
        "30%",
    ),
    Fault(
        "a statistic that is cited in the next paragraph only",
        written("About 30% of kettles whistle.\n\nOthers do not. [@kettle-study]"),
        "30%",
        "30%",
    ),
    Fault(
        "another statistic beside a figure",
        Replace(
            KETTLE, "[figure: tea-drinkers] do so. [@kettle-study]", "[figure: tea-drinkers] do so, and 30% do not."
        ),
        "30%",
        "30%",
    ),
]

LINKS = [
    Fault("a link to no page", written("See [the rest](#nowhere)."), "#nowhere", "nowhere"),
    Fault("a link to no module", written("See [tea](../09-the-tea/module.md#leaf)."), "09-the-tea", "09-the-tea"),
    Fault("a link to no page of a module", written("See [cups](../03-the-cups/module.md#leaf)."), "#leaf", "leaf"),
    Fault("a link to no file", written("See [a picture](media/none.png)."), "none.png", "none.png"),
    Fault(
        "a link to no page, in a table", Replace(KETTLE, "| Boiling |", "| [Hot](#nowhere) |"), "#nowhere", "nowhere"
    ),
    Fault(
        "a link to no page, in a list", Replace(KETTLE, "- Cold water", "- [Water](#nowhere)"), "#nowhere", "nowhere"
    ),
    Fault(
        "a link to no page, in a summary",
        Replace(CUPS, "so hold on to them.", "so [hold on](#nowhere)."),
        "#nowhere",
        "nowhere",
    ),
    Fault("a link that runs a script", written("Press [here](javascript:alert)."), "javascript", "javascript|https"),
    Fault("a link that calls a script", written("Press [here](javascript:alert(1))."), "javascript", "link"),
    Fault("a link in angles that runs a script", written("Press [here](<javascript:alert(1)>)."), "javascript"),
    Fault("an address in angles that runs a script", written("Press <javascript:alert(1)>."), "javascript"),
    Fault("a link that is not secure", written("See [it](http://example.org)."), "http://example.org", "https"),
    Fault("a link that writes an e-mail", written("Ask [us](mailto:tea@example.org)."), "mailto", "mailto|https"),
    Fault("a link to the questions", written("See [them](quiz.md)."), "(quiz.md)", "quiz.md"),
    Fault("a link that shouts a script", written("Press [here](JavaScript:alert)."), "JavaScript", "javascript|https"),
    Fault(
        "a link that hides a script",
        written("Press [here](java&#115;cript:alert)."),
        "java&#115;",
        "java|https",
    ),
    Fault("a link to a file on a computer", written("Open [it](file:///etc/passwd)."), "file:", "file:|https"),
    Fault("a link that is its own content", written("Open [it](data:text/html,hello)."), "data:text", "data:|https"),
    Fault("a link with a title", written('See [it](https://example.org "Kettles").'), "Kettles", "title"),
    Fault("a link without a scheme", written("Open [it](//example.org/kettle)."), "//example.org/kettle).", "https"),
    Fault("a link to a page of the service", written("Go to [it](/sign-in)."), "/sign-in", "/sign-in"),
    Fault(
        "a link by reference",
        written("See [the survey][kettles].\n\n[kettles]: https://example.org/k"),
        ("[kettles].", "[kettles]:"),
    ),
    Fault(
        "a link to a heading that was renamed",
        Replace(KETTLE, "## What you need {#what-you-need}", "## What to bring {#what-to-bring}"),
        "[what you need]",
        "what-you-need",
    ),
    Fault(
        "a page that was renamed under a link from another module",
        Replace(KETTLE, "# Boiling water {#boiling ", "# Boiling water {#hot-water "),
        "[hot water]",
        "boiling",
        seen_in=CUPS,
    ),
]

PICTURES = [
    Fault("a picture without words", Replace(CUPS, "![A shelf with a row of cups]", "![]"), "![]"),
    Fault("a picture with blank words", Replace(CUPS, "![A shelf with a row of cups]", "![  ]"), "![  ]"),
    Fault("a picture that is not there", Replace(CUPS, "media/shelf.jpg", "media/table.jpg"), "table.jpg", "table.jpg"),
    Fault(
        "a picture in another folder",
        Replace(CUPS, "media/shelf.jpg", "../01-the-kettle/media/kettle.png"),
        "../01-the-kettle/media",
        "media",
    ),
    Fault("a picture that runs a script", Replace(CUPS, "media/shelf.jpg", "javascript:alert"), "javascript:", "media"),
    Fault("a picture from elsewhere", Replace(CUPS, "media/shelf.jpg", "https://example.org/s.jpg"), "s.jpg", "media"),
]

MARKUP = [
    Fault("a script", written("<script>alert(1)</script>"), "<script>", "html|<script"),
    Fault("a tag that runs a script", written("Look: <img src=x onerror=alert(1)>."), "<img", "html|<img"),
    Fault("an HTML tag in a sentence", written("This is <b>bold</b>."), "<b>", "html|<b"),
    Fault("an HTML tag over two lines", written("This is <a\nhref='https://example.org'>a link</a>."), "<a", "html|<a"),
    Fault("an HTML tag in a heading", written("## A <em>fine</em> day"), "<em>", "html|<em"),
    Fault("an HTML tag in a call-out", Replace(KETTLE, "> - Stay while", "> - <u>Stay</u> while"), "<u>", "html|<u"),
    Fault("a block of code", written("```\nboil()\n```"), "```\nboil", "code|```"),
    Fault("a block of code in a quotation", written("> ```\n> boil()\n> ```"), "> ```\n> boil", "code|```"),
    Fault("a page of empty lines", Append(KETTLE, "\n" * 20_000), 20_001, "20,000 lines"),
    Fault("a piece that never ends", written("\n\n".join(["Boil it. " * 900] * 9)), "Hard water leaves", "characters"),
    Fault("a heading without a blank", written("#tea is a word"), "#tea is", "heading|blank"),
    Fault("a heading of level 7", written("####### Deep"), "####### Deep", "heading"),
    Fault("a heading that is indented", written("  ## Aside"), "## Aside", "heading"),
    Fault("a heading in a quotation", written("> ## Quoted\n> Words."), "> ## Quoted", "heading"),
    Fault("a heading in a list", written("- ## Listed\n- Words"), "- ## Listed", "heading"),
    Fault("a line that ends with two blanks", written("Boil  \nit."), "Boil  ", "broken", stops=False),
    Fault("a line that ends with a backslash", written("Boil\\\nit."), "Boil\\", "broken", stops=False),
    Fault("a block of code that is indented", written("For example:\n\n    boil()"), "    boil()", "code|indent|space"),
    Fault("a footnote", written("So they say.[^1]\n\n[^1]: Who?"), ("say.[^1]", "[^1]: Who"), "footnote|[^"),
]

PAGE_FAULTS = STRUCTURE + OUTCOMES + FIGURES_AND_SOURCES + LINKS + PICTURES + MARKUP
