"""livereload's server and watcher, with events of the file system instead of looking at all files time and again."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from socket import socket
from typing import Any

from livereload import Server
from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.server import LiveScriptContainer
from livereload.watcher import Watcher
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop, PeriodicCallback
from tornado.web import Application, FallbackHandler, RequestHandler
from tornado.websocket import WebSocketHandler

# A page of a stranger's host that this computer's own name server leads here must not read what is being written.
OUR_NAMES = r"(127\.0\.0\.1|localhost)"
SETTLE = 0.15  # seconds: an editor may write a file in two steps, and half a file is no news
STEP, BURST, HEARTBEAT = (
    10,
    200,
    1_000,
)  # milliseconds: quiet that ends a burst of events, its longest, and a look round
AFTERWARDS = 1.0  # seconds from the last change to work that can wait
POLL = 800  # milliseconds, where there are no events


class Refused(RequestHandler):
    """The answer to any other host name."""

    def prepare(self) -> None:
        self.set_status(403)
        self.finish("The preview answers to this computer alone: http://127.0.0.1 or http://localhost\n")


class Reload(LiveReloadHandler):  # type: ignore[misc]
    """Tells browsers to reload; pages of other sites are not told."""

    check_origin = WebSocketHandler.check_origin


class PreviewServer(Server):  # type: ignore[misc]
    """livereload's server, for the names of this computer alone. Pages bring their scripts with them."""

    def __init__(self, app: Any, watcher: Watcher, sockets: list[socket]) -> None:
        super().__init__(app, watcher)
        self.sockets = sockets

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
    """livereload's watcher, told of changes by the operating system through watchfiles; where that does not work, it
    looks at all files every 0.8 s. `look` takes the changed paths, or None for all, and gives what to load again, or
    an empty string; `broken` says whether that is a problem; `afterwards` is work that can wait."""

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
        """Begin to listen. Always true: the polling that livereload would begin otherwise is begun here when needed."""
        loop = IOLoop.current()
        threading.Thread(target=self._listen, args=(loop, callback), name="watcher", daemon=True).start()
        return True

    def examine(self) -> tuple[str, None]:
        """What browsers have to load again, as livereload asks for it."""
        return self.filepath, None

    def _listen(self, loop: IOLoop, tell: Callable[[], None]) -> None:
        try:
            for changed in changes(self.folders):
                loop.add_callback(self.take, changed, tell)
        except (ImportError, OSError, RuntimeError) as error:
            loop.add_callback(self._poll, tell, error)

    def _poll(self, tell: Callable[[], None], error: Exception) -> None:
        print(f"changes are looked for every {POLL / 1000:.1f} s: no events of the file system ({error})", flush=True)
        PeriodicCallback(lambda: self.take(None, tell), POLL).start()

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


def changes(folders: list[Path]) -> Iterator[set[Path] | None]:
    """The paths that changed, one burst after another; None where a folder itself was taken away and came back."""
    from watchfiles import watch

    while True:
        there = [folder for folder in folders if folder.is_dir()]
        known = _inodes(there)
        for burst in watch(
            *there,
            watch_filter=None,
            debounce=BURST,
            step=STEP,
            rust_timeout=HEARTBEAT,
            yield_on_timeout=True,
            raise_interrupt=False,
        ):
            if burst:
                yield {Path(path) for _, path in burst}
            if _inodes(there) != known or len(there) < sum(folder.is_dir() for folder in folders):
                break
        else:
            return
        yield None


def _inodes(folders: list[Path]) -> list[int]:
    return [folder.stat().st_ino if folder.is_dir() else 0 for folder in folders]
