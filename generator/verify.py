"""A folder and the files that it should hold → what differs, by path. Reads the folder, changes nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator import journal, lock, owned

KILLED = "a build was killed here, or is at work – the next build clears up after it"


def differences(output: Path, files: Mapping[str, bytes]) -> list[tuple[str, str]]:
    """Where what builds wrote in a folder is not exactly what the content makes, in the order of paths."""
    killed, ours = journal.left_behind(output), owned.listed(output)
    there = dict(_below(output, killed))
    found = [(path, "is missing") for path in files if path not in there]
    for path, full in there.items():
        if path in files:
            words = _differs(full, files[path])
            found += [(path, words)] if words else []
        elif path in ours:
            found.append((path, "is not made by this content"))
    return sorted([*found, *((folder.name, KILLED) for folder in killed)])


def others(output: Path, files: Mapping[str, bytes]) -> list[str]:
    """What stands in a folder and no build wrote: a publisher's own files, or a stranger's."""
    known = {*files, *owned.listed(output), owned.LIST, lock.FILE}
    return sorted(path for path, _ in _below(output, journal.left_behind(output)) if path not in known)


def _differs(path: Path, data: bytes) -> str:
    if path.is_symlink() or not path.is_file():
        return "is a link or a folder, not a file"
    try:
        return "" if path.read_bytes() == data else "is not as this content makes it"
    except OSError as error:
        return f"cannot be read – {error.strerror or error}"


def _below(folder: Path, but: list[Path]) -> Iterator[tuple[str, Path]]:
    """Every file and every link below a folder, but for what is in some; links are not followed."""
    for above, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if Path(above, name) not in but]
        links = [name for name in folders if os.path.islink(os.path.join(above, name))]
        for name in (*names, *links):
            path = Path(above, name)
            yield path.relative_to(folder).as_posix(), path
