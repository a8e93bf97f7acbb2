"""The command `build --watch`: a build, and what each save changes, until it is stopped.

A save is answered in two steps. First the pages that show it are made here, from what is in memory, and written as a
whole (ahead.py). Then a copy of this process builds as the command does: what is derived from the pages is written as a
whole, and kept for the next build. A save that comes meanwhile ends that build, and both steps begin again; what it had
begun to write is finished first, as after any build that was killed.

So the site is always one of whole pages whose links hold, and when a build is done it is what the command makes, byte
for byte: it was the command that made it.
"""

from __future__ import annotations

import gc
import signal
import sys
import threading
import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, NoReturn

from generator import beside, fresh, lock, on_request, progress, publishing, watcher, write
from generator.ahead import Ahead
from generator.frozen import frozen
from generator.problems import counted, report
from generator.publishing import Outcome
from generator.saves import Burst, Changed, changed_in

PATIENCE = 2.0  # seconds for a process that was killed to be gone


@frozen
class Ended:
    """A build that has come to its end; without an outcome where it was ended, or failed."""

    copy: Copy
    outcome: Outcome | None


@frozen
class Told:
    """Told to end, by a signal of this number."""

    number: int


class Copy:
    """A build in a copy of this process; `tell` is told when it has ended."""

    def __init__(self, build: Callable[[], Outcome], tell: Callable[[Ended], object]) -> None:
        self.tell = tell
        self.work = beside.Beside(lambda: _plain(build()), apart=True)
        self.waiting = threading.Thread(target=self._wait, name="build", daemon=True)
        self.waiting.start()

    def _wait(self) -> None:
        found = self.work.result()
        self.tell(Ended(self, None if found is None else Outcome(*found)))

    def end(self) -> None:
        if self.waiting.is_alive():
            self.work.end()
            self.waiting.join()


def _plain(outcome: Outcome) -> tuple[Any, ...]:
    return outcome.words, outcome.done, outcome.changed, outcome.busy


News = Burst | Ended | Told


