"""A real Chromium before these pages: whether anything ran, asked, left, or stands there that could."""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple
from urllib.parse import urlsplit

from playwright.sync_api import Dialog, Page, Route, sync_playwright

from bench.foreign.pages import Picture
from tests.support.browsing import CHROMIUM_NAMES, FLAGS

PLACE = "http://foreign.example"
TRAPS = """window.trapped = [];
for (const name of ["alert", "confirm", "prompt", "print", "open", "fetch"])
    window[name] = () => { window.trapped.push(`${name} was called`); };
window.addEventListener("error", event => event.message && window.trapped.push(`error: ${event.message}`));
document.addEventListener("securitypolicyviolation", event => window.trapped.push("a policy was in the way"));"""
FAULTS = """() => {
    const never = new Set(["script", "iframe", "frame", "frameset", "object", "embed", "applet", "base", "meta", "link",
        "style", "math", "template", "audio", "video", "dialog", "marquee", "noscript"]);
    const addresses = new Set(["href", "src", "srcset", "action", "formaction", "data", "poster", "background", "cite",
        "xlink:href", "ping", "manifest", "codebase", "longdesc"]);
    const found = [...window.trapped];
    document.querySelectorAll("details").forEach(each => { each.open = true; });
    for (const each of document.body.querySelectorAll("*")) {
        const where = each.closest("section[data-text]")?.dataset.text ?? "outside";
        const name = each.localName;
        if (never.has(name)) found.push(`${where}: <${name}>`);
        if (each.ownerSVGElement && !["path", "circle"].includes(name)) // our ticks have nothing else
            found.push(`${where}: <${name}> in a drawing`);
        if (name === "form" && !each.getAttribute("action")?.startsWith("/courses/foreign/preview/"))
            found.push(`${where}: a form not of ours`);
        if (["input", "button", "select", "textarea"].includes(name) && !each.form && !each.closest(".article"))
            found.push(`${where}: <${name}> outside our forms`);
        for (const {name: attribute, value} of each.attributes) {
            if (attribute.startsWith("on") || ["style", "srcdoc", "http-equiv"].includes(attribute))
                found.push(`${where}: ${attribute}=${value.slice(0, 60)}`);
            if (addresses.has(attribute) && value) {
                let scheme = "none";
                try { scheme = new URL(value, document.baseURI).protocol; } catch { continue; }
                if (!["http:", "https:", "tel:"].includes(scheme))
                    found.push(`${where}: ${attribute}=${value.slice(0, 60)}`);
            }
        }
    }
    return found;
}"""
CANARY = """<!doctype html><body><img src="x" onerror="alert(1)"><a href="javascript:alert(1)">x</a><form></form>
<script>fetch("https://elsewhere.example/"); new Image().src = "https://elsewhere.example/"; missing();</script>"""
CAUGHT = ("alert was", "fetch was", "error: ", "<script>", "onerror=", "javascript:", "not of ours", "asked for")


class Served(NamedTuple):
    """What an address of these pages says."""

    kind: str
    body: bytes
    policy: str = ""


@contextmanager
def opened() -> Iterator["Watcher"]:
    """A Chromium whose traps have been seen to catch something."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        watcher = Watcher(chromium.new_page())
        caught = " ".join(watcher.faults_of([CANARY], {}))
        missed = [each for each in CAUGHT if each not in caught]
        assert not missed, f"the traps caught nothing of {missed}: {caught}"
        yield watcher
        chromium.close()


class Watcher:
    """One window; it reaches nothing but the pages that it is given."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._served: dict[str, Served] = {}
        self._noted: list[str] = []
        page.add_init_script(TRAPS)
        page.route("**/*", self._serve)
        page.on("dialog", self._dismiss)
        page.on("pageerror", lambda error: self._noted.append(f"a script failed: {error}"))
        page.on("popup", lambda popup: self._noted.append(f"a window: {popup.url}"))
        page.on("download", lambda download: self._noted.append(f"a download: {download.url}"))

    def faults_of(self, pages: Iterable[str], drawings: Mapping[str, Picture]) -> list[str]:
        """What is wrong on these pages, and with these drawings when each is opened alone."""
        images = {path: Served("image/svg+xml", drawing.data, drawing.policy) for path, drawing in drawings.items()}
        self._noted = []
        for number, html in enumerate(pages):
            address = f"/pages/{number}"
            self._served = {**images, address: Served("text/html; charset=utf-8", html.encode())}
            self._look(address, FAULTS)
        for address in images:
            self._served = images
            self._look(address, "() => window.trapped")
        return self._noted

    def _look(self, address: str, faults: str) -> None:
        self._page.goto(PLACE + address, wait_until="load")
        self._page.wait_for_timeout(50)  # for what comes a little later
        self._noted += self._page.evaluate(faults)
        if self._page.url != PLACE + address:
            self._noted.append(f"the page went to {self._page.url[:100]}")

    def _dismiss(self, dialog: Dialog) -> None:
        self._noted.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    def _serve(self, route: Route) -> None:
        address = urlsplit(route.request.url)
        served = self._served.get(address.path) if f"{address.scheme}://{address.netloc}" == PLACE else None
        if served:
            headers = {"Content-Type": served.kind, "Content-Security-Policy": served.policy}
            route.fulfill(headers={name: value for name, value in headers.items() if value}, body=served.body)
        elif address.path == "/favicon.ico":
            route.fulfill(status=404)
        else:
            self._noted.append(f"the page asked for {route.request.url[:100]}")
            route.abort()
