"""The preview: a site that is being written, served on this computer alone, and again on each change."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from generator.preview.app import App
from generator.preview.living import EVERYTHING, Living
from generator.problems import report

HOST = "127.0.0.1"
PORTS_TO_TRY = 20


def serve(content: Path, templates: Path, static: Path, port: int, *, follow: bool = False) -> int:
    """Serve until the editor stops it. Returns the exit code."""
    from generator.preview.server import FileWatcher, PreviewServer

    # Bound before anything is read: between asking for a free port and listening on it, another preview could take it.
    sockets = bound(port)
    if not sockets:
        words = f"the ports {port} to {port + PORTS_TO_TRY - 1} are all in use – give another with --port"
        print(words, file=sys.stderr)
        return 1
    free = sockets[0].getsockname()[1]
    living = Living(content, templates, static)
    look = looking(living, follow=follow)
    look(None)
    help_typing(living)
    watcher = FileWatcher(
        [living.content_folder, living.templates, living.static],
        look,
        broken=lambda: bool(living.problems),
        afterwards=lambda: help_typing(living),
    )
    print(f"Preview at http://{HOST}:{free}/ – stop with Ctrl+C", flush=True)
    PreviewServer(App(living), watcher, sockets).serve(host=HOST, port=free, debug=False)
    return 0


def looking(living: Living, *, follow: bool) -> Callable[[set[Path] | None], str]:
    """Looks at what changed, and says on the terminal what came of it."""

    def look(changed: set[Path] | None) -> str:
        before = living.unfinished
        found = living.look(changed)
        if found and living.problems:
            print(report(living.problems), file=sys.stderr, flush=True)
        elif found and living.unfinished and living.unfinished != before:
            print(f"{report(living.unfinished)} All of this comes of drafts; all else is shown.", flush=True)
        elif found:
            print(f"{_now()} all is well{' but in drafts' if living.unfinished else ''}", flush=True)
        if follow and changed and found == EVERYTHING and not living.problems and (page := living.made_by(changed)):
            return f"follow:{page}"
        return found

    return look


def _now() -> str:
    return datetime.now().astimezone().strftime("%H:%M:%S")


def help_typing(living: Living) -> None:
    """Keep what an editor's program completes from up to date."""
    from generator.schema import keep_help

    if living.content is not None:
        keep_help(living.content_folder, living.content)


def bound(first: int) -> list[socket.socket]:
    """A socket that listens on the first port from here on that nobody else listens on; none where there is no such
    port."""
    for port in range(first, first + PORTS_TO_TRY):
        ours = socket.socket()
        try:
            ours.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1 if os.name == "posix" else 0)
            ours.bind((HOST, port))
            ours.listen(128)
        except (OSError, OverflowError):
            ours.close()
            continue
        ours.setblocking(False)
        return [ours]
    return []
