"""Files → a folder beside the output, so that none of a site of many pages has to be kept in memory.

Where there is no output yet, the folder is put in its place in one step: a third of the time that staging and renaming
each file takes. Where there is, its files are read from here when they are written. A build that is killed leaves a
folder beside the output, which the next one clears away.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from generator import kept, lock, owned
from generator.kept import State

BEGINNING = ".being-made-"


class NotWritten(Exception):
    """The disk refused to take a file; the message says why."""


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise NotWritten(f"this cannot be written – {error.strerror or error}") from None


class Lying(Mapping[str, bytes]):
    """Files of a folder by their paths in it; each is read when it is asked for."""

    def __init__(self, folder: Path, paths: Collection[str]) -> None:
        self.folder, self.paths = folder, frozenset(paths)

    def __getitem__(self, path: str) -> bytes:
        if path not in self.paths:
            raise KeyError(path)
        return (self.folder / path).read_bytes()

    def __iter__(self) -> Iterator[str]:
        return iter(self.paths)

    def __len__(self) -> int:
        return len(self.paths)


class Fresh:
    """A folder in the making. Several processes may add to it; the one that began it finishes it, or drops it.
    `is_first`: there was no output when it was begun, so that it can take that place."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.is_first = self.fits(output)
        self.made: set[str] = set()
        self.held = ExitStack()
        with _in_words():
            output.parent.mkdir(parents=True, exist_ok=True)
            clear_away(output)
            self._begin()

    def _begin(self) -> None:
        """Make the folder, by a name that none ever had, and lock it. Until it is locked another build may take it for
        one that was left behind, and clear it away: then there is to be another."""
        while True:
            self.folder = self.output.parent / f"{BEGINNING}{self.output.name}-{os.urandom(8).hex()}"
            self.folder.mkdir()
            with suppress(FileNotFoundError):
                self.held.enter_context(lock.alone(self.folder))
            if self.folder.is_dir():
                return
            self.held.close()

    @staticmethod
    def fits(output: Path) -> bool:
        """Whether there is nothing yet where a folder is to be."""
        return not os.path.lexists(output)

    def add(self, files: Mapping[str, bytes]) -> list[State]:
        """Write files; how they lie on the disk."""
        with _in_words():
            return self._add(files)

    def _add(self, files: Mapping[str, bytes]) -> list[State]:
        states = []
        for path, data in files.items():
            above = path.rpartition("/")[0]
            if above not in self.made:
                (self.folder / above).mkdir(parents=True, exist_ok=True)
                self.made.add(above)
            with open(f"{self.folder}/{path}", "wb", 0) as file:
                file.write(data)
                states.append(kept.state_of(path, os.fstat(file.fileno())))
        return states

    def lying(self, paths: Collection[str]) -> Lying:
        """Files that were added."""
        return Lying(self.folder, paths)

    def finish(self, paths: Iterable[str]) -> bool:
        """Put the folder in its place, with the list of what is ours; whether the place was still free. It stays locked
        until it is dropped."""
        with _in_words():
            (self.folder / owned.LIST).write_bytes(owned.as_list(paths))
            free = self.fits(self.output)
            if free:
                os.rename(self.folder, self.output)
        return free

    def drop(self) -> None:
        """Clear away what has not been put in its place, and let others in."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.held.close()


def clear_away(output: Path) -> bool:
    """Clear away what killed builds have left beside an output, and nobody holds any more. Whether none is left."""
    there = [path for path in output.parent.glob(f"{BEGINNING}{output.name}-*") if path.is_dir()]
    for left in there:
        if not left.is_symlink():
            with lock.if_free(left) as free:
                if free:
                    shutil.rmtree(left, ignore_errors=True)
    return not any(left.exists() for left in there)


def begun(output: Path) -> Fresh | None:
    """A folder in the making; None where an output is there and nothing can be made beside it, as where it is a disk of
    its own: then all of it has to be kept in memory."""
    try:
        return Fresh(output)
    except NotWritten:
        if Fresh.fits(output):
            raise
        return None
