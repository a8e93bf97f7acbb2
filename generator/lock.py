"""One build at a time writes into a folder. The system itself lets go of the lock when a build ends, however it ends: a
dead build never blocks."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

# Most builds take less; who waits longer is told, and may try again.
PATIENCE = 10.0
STEP = 0.02
# Where a folder cannot be locked itself: Windows, and network file systems.
FILE = ".being-written.lock"
_held: ContextVar[frozenset[str]] = ContextVar("held", default=frozenset())


class Busy(Exception):
    """Another build is writing into the folder, and did not end while this one waited."""


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Nobody else is in this block for this folder, in any process. Who is in it already may enter once more."""
    held = _held.get()
    where = os.path.realpath(folder)
    if where in held:
        yield
        return
    handle = _handle(folder)
    token = _held.set(held | {where})
    try:
        _wait(handle, PATIENCE)
        yield
    finally:
        _held.reset(token)
        os.close(handle)


@contextmanager
def if_free(folder: Path) -> Iterator[bool]:
    """Whether nobody is in that block for this folder; if so, nobody enters it while this one lasts."""
    try:
        handle = _handle(folder)
    except OSError:
        yield False
        return
    try:
        yield _taken(handle)
    finally:
        os.close(handle)


def _wait(handle: int, patience: float) -> None:
    end = time.monotonic() + patience
    while not _taken(handle):
        if time.monotonic() >= end:
            raise Busy
        time.sleep(STEP)


if sys.platform == "win32":
    import msvcrt

    def _handle(folder: Path) -> int:
        return os.open(folder / FILE, os.O_RDWR | os.O_CREAT)

    def _taken(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _handle(folder: Path) -> int:
        """The folder itself, so that a build that changes nothing writes nothing; a file in it where that won't do."""
        handle = os.open(folder, os.O_RDONLY)
        try:
            _taken(handle)
        except OSError:
            os.close(handle)
            return os.open(folder / FILE, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644)
        return handle

    def _taken(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
