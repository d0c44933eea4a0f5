"""What publishing means for those who learn."""

from enum import StrEnum


class ChangeKind(StrEnum):
    """An editorial change asks nothing of anybody; a material one is offered to those who had finished."""

    FIRST = "first"
    EDITORIAL = "editorial"
    MATERIAL = "material"