class Watch:
    """A site that is built again whenever its sources change. `changed` has not been built yet, `under_way` is being
    built by the `copy`."""

    def __init__(self, arguments: Namespace) -> None:
        self.arguments = arguments
        self.folders = [getattr(arguments, name).absolute() for name in ("content", "templates", "static")]
        self.news: SimpleQueue[News] = SimpleQueue()
        self.changed, self.under_way = Changed(everything=True, said=True), Changed()
        self.copy: Copy | None = None
        self.ahead: Ahead | None = None
        self.broken = self.busy = self.ending = False

    def run(self) -> None:
        """Build, and go on until it is interrupted."""
        watcher.load()
        with beside.undisturbed():
            # A signal goes to any thread that does not shut it out, and what it raises to this one.
            threading.Thread(target=self._listen, name="watcher", daemon=True).start()
        try:
            self.build()
            while True:
                with suppress(Empty):
                    # On some systems, whoever waits without an end cannot be interrupted.
                    self.take(self.news.get(timeout=1))
        finally:
            self.stop()
            clear_up(self.arguments.output)

    def end(self, number: int, *_: object) -> None:
        """End as soon as what is at work here is done; at once where that may be a whole build. An exception may be
        raised anywhere from here, and callbacks of Python's own let none out. Whoever tells it again does not disturb
        its end."""
        if not self.ending:
            self.ending = True
            self.news.put(Told(number))
            if not beside.possible():
                leave(number)

    def _listen(self) -> None:
        for burst in watcher.changes(self.folders, say):
            self.news.put(burst)

    def take(self, news: News) -> None:
        if isinstance(news, Told):
            leave(news.number)
        if not isinstance(news, Ended):
            self.changed.add(changed_in(news, self.folders[0]))
            if self.changed:
                self.answer()
        elif news.copy is self.copy:
            self.copy = None
            self.ended(news.outcome or publishing.built(self.arguments))

    # ── A change ──

    def answer(self) -> None:
        """Write what can be written at once, and begin to build; or say what is wrong."""
        begun = time.perf_counter()
        everything = self.changed.everything or self.under_way.everything
        if self.ahead is None or everything or not self.ahead.is_current(date.today()):
            self.build()
            return
        seen = self.ahead.look({**dict.fromkeys(self.under_way.reviews, ()), **self.changed.reviews})
        if not seen.problems:
            self.stop()
            self._write(self.ahead, seen.groups, begun)
            self.build()
            return
        # A build that is under way goes on, as it does not concern that; should it find the same, it is told once.
        self.broken = True
        if not self._more():
            complain(f"{report(seen.problems)} Nothing was written.")

    def _more(self) -> bool:
        """Whether there were more news, soon after: half a file may have been read, and its problems are none."""
        end = time.monotonic() + watcher.SETTLE
        while (left := end - time.monotonic()) > 0:
            try:
                news = self.news.get(timeout=left)
            except Empty:
                break
            self.take(news)
            if not isinstance(news, Ended):
                return True
        return False

    def _write(self, ahead: Ahead, groups: Iterator[dict[str, bytes]], begun: float) -> None:
        """Write each group as a whole, unless somebody else writes: then the build that follows waits for its turn."""
        output, number = self.arguments.output, 0
        with lock.if_free(output) as free:
            pass
        with suppress(lock.Busy), write.alone(output):
            # What has been made goes with the site that was there: no other build may come in between.
            for group in groups if free and ahead.is_current(date.today()) else ():
                done = write.folder(output, group, None)
                number += done.written
                if done.refused:
                    return
        for paths in self.changed.reviews.values():
            paths.clear()
        if number:
            show = "show" if number > 1 else "shows"
            say(f"{output}: {counted(number, 'file')} written that {show} it, in {time.perf_counter() - begun:.2f} s")

    # ── Builds ──

    def build(self) -> None:
        """Begin to build all that is not built yet."""
        self.stop()
        self.under_way, self.changed = self.changed, Changed()
        self.broken = False
        if beside.possible():
            with beside.undisturbed():
                # None is ever begun that `stop` does not know of.
                self.copy = Copy(lambda: publishing.built(self.arguments), self.news.put)
        else:
            self.ended(publishing.built(self.arguments))

    def stop(self) -> None:
        """End the build that is under way, if one is."""
        if self.copy:
            with beside.undisturbed():
                # To Python, a thread whose end is waited for is at its end where that wait is broken off.
                self.copy.end()
            self.copy = None
            progress.wipe()
        self._put_back()

    def _put_back(self) -> None:
        self.under_way.add(self.changed)
        self.changed, self.under_way = self.under_way, Changed()

    def ended(self, outcome: Outcome) -> None:
        if outcome.done:
            self._done(outcome)
            return
        self._put_back()
        if not self.broken and not (outcome.busy and self.busy):
            complain(outcome.words)
        self.busy = outcome.busy
        if outcome.busy:
            self.news.put(set())

    def _done(self, outcome: Outcome) -> None:
        if self.under_way.said or outcome.changed:
            say(outcome.words)
        if self.under_way.everything or not (self.ahead and self.ahead.goes_on(date.today())):
            self.ahead = self._ahead()
        self.under_way, self.busy = Changed(), False
        sweep()

    def _ahead(self) -> Ahead | None:
        """What makes pages before all else; none where a page can be told to be right only when all has been made."""
        wanted = publishing.wanted(self.arguments)
        if self.arguments.strict or set(wanted) & set(on_request.ALL):
            return None
        folders = replace(publishing.folders(self.arguments), content=self.folders[0])
        return Ahead.of(folders, wanted, publishing.beside(self.arguments), date.today())


def watch(arguments: Namespace) -> int:
    refusal = publishing.refused_at_once(arguments)
    if refusal:
        return publishing.fail(refusal)
    found = Watch(arguments)
    # A build that is under way is to end with this process, be it told to end or its terminal closed. What whoever
    # started it wants it not to heed, as nohup does, it does not.
    for ending in beside.ENDINGS:
        if signal.getsignal(ending) is not signal.SIG_IGN:
            signal.signal(ending, found.end)
    try:
        found.run()
    except KeyboardInterrupt:
        say("stopped")
    return 0


def leave(number: int) -> NoReturn:
    """Raise what ends a process that a signal of this number told to end."""
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    sys.exit(128 + number)


def clear_up(output: Path) -> None:
    """Clear away what an ended build had begun. Who has just been killed may hold its folder for a moment more."""
    end = time.monotonic() + PATIENCE
    with suppress(OSError):
        while not fresh.clear_away(output) and time.monotonic() < end:
            time.sleep(0.02)


def sweep() -> None:
    """Look for what nobody needs any more now, and not while an editor waits."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def say(words: str) -> None:
    print(f"{datetime.now().astimezone():%H:%M:%S} {words}", flush=True)


def complain(words: str) -> None:
    """Say what is wrong, and when that was found: one list of problems follows another."""
    print(
        f"\n{datetime.now().astimezone():%H:%M:%S} this keeps the site as it is:\n\n{words}",
        file=sys.stderr,
        flush=True,
    )
