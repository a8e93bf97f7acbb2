"""What tests in Chromium share: the browser, pages that complain, and a server for a folder."""

from __future__ import annotations

import functools
import os
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE = 10_000
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 320, "height": 640}


@contextmanager
def launched() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

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


@contextmanager
def serving(site: Path, prefix: str, headers: Mapping[str, str] | None = None) -> Iterator[str]:
    """A site under a path of a server on this computer, for as long as the block lasts. Gives the path's address.
    `headers` come with every answer."""

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

        def end_headers(self) -> None:
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            super().end_headers()

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
