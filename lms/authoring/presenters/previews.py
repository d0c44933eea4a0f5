"""A piece of a draft as a learner gets it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from lms import clock
from lms.authoring.presenters.problems import marks
from lms.content.marks import MARK
from lms.content.problems import Problem
from lms.content.schema import Case, Drawn
from lms.content.walk import NotOffered, Walk
from lms.learning.presenters.case import ScenePage, TextScene, WalkPage, case_text, scene_page, walk_page
from lms.learning.presenters.page import SeenBlock, Tried, blocks
from lms.learning.presenters.question import Asked, Explained, asked, explained
from lms.progress.rules import Run


@dataclass(frozen=True)
class Played:
    """A case that is walked in a preview: nothing of it is kept, so the page carries the way that was gone."""

    page: ScenePage
    end: WalkPage | None  # once the case is over

    @property
    def way(self) -> str:
        """The choices so far, as the next form sends them."""
        return " ".join(step.choice_id for step in self.page.walk.steps)


@dataclass(frozen=True)
class Preview:
    """What is seen: the blocks of a page, a question with what it says to every answer, or a case and its text, or
    the address of a picture; and, as markup, its problems that are marked at no place of their own."""

    marks: str = ""
    blocks: tuple[SeenBlock, ...] = ()
    asked: Asked | None = None
    explained: Explained | None = None
    played: Played | None = None
    scenes: tuple[TextScene, ...] = ()
    picture: str = ""


def preview(
    drawn: Drawn,
    groups: Collection[str] = (),
    *,
    notes: bool = True,
    tried: Tried | None = None,
    way: Sequence[str] = (),
    problems: Sequence[Problem] = (),
    picture: str = "",
) -> Preview:
    """The piece as these staff groups see it, with trainers' notes or without; a check that was tried is explained, and
    a case stands where these choices lead. The file's problems are marked where they are."""
    here = [problem for problem in problems if drawn.first <= problem.line < drawn.after]
    if drawn.page:
        return _marked(blocks(drawn.page, groups, trainer=notes, tried=tried), here)
    if drawn.question:
        return Preview(marks(here), asked=asked(drawn.question), explained=explained(drawn.question, ()))
    if drawn.case:
        return Preview(marks(here), played=_played(drawn.case, way), scenes=tuple(case_text(drawn.case)))
    return Preview(picture=picture)


def _marked(seen: Sequence[SeenBlock], problems: Sequence[Problem]) -> Preview:
    """A page with words in place of its marks; a problem without a mark, such as one of its heading, comes first."""
    placed = {int(line) for block in seen for line in MARK.findall(block.html)}

    def words(html: str) -> str:
        return MARK.sub(lambda found: marks([each for each in problems if each.line == int(found[1])]), html)

    unplaced = [problem for problem in problems if problem.line not in placed]
    return Preview(marks(unplaced), blocks=tuple(replace(block, html=words(block.html)) for block in seen))


def _played(case: Case, way: Sequence[str]) -> Played:
    """The case after these choices, as far as they can be made: the text may have changed since they were."""
    walk = Walk(case)
    for choice in way:
        try:
            walk = walk.choose(choice)
        except NotOffered:
            break
    run = Run(run_id=0, case_id=case.id, number=1, seed=0, started_at=clock.now(), steps=walk.steps)
    page = scene_page(case, run, len(walk.steps) + 1)
    return Played(page, walk_page(case, run) if walk.has_ended else None)
