"""What a form that answers a question sends, the box for words to search for, and what is out of date."""

from werkzeug.datastructures import MultiDict
from wtforms.validators import Length

from lms.web.fields.patients import no_nhs_number
from lms.web.fields.text import TextareaField, TextField
from lms.web.forms import Form, KeyedForm

ANSWER, TYPED = "answer", "typed-"
LEFT_OPEN = ":"  # what a list sends that nothing was selected from, after the id of its part


def posted_answer(form: MultiDict[str, str]) -> list[str]:
    """The values that answer the question: those named `answer`; those of options that are answered one by one, named
    `answer-` and the option's id; and what was typed, named `typed-` and the id."""
    sent = list(form.items(multi=True))
    chosen = [value for name, value in sent if name == ANSWER or name.startswith(f"{ANSWER}-")]
    typed = [f"{name.removeprefix(TYPED)}:{value}" for name, value in sent if name.startswith(TYPED) and value.strip()]
    return [value for value in chosen if not value.endswith(LEFT_OPEN)] + typed


class SearchForm(Form):
    """Words to search a course for; the browser is asked not to remember them."""

    words = TextField(
        "Words to search for", required="Enter a word to search for", longest=100, autocomplete="off", spellcheck=True
    )


class ReportForm(KeyedForm):
    """What somebody thinks is out of date, in their own words."""

    words = TextareaField(
        "What is out of date or wrong?",
        required="Enter what is out of date or wrong",
        hint="Up to 500 characters. Do not write about a patient or about yourself. Nobody is told who sent it, and "
        "nobody answers",
        validators=[Length(max=500, message="Use 500 characters or fewer"), no_nhs_number],
        rows="5",
    )
