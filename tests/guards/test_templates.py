"""Templates: each belongs to an endpoint or is used by one that does; words from people are always escaped."""

import ast
import re
from pathlib import Path

from flask import Flask
from jinja2 import DictLoader

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
SHARED_FOLDERS = {"_layout", "components", "email", "errors", "pdf"}
REFERENCE = re.compile(r"""{%-?\s*(?:extends|include|import|from)\s+["']([^"']+)["']""")
WRITTEN_OUT = re.compile(r"""\b(href|action)="(/[^"{#?]*)["#?]""")
UNESCAPED = re.compile(r"(?:[\w.]+\s*\|\s*safe\b|autoescape\s+false)")
# Course text, sanitised once when it was parsed (lms/content/sanitise.py), is put on a page as it is.
# So is the manual, a file of this product (lms/content/manual.py).
SANITISED = re.compile(r"\.(?:html|stem|feedback)\s*\|\s*safe$")
MARKUP_FOR_A_REASON = {
    "lms/authoring/presenters/problems.py": "messages of the check in the preview, their words escaped",
    "lms/authoring/rules/rendered.py": "pieces of course text that were sanitised when they were drawn, titles escaped",
    "lms/web/components.py": "what the design system's own macros have made, from values they escape",
    "lms/web/forms.py": "no errors, no summary: nothing at all",
}
# A template that is no endpoint's own page.
NOT_AN_ENDPOINT = {
    "accounts/dead_link.html": "what confirming and resetting say of a link that works no more",
    "certificates/show_answer.html": "the answer to a check, by code or by file",
}


def template_names() -> set[str]:
    return {str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*") if path.is_file()}


def words_in_code() -> str:
    return "\n".join(path.read_text("utf-8") for path in (ROOT / "lms").rglob("*.py"))


def test_page_templates_are_named_after_their_endpoint(app: Flask) -> None:
    strays = {
        name
        for name in template_names()
        if (room := name.split("/")[0]) not in SHARED_FOLDERS
        and not Path(name).name.startswith("_")
        and f"{room}.{Path(name).stem}" not in app.view_functions
    }
    assert strays - set(NOT_AN_ENDPOINT) == set()
    assert set(NOT_AN_ENDPOINT) - strays == set(), "these are endpoints now: take them off the list"


def test_every_template_is_used() -> None:
    texts = {name: (TEMPLATES / name).read_text("utf-8") for name in template_names()}
    referred = {target for text in texts.values() for target in REFERENCE.findall(text)}
    code = words_in_code()
    prefixes = (*filter(is_prefix, referred), *re.findall(r'f"(\w+/_){', code))
    unused = {name for name in texts if name not in referred and not name.startswith(prefixes)}
    assert {name for name in unused if not is_named_in(code, name)} == set()


def is_prefix(target: str) -> bool:
    """Which partial it is, is settled while drawing: `{% include "learning/_" ~ control ~ ".html" %}`."""
    return target.endswith("_")


def is_named_in(code: str, name: str) -> bool:
    folder, _, file = name.rpartition("/")
    by_name_alone = {"email": Path(file).stem, "errors": "errors/"}
    return name in code or by_name_alone.get(folder, name) in code


def test_every_template_that_is_referred_to_exists() -> None:
    present = template_names()
    missing = {
        f"{name} -> {target}"
        for name in present
        for target in REFERENCE.findall((TEMPLATES / name).read_text("utf-8"))
        if target not in present and not target.startswith("nhsuk/") and not is_prefix(target)
    }
    assert missing == set()


def test_every_address_written_out_in_a_template_leads_somewhere(app: Flask) -> None:
    adapter = app.url_map.bind("localhost")
    nowhere = {
        f"{name}: {method} {path}"
        for name in template_names()
        for attribute, path in WRITTEN_OUT.findall((TEMPLATES / name).read_text("utf-8"))
        for method in ["POST" if attribute == "action" else "GET"]
        if not adapter.test(path, method)
    }
    assert nowhere == set()


def test_only_the_frame_says_in_a_title_that_a_form_has_errors() -> None:
    twice = {
        name for name in template_names() if re.search(r'"Error: " if \w*form\b', (TEMPLATES / name).read_text("utf-8"))
    }
    assert twice == set()


def test_only_sanitised_course_text_is_put_on_a_page_unescaped() -> None:
    unescaped = {
        f"{name}: {found}"
        for name in template_names()
        for found in UNESCAPED.findall((TEMPLATES / name).read_text("utf-8"))
        if not SANITISED.search(found) and not name.startswith("email/")  # plain text has nothing to escape
    }
    assert unescaped == set()


def test_markup_is_made_in_few_places() -> None:
    makers = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "lms").rglob("*.py")
        if any(
            isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Markup"
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
        )
    }
    assert makers == set(MARKUP_FOR_A_REASON)


def test_words_from_people_are_escaped_in_every_kind_of_template(app: Flask) -> None:
    loader = app.jinja_env.loader
    app.jinja_env.loader = DictLoader({f"any.{kind}": "{{ words }}" for kind in ("html", "jinja", "svg")})
    try:
        rendered = {
            name: app.jinja_env.get_template(name).render(words="<img>") for name in app.jinja_env.list_templates()
        }
    finally:
        app.jinja_env.loader = loader
    assert set(rendered.values()) == {"&lt;img&gt;"}
