"""Work in a second process, where the system can make a copy of this one; what it gives comes back through a pipe."""

from __future__ import annotations

import marshal
import os
import signal
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Generic, TypeVar

T = TypeVar("T")
# What tells a process to end; some systems know no terminal that is closed.
ENDINGS = {signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)}


def can_copy() -> bool:
    """Whether this system can."""
    return hasattr(os, "fork")


def possible() -> bool:
    """Whether this system can, and has a second processor for it."""
    return can_copy() and (os.cpu_count() or 1) > 1


class Beside(Generic[T]):
    """Work that has begun in a copy of this process. Its result is plain values: they can run nothing. With `apart`, a
    copy that is stopped takes all that it has begun with it."""

    def __init__(self, work: Callable[[], T], *, apart: bool = False) -> None:
        read, write = os.pipe()
        self.apart = apart
        with warnings.catch_warnings(), undisturbed():
            # The copy has none of the threads of this process, and uses nothing that one of them may hold.
            warnings.simplefilter("ignore", DeprecationWarning)
            self.process = os.fork()
        if self.process == 0:
            os.close(read)
            if apart:
                _stand_apart()
            _work(work, write)
        os.close(write)
        if apart:
            # Whoever of the two comes first: from here on the copy can be ended with all that it begins.
            with suppress(OSError):
                os.setpgid(self.process, self.process)
        self.pipe = os.fdopen(read, "rb")

    def result(self) -> T | None:
        """What came of it; None if it did not come to an end."""
        with self.pipe:
            data = self.pipe.read()
        _, status = os.waitpid(self.process, 0)
        done: Any = marshal.loads(data) if status == 0 else None  # noqa: S302 – from our own copy
        return done[0] if done else None

    def stop(self) -> None:
        """End it: nobody wants its result any more."""
        self.end()
        with suppress(OSError):
            os.waitpid(self.process, 0)
        self.pipe.close()

    def end(self) -> None:
        """Have it end; whoever waits for its result gets none."""
        with suppress(OSError):
            if self.apart:
                os.killpg(self.process, signal.SIGKILL)
            else:
                os.kill(self.process, signal.SIGTERM)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Ctrl+C and other ways to end this process wait. What they raise within a fork goes no further: it is told as a
    mistake of the module that was to be told of the fork."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _stand_apart() -> None:
    """In the copy: a process group of its own. It may draw on a terminal all the same, and heeds what is sent to it."""
    os.setpgid(0, 0)
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    for ending in ENDINGS:
        signal.signal(ending, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDINGS)


def _work(work: Callable[[], Any], write: int) -> None:
    """In the copy: work, give the result, and end without what this process would do at its end."""
    code = 1
    try:
        data = marshal.dumps((work(),))
        with os.fdopen(write, "wb") as pipe:
            pipe.write(data)
        code = 0
    finally:
        os._exit(code)
