"""Form fields: what they accept, what they say, and that whatever somebody typed comes back as text."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from lxml import html
from markupsafe import Markup

from lms.web.fields import (
    CheckboxesField,
    CodeField,
    ConfirmField,
    EmailField,
    FileField,
    PasswordField,
    RadiosField,
    SelectField,
    TextareaField,
    TextField,
    clean,
)
from lms.web.forms import Form

ATTACK = "\"'></textarea></option><img src=x onerror=alert(1)>"
KINDS = [TextField, TextareaField, RadiosField, CheckboxesField, SelectField, ConfirmField]
PAIR = [("a", "First"), ("b", "Second")]


class Everything(Form):
    """One field of each kind."""

    name = TextField("Your name", required="Enter your name", hint="As on your badge")
    email = EmailField("Work email address")
    code = CodeField("Code")
    notes = TextareaField("Notes", longest=20)
    password = PasswordField("Password")
    one = RadiosField("Which?", choices=PAIR)
    many = CheckboxesField("Which of these?", required="Select an answer", choices=PAIR)
    place = SelectField("Where?", choices=[("", "Choose"), *PAIR])
    agreed = ConfirmField("I have read it", required="Tick the box")
    paper = FileField("The certificate")


@pytest.fixture
def bare() -> Flask:
    app = Flask("bare")
    app.config |= {"SECRET_KEY": "for this test", "WTF_CSRF_ENABLED": False}
    return app


@pytest.fixture
def sent(bare: Flask) -> Iterator[Any]:
    """`sent(name=...)`: the form as it was sent, validated."""
    contexts = []

    def send(**fields: Any) -> Everything:
        context = bare.test_request_context("/", method="POST", data=fields)
        context.push()
        contexts.append(context)
        form = Everything()
        form.validate()
        return form

    yield send
    for context in reversed(contexts):
        context.pop()


def tree(markup: str) -> html.HtmlElement:
    assert isinstance(markup, Markup)
    return html.fragment_fromstring(markup, create_parent="div")


class TestWhatWasTypedComesBackAsText:
    @pytest.mark.parametrize("field", ["name", "email", "code", "notes"])
    def test_in_its_own_field(self, sent: Any, field: str) -> None:
        drawn = tree(sent(**{field: ATTACK})[field]())

        assert drawn.xpath("//img") == []
        control = drawn.xpath(f"//*[@id='{field}']")[0]
        assert (control.get("value") or control.text) == ATTACK

    @pytest.mark.parametrize(
        "kind", [TextField, TextareaField, RadiosField, CheckboxesField, SelectField, ConfirmField]
    )
    def test_in_labels_hints_choices_and_errors(self, bare: Flask, kind: Any) -> None:
        choices = {"choices": [(ATTACK, ATTACK, {"hint": ATTACK})]} if hasattr(kind, "items") else {}

        class Hostile(Form):
            field = kind(ATTACK, required=ATTACK, hint=ATTACK, **choices)

        with bare.test_request_context("/", method="POST", data={}):
            form = Hostile()
            assert not form.validate()
            drawn = tree(form.field() + form.errors_summary)

        assert drawn.xpath("//img") == []
        assert drawn.text_content().count("onerror=alert(1)") >= 3

    def test_a_password_is_never_sent_back(self, sent: Any) -> None:
        assert "correct horse" not in sent(password="correct horse battery").password()

    def test_words_already_made_safe_stay_as_they_are(self, bare: Flask) -> None:
        class Question(Form):
            answer = RadiosField(Markup("Which <em>first</em>?"), choices=[("a", Markup("Ring <b>999</b>"))])

        with bare.test_request_context("/"):
            drawn = tree(Question().answer())

        assert drawn.xpath("//legend//em/text()") == ["first"]
        assert drawn.xpath("//label//b/text()") == ["999"]


class TestText:
    def test_loses_what_nobody_can_see(self) -> None:
        assert clean("  Zoë\x00 \t O\u202e'Neil\x1b\n ") == "Zoë O'Neil"

    def test_composes_letters_and_accents(self) -> None:
        assert clean("Zoe\u0308") == "Zo\u00eb"

    def test_keeps_lines_where_it_may_have_several(self) -> None:
        assert clean("one\r\ntwo\x07\rthree", lines=True) == "one\ntwo\nthree"

    def test_keeps_marks_that_scripts_need(self) -> None:
        assert clean("نمی\u200cخواهم") == "نمی\u200cخواهم"

    def test_holds_the_cleaned_text(self, sent: Any) -> None:
        assert sent(name=" Ada\x00  King ").name.data == "Ada King"

    def test_that_is_only_control_characters_is_empty(self, sent: Any) -> None:
        assert sent(name="\x00\x07").name.errors == ["Enter your name"]

    def test_has_a_longest_length(self, sent: Any) -> None:
        assert sent(name="x" * 200).name.errors == []
        assert sent(name="x" * 201).name.errors == ["Your name must be 200 characters or fewer"]
        assert sent(notes="x" * 21).notes.errors == ["Notes must be 20 characters or fewer"]

    @pytest.mark.parametrize("address", ["ada", "ada@", "@king.example", "a b@king.example", "a@b@king.example"])
    def test_an_address_that_is_none_is_refused(self, sent: Any, address: str) -> None:
        words = ["Enter an email address in the correct format, like name@example.com"]
        assert sent(email=address).email.errors == words

    @pytest.mark.parametrize("address", ["ada@demo.example", "o'neil+x@nhs.net", ""])
    def test_an_address_or_none_is_taken(self, sent: Any, address: str) -> None:
        assert not sent(email=address).email.errors


class TestPassword:
    def test_is_taken_exactly_as_typed(self, sent: Any) -> None:
        form = sent(password="  two  spaces  e\u0308")
        assert form.password.data == "  two  spaces  e\u0308"
        assert form.password.errors == []

    def test_with_hidden_characters_is_refused(self, sent: Any) -> None:
        [error] = sent(password="correct\x00horse").password.errors
        assert "hidden characters" in error

    def test_has_a_longest_length(self, sent: Any) -> None:
        assert sent(password="x" * 201).password.errors == ["Password must be 200 characters or fewer"]


class TestChoices:
    def test_one_of_them_is_taken(self, sent: Any) -> None:
        form = sent(one="b", place="a")
        assert (form.one.data, form.one.errors) == ("b", [])
        assert (form.place.data, form.place.errors) == ("a", [])

    def test_several_are_taken(self, sent: Any) -> None:
        form = sent(many=["a", "b"])
        assert (form.many.data, form.many.errors) == (["a", "b"], [])

    def test_what_is_not_among_them_is_refused(self, sent: Any) -> None:
        form = sent(one="zz", many=["a", "zz"], place="%(value)s")
        assert form.one.errors == ["Select from the list"]
        assert form.many.errors == ["Select an answer"]
        assert form.place.errors == ["Select from the list"]

    def test_none_is_taken_unless_required(self, sent: Any) -> None:
        form = sent()
        assert not form.one.errors
        assert not form.place.errors
        assert form.many.errors == ["Select an answer"]
        assert form.agreed.errors == ["Tick the box"]

    def test_what_was_chosen_is_chosen_still(self, sent: Any) -> None:
        form = sent(one="b", many=["a"], place="b", agreed="y")
        drawn = tree(form.one() + form.many() + form.place() + form.agreed())
        assert drawn.xpath("//input[@checked]/@value") == ["b", "a", "y"]
        assert drawn.xpath("//option[@selected]/@value") == ["b"]

    def test_the_label_is_the_legend_and_can_be_the_heading(self, sent: Any) -> None:
        plain, heading = tree(sent().one()), tree(sent().one(legend={"isPageHeading": True, "size": "l"}))
        assert plain.xpath("//fieldset/legend")[0].text_content().strip() == "Which?"
        assert heading.xpath("//fieldset/legend/h1")[0].text_content().strip() == "Which?"

    def test_what_stands_before_can_belong_to_the_question(self, sent: Any) -> None:
        assert tree(sent().one(described_by="stem")).xpath("//fieldset/@aria-describedby") == ["stem"]


class TestTheControlAndItsWords:
    def test_label_hint_and_error_belong_to_it(self, sent: Any) -> None:
        drawn = tree(sent().name())
        assert drawn.xpath("//label/@for") == ["name"]
        assert drawn.xpath("//input/@aria-describedby") == ["name-hint name-error"]
        assert drawn.xpath("//*[@id='name-hint']")[0].text_content().strip() == "As on your badge"
        assert drawn.xpath("//*[@id='name-error']")[0].text_content().strip() == "Error: Enter your name"

    def test_a_template_may_change_how_it_looks(self, sent: Any) -> None:
        assert tree(sent().name(width="20")).xpath("//input[contains(@class, 'nhsuk-input--width-20')]")
