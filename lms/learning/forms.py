"""What a form that answers a question sends."""

from werkzeug.datastructures import MultiDict

ANSWER, TYPED = "answer", "typed-"
LEFT_OPEN = ":"  # what a list sends that nothing was selected from, after the id of its part


def posted_answer(form: MultiDict[str, str]) -> list[str]:
    """The values that answer the question: those named `answer`; those of options that are answered one by one, named
    `answer-` and the option's id; and what was typed, named `typed-` and the id."""
    sent = list(form.items(multi=True))
    chosen = [value for name, value in sent if name == ANSWER or name.startswith(f"{ANSWER}-")]
    typed = [f"{name.removeprefix(TYPED)}:{value}" for name, value in sent if name.startswith(TYPED) and value.strip()]
    return [value for value in chosen if not value.endswith(LEFT_OPEN)] + typed
