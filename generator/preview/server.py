"""livereload's server and watcher, with events of the file system instead of looking at all files time and again."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from socket import socket
from typing import Any

from livereload import Server
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.server import LiveScriptContainer
from livereload.watcher import Watcher
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from tornado.web import Application, FallbackHandler, RequestHandler
from tornado.websocket import WebSocketHandler

from generator.watcher import SETTLE, changes

# A page of a stranger's host that this computer's own name server leads here must not read what is being written.
OUR_NAMES = r"(127\.0\.0\.1|localhost)"
SILENT = logging.CRITICAL + 1
AFTERWARDS = 1.0  # seconds from the last change to work that can wait


class Refused(RequestHandler):
    """The answer to any other host name."""

    def prepare(self) -> None:
        self.set_status(403)
        self.finish("The preview answers to this computer alone: http://127.0.0.1 or http://localhost\n")


class Reload(LiveReloadHandler):  # type: ignore[misc]
    """Tells browsers to reload; pages of other sites are not told. A browser is told from its first word on: once that
    is answered it asks whether its page is the newest, and what changes after that it is to hear."""

    check_origin = WebSocketHandler.check_origin

    def on_message(self, message: str | bytes) -> None:
        LiveReloadHandler.waiters.add(self)
        super().on_message(message)


class PreviewServer(Server):  # type: ignore[misc]
    """livereload's server, for the names of this computer alone. Pages bring their scripts with them."""

    def __init__(self, app: Any, watcher: Watcher, sockets: list[socket]) -> None:
        super().__init__(app, watcher)
        self.sockets = sockets

    def _setup_logging(self) -> None:
        """What the libraries have to say of browsers and requests would stand between an editor and the problems. A
        fault of our own is told."""
        logging.getLogger("livereload").setLevel(SILENT)
        logging.getLogger("tornado.access").setLevel(SILENT)
        faults = logging.getLogger("tornado")
        faults.setLevel(logging.ERROR)
        # Where it has none of its own, tornado gives all logs one.
        faults.addHandler(logging.StreamHandler())

    def application(self, *_: Any, **__: Any) -> None:
        LiveReloadHandler.watcher = self.watcher
        LiveReloadHandler.live_css = True
        # livereload waits three seconds between reloads, and forgets a change that comes earlier.
        LiveReloadHandler.DEFAULT_RELOAD_TIME = 0
        pages = {"fallback": LiveScriptContainer(self.app, b"")}
        application = Application(default_handler_class=Refused)
        application.add_handlers(
            OUR_NAMES,
            [(r"/livereload", Reload), (r"/livereload.js", LiveReloadJSHandler), (r".*", FallbackHandler, pages)],
        )
        HTTPServer(application).add_sockets(self.sockets)


class FileWatcher(Watcher):  # type: ignore[misc]
    """livereload's watcher, told of changes instead of looking for them. `look` takes the changed paths, or None for
    all, and gives what to load again, or an empty string; `broken` says whether that is a problem; `afterwards` is work
    that can wait."""

    def __init__(
        self,
        folders: list[Path],
        look: Callable[[set[Path] | None], str],
        broken: Callable[[], bool],
        afterwards: Callable[[], None],
    ) -> None:
        super().__init__()
        self.folders = folders
        self.look = look
        self.broken = broken
        self.afterwards = afterwards
        self.filepath = ""
        self._tasks: dict[str, Any] = {str(folder): {} for folder in folders}
        self._waiting: list[Any] = []

    def start(self, callback: Callable[[], None]) -> bool:
        """Begin to listen. Always true: livereload would look at the files as well otherwise."""
        loop = IOLoop.current()
        threading.Thread(target=self._listen, args=(loop, callback), name="watcher", daemon=True).start()
        return True

    def examine(self) -> tuple[str, None]:
        """What browsers have to load again, as livereload asks for it."""
        return self.filepath, None

    def _listen(self, loop: IOLoop, tell: Callable[[], None]) -> None:
        for changed in changes(self.folders):
            loop.add_callback(self.take, changed, tell)

    def take(self, changed: set[Path] | None, tell: Callable[[], None]) -> None:
        """Look at what changed and tell the browsers: of a page at once, of a problem when it has stayed a moment."""
        found = self.look(changed)
        if not found:
            return
        self.filepath = found
        loop = IOLoop.current()
        for timeout in self._waiting:
            loop.remove_timeout(timeout)
        self._waiting = [loop.call_later(AFTERWARDS, self.afterwards)]
        if self.broken():
            self._waiting.append(loop.call_later(SETTLE, tell))
        else:
            tell()
