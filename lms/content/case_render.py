"""Draws a branching case: its scenes, choices and consequences, sanitised and ready. Like a question, it has no foot:
figures bring their caveats in brackets, and the sources of the whole case are listed once."""

from collections.abc import Iterator

from lms.content.callouts import KINDS
from lms.content.figures import Foot, in_full
from lms.content.lines import Line
from lms.content.measure import case_minutes
from lms.content.prose import Place, words_of
from lms.content.prose import Prose as Renderer
from lms.content.question_render import LETTERS
from lms.content.registers import Registers
from lms.content.sanitise import sanitise
from lms.content.schema import Case, Choice, Grade, Passage, Scene
from lms.content.signs import CITATION, FIGURE
from lms.content.text import CallOut, CaseText, ChoiceText, Part, Prose, SceneText, every_part

NOWHERE = Place(find_link=lambda _: None, find_image=lambda _: None)
TAKE_BACK = "To take back to work"


def render_case(case: CaseText, number: int, prose: Renderer, registers: Registers) -> Case:
    """The case as it is stored. Its fields are there: only a text without problems is drawn."""
    assert case.fields
    return Case(
        number=number,
        id=case.id,
        **case.fields.model_dump(),
        minutes=case_minutes(case),
        scenes=tuple(_scene(scene, place, prose) for place, scene in enumerate(case.scenes, start=1)),
        sources=tuple(in_full(registers.sources[each]) for each in _cited(case, registers)),
    )


def _scene(scene: SceneText, number: int, prose: Renderer) -> Scene:
    keys, routes = _named(scene, "key"), _named(scene, "danger")
    return Scene(
        number=number,
        id=scene.id,
        title=words_of(prose.draw_inline(scene.heading.title, NOWHERE)),
        passages=tuple(_passage(part, prose) for part in scene.parts if part not in (*keys, *routes)),
        keys=tuple(Passage(title=key.title or TAKE_BACK, html=_inside(key, prose)) for key in keys),
        routes=tuple(_passage(route, prose) for route in routes),
        choices=tuple(_choice(letter, choice, prose) for letter, choice in zip(LETTERS, scene.choices, strict=False)),
    )


def _named(scene: SceneText, name: str) -> list[CallOut]:
    return [part for part in scene.parts if isinstance(part, CallOut) and part.name == name]


def _passage(part: Part, prose: Renderer) -> Passage:
    if isinstance(part, Prose):
        return Passage(html=sanitise(prose.draw(part.markdown, NOWHERE)))
    if part.name == "if":
        return Passage(html=_inside(part, prose), needs=part.title)
    if part.name == "unless":
        return Passage(html=_inside(part, prose), lacks=part.title)
    draw = KINDS[part.name].draw
    inside = _inside(part, prose)
    return Passage(html=sanitise(draw(part, inside, Foot({}))) if draw else inside)


def _inside(call_out: CallOut, prose: Renderer) -> str:
    drawn = (prose.draw(part.markdown, NOWHERE) for part in call_out.parts if isinstance(part, Prose))
    return sanitise("".join(drawn))


def _choice(letter: str, choice: ChoiceText, prose: Renderer) -> Choice:
    return Choice(
        id=letter,
        text=words_of(prose.draw_inline(choice.words, NOWHERE)),
        grade=Grade(choice.grade),
        to=choice.to,
        sets=choice.sets,
        feedback=sanitise(prose.draw("\n".join(line.text for line in choice.consequence), NOWHERE)),
    )


def _cited(case: CaseText, registers: Registers) -> list[str]:
    """The ids of the sources that the case cites, or that its figures come from, each once, in order."""
    found: dict[str, None] = {}
    for line in _lines(case):
        found |= dict.fromkeys(CITATION.findall(line.text))
        figures = [registers.figures[each] for each in FIGURE.findall(line.text) if each in registers.figures]
        found |= dict.fromkeys(figure.source for figure in figures)
    return [each for each in found if each in registers.sources]


def _lines(case: CaseText) -> Iterator[Line]:
    for scene in case.scenes:
        for part in every_part(scene.parts):
            yield from part.lines if isinstance(part, Prose) else ()
        for choice in scene.choices:
            yield from choice.consequence
