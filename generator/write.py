"""Paths and bytes → a folder. Writes only what changed, removes only what an earlier build wrote, leaves nothing half.

Knows nothing of pages: it takes a dictionary and a folder. What it is about to do is staged whole and written down
first (journal.py); one build at a time does it (lock.py); whose files are in the folder is kept there too (owned.py).
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import ExitStack, contextmanager
from pathlib import Path, PurePosixPath

from generator import journal, kept, lock, owned
from generator.frozen import frozen
from generator.journal import Journal

LIST = owned.LIST
LINK = "a link stands where the build would write – remove it"
BLOCKED = "a file stands where the folder of {path} should be – move it away"
NOT_OURS = "this was not written by a build – move it away, or choose another --output"
BUSY = "another build is at work here – wait until it is done, then build again"
READ_ONLY = "nothing can be written in this folder – it is read-only, or belongs to somebody else"


@frozen
class Report:
    """How many files were written, left as they were, and removed; what stood in the way, by path; and the pages that
    are no more, whose addresses others may have."""

    written: int = 0
    unchanged: int = 0
    removed: int = 0
    refused: tuple[tuple[str, str], ...] = ()
    gone: tuple[str, ...] = ()


@contextmanager
def alone(output: Path) -> Iterator[None]:
    """In this block no other build writes into a folder, and what a killed one had begun there is finished, so that the
    site is whole whatever comes next. A folder that is not there, or cannot be locked, is for `folder` to tell of."""
    with ExitStack() as held:
        try:
            if output.is_dir():
                held.enter_context(lock.alone(output))
                _mend(output)
        except OSError:
            held.close()
        yield


def folder(
    output: Path,
    files: Mapping[str, bytes],
    stay: Collection[str] | None = (),
    done: Callable[[Report], object] = lambda _: None,
) -> Report:
    """Make a folder hold these files, and those of ours that `stay` as they are: all that are there, where it is None.
    With anything in the way, or where the
    disk has no room, nothing is written; a build that is killed on the way is finished by the next. When all is
    written it is `done`, before another build may come in."""
    if output.exists() and not output.is_dir():
        return Report(refused=((".", "this is a file – the output needs a folder"),))
    try:
        output.mkdir(parents=True, exist_ok=True)
        with lock.alone(output):
            _mend(output)
            report = _folder(output, files, stay)
            if not report.refused:
                done(report)
            return report
    except lock.Busy:
        return Report(refused=((".", BUSY),))
    except OSError as error:
        return Report(refused=(_refusal(output, error),))


def _mend(output: Path) -> None:
    for staging in journal.left_behind(output):
        told = journal.read(staging)
        # What stands in the way now has come since: the build that follows decides anew, and says so.
        if told is None or _in_the_way(output, journal.waiting(staging, told), told, owned.listed(output)):
            journal.clear(staging)
            continue
        try:
            journal.complete(output, staging, told)
        except OSError:
            continue


def _folder(output: Path, files: Mapping[str, bytes], stay: Collection[str] | None) -> Report:
    ours = owned.listed(output)
    plan = _plan(output, files, set() if stay is None else ours - files.keys() - set(stay))
    refused = _in_the_way(output, plan.staged, plan, ours)
    if refused:
        return Report(refused=refused)
    # A file that happens to be there with the same bytes is still somebody else's, unless the whole site is there.
    becoming = plan.owned_after(ours) if ours or plan.staged else set(files)
    removed = 0
    if plan.staged or becoming != ours:
        staging = _stage(output, plan, files, (ours, becoming))
        try:
            removed = journal.complete(output, staging, plan)
        except OSError as error:
            return _stopped(output, staging, plan, error)
    gone = tuple(path for path in (*plan.first, *plan.last) if path.endswith(".html")) if removed else ()
    return Report(len(plan.staged), len(files) + len(stay or ()) - len(plan.staged), removed, gone=gone)


def _stage(
    output: Path, plan: Journal, files: Mapping[str, bytes], ours: tuple[AbstractSet[str], AbstractSet[str]]
) -> Path:
    left = journal.left_behind(output)
    staging = journal.next_to(left, output)
    try:
        journal.stage(staging, plan, files, *ours)
    except BaseException:
        journal.clear(staging)
        raise
    # What an earlier build was kept from doing is in this plan.
    for earlier in left:
        journal.clear(earlier)
    return staging


def _stopped(output: Path, staging: Path, plan: Journal, error: OSError) -> Report:
    """What was done before something went wrong: nothing, or a part that the next build finishes."""
    path, words = _refusal(output, error)
    if not staging.exists():
        return Report(refused=((path, words),))
    written = len(plan.staged) - len(journal.waiting(staging, plan))
    return Report(written, refused=((path, f"{words}; the next build goes on from here"),))


def _plan(output: Path, files: Mapping[str, bytes], stale: AbstractSet[str]) -> Journal:
    """What has to be done so that a folder holds these files, and not those that are stale. Data and images come before
    the pages that show them."""
    first = _in_their_place(stale, files)
    folded, known = {path.casefold() for path in first}, {"": True}
    staged = {}
    for path in sorted(files, key=lambda path: (path.endswith(".html"), path)):
        data = files[path]
        if path.casefold() in folded or not _holds(output, path, data, known):
            staged[path] = journal.checksum(data)
    new = {path: checksum for path, checksum in staged.items() if not os.path.lexists(output / path)}
    changed = {path: checksum for path, checksum in staged.items() if path not in new}
    return Journal(tuple(sorted(first)), new, changed, tuple(sorted(stale - first)))


def _in_their_place(stale: Iterable[str], files: Mapping[str, bytes]) -> set[str]:
    """The stale files that have to go before others come: a page that becomes a folder, a folder that becomes a page,
    and a name that changes its capitals alone, which on some disks is one name."""
    if not stale:
        return set()
    folders = {str(above) for path in files for above in PurePosixPath(path).parents}
    folded = {path.casefold() for path in files}
    return {
        path
        for path in stale
        if path in folders or path.casefold() in folded or any(str(up) in files for up in PurePosixPath(path).parents)
    }


def _holds(output: Path, path: str, data: bytes, known: dict[str, bool]) -> bool:
    """Whether a file is there already, byte for byte, and no link leads to it. `known` keeps what was found."""
    try:
        state = os.lstat(output / path)
        there = stat.S_ISREG(state.st_mode) and kept.is_folder(str(output), path.rpartition("/")[0], known)
        return there and state.st_size == len(data) and (output / path).read_bytes() == data
    except OSError:
        return False


def _in_the_way(
    output: Path, paths: Iterable[str], plan: Journal, ours: AbstractSet[str]
) -> tuple[tuple[str, str], ...]:
    """Files that a build did not write, and links, where the build would write; and folders that take nothing. What is
    ours and goes is not in the way: a page may become a folder, and a folder a page."""
    stale = {*plan.first, *plan.last}
    twins = {path.casefold(): path for path in plan.first}
    known = {"": ("", "")}
    refused = {}
    for path in paths:
        there, words = _above(output, path.rpartition("/")[0], stale, known)
        if not words and (kind := _kind(output / path)):
            words = _at(output, path, kind, stale, owned_here=_owned(output, path, ours, twins))
        if words:
            # A link is told once, however many pages would stand behind it.
            refused[there if words == LINK and there else path] = words.format(path=path)
    return tuple(refused.items() or [(folder, READ_ONLY) for folder in _read_only(output, [*paths, *stale])])


def _kind(path: Path) -> str:
    """What stands at a path: a link, a folder, a file, or nothing."""
    try:
        mode = path.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return ""
    return "link" if stat.S_ISLNK(mode) else "folder" if stat.S_ISDIR(mode) else "file"


def _above(output: Path, folder: str, stale: AbstractSet[str], known: dict[str, tuple[str, str]]) -> tuple[str, str]:
    """What keeps a folder from being written into, itself or one above it, and why; empty if nothing does. `known`
    keeps what was found."""
    if folder not in known:
        there = _kind(output / folder)
        blocked = LINK if there == "link" else BLOCKED if there == "file" and folder not in stale else ""
        above = _above(output, folder.rpartition("/")[0], stale, known)
        known[folder] = above if above[1] else (folder if blocked else "", blocked)
    return known[folder]


def _at(output: Path, path: str, there: str, stale: AbstractSet[str], *, owned_here: bool) -> str:
    """Why what stands at a path cannot be replaced; empty if it can."""
    if there == "link":
        return LINK
    if there == "folder":
        return "" if _holds_only(output, output / path, stale) else NOT_OURS
    return "" if owned_here else NOT_OURS


def _owned(output: Path, path: str, ours: AbstractSet[str], twins: Mapping[str, str]) -> bool:
    """Whether a file that is there is ours, be it by a name with other capitals."""
    if path in ours or path.casefold() not in twins:
        return path in ours
    twin = output / twins[path.casefold()]
    return twin.exists() and twin.samefile(output / path)


def _read_only(output: Path, paths: Iterable[str]) -> Iterator[str]:
    """The folders in which something would have to be written, and nothing can; not what is in them as well."""
    told: set[Path] = set()
    for folder in sorted({path.rpartition("/")[0] for path in paths}):
        there = next(one for one in (output / folder, *(output / folder).parents) if one.is_dir())
        if told.isdisjoint((there, *there.parents)) and not os.access(there, os.W_OK | os.X_OK):
            told.add(there)
            yield there.relative_to(output).as_posix() if there.is_relative_to(output) else str(there)


def _holds_only(output: Path, folder: Path, stale: AbstractSet[str]) -> bool:
    """Whether a folder is there for files of ours that go, and holds no other."""
    below = f"{folder.relative_to(output).as_posix()}/"
    inside = [path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()]
    of_ours = any(path.startswith(below) for path in stale)
    return of_ours and all(path.relative_to(output).as_posix() in stale for path in inside)


def replace(path: Path, data: bytes) -> None:
    """Put a whole file in the place of another at once: a reader sees the old or the new, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        beside.write_bytes(data)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def _refusal(output: Path, error: OSError) -> tuple[str, str]:
    where = Path(error.filename2 or error.filename or output)
    name = where.relative_to(output).as_posix() if where.is_relative_to(output) else str(where)
    return "." if name.startswith(journal.STAGING) else name, f"this cannot be written – {error.strerror or error}"
