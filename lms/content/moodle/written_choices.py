"""Questions with options to choose from, as Moodle has them."""

from lms.content.moodle.written_html import Written, answer, for_moodle, said_in, text
from lms.content.schema import Question


def share(of: int) -> str:
    """One part of a hundred, as many decimals long as Moodle's own list of fractions."""
    return f"{100 / of:.5f}".rstrip("0").rstrip(".")


def _choices(question: Question, right: str, wrong: str) -> Written:
    single = "true" if question.kind == "single" else "false"
    elements = [
        f"<single>{single}</single>",
        "<shuffleanswers>true</shuffleanswers>",
        "<answernumbering>none</answernumbering>",
        *(answer(option, right if option.right else wrong) for option in question.options),
    ]
    return Written("multichoice", elements, for_moodle(question.stem))


def single(question: Question) -> Written:
    """The right one wins everything."""
    return _choices(question, "100", "0")


def multiple(question: Question) -> Written:
    """Each right one wins its share, and a wrong one costs everything: as near to all or nothing as Moodle comes."""
    return _choices(question, share(len(question.right)), "-100")


def multiple_partial(question: Question) -> Written:
    """Each right one wins its share, and each wrong one costs as much. Moodle's rule is ours then."""
    one = share(len(question.right))
    return _choices(question, one, f"-{one}")


def true_false(question: Question) -> Written:
    """Two answers, named `true` and `false`."""
    answers = [
        f'<answer fraction="{"100" if option.right else "0"}" format="moodle_auto_format">{text(word)}'
        f"{said_in('feedback', for_moodle(option.feedback))}</answer>"
        for word, option in zip(("true", "false"), question.options, strict=True)
    ]
    return Written("truefalse", answers, for_moodle(question.stem))


def kprim(question: Question) -> Written:
    """The plugin's rows and columns, and a weight for every pair of them."""
    numbered = list(enumerate(question.options, start=1))
    rows = [
        f'<row number="{number}">{said_in("optiontext", for_moodle(option.html))}'
        f"{said_in('feedbacktext', for_moodle(option.feedback))}</row>"
        for number, option in numbered
    ]
    columns = [
        f'<column number="{number}">{said_in("responsetext", word)}</column>'
        for number, word in ((1, "True"), (2, "False"))
    ]
    weights = [
        f'<weight rownumber="{number}" columnnumber="{column}"><value>{int(won)}.000</value></weight>'
        for number, option in numbered
        for column, won in ((1, option.right), (2, not option.right))
    ]
    head = [
        f"<scoringmethod>{text('kprime')}</scoringmethod>",
        "<shuffleanswers>true</shuffleanswers>",
        f"<numberofrows>{len(rows)}</numberofrows>",
        "<numberofcolumns>2</numberofcolumns>",
    ]
    return Written("kprime", [*head, *rows, *columns, *weights], for_moodle(question.stem))
