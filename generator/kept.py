"""What a build keeps for the next: of each part its digest, what it made and how that lies on the disk.

Reads and writes one folder, which may be deleted, cut short or filled with rubbish at any time: then nothing is kept.

Imports next to nothing: an unchanged build is this and the digests.
"""

from __future__ import annotations

import marshal
import os
import stat
import sys

from generator.digests import SIZE, at_once, blake2b

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

MAGIC = f"evidence-site kept 1 {sys.hexversion}\n".encode()
# Stands where a message says how many seconds something took.
TOOK = "\0took\0"
# The ending of a file in the making; one that a killed build left makes room for the next.
BESIDE = ".new"
# What a build that is writing, or was killed, has beside the files of the site; a number follows.
STAGING = ".being-written-"
# A file on the disk as an earlier build left it: its path, its size, and when its bytes and when anything of it was
# changed, in nanoseconds. Many a program sets the first time back; none can set back the other.
State = tuple[str, int, int, int]


def place(cache: str, content: str, output: str) -> str:
    """Where builds of this content into this folder keep what they keep, without the ending."""
    names = "\0".join(os.path.realpath(path) for path in (content, output))
    return os.path.join(cache, blake2b(names.encode("utf-8", "surrogatepass"), digest_size=SIZE).hexdigest())


def load(path: str) -> Any:
    """What was kept in a file; None where there is nothing that can be trusted."""
    data = read(path)
    start = len(MAGIC) + SIZE
    if data[: len(MAGIC)] != MAGIC or data[len(MAGIC) : start] != _checksum(path, data[start:]):
        return None
    return marshal.loads(memoryview(data)[start:])  # noqa: S302 – plain values, and whole by their checksum


def read(path: str) -> bytes:
    """What is in a file; nothing where it is none, or not there."""
    try:
        with open(path, "rb", 0, opener=at_once) as file:
            data: bytes = file.read() if stat.S_ISREG(os.fstat(file.fileno()).st_mode) else b""
            return data
    except OSError:
        return b""


def save(path: str, values: Any) -> None:
    """Keep plain values: None, numbers, text, bytes, and tuples, lists and dictionaries of them. A cache that cannot be
    written costs the next build its time, and nothing else; nor does one that two builds write at once, as what they
    make of a file then has no checksum."""
    payload = marshal.dumps(values)
    put(path, MAGIC, _checksum(path, payload), payload)


def put(path: str, *parts: bytes) -> None:
    """Put a file of these parts in its place at once, if that can be."""
    beside = f"{path}{BESIDE}"
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        forget(beside)
        with open(beside, "xb") as file:
            file.writelines(parts)
        os.replace(beside, path)
    except OSError:
        forget(beside)


def forget(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        return


def _checksum(path: str, payload: bytes) -> bytes:
    """Of a file under its name: one that was copied onto another is rubbish, too."""
    digest = blake2b(os.fsencode(os.path.basename(path)) + b"\0", digest_size=SIZE)
    digest.update(payload)
    return digest.digest()


def state_of(path: str, found: os.stat_result) -> State:
    return path, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def states(output: str, paths: Iterable[str]) -> list[State]:
    """How files lie on the disk now."""
    return [state_of(path, os.lstat(f"{output}/{path}")) for path in paths]


def lie_as_before(output: str, states: Iterable[State]) -> bool:
    """Whether files are as an earlier build left them."""
    return not any(True for _ in lost(output, states))


def lost(output: str, states: Iterable[State]) -> Iterator[str]:
    """The files that are not as an earlier build left them, be it that a link leads to them now."""
    known = {"": True}
    for state in states:
        path = state[0]
        try:
            if (
                not is_folder(output, path.rpartition("/")[0], known)
                or state_of(path, os.lstat(f"{output}/{path}")) != state
            ):
                yield path
        except OSError:
            yield path


def is_folder(output: str, path: str, known: dict[str, bool]) -> bool:
    """Whether there is a folder at a path below another, and no link on the way. `known` keeps what was found."""
    found = known.get(path)
    if found is None:
        above = is_folder(output, path.rpartition("/")[0], known)
        found = known[path] = above and stat.S_ISDIR(os.lstat(f"{output}/{path}").st_mode)
    return found


def was_killed(output: str) -> bool:
    """Whether a build was killed while it wrote, or is at it."""
    return any(name.startswith(STAGING) for name in os.listdir(output))


def has_turned(days: Iterable[str], then: str, today: str) -> bool:
    """Whether one of these days has come since."""
    return any(then < day <= today for day in days) or today < then


def is_unchanged(
    kept: Mapping[str, Any], program: bytes, content: Mapping[str, bytes], today: str, output: str
) -> bool:
    """Whether a build would find everything as an earlier one left it."""
    return (
        kept["program"] == program
        and kept["content"] == content
        and not has_turned(kept["turns"], kept["day"], today)
        and lie_as_before(output, kept["list"])
        and all(lie_as_before(output, part["files"]) for part in kept["parts"].values())
        and not was_killed(output)
    )
