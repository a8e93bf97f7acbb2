"""Which files of a folder builds have written: a list that is kept in the folder itself, so that any machine that has
the folder knows which files in it are ours. Only these are replaced or removed."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path, PurePosixPath

LIST = ".written-by-build"
HEAD = (
    "# The files of this folder that the site's build wrote, and may replace or remove. Other files are left alone.\n"
)


def listed(output: Path) -> frozenset[str]:
    """The files that earlier builds wrote, by the folder's own list; names that would lead out of it do not count."""
    try:
        found = os.stat(output / LIST)
        if not stat.S_ISREG(found.st_mode):
            return frozenset()
        return _listed(output / LIST, (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns))
    except OSError:
        return frozenset()


@lru_cache(maxsize=1)
def _listed(path: Path, _state: tuple[int, ...]) -> frozenset[str]:
    """What a list says, for as long as it lies as it does: it has thousands of lines, and who watches asks at each
    save."""
    lines = path.read_text("utf-8", errors="replace").split("\n")
    return frozenset(line for line in lines if line and line[0] != "#" and stays_inside(line))


def as_list(paths: Iterable[str]) -> bytes:
    return (HEAD + "".join(f"{path}\n" for path in sorted(paths))).encode()


def stays_inside(path: str) -> bool:
    """Whether a path of a list leads to a file below the list's folder, on any system."""
    # Said of each file of a large site; a path that begins with a dot is looked at part by part.
    parts = PurePosixPath(path).parts if path.startswith(".") or ".." in path else path
    return bool(parts) and not path.startswith("/") and ".." not in parts and "\\" not in path and "\0" not in path


def remove(output: Path, path: str) -> int:
    """Remove a file of ours and the folders that it leaves empty. 1 if it was there, 0 if somebody else was quicker."""
    target = output / path
    if any(step.is_symlink() for step in (target, *target.parents) if step.is_relative_to(output) and step != output):
        return 0
    there = target.is_file()
    if there:
        target.unlink()
    # Also where it was removed before: by a build that was killed before it came to the folders.
    for above in target.relative_to(output).parents:
        folder = output / above
        if above != Path() and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    return int(there)
