"""The code of a course, and what may not be read over a shoulder: a code stands in addresses."""

import re

TELLING = re.compile(r"stalk|abus|victim|violen|harass|perpetrat|safety", re.IGNORECASE)
"""What is read over shoulders must not say."""

TAKEN = ("new", "manual")
"""Where a course is started, and where trainers read how to write one: no course can have their addresses."""

CODE = re.compile(rf"(?!(?:{'|'.join(TAKEN)})$)[a-z][a-z0-9-]{{1,19}}", re.ASCII)


def fault_of_code(code: str) -> str:
    """Why a new course cannot have this code, in words for whoever chose it; empty where nothing is wrong with it."""
    if code in TAKEN:
        return f"Choose another code: {code} stands in an address already"
    if not CODE.fullmatch(code):
        return "Enter a code of 2 to 20 lower-case letters, digits and hyphens, starting with a letter"
    if found := TELLING.search(code):
        return f"Choose a neutral code: it stands in addresses, and “{found[0]}” says too much"
    return ""
