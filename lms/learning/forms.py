"""What a form that answers a question sends."""

from werkzeug.datastructures import MultiDict

ANSWER = "answer"


def posted_answer(form: MultiDict[str, str]) -> list[str]:
    """The values that answer the question: those named `answer`, and those of options that are answered one by one,
    named `answer-` and the option's id."""
    return [value for name, value in form.items(multi=True) if name == ANSWER or name.startswith(f"{ANSWER}-")]
