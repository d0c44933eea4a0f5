"""Questions answered part by part or typed, as Moodle has them."""

import re
from html import escape

from lms.content.moodle.written_html import Written, answer, for_moodle, text
from lms.content.schema import Question

PLACE = re.compile(r"<strong>\(gap (\d)\)</strong>")


def matching(question: Question) -> Written:
    """A subquestion for each row."""
    rows = [
        f'<subquestion format="html">{text(for_moodle(option.html))}'
        f"<answer>{text(escape(option.answer, quote=False))}</answer></subquestion>"
        for option in question.options
    ]
    return Written("matching", ["<shuffleanswers>true</shuffleanswers>", *rows], for_moodle(question.stem))


def ordering(question: Question) -> Written:
    """The steps, numbered by their fractions."""
    head = ["<layouttype>VERTICAL</layouttype>", "<selecttype>ALL</selecttype>"]
    head += [f"<selectcount>{len(question.options)}</selectcount>", "<showgrading>SHOW</showgrading>"]
    head += ["<gradingtype>RELATIVE_ALL_PREVIOUS_AND_NEXT</gradingtype>", "<numberingstyle>none</numberingstyle>"]
    steps = (answer(option, f"{number}.0000000") for number, option in enumerate(question.options, start=1))
    return Written("ordering", [*head, *steps], for_moodle(question.stem))


def gap(question: Question) -> Written:
    """A group of words for each gap; the text names the right one by its place among all words."""
    groups = [
        [option.answer, *(word for word in option.choices if word != option.answer)] for option in question.options
    ]
    words = [
        f"<selectoption>{text(escape(word, quote=False))}<group>{group}</group></selectoption>"
        for group, offered in enumerate(groups, start=1)
        for word in offered
    ]
    first = [1 + sum(map(len, groups[:before])) for before in range(len(groups))]
    stem = for_moodle(question.stem).replace("[[", "[&#91;")
    stem = PLACE.sub(lambda found: f"[[{first[int(found[1]) - 1]}]]", stem)
    return Written("gapselect", ["<shuffleanswers>true</shuffleanswers>", *words], stem)


def number(question: Question) -> Written:
    """The number with its tolerance; the unit may be typed or left out."""
    option = question.options[0]
    answer = f'<answer fraction="100" format="moodle_auto_format">{text(option.answer)}'
    answer += f'<feedback format="html"><text></text></feedback><tolerance>{option.tolerance}</tolerance></answer>'
    unit = f"<unit><multiplier>1</multiplier><unit_name>{escape(option.unit, quote=False)}</unit_name></unit>"
    units = [f"<units>{unit}</units>"] if option.unit else []
    shown = "0" if option.unit else "3"
    rest = ["<unitgradingtype>0</unitgradingtype>", f"<showunits>{shown}</showunits>", "<unitsleft>0</unitsleft>"]
    return Written("numerical", [answer, *units, *rest], for_moodle(question.stem), option.feedback)


def short_text(question: Question) -> Written:
    """Every accepted form wins; capitals do not count."""
    option = question.options[0]
    answers = (
        f'<answer fraction="100" format="moodle_auto_format">{text(form.replace("*", chr(92) + "*"))}'
        '<feedback format="html"><text></text></feedback></answer>'
        for form in option.accepted
    )
    return Written("shortanswer", ["<usecase>0</usecase>", *answers], for_moodle(question.stem), option.feedback)
