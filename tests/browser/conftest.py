"""One Chromium for all browser tests; pages come from disk or a local server. A page that complains fails the test."""

from __future__ import annotations

import functools
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

ROOT = Path(__file__).parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
REVIEW = "reviews/shared-decision-making-family-meetings"
# One page of every kind that the real site has.
KINDS = {
    "home": "index.html",
    "review": f"{REVIEW}.html",
    "studies": f"{REVIEW}/studies.html",
    "study": f"{REVIEW}/studies/dijkstra-2019.html",
    "findings": f"{REVIEW}/findings.html",
    "effect-direction plot": f"{REVIEW}/effect-direction.html",
    "harvest plot": f"{REVIEW}/harvest-plot.html",
    "flow": f"{REVIEW}/flow.html",
    "evidence map": f"{REVIEW}/evidence-map.html",
    "where and when": f"{REVIEW}/where-and-when.html",
    "lists": f"{REVIEW}/lists.html",
    "scales": "scales.html",
    "scale": "scales/evidence.html",
    "outcomes": "outcomes.html",
    "designs": "designs.html",
    "directions": "directions.html",
    "glossary": "glossary.html",
    "text": "how-to-read.html",
    "data": "data.html",
    "cite and data": f"{REVIEW}/cite.html",
    "not found": "404.html",
}
each_kind = pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
PATIENCE = 10_000
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 320, "height": 640}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, NAMES)), None)
    assert program, "the browser tests need Chromium: run make tools"
    # Chromium refuses to run as root inside its sandbox; containers and CI often are root.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=arguments)
        yield chromium
        chromium.close()


@dataclass
class Opened:
    """Opens pages, and keeps all that the browser complained of while they were open."""

    browser: Browser
    complaints: list[str] = field(default_factory=list)
    expected: tuple[str, ...] = ()

    def page(self, address: str | Path, **options: Any) -> Page:
        """A page in a browser window of its own. `options`: viewport, color_scheme, has_touch …"""
        page = self.empty(**options)
        page.goto(address.as_uri() if isinstance(address, Path) else address)
        return page

    def empty(self, **options: Any) -> Page:
        page = self.browser.new_context(**{"viewport": WIDE, **options}).new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        return page

    def _console(self, message: ConsoleMessage) -> None:
        """Chromium writes here what the page's content security policy or a missing file kept it from doing."""
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.page and message.page.url}: {message.text}")

    def close(self) -> list[str]:
        for context in self.browser.contexts:
            context.close()
        return [one for one in self.complaints if not any(words in one for words in self.expected)]


@pytest.fixture
def opened(browser) -> Iterator[Opened]:
    """Opens pages for one test; whatever the browser complains of fails it."""
    windows = Opened(browser)
    yield windows
    assert not windows.close()


@pytest.fixture
def open_real(opened, real_site, at_home) -> Callable[..., Page]:
    """Opens a page of the real site from disk; the page for unknown addresses, whose links need one, from its host."""

    def open_page(path: str, **options: Any) -> Page:
        return opened.page(at_home + path if path == KINDS["not found"] else real_site / path, **options)

    return open_page


@contextmanager
def serving(site: Path, prefix: str) -> Iterator[str]:
    """A site under a path of a server on this computer, for as long as the block lasts. Gives the path's address."""

    class Handler(SimpleHTTPRequestHandler):
        def translate_path(self, path: str) -> str:
            return super().translate_path("/" + path[len(prefix) :] if path.startswith(prefix) else "/no/such/file")

        def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
            """As static hosts do, an unknown address gets the site's own page for it."""
            body = (site / "404.html").read_bytes() if code == HTTPStatus.NOT_FOUND else unquote(str(message)).encode()
            self.send_response(code)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *values: Any) -> None:  # noqa: A002 – the name is the base class's
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}{prefix}"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="session")
def at_home(real_site) -> Iterator[str]:
    """The address of the real site under its own path, as content/site.yaml has it."""
    address = yaml.safe_load((ROOT / "content" / "site.yaml").read_text("utf-8"))["url"]
    with serving(real_site, urlsplit(address).path) as here:
        yield here


@pytest.fixture(scope="session")
def served(real_site) -> Iterator[str]:
    """The address of the real site under a path of a server, as on a host that it shares."""
    with serving(real_site, "/some/where/") as address:
        yield address
