"""What is said of a file of questions: what was taken in, what was not, and what changed on the way."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Remark:
    """Something about one question of the file, with the line where it stands and what to do. The name and the type
    are empty where it is about the whole file."""

    line: int
    name: str
    type: str
    reason: str

    def __str__(self) -> str:
        """As it is printed: `line 12, essay “My question”: the reason`."""
        about = f"{self.type} “{self.name}”" if self.type else "the file"
        return f"line {self.line}, {about}: {self.reason}"


@dataclass(frozen=True)
class Imported:
    """The questions as pieces of quiz.md, in the order of the file; what was refused; and what was taken in with a
    change or without a part, which somebody should look at."""

    questions: tuple[str, ...] = ()
    refused: tuple[Remark, ...] = ()
    noted: tuple[Remark, ...] = ()

    @property
    def markdown(self) -> str:
        """All questions, ready to be put at the end of quiz.md."""
        return "\n".join(self.questions)


class Unfit(Exception):  # it is a finding, not a failure
    """This cannot be taken in: at which line, and why in plain words."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason
