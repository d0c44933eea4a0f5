"""Draws a page: its parts as blocks, each for its audience, and the notes and sources at its foot."""

from collections.abc import Iterable

from lms.content import callouts
from lms.content.figures import Foot
from lms.content.links import Links
from lms.content.measure import count_words
from lms.content.prose import Image, Place, Prose
from lms.content.question_render import render_question
from lms.content.revision import image_name
from lms.content.sanitise import sanitise
from lms.content.schema import STAFF_GROUPS, TRAINER, Block, Page
from lms.content.text import CallOut, CourseText, ModuleText, PageText, Part

IMAGE_ADDRESS = "/images/{fingerprint}.{ending}"


def groups_of(call_out: CallOut) -> tuple[str, ...]:
    """The staff groups that a `[!for]` names."""
    return tuple(group.strip() for group in call_out.title.split(",") if group.strip())


class PageRenderer:
    """Draws the pages of one module, one after the other."""

    def __init__(self, text: CourseText, module: ModuleText, links: Links, prose: Prose) -> None:
        self.text, self.module, self.links, self.prose = text, module, links, prose

    def draw(self, page: PageText, number: int) -> Page:
        """The page, ready to be stored."""
        foot = Foot(self.text.registers.sources)
        blocks = [*self._blocks(page, foot), *self._foot(foot)]
        return Page(
            number=number, id=page.id, title=page.heading.title, outcomes=page.outcomes,
            blocks=tuple(blocks), words=count_words(page, self.text.registers),
        )  # fmt: skip

    def place(self, page: PageText | None, foot: Foot | None) -> Place:
        """Where a piece of text stands: links are looked up from this page."""
        return Place(
            find_link=lambda written: self.links.find(written, self.module, page),
            find_image=self._image,
            foot=foot,
        )

    def _image(self, written: str) -> Image | None:
        data = self.links.find_image(written, self.module)
        if not data:
            return None
        address = IMAGE_ADDRESS.format(fingerprint=image_name(data), ending=written.rsplit(".", 1)[-1])
        drawing, narrow = self.module.drawing(written), self.module.narrow(written)
        if not drawing:
            return Image(address)
        beside = self._image(narrow.file.removeprefix(f"{self.module.folder}/")) if narrow else None
        return Image(address, drawing.width, drawing.height, beside)

    def _blocks(self, page: PageText, foot: Foot) -> Iterable[Block]:
        """The page's parts in order; what everybody sees is joined until something of another audience comes."""
        joined: list[str] = []
        for part in page.parts:
            if not (isinstance(part, CallOut) and callouts.KINDS[part.name].at_top):
                joined.append(self._part(part, page, foot))
                continue
            if joined:
                yield Block(html=sanitise("".join(joined)))
                joined = []
            yield self._own_block(part, page, foot)
        if joined:
            yield Block(html=sanitise("".join(joined)))

    def _own_block(self, call_out: CallOut, page: PageText, foot: Foot) -> Block:
        if call_out.question:
            outcome = call_out.title
            question = render_question(
                call_out.question,
                page.check_id(call_out),
                outcome,
                self.prose,
                self.place(page, None),
                self.text.registers,
            )
            return Block(check=question)
        if call_out.name == "trainer":
            foot.audience = "trainer"
            html = sanitise(self._parts(call_out.parts, page, foot))
            foot.audience = ""
            return Block(html=html, audience=(TRAINER,), title=call_out.title or "For trainers")
        groups = groups_of(call_out)
        title = ", ".join(STAFF_GROUPS[group] for group in groups)
        return Block(html=sanitise(self._parts(call_out.parts, page, foot)), audience=groups, title=title)

    def _parts(self, parts: Iterable[Part], page: PageText, foot: Foot) -> str:
        return "".join(self._part(part, page, foot) for part in parts)

    def _part(self, part: Part, page: PageText, foot: Foot) -> str:
        if not isinstance(part, CallOut):
            return self.prose.draw(part.markdown, self.place(page, foot))
        if part.name == "distressing":
            stand_in = "".join(self._parts(summary.parts, page, foot) for summary in part.inner("summary"))
            rest = [each for each in part.parts if not (isinstance(each, CallOut) and each.name == "summary")]
            return callouts.draw_distressing(part, stand_in, self._parts(rest, page, foot))
        draw = callouts.KINDS[part.name].draw
        inside = self._parts(part.parts, page, foot)
        return draw(part, inside, foot) if draw else inside

    def _foot(self, foot: Foot) -> Iterable[Block]:
        """The notes and sources: for everybody, and apart from them those of trainers' notes."""
        if everybody := foot.draw(""):
            yield Block(html=sanitise(everybody))
        if trainers := foot.draw("trainer"):
            yield Block(html=sanitise(trainers), audience=(TRAINER,), title="Sources for trainers")
