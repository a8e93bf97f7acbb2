"""The command `build --profile`: what a build takes, stage by stage and page by page.

A stage is a few functions. While a build is measured, each is replaced by one that takes its time; a build that is not
measured knows nothing of it. The time of a stage is without that of stages within it. What the second process does is
measured there, and comes back with its work.
"""

from __future__ import annotations

import heapq
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import wraps
from typing import Any

from generator import (
    advice,
    again,
    beside,
    check,
    digests,
    kept,
    ledger,
    load,
    metadata,
    on_request,
    outline,
    pages,
    publish,
    render,
    static,
    text,
)
from generator.export.file import File
from generator.export.of_review import ReviewData
from generator.fresh import Fresh
from generator.frozen import frozen
from generator.packing import Packing
from generator.problems import counted
from generator.publish import archive, packed
from generator.tables import Table

SLOWEST = 10
RENDER, REST = "render", "all else"
SLOW = "the slowest pages"
BESIDE = "; a second process was at work at the same time, and `wait` is for that"
# Each stage with where its functions are looked up by those who call them.
STAGES: dict[str, tuple[tuple[Any, str], ...]] = {
    "look for changes": (
        *((digests, name) for name in ("of_content", "of_program")),
        *((kept, name) for name in ("load", "lie_as_before")),
        (ledger, "keys_that_lie"),
        (Packing, "unpack"),
    ),
    "assets": ((static, "assets"), (static, "published")),
    "read": ((load, "_read"),),
    "check": ((check, "go_over"), (advice, "go_over")),
    "derive": (*((pages, name) for name in ("of_review", "of_site", "of_data")), (outline, "of")),
    "Markdown": ((text, "html"), (text, "inline"), (text, "converted")),
    RENDER: ((render.Renderer, "page"),),
    "data": (
        *((one, "func") for one in (vars(File)["data"], vars(Table)["csv"], vars(ReviewData)["contribution"])),
        (metadata, "files"),
        (publish, "beside"),
        (archive, "archive"),
    ),
    "cards, PDFs": ((on_request.OnRequest, "make"),),
    "pack": ((packed, "beside"),),
    "write": (*((ledger.Ledger, name) for name in ("write", "keep", "_keep_data")), (Fresh, "add"), (Packing, "pack")),
    "wait": ((beside.Beside, "result"),),
}


@frozen
class Measured:
    """Seconds by stage of this process and of the second one, if there was one; each page that was made with its
    seconds, the slowest first. `start` is what Python and its modules took before."""

    start: float
    took: float
    first: dict[str, float]
    second: dict[str, float]
    pages: int
    slowest: list[tuple[float, str]]


class Stopwatch:
    """What has been measured so far in this process."""

    def __init__(self) -> None:
        self.start, self.begun, self.took = time.process_time(), time.perf_counter(), 0.0
        self.second: dict[str, float] = {}
        self._begin()

    def _begin(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self.pages: list[tuple[float, str]] = []
        self.within: list[float] = []

    @contextmanager
    def running(self) -> Iterator[None]:
        """Measure what this block does."""
        with ExitStack() as replaced:
            for stage, places in STAGES.items():
                for owner, name in places:
                    replace(replaced, owner, name, self._timed(stage, getattr(owner, name)))
            replace(replaced, again.Again, "_made_by_other", self._in_second(again.Again._made_by_other))  # noqa: SLF001
            replace(replaced, again.Again, "_take_over", self._of_second(again.Again._take_over))  # noqa: SLF001
            yield
        self.took = time.perf_counter() - self.begun

    def _timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def timed(*values: Any, **named: Any) -> Any:
            begun = time.perf_counter()
            self.within.append(0.0)
            try:
                found = function(*values, **named)
                # What is worked out as it is asked for is worked out here.
                return list(found) if isinstance(found, Iterator) else found
            finally:
                took = time.perf_counter() - begun
                self.spent[stage] += took - self.within.pop()
                if self.within:
                    self.within[-1] += took
                if stage == RENDER:
                    self.pages.append((took, values[1].address.path))

        return timed

    def _in_second(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """In the second process: its work, with what that took."""

        def measured(*values: Any) -> Any:
            self._begin()
            begun = time.perf_counter()
            found = function(*values)
            spent = dict(self.spent) | {REST: time.perf_counter() - begun - sum(self.spent.values())}
            return found, spent, self.pages

        return measured

    def _of_second(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def taken_over(of: again.Again, given: Any) -> Any:
            found, self.second, of_second = given
            self.pages += of_second
            return function(of, found)

        return taken_over

    @property
    def measured(self) -> Measured:
        first = dict(self.spent) | {REST: self.took - sum(self.spent.values())}
        slowest = heapq.nlargest(SLOWEST, self.pages)
        return Measured(self.start, self.took, first, self.second, len(self.pages), slowest)


def replace(replaced: ExitStack, owner: Any, name: str, other: Any) -> None:
    before = getattr(owner, name)
    setattr(owner, name, other)
    replaced.callback(setattr, owner, name, before)


def table(found: Measured) -> str:
    """What was measured, for people."""
    second = "  second process" if found.second else ""
    lines = [f"{'':18}{'seconds':>9}  per page{second}", f"{'start of Python':18}{found.start:9.3f}"]
    for stage in (*STAGES, REST):
        one, two = found.first.get(stage, 0.0), found.second.get(stage, 0.0)
        if round(one + two, 3):
            each = f"{(one + two) / found.pages * 1000:7.2f} ms" if found.pages else f"{'':10}"
            lines.append(f"{stage:18}{one:9.3f}{each}{f'{two:16.3f}' if two else ''}".rstrip())
    lines.append(f"{'in all':18}{found.start + found.took:9.3f}")
    if not found.pages:
        return "\n".join([*lines, "No page was made: nothing that pages show has changed."])
    lines.append(f"{counted(found.pages, 'page')} made" + (BESIDE if found.second else ""))
    longest = max(len(path) for path in (SLOW, *(path for _, path in found.slowest))) + 1
    lines += ["", f"{SLOW:{longest}}{'ms':>8}"]
    return "\n".join([*lines, *(f"{path:{longest}}{took * 1000:8.1f}" for took, path in found.slowest)])


def plain(found: Measured) -> dict[str, Any]:
    """What was measured, for programs; in seconds."""
    stages = [
        {"name": stage, "seconds": found.first.get(stage, 0.0), "in_second_process": found.second.get(stage, 0.0)}
        for stage in (*STAGES, REST)
    ]
    slowest = [{"path": path, "seconds": took} for took, path in found.slowest]
    return {
        "format": 1,
        "start": found.start,
        "seconds": found.took,
        "pages": found.pages,
        "stages": stages,
        "slowest_pages": slowest,
    }
