"""What a build is about to do to a folder, written down beside the files before the first of them takes its place: a
build that was killed on the way is finished by the next.

A folder is staged in four steps, and a kill leaves it in one of two states. Until the journal has its name, nothing has
happened: the site is the old one. From then on all is there that it takes to make it the new one.
"""

from __future__ import annotations

import json
import os
import shutil
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from generator import kept, owned
from generator.frozen import frozen

STAGING = kept.STAGING
NAME = "journal"
# Our list as it was, as it is while files take their places – no file is there that nobody owns – and when all is done.
BEFORE, WHILE, AFTER = "list-before", "list-while", "list-after"


@frozen
class Journal:
    """What is done, in this order. `first` are stale files in whose place something else comes; `new` and `changed`
    take their places, a path each with the checksum of its bytes; `last` are stale files that nothing links to any
    more. No page is ever there before what it links to, unless nothing leads to that page yet."""

    first: tuple[str, ...]
    new: Mapping[str, int]
    changed: Mapping[str, int]
    last: tuple[str, ...]

    @property
    def staged(self) -> Mapping[str, int]:
        """The checksums of what is staged, by path; each is staged under its number."""
        return {**self.new, **self.changed}

    def owned_after(self, ours: AbstractSet[str]) -> set[str]:
        """The files that are ours when all is done."""
        return (ours | self.staged.keys()) - {*self.first, *self.last}


def left_behind(output: Path) -> list[Path]:
    """The staging folders in a folder, oldest first. Who holds the lock knows that their builds are dead."""
    try:
        with os.scandir(output) as there:
            names = [one.name for one in there if _is_staging(one)]
    except OSError:
        return []
    return [output / name for name in sorted(names, key=_number)]


def _is_staging(one: os.DirEntry[str]) -> bool:
    return one.name.startswith(STAGING) and _number(one.name) >= 0 and one.is_dir(follow_symlinks=False)


def _number(name: str) -> int:
    number = name.removeprefix(STAGING)
    return int(number) if number.isdecimal() else -1


def next_to(left: Sequence[Path], output: Path) -> Path:
    """A staging folder of a name that none of those left behind has."""
    return output / f"{STAGING}{_number(left[-1].name) + 1 if left else 1}"


def stage(
    staging: Path, journal: Journal, files: Mapping[str, bytes], before: AbstractSet[str], after: AbstractSet[str]
) -> None:
    """Write all that takes a new place, whole, into a folder of its own on the same disk, and the journal last. After
    that little needs room any more: what is left are renames and removals. `before` and `after` are what is ours."""
    staging.mkdir()
    for number, path in enumerate(journal.staged):
        (staging / str(number)).write_bytes(files[path])
    if not after <= before:
        (staging / BEFORE).write_bytes(owned.as_list(before))
        (staging / WHILE).write_bytes(owned.as_list(before | after))
    if not before <= after:
        (staging / AFTER).write_bytes(owned.as_list(after))
    unfinished = staging / f"{NAME}.tmp"
    with unfinished.open("wb") as file:
        file.write(json.dumps(asdict(journal)).encode())
        file.flush()
        # The journal alone has to be on the disk: whether the rest is there, its checksums tell.
        os.fsync(file.fileno())
    os.replace(unfinished, staging / NAME)
    _sync(staging)


def _sync(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def checksum(data: bytes) -> int:
    return zlib.crc32(data)


def read(staging: Path) -> Journal | None:
    """The journal of a folder that was staged whole; None where that was not finished, or the disk has lost a part."""
    try:
        if not (staging / NAME).is_file():
            return None
        told = json.loads((staging / NAME).read_bytes())
        journal = Journal(tuple(told["first"]), told["new"], told["changed"], tuple(told["last"]))
        paths = [*journal.first, *journal.staged, *journal.last]
        whole = all(map(owned.stays_inside, paths)) and all(_intact(staging, journal))
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None
    return journal if whole else None


def _intact(staging: Path, journal: Journal) -> Iterator[bool]:
    for number, expected in enumerate(journal.staged.values()):
        path = staging / str(number)
        yield not os.path.lexists(path) or (path.is_file() and checksum(path.read_bytes()) == expected)


def waiting(staging: Path, journal: Journal) -> list[str]:
    """The paths whose files have not taken their places yet."""
    return [path for number, path in enumerate(journal.staged) if (staging / str(number)).exists()]


def complete(output: Path, staging: Path, journal: Journal) -> int:
    """Do what is left to be done, and clear the staging folder away. How many files were removed.

    Where something new cannot be placed, what is new is taken back: nothing leads to it yet, and the site is the old
    one. A failure after that leaves the journal, for the next build to finish."""
    removed = 0
    try:
        _rename(staging / WHILE, output / owned.LIST)
        for path in journal.first:
            removed += owned.remove(output, path)
        _place(output, staging, journal.new, 0)
    except OSError:
        if not removed:
            _take_back(output, staging, journal)
        raise
    _place(output, staging, journal.changed, len(journal.new))
    removed += sum(owned.remove(output, path) for path in journal.last)
    _rename(staging / AFTER, output / owned.LIST)
    clear(staging)
    return removed


def _place(output: Path, staging: Path, paths: Iterable[str], first: int) -> None:
    made: set[Path] = set()
    for number, path in enumerate(paths, first):
        target = output / path
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        _rename(staging / str(number), target)


def _rename(whole: Path, target: Path) -> None:
    """Put a file in its place, unless that was done before the build was killed."""
    try:
        os.replace(whole, target)
    except FileNotFoundError:
        if whole.exists():
            raise


def _take_back(output: Path, staging: Path, journal: Journal) -> None:
    with suppress(OSError):
        # First of all: what is taken back must not look as if it had been placed.
        (staging / NAME).unlink()
        for number, path in enumerate(journal.new):
            if not (staging / str(number)).exists():
                owned.remove(output, path)
        if not (staging / WHILE).exists():
            os.replace(staging / BEFORE, output / owned.LIST)
        if not owned.listed(output):
            (output / owned.LIST).unlink()
    clear(staging)


def clear(staging: Path) -> None:
    """Clear a staging folder away, its journal first: what is left of it must not look whole."""
    with suppress(OSError):
        (staging / NAME).unlink(missing_ok=True)
        shutil.rmtree(staging)
