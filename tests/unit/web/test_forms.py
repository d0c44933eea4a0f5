"""The form base: forgery is refused, and the error summary leads to each field."""

from collections.abc import Iterator

import pytest
from flask import Flask
from lxml import html

from lms.web.fields import RadiosField, TextField
from lms.web.forms import TOO_OLD, Form


class Small(Form):
    """Two questions."""

    name = TextField("Your name", required="Enter your name")
    answer = RadiosField("Which?", required="Select an answer", choices=[("a", "First"), ("b", "Second")])


@pytest.fixture
def bare() -> Iterator[Flask]:
    app = Flask("bare")
    app.config |= {"SECRET_KEY": "for this test", "WTF_CSRF_ENABLED": False}
    yield app


def links(summary: str) -> list[tuple[str | None, str]]:
    found = html.fragment_fromstring(summary, create_parent="div").xpath("//ul/li")
    return [(next(iter(item.xpath("a/@href")), None), item.text_content().strip()) for item in found]


def test_nothing_is_shown_before_something_is_wrong(bare: Flask) -> None:
    with bare.test_request_context("/"):
        assert Small().errors_summary == ""
    with bare.test_request_context("/", method="POST", data={"name": "Ada", "answer": "a"}):
        form = Small()
        assert form.validate_on_submit()
        assert form.errors_summary == ""


def test_every_problem_leads_to_its_control(bare: Flask) -> None:
    with bare.test_request_context("/", method="POST", data={}):
        form = Small()
        assert not form.validate_on_submit()
        page = html.fragment_fromstring(form.errors_summary + form.name() + form.answer(), create_parent="div")

        assert links(form.errors_summary) == [("#name", "Enter your name"), ("#answer", "Select an answer")]
        assert page.xpath("//*[@id='name']/@name") == ["name"]
        assert page.xpath("//*[@id='answer']/@value") == ["a"]  # the first of the radios
        assert page.xpath("//h2")[0].text_content().strip() == "There is a problem"


def test_the_service_can_add_what_only_it_knows(bare: Flask) -> None:
    with bare.test_request_context("/", method="POST", data={"name": "Ada", "answer": "a"}):
        form = Small()
        assert form.validate_on_submit()
        form.refuse("That name is taken <b>", "name")
        form.refuse("Nothing was saved")

        assert links(form.errors_summary) == [(None, "Nothing was saved"), ("#name", "That name is taken <b>")]
        assert form.errors
        assert "That name is taken" in form.name()


def test_a_form_from_elsewhere_is_refused_in_plain_words(bare: Flask) -> None:
    bare.config["WTF_CSRF_ENABLED"] = True
    with bare.test_request_context("/", method="POST", data={"name": "Ada", "answer": "a"}):
        form = Small()
        assert not form.validate_on_submit()
        assert links(form.errors_summary) == [(None, TOO_OLD)]
