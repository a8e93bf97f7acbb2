"""How far a build has come → one line on the terminal, for one that takes over a second. Where nobody looks, nothing.

The line has no colours and is gone when the build is done. Two processes count in memory that they share; the one that
began draws.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

FIRST, STEP = 1.0, 0.1  # seconds: before the line is drawn, and between two of it
WIDEST = 40  # signs of the bar


class Progress:
    """What a build tells while it is at work; this one passes nothing on."""

    def to_make(self, reviews: int) -> None:
        """So many reviews more are to be made."""

    def made(self) -> bool:
        """A review has been made, here or in the other process. True."""
        return True

    def then(self, words: str) -> None:
        """The reviews are made; this comes after them."""


class Line(Progress):
    """Draws until it is told to end."""

    def __init__(self, stream: TextIO) -> None:
        from mmap import mmap
        from threading import Event, Thread

        self.stream, self.words, self.width = stream, "", 0
        self.owner = os.getpid()
        # What is made and what is to be made, by process: so none waits for the other in order to count.
        self.counted = memoryview(mmap(-1, 32)).cast("q")
        self.ended = Event()
        self.thread = Thread(target=self._draw, name="progress", daemon=True)
        self.thread.start()

    def to_make(self, reviews: int) -> None:
        self.counted[2 + (os.getpid() != self.owner)] += reviews

    def made(self) -> bool:
        self.counted[os.getpid() != self.owner] += 1
        return True

    def then(self, words: str) -> None:
        self.words = words

    def end(self) -> None:
        self.ended.set()
        self.thread.join()

    def _draw(self) -> None:
        wait = FIRST
        while not self.ended.wait(wait):
            self._show(line(sum(self.counted[:2]), sum(self.counted[2:]), self.words, width_of(self.stream)))
            wait = STEP
        self._show("")

    def _show(self, words: str) -> None:
        """Draw over what was drawn before; spaces do that on every terminal."""
        if words or self.width:
            with suppress(OSError, ValueError):
                self.stream.write(f"\r{words.ljust(self.width)}\r{words}")
                self.stream.flush()
        self.width = len(words)


def line(made: int, total: int, words: str, width: int) -> str:
    """`[########--------] 4 of 8 reviews`, in less than a width."""
    told = words or f"{made:,} of {total:,} {'review' if total == 1 else 'reviews'}"
    bar = min(WIDEST, width - len(told) - 4)
    if bar < 3 or not total:
        return told[: max(0, width - 1)]
    full = bar * min(made, total) // total
    return f"[{'#' * full}{'-' * (bar - full)}] {told}"


def width_of(stream: TextIO) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns or 80
    except (OSError, ValueError):
        return 80


def is_looked_at(stream: TextIO) -> bool:
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def wipe(stream: TextIO | None = None) -> None:
    """Take away the line of a process that was ended while it drew."""
    stream = sys.stderr if stream is None else stream
    if is_looked_at(stream):
        with suppress(OSError, ValueError):
            stream.write(f"\r{' ' * (width_of(stream) - 1)}\r")
            stream.flush()


@contextmanager
def shown(stream: TextIO | None = None) -> Iterator[Progress]:
    """Progress on the error stream while this block lasts, if somebody looks at it."""
    stream = sys.stderr if stream is None else stream
    if not is_looked_at(stream):
        yield Progress()
        return
    drawn = Line(stream)
    try:
        yield drawn
    finally:
        drawn.end()
