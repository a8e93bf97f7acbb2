"""The preview: the site in memory, served on this computer alone, made again on each change; problems are a page."""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable, Iterable
from html import escape
from mimetypes import guess_type
from pathlib import Path
from typing import Any

from generator import make
from generator.make import Made
from generator.problems import counted, report
from generator.schema import keep_help

HOST = "127.0.0.1"
PORTS_TO_TRY = 20
StartResponse = Callable[[str, list[tuple[str, str]]], Any]


class Preview:
    """The newest site that could be made, and what is wrong now, as a WSGI application."""

    def __init__(self, content: Path, templates: Path, static: Path) -> None:
        self.folders = (content, templates, static)
        self.made = Made()
        self.files: dict[str, bytes] = {}

    def rebuild(self) -> None:
        self.made = make.site(*self.folders, preview=True)
        if self.made.problems:
            print(report(self.made.problems), file=sys.stderr, flush=True)
        else:
            self.files = self.made.files
            print(f"{counted(self.made.pages, 'page')} made", flush=True)
        if self.made.content is not None:
            keep_help(self.folders[0], self.made.content)

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "/").lstrip("/") or "index.html"
        kind = guess_type(path)[0] or "application/octet-stream"
        if self.made.problems and (kind == "text/html" or path not in self.files):
            return self._answer(start_response, "500 Problems", "text/html", self.problem_page())
        if path in self.files:
            return self._answer(start_response, "200 OK", kind, self.files[path])
        return self._answer(start_response, "404 Not Found", "text/html", self.files.get("404.html", b"Not found"))

    @staticmethod
    def _answer(start_response: StartResponse, status: str, kind: str, body: bytes) -> list[bytes]:
        charset = "; charset=utf-8" if kind.startswith("text/") else ""
        start_response(status, [("Content-Type", kind + charset), ("Cache-Control", "no-store")])
        return [body]

    def problem_page(self) -> bytes:
        """All problems as a page of its own; it goes when the file is mended, since the browser reloads."""
        number = counted(len(self.made.problems), "problem")
        items = "".join(f"<li><pre>{escape(str(problem))}</pre></li>" for problem in self.made.problems)
        page = (
            f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{number} to mend</title>'
            '<link rel="stylesheet" href="/assets/site.css"><link rel="stylesheet" href="/assets/problems.css"></head>'
            f'<body class="problems"><main><h1>{number} to mend</h1><ol>{items}</ol>'
            "<p>The page comes back by itself when the files are mended.</p></main></body></html>"
        )
        return page.encode()


def serve(content: Path, templates: Path, static: Path, port: int) -> int:
    """Serve until the editor stops it. Returns the exit code."""
    from livereload import Server
    from livereload.handlers import LiveReloadHandler

    preview = Preview(content, templates, static)
    preview.rebuild()
    free = free_port(port)
    if free is None:
        print(
            f"the ports {port} to {port + PORTS_TO_TRY - 1} are all in use – give another with --port", file=sys.stderr
        )
        return 1
    # livereload waits three seconds between reloads, and forgets a change that comes earlier.
    LiveReloadHandler.DEFAULT_RELOAD_TIME = 0
    server = Server(preview)
    for folder in preview.folders:
        server.watch(str(folder), preview.rebuild)
    print(f"Preview at http://{HOST}:{free}/ – stop with Ctrl+C", flush=True)
    server.serve(host=HOST, port=free, debug=False)
    return 0


def free_port(first: int) -> int | None:
    """The first port from here on that nobody listens on."""
    for port in range(first, first + PORTS_TO_TRY):
        with socket.socket() as probe:
            try:
                probe.bind((HOST, port))
            except (OSError, OverflowError):
                continue
            return port
    return None
