"""Folders → the paths that change in them, as they change: told by the operating system through watchfiles, or, where
that does not work, looked for time and again."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

# Milliseconds: quiet that ends a burst of events, its longest, and a look round.
STEP, BURST, HEARTBEAT = 5, 200, 1_000
SETTLE = 0.15  # seconds: an editor may write a file in two steps, and half a file is no news
POLL = 0.8  # seconds, where there are no events
# Looking at thousands of files takes a while; it is to be a small part of the time.
REST = 9

State = tuple[int, int, int]


def changes(folders: Sequence[Path], say: Callable[[str], object] = print) -> Iterator[set[Path] | None]:
    """The paths that changed, one burst after another; None where a folder itself was taken away and came back. An
    empty burst is the first: from then on no change is missed."""
    try:
        yield from told(folders)
    except (ImportError, OSError, RuntimeError) as error:
        say(f"changes are looked for every {POLL:.1f} s: no events of the file system ({error})")
        yield from looked_for(folders)


def load() -> None:
    """Load what tells of changes: where another thread did so while this process is copied, logging would let go of a
    lock that it had not taken, and say so."""
    with suppress(ImportError):
        import watchfiles  # noqa: F401


def told(folders: Sequence[Path]) -> Iterator[set[Path] | None]:
    from watchfiles import watch

    while True:
        there = [folder for folder in folders if folder.is_dir()]
        known = _inodes(there)
        begun = False
        for burst in watch(
            *there,
            watch_filter=None,
            debounce=BURST,
            step=STEP,
            rust_timeout=HEARTBEAT,
            yield_on_timeout=True,
            raise_interrupt=False,
        ):
            if not begun:
                begun = True
                yield set()
            if burst:
                yield {Path(path) for _, path in burst}
            if _inodes(there) != known or len(there) < sum(folder.is_dir() for folder in folders):
                break
        else:
            return
        yield None


def _inodes(folders: Sequence[Path]) -> list[int]:
    return [folder.stat().st_ino if folder.is_dir() else 0 for folder in folders]


def looked_for(folders: Sequence[Path], pause: float = POLL) -> Iterator[set[Path] | None]:
    before = states(folders)
    yield set()
    while True:
        begun = time.monotonic()
        now = states(folders)
        changed = {Path(path) for path in before.keys() | now.keys() if before.get(path) != now.get(path)}
        before = now
        if changed:
            yield changed
        time.sleep(max(pause, REST * (time.monotonic() - begun)))


def states(folders: Sequence[Path]) -> dict[str, State]:
    """What tells one state of each file below some folders from another, by its path."""
    found: dict[str, State] = {}
    for folder in folders:
        for above, _, names in os.walk(folder):
            for name in names:
                path = os.path.join(above, name)
                try:
                    state = os.lstat(path)
                except OSError:
                    continue
                found[path] = state.st_mtime_ns, state.st_size, state.st_ino
    return found
