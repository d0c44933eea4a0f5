"""The manual for trainers, `docs/writing-a-module.md`, drawn as HTML.

It is ordinary Markdown with examples, written by whoever changes this product: as trusted as a template, and no course.
"""

import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from lms.content.prose import dress
from lms.content.schema import Manual, Section


def draw_manual(markdown: str) -> Manual:
    """The document under its title; its headings have the ids that code hosts give them, too."""
    title, _, rest = markdown.partition("\n")
    engine = Markdown(extensions=["tables", "fenced_code", "sane_lists", "toc"], output_format="html")
    engine.treeprocessors.register(_Look(engine), "look", 1)
    # Examples are wider than a phone: they scroll by themselves, and for that the keyboard has to reach them.
    html = engine.convert(rest).replace("<pre>", '<pre tabindex="0">')
    sections = tuple(Section(id=each["id"], title=each["name"]) for each in engine.toc_tokens)
    return Manual(title=title.removeprefix("# "), html=html, sections=sections)


class _Look(Treeprocessor):  # type: ignore[misc]  # Python-Markdown ships no types
    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            dress(element)
            if element.tag == "code":  # in a table no bar may stand without a backslash, and nobody is to copy that
                element.text = (element.text or "").replace(r"\|", "|")
