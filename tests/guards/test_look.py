"""What the strict content security policy and a quiet network need of every template, style sheet and script."""

import re
from pathlib import Path

import pytest
from lxml import html

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "static"
PAGES = sorted(
    path for path in (ROOT / "templates").rglob("*.html") if path.relative_to(ROOT / "templates").parts[0] != "pdf"
)
SHEETS = sorted(STATIC.rglob("*.css"))
SCRIPTS = sorted(STATIC.rglob("*.js"))
OUTSIDE = re.compile(r"(?:https?:)?//[\w.-]+\.\w+")


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def attributes(template: Path) -> list[tuple[str, str, str]]:
    """(tag, attribute, value) of everything that the template writes as it stands; Jinja's own words are left out."""
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}", "", template.read_text(encoding="utf-8"), flags=re.S)
    text = re.sub(r"\{\{.*?\}\}", "filled-in", text, flags=re.S)
    tree = html.fragment_fromstring(f"<div>{text}</div>", create_parent="div")
    return [(node.tag, key, value) for node in tree.iter("*") for key, value in node.attrib.items()]


def test_there_is_something_to_look_at() -> None:
    assert len(PAGES) > 20
    assert {"learning.css", "nhsuk-frontend.min.css"} <= {sheet.name for sheet in SHEETS}
    assert {"exit.js", "save.js", "session.js", "nhsuk-frontend.min.js"} <= {script.name for script in SCRIPTS}
    assert "url(" in (STATIC / "css" / "learning.css").read_text(encoding="utf-8")


@pytest.mark.parametrize("template", PAGES, ids=name)
def test_template_has_no_inline_style_or_script(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"<style|javascript:", text, re.I)
    assert not [found for found in attributes(template) if found[1] == "style" or found[1].startswith("on")]
    for script in re.findall(r"<script[^>]*>[^<]*", text):
        assert "static_file(" in script and script.rstrip().endswith(">"), script


@pytest.mark.parametrize("template", PAGES, ids=name)
def test_template_asks_no_other_site_for_anything(template: Path) -> None:
    fetched = [
        value
        for tag, key, value in attributes(template)
        if key in {"src", "srcset", "action", "poster", "data"} or (tag == "link" and key == "href")
    ]
    assert not [value for value in fetched if OUTSIDE.search(value)]


@pytest.mark.parametrize("template", PAGES, ids=name)
def test_static_files_that_a_template_names_are_there(template: Path) -> None:
    for path in re.findall(r"static_file\(\s*['\"]([^'\"]+)['\"]", template.read_text(encoding="utf-8")):
        assert (STATIC / path).is_file(), path


@pytest.mark.parametrize("sheet", SHEETS, ids=name)
def test_style_sheet_names_only_files_of_ours(sheet: Path) -> None:
    text = sheet.read_text(encoding="utf-8-sig")
    assert "@import" not in text
    assert "assets.nhs.uk" not in text
    assert "frutiger" not in text.lower()
    addresses = [address.strip("\"'") for address in re.findall(r"url\(([^)]*)\)", text)]
    for address in addresses:
        assert (sheet.parent / address).resolve().is_file(), address


@pytest.mark.parametrize("script", SCRIPTS, ids=name)
def test_script_keeps_nothing_and_asks_nobody_else(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    assert not re.search(
        r"\b(?:localStorage|sessionStorage|indexedDB|document\.cookie|caches\.|eval\(|new Function)", text
    )
    asked = [address for address in OUTSIDE.findall(text) if "www.w3.org" not in address]
    assert not asked


def test_what_is_not_ours_has_its_licence_beside_it() -> None:
    assert "SIL Open Font License" in (STATIC / "fonts" / "LICENCE-source-sans-3.txt").read_text(encoding="utf-8")
    for folder in ("nhsuk", "authoring"):
        assert "MIT Licence" in (STATIC / folder / "LICENCE.txt").read_text(encoding="utf-8")


def test_every_class_of_a_template_is_styled() -> None:
    """A misspelt class, or one whose rule has gone, shows nothing and says nothing: this says it."""
    sheets = "".join(sheet.read_text(encoding="utf-8-sig") for sheet in SHEETS)
    styled = set(re.findall(r"\.(-?[a-zA-Z_][\w-]*)", sheets))
    written = {
        (name(template), word)
        for template in PAGES
        for _, key, value in attributes(template)
        if key == "class"
        for word in value.split()
        if "filled-in" not in word
    }
    unstyled = sorted((where, word) for where, word in written if word not in styled)
    assert not unstyled, unstyled
