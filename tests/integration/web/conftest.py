"""A small service with our layout, scripts and policy, whose answers a test can choose: slow, failing or refusing."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Blueprint, Flask, Response, render_template_string, request
from flask_wtf import CSRFProtect
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from lms.web.fields import RadiosField
from lms.web.forms import Form
from lms.web.security import HEADERS
from tests.support.browsing import Open
from tests.support.editing import Editing, pages, written

ROOT = Path(__file__).resolve().parents[3]
QUESTION = """
{% extends "_layout/page.html" %}
{% from "components/forms.html" import saving, submit %}
{% block title %}Question{% endblock %}
{% block scripts %}<script type="module" src="{{ static_file('js/save.js') }}"></script>{% endblock %}
{% block main %}
{{ form.errors_summary }}
<h1>Question</h1>
<form method="post" action="/question" data-save novalidate>
{{ form.csrf_token }}{{ form.answer }}{{ submit("Save and continue") }}
</form>
{{ saving() }}
{% endblock %}
"""


class Question(Form):
    """One question with three options."""

    answer = RadiosField(
        "Which?", required="Select an answer", choices=[("a", "First"), ("b", "Second"), ("c", "Third")]
    )


def nothing_wrong() -> Response:
    return Response(status=204)


@dataclass
class Service:
    """What it was asked to save, in the order in which it was saved, and how it answers."""

    url: str = ""
    saved: list[str] = field(default_factory=list)
    posted: list[str] = field(default_factory=list)
    stayed: int = 0
    exits: int = 0
    answer: Callable[[], Response] = nothing_wrong
    editing: Editing = field(default_factory=Editing)


def service_app(service: Service) -> Flask:
    app = Flask("service", template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static"))
    app.config |= {"SECRET_KEY": "for this test", "WTF_CSRF_SSL_STRICT": False}
    app.jinja_env.autoescape = True
    app.jinja_env.globals["static_file"] = lambda name: f"/static/{name}"
    CSRFProtect(app)
    web = Blueprint("web", __name__)
    app.context_processor(lambda: {"actor": SimpleNamespace(roles=("learner",)), "navigation": []})

    @app.after_request
    def keep_policy(response: Response) -> Response:
        response.headers.update(HEADERS)
        response.headers["Cache-Control"] = "no-store"
        return response

    @app.route("/question", methods=["GET", "POST"])
    def question() -> Any:
        if request.method == "POST" and request.accept_mimetypes.best == "application/json":
            response = service.answer()
            if response.status_code == 204:
                service.saved.append(request.form["answer"])
            return response
        form = Question()
        if form.validate_on_submit():
            service.posted.append(form.answer.data)
            return render_template_string("<!doctype html><html lang=en><title>Next</title><h1>Next question</h1>")
        return render_template_string(QUESTION, form=form), 422 if form.errors else 200

    @app.get("/before")
    def before() -> str:
        return "<!doctype html><html lang=en><title>Before</title><h1>Before</h1>"

    @app.get("/exit")
    def leave() -> str:
        service.exits += 1
        return "<!doctype html><html lang=en><title>Weather</title><h1>Weather</h1>"

    @web.post("/stay-signed-in")
    def stay_signed_in() -> Response:
        service.stayed += 1
        return service.answer()

    app.register_blueprint(web)
    app.register_blueprint(pages(lambda: service.editing))
    return app


@pytest.fixture(scope="session")
def running() -> Iterator[Service]:
    """The small service, running."""
    service = Service()
    server = make_server("127.0.0.1", 0, service_app(service), threaded=True)
    service.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield service
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def service(running: Service) -> Service:
    """The small service, with nothing saved and nothing wrong."""
    running.__dict__.update(Service(url=running.url).__dict__)
    return running


@pytest.fixture
def open_page(browser: Browser, service: Service) -> Iterator[Open]:
    """`open_page("/question", javascript=False)`: a window of its own; a script that fails fails the test."""
    faults: list[str] = []
    with ExitStack() as windows:

        def open_window(path: str, javascript: bool = True, width: int = 1280) -> Page:
            context = browser.new_context(
                base_url=service.url, java_script_enabled=javascript, viewport={"width": width, "height": 800}
            )
            windows.callback(context.close)
            context.set_default_timeout(5_000)
            page = context.new_page()
            page.on("pageerror", lambda error: faults.append(str(error)))
            page.on("console", lambda said: faults.extend([said.text] if "Content Security" in said.text else []))
            page.goto(path)
            return page

        yield open_window
    assert not faults, faults


@pytest.fixture
def editing(service: Service) -> Editing:
    """What the editor's page shows and was asked, and how it is answered."""
    return service.editing


@pytest.fixture
def open_editor(open_page: Open) -> Iterator[Open]:
    """The editor, with CodeMirror in place; nothing asks whether to leave when the test ends."""
    opened: list[Page] = []

    def open_it(**options: Any) -> Page:
        page = open_page("/editor", **options)
        opened.append(page)
        expect(written(page)).to_be_visible()
        return page

    yield open_it
    for page in opened:
        page.evaluate("document.dispatchEvent(new Event('leaving'))")
