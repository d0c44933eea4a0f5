"""What the files of a course are called."""

from lms.content.schema import Outline

OWN_FILES = {
    "course.yaml": "The course",
    "sources.yaml": "Sources",
    "figures.yaml": "Figures",
    "glossary.yaml": "Glossary",
    "services.yaml": "Services",
    "README.md": "Read me",
}


def title_of(path: str, outline: Outline) -> str:
    """What a file is called: the words of its folder and its kind."""
    folder, _, inside = path.rpartition("/")
    if not folder:
        return OWN_FILES.get(path, path)
    case = next((part.title for part in outline.parts if part.path == path and "/scenarios/" in path), "")
    number = int(folder[:2]) if folder[:2].isdecimal() else 0
    kinds = {"module.md": "pages", "quiz.md": "questions"}
    return f"Module {number}: {kinds.get(inside) or case or inside}"
