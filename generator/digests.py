"""Folders → digests of what is in them: by content, not by time. Imports next to nothing: an unchanged build is this.

A digest covers names and bytes of all files of a group, in the order of their names. A review is a group, and all that
reviews share is one; a file that no build reads may be in a group, which costs a build that changes nothing.
"""

from __future__ import annotations

import os
import sys

try:  # hashlib brings OpenSSL along, which takes longer to load than everything else here
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

__all__ = ["SHARED", "SIZE", "at_once", "blake2b", "digest_of", "installed", "of_content", "of_program"]

SIZE = 16
LARGEST = 1 << 20
PASSED_OVER = (".", "__pycache__")
READ = os.O_RDONLY | getattr(os, "O_BINARY", 0)
NO_WAITING = getattr(os, "O_NONBLOCK", 0)
SHARED = ""
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterable


def of_content(folder: str, wanted: Container[str] | None = None) -> dict[str, bytes]:
    """The digest of each review by its id, or of those that are wanted, and of what all reviews share by SHARED."""
    reviews = os.path.join(folder, "reviews")
    shared = _hashed(folder, leave_out="reviews")
    groups = {SHARED: shared.digest()}
    for name, path, is_folder in _entries(reviews):
        if is_folder and (wanted is None or name in wanted):
            groups[name] = _hashed(path).digest()
        elif not is_folder:
            _add(shared, name, path)
            groups[SHARED] = shared.digest()
    return groups


def of_program(folders: Iterable[str], wanted: Iterable[str]) -> bytes:
    """The digest of all that is no content: our code, templates, styles and scripts, the libraries that are installed,
    and what was asked for."""
    digest = blake2b("\n".join(sorted(wanted)).encode() + b"\0" + _of_code(), digest_size=SIZE)
    for folder in folders:
        digest.update(_hashed(folder).digest())
    return digest.digest()


def _of_code() -> bytes:
    """The digest of what runs: taken once, and before most of it is loaded. What is changed later does not run."""
    if not _CODE:
        digest = blake2b("\n".join([sys.version, *installed()]).encode(), digest_size=SIZE)
        digest.update(_hashed(os.path.dirname(os.path.abspath(__file__))).digest())
        _CODE.append(digest.digest())
    return _CODE[0]


_CODE: list[bytes] = []


def digest_of(value: object) -> bytes:
    """Tells plain values apart: texts, numbers, bytes, and tuples, lists and dictionaries of them."""
    return blake2b(repr(value).encode("utf-8", "surrogatepass"), digest_size=SIZE).digest()


def installed() -> list[str]:
    """The names of the installed libraries with their versions, as their folders say."""
    places = [path for path in sys.path if path.endswith(("site-packages", "dist-packages"))]
    return sorted(name for place in places for name, _, _ in _entries(place) if name.endswith(".dist-info"))


def _hashed(folder: str, leave_out: str = "") -> blake2b:
    digest = blake2b(digest_size=SIZE)
    for name, path, is_folder in _entries(folder):
        if not is_folder:
            _add(digest, name, path)
        elif name != leave_out:
            digest.update(b"/%b\0%b" % (os.fsencode(name), _hashed(path).digest()))
    return digest


def _add(digest: blake2b, name: str, path: str) -> None:
    data = _bytes(path)
    digest.update(b"%b\0%d\0%b" % (os.fsencode(name), len(data), data))


def _bytes(path: str) -> bytes:
    """What a file holds; of one that cannot be read that it is so; of a very large one its beginning and its state:
    the time at which it was changed, too, as many a program sets the other one back."""
    try:
        # A file object would take as long as all the rest, and there are thousands of files.
        file = at_once(path, READ)
        try:
            data = os.read(file, LARGEST + 1)
            state = os.fstat(file) if len(data) > LARGEST else None
        finally:
            os.close(file)
    except OSError as error:
        return b"\0cannot be read: %d" % (error.errno or 0)
    if state is None:
        return data
    return b"%b\0%d\0%d\0%d" % (data, state.st_size, state.st_mtime_ns, state.st_ctime_ns)


def at_once(path: str, flags: int) -> int:
    """A link may lead to a pipe, which would keep whoever opens or reads it waiting for ever."""
    return os.open(path, flags | NO_WAITING)


def _entries(folder: str) -> list[tuple[str, str, bool]]:
    """What is in a folder, by name: the name, the path, and whether it is a folder. A link to a folder is not followed,
    and what is neither file nor folder, such as a pipe, is not opened: it has no path. The name of a link begins with
    where it leads, as one that leads out is a mistake, whatever it leads to. A folder that is not there, or cannot be
    read, has one entry that says so: it is not an empty one."""
    try:
        with os.scandir(folder) as found:
            return sorted([_entry(one) for one in found if not one.name.startswith(PASSED_OVER)])
    except OSError as error:
        return [(f"\0cannot be read: {error.errno}", "", False)]


def _entry(one: os.DirEntry[str]) -> tuple[str, str, bool]:
    if one.is_file(follow_symlinks=False):
        return one.name, one.path, False
    if one.is_symlink():
        return f"{_target(one.path)}\0{one.name}", one.path, False
    is_folder = one.is_dir(follow_symlinks=False)
    return one.name, one.path if is_folder else "", is_folder


def _target(link: str) -> str:
    try:
        return os.readlink(link)
    except OSError:
        return ""
