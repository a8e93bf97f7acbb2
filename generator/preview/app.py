"""What the preview answers to a browser, as a WSGI application."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from mimetypes import guess_type
from pathlib import Path
from typing import Any

from generator.preview import panel
from generator.preview.living import Living
from generator.publish import headers

StartResponse = Callable[[str, list[tuple[str, str]]], Any]
HERE = Path(__file__).parent
# Files of the preview itself; no site has a page below this path.
OWN = {f"preview/{name}": HERE / name for name in ("preview.css", "preview.js")}
STATE = "preview/state"


class App:
    """Answers with pages and files of a site that is being written."""

    def __init__(self, living: Living) -> None:
        self.living = living

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        method = environ.get("REQUEST_METHOD", "GET")
        if method not in ("GET", "HEAD"):
            start_response("405 Method Not Allowed", [("Content-Type", "text/plain"), ("Allow", "GET, HEAD")])
            return [b"The preview is there to be read.\n"]
        path = environ.get("PATH_INFO", "/").lstrip("/") or "index.html"
        status, kind, body = self.answer(path)
        charset = "; charset=utf-8" if kind.startswith("text/") else ""
        start_response(status, [("Content-Type", kind + charset), *headers.of_preview().items()])
        return [body if method == "GET" else b""]

    def answer(self, path: str) -> tuple[str, str, bytes]:
        """Status, kind and body for a path."""
        if path == STATE:
            return "200 OK", "text/plain", self.living.state.encode()
        data = OWN[path].read_bytes() if path in OWN else self.living.file(path)
        if data is not None:
            return "200 OK", guess_type(path)[0] or "application/octet-stream", data
        page = self.living.page(path)
        # With problems, a page may be missing only because it could not be made.
        status = "200 OK" if page.found or page.problems or page.unfinished else "404 Not Found"
        return status, "text/html", panel.over(page, Path.cwd(), self.living.state).encode()
