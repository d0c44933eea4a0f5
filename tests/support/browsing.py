"""The whole service as people meet it: web server, worker and mailbox running, and a real Chromium in front of it."""

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from email.message import EmailMessage
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, expect, sync_playwright

from bench.running import Service, running
from lms.mailbox import messages_in
from tests.support.once import shared_folder

CHROMIUM_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SECONDS_FOR_MAIL = 20
expect.set_options(timeout=30_000)  # machines are noisy: what a page shows may take its time
# What a page is built of: elements with their attributes, how many labels a field has, and where there are words. Which
# words, where a link leads, the numbers in names, and how often the same comes in a row are left out.
BUILD = """() => {
    const leads = new Set(["href", "value", "action", "content", "d"]);
    const worth = each => leads.has(each.name) ? each.name : `${each.name}=${each.value.replace(/[0-9]+/g, "0")}`;
    const build = node => {
        const inside = [];
        for (const child of node.childNodes) {
            const next = child.nodeType === 1 ? build(child) : child.nodeType === 3 && child.data.trim() ? "words" : "";
            if (next && next !== inside.at(-1)) inside.push(next);
        }
        const labels = node.labels ? node.labels.length : "";
        return `<${[node.localName, labels, ...[...node.attributes].map(worth)].join(" ")}>${inside.join("")}</>`;
    };
    return build(document.documentElement);
}"""
# The violations alone: what passed is a hundred times as long, and takes longer to hand over than to find.
AXE = "axe.run({resultTypes: ['violations']}).then(found => ({violations: found.violations}))"
LOOPBACK = {"127.0.0.1", "localhost"}
Open = Callable[..., Page]  # a fixture that opens a window


@dataclass
class LiveServer(Service):
    """The running service, and the mail it has sent."""

    def messages_to(self, address: str, at_least: int = 1) -> list[EmailMessage]:
        """Messages delivered to this address, oldest first, once there are at least so many."""
        deadline = time.monotonic() + SECONDS_FOR_MAIL
        while time.monotonic() < deadline:
            found = [message for message in messages_in(self.data / "mail") if address in message["To"]]
            if len(found) >= at_least:
                return found
            time.sleep(0.2)
        raise AssertionError(f"fewer than {at_least} messages reached {address} within {SECONDS_FOR_MAIL} s")


@pytest.fixture(scope="session")
def outside() -> Iterator[str]:
    """The address of a neutral page elsewhere: where *Leave this page* leads in tests."""

    class Weather(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            words = b"<!doctype html><html lang=en><title>Weather</title><h1>Weather</h1>"
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(words)))
            self.end_headers()
            self.wfile.write(words)

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Weather)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/weather"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def live_server(folder: Path, outside: str) -> Iterator[LiveServer]:
    """The service as `./run` starts it in demo mode, with a database, worker and mailbox of its own."""
    with running(folder / "live", EXIT_URL=outside) as service:
        yield LiveServer(**vars(service))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium: the system's, or the one that playwright has installed."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture
def browse(browser: Browser, live_server: LiveServer) -> Iterator[Callable[..., Page]]:
    """`browse(width=320, javascript=False)` is one person's window; it may go nowhere else and break no script."""
    with ExitStack() as open_windows:
        faults: list[str] = []

        def open_window(width: int = 1280, height: int = 900, javascript: bool = True, **options: Any) -> Page:
            context = browser.new_context(
                base_url=live_server.url,
                viewport={"width": width, "height": height},
                java_script_enabled=javascript,
                locale="en-GB",
                timezone_id="Europe/London",
                **options,
            )
            open_windows.callback(context.close)
            context.set_default_timeout(30_000)
            page = context.new_page()
            page.on("pageerror", lambda error: faults.append(_script_fault(error)))
            page.on("console", lambda message: faults.extend(_policy_fault(message)))
            context.on("request", lambda request: faults.extend(_went_elsewhere(request)))
            return page

        yield open_window
    assert not faults, faults


def _script_fault(error: Error) -> str:
    return f"a script failed: {error}"


def _policy_fault(message: ConsoleMessage) -> list[str]:
    return [message.text] if "Content Security Policy" in message.text else []


def _went_elsewhere(request: Request) -> list[str]:
    address = urlsplit(request.url)
    elsewhere = address.scheme in {"http", "https"} and address.hostname not in LOOPBACK
    return [f"a request went to {address.hostname}"] if elsewhere else []


@pytest.fixture
def page(browse: Callable[..., Page]) -> Page:
    """One person's window at 1280 pixels, with JavaScript."""
    return browse()


@pytest.fixture(scope="session")
def axe() -> Callable[..., None]:
    """`axe(page)`: no accessibility rule is broken on the page as it stands. Pages of one build are asked about once
    in a run.

    Where scripts cannot run in a page, its second argument shows it in a window where they can.
    """
    sound = shared_folder() / "sound"  # an empty file for each build that axe has nothing against
    sound.mkdir(exist_ok=True)

    def check(page: Page, shown: Callable[[], Page] | None = None) -> None:
        stop = sound / sha256(f"{page.viewport_size} {page.evaluate(BUILD)}".encode()).hexdigest()
        if stop.exists():
            return
        asked = shown() if shown else page
        asked.evaluate(AXE_SCRIPT)
        found = AxeResults(asked.evaluate(AXE))
        assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
        stop.touch()

    return check
