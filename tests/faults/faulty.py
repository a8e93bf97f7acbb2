"""What the tests of faults share: a disk that fails or a process that dies at its n-th call; what a whole site is."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from generator import journal, owned, write

# What Python tells of before it asks the file system; each is a moment at which a build may die or be refused.
CALLS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.scandir", "os.listdir", "fcntl.flock"}
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
FOREIGN = {"CNAME": b"example.org\n", "reviews/notes.txt": b"mine\n"}
LINK = re.compile(rb'(?:href|src)="([^"#?]*)["#?]')
PATIENCE = 60  # seconds; a computer may be slow, and nothing here is about how fast it is


class Watch:
    """Python's own account of what is asked of the file system. Once heard, it cannot be taken away: it is made once,
    and does nothing until a test listens."""

    def __init__(self) -> None:
        self.listener: Callable[[str, tuple[object, ...]], None] | None = None
        sys.addaudithook(self.hear)

    def hear(self, event: str, words: tuple[object, ...]) -> None:
        listener = self.listener
        if listener is not None and event in CALLS:
            self.listener = None
            try:
                listener(event, words)
            finally:
                self.listener = listener

    @contextmanager
    def told(self, listener: Callable[[str, tuple[object, ...]], None]) -> Iterator[None]:
        self.listener = listener
        try:
            yield
        finally:
            self.listener = None


WATCH = Watch()


def writes(event: str, words: tuple[object, ...]) -> bool:
    """Whether a call asks for room on the disk, or for leave to change it."""
    return event in ("os.mkdir", "os.rename") or (event == "open" and bool(int(str(words[2])) & WRITES))


def dying(do: Callable[[], object], at: int, *, torn: bool = False) -> bool:
    """Do something in a process of its own that is killed at its n-th call of the file system; with `torn`, half-way
    through writing a file. Whether it was killed, or done before."""
    child = os.fork()
    if child:
        status = os.waitpid(child, 0)[1]
        assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, status
        return os.WIFSIGNALED(status)
    number = 0

    def listener(event: str, words: tuple[object, ...]) -> None:
        nonlocal number
        number += 1
        if number == at:
            if torn and event == "open" and writes(event, words) and isinstance(words[0], str | Path):
                Path(words[0]).write_bytes(b"<half")
            os.kill(os.getpid(), signal.SIGKILL)

    try:
        with WATCH.told(listener):
            do()
    except BaseException:
        # Whatever it is, this process must not go on as if it were the tests.
        os._exit(1)
    os._exit(0)


@contextmanager
def failing(error: int, at: int, *, refused: Callable[[str, tuple[object, ...]], bool]) -> Iterator[list[int]]:
    """From the n-th of some calls on, the file system answers each of them with an error. Gives the number of calls."""
    calls = [0]

    def listener(event: str, words: tuple[object, ...]) -> None:
        if refused(event, words):
            calls[0] += 1
            if calls[0] >= at:
                raise OSError(error, os.strerror(error), str(words[0]))

    with WATCH.told(listener):
        yield calls


def next_command(output: Path) -> None:
    """What each build does before anything else, even if it comes to nothing."""
    with write.alone(output):
        pass


def held(output: Path) -> dict[str, bytes]:
    """All files of a folder, links among them, but for our own list and what a killed build left."""
    found = {}
    for path in sorted(output.rglob("*")):
        name = path.relative_to(output).as_posix()
        if not path.is_dir() and name != owned.LIST and not name.startswith(journal.STAGING):
            found[name] = path.read_bytes()
    return found


def litter(output: Path) -> list[str]:
    """What no build should leave behind when it ends by itself."""
    return [path.name for path in output.rglob(".*") if path.name not in (owned.LIST, ".nojekyll")]


def dead_links(site: dict[str, bytes], start: str = "index.html") -> list[str]:
    """Walks a site as a reader does, by its links alone, and gives those that lead to no file."""
    reached, queue, dead = {start}, [start], []
    while queue:
        page = queue.pop()
        if page not in site:
            dead.append(page)
        elif page.endswith(".html"):
            links = (unquote(one.decode()) for one in LINK.findall(site[page]))
            paths = {target(page, link) for link in links if ":" not in link and not link.startswith("/")}
            queue += sorted(paths - reached)
            reached |= paths
    return dead


def target(page: str, link: str) -> str:
    path = normpath(join(dirname(page), link)) if link else page
    return f"{path}/index.html".removeprefix("./") if link.endswith("/") else path


def put(output: Path, files: dict[str, bytes]) -> None:
    for path, data in files.items():
        (output / path).parent.mkdir(parents=True, exist_ok=True)
        (output / path).write_bytes(data)
