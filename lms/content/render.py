"""Draws a course once, at publication. Whoever serves it reads what is stored: nothing here runs while serving."""

from collections.abc import Iterable

from lms.content.case_render import render_case
from lms.content.checks.pieces import pieces_of
from lms.content.links import Links
from lms.content.measure import minutes
from lms.content.pages import PageRenderer
from lms.content.prose import Prose
from lms.content.question_render import render_question
from lms.content.schema import Course, Module, Outcome, Quiz, Review
from lms.content.signs import FIGURE
from lms.content.text import CourseText, ModuleText


class CannotRender(ValueError):
    """The course has problems that stop it: nothing of it is drawn."""


def render(text: CourseText) -> Course:
    """The course as it is stored and served. Only a text without problems can be drawn; CannotRender otherwise."""
    fields = text.registers.course
    if not fields:
        raise CannotRender("course.yaml")
    links, prose = Links(text), Prose(text.registers)
    ordered = sorted(text.modules, key=lambda module: fields.modules.index(module.id))
    existing = [module.id for module in ordered]
    registers, stand_on = text.registers, _places_of_figures(ordered)
    return Course(
        code=fields.code,
        title=fields.title,
        neutral_title=fields.neutral_title,
        summary=fields.summary,
        audience=fields.audience,
        modules=tuple(render_module(text, module, links, prose) for module in ordered),
        pathways={
            group: tuple(each for each in existing if each in wanted) for group, wanted in fields.pathways.items()
        },
        certificate=fields.certificate_terms,
        review=Review(
            clinical=fields.review.clinical,
            legal=fields.review.legal,
            due=fields.review.due,
            reviewed=fields.review.named and all(source.verified for source in registers.sources.values()),
        ),
        figures=tuple(
            figure.model_copy(update={"stands_on": tuple(stand_on.get(figure.id, ()))})
            for figure in registers.figures.values()
        ),
        sources=tuple(registers.sources.values()),
        glossary=registers.glossary,
    )


def _places_of_figures(modules: Iterable[ModuleText]) -> dict[str, list[tuple[int, int]]]:
    """Where each figure stands: numbers of module and page, each once."""
    found: dict[str, list[tuple[int, int]]] = {}
    for module in modules:
        for piece in pieces_of(module):
            if piece.page:
                place = module.number, module.pages.index(piece.page) + 1
                for name in (each for line in piece.lines for each in FIGURE.findall(line.text)):
                    places = found.setdefault(name, [])
                    places += [place] if place not in places else []
    return found


def render_module(text: CourseText, module: ModuleText, links: Links, prose: Prose) -> Module:
    """One module as it is stored and served. CannotRender where its fields cannot be read."""
    fields = module.fields
    if not fields:
        raise CannotRender(module.file)
    pages = PageRenderer(text, module, links, prose)
    return Module(
        number=module.number,
        id=module.id,
        title=fields.title,
        neutral_title=fields.neutral_title,
        minutes=minutes(module, text.registers),
        level=fields.level,
        supports=fields.supports,
        outcomes=tuple(Outcome(id=outcome, text=words) for outcome, words in fields.outcomes.items()),
        pages=tuple(pages.draw(page, number) for number, page in enumerate(module.pages, start=1)),
        quiz=_quiz(text, module, pages, prose),
        cases=tuple(render_case(case, number, prose, text.registers) for number, case in enumerate(module.cases, 1)),
    )


def _quiz(text: CourseText, module: ModuleText, pages: PageRenderer, prose: Prose) -> Quiz:
    if not module.quiz:
        raise CannotRender(module.quiz_file)
    place = pages.place(None, None)
    return Quiz(
        **module.quiz.model_dump(),
        questions=tuple(
            render_question(
                question,
                question.attributes.id,
                question.attributes.get("outcome"),
                prose,
                place,
                text.registers,
            )
            for question in module.questions
        ),
    )
