"""Paths and bytes → a folder. Writes only what changed, removes only what an earlier build wrote.

Knows nothing of pages: it takes a dictionary and a folder. A list of what builds have written is kept in the folder
itself, so that any machine that has the folder knows which files in it are ours.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

LIST = ".written-by-build"
HEAD = (
    "# The files of this folder that the site's build wrote, and may replace or remove. Other files are left alone.\n"
)


@dataclass(frozen=True, slots=True)
class Report:
    """How many files were written, left as they were, and removed; and what stood in the way, by path."""

    written: int = 0
    unchanged: int = 0
    removed: int = 0
    refused: tuple[tuple[str, str], ...] = ()


def folder(output: Path, files: Mapping[str, bytes]) -> Report:
    """Make a folder hold these files. With anything in the way, nothing at all is written."""
    try:
        return _folder(output, files)
    except OSError as error:
        where = Path(error.filename) if error.filename else output
        name = where.relative_to(output).as_posix() if where.is_relative_to(output) else str(where)
        return Report(refused=((name, f"this cannot be written – {error.strerror or error}"),))


def _folder(output: Path, files: Mapping[str, bytes]) -> Report:
    ours = _listed(output)
    changed = {path: data for path, data in files.items() if not _holds(output / path, data)}
    refused = _in_the_way(output, changed, ours)
    if refused:
        return Report(refused=refused)
    output.mkdir(parents=True, exist_ok=True)
    if not files.keys() <= ours:
        # Listed before they are written: a build that is killed half-way leaves no file that nobody owns.
        _list(output, ours | files.keys())
    for path, data in changed.items():
        replace(output / path, data)
    stale = sorted(ours - files.keys())
    removed = sum(_remove(output, path) for path in stale)
    if ours != files.keys():
        _list(output, files.keys())
    return Report(len(changed), len(files) - len(changed), removed)


def _holds(path: Path, data: bytes) -> bool:
    """Whether a file is there already, byte for byte."""
    try:
        return path.stat().st_size == len(data) and not path.is_symlink() and path.read_bytes() == data
    except OSError:
        return False


def _in_the_way(output: Path, changed: Iterable[str], ours: set[str]) -> tuple[tuple[str, str], ...]:
    """Files that a build did not write, and links, where the build would write."""
    refused = []
    if output.exists() and not output.is_dir():
        return ((".", "this is a file – the output needs a folder"),)
    for path in changed:
        for step in (output / path, *(output / path).parents):
            if step == output:
                break
            if step.is_symlink():
                refused.append((path, "a link stands where the build would write – remove it"))
            elif step == output / path and step.exists() and (path not in ours or step.is_dir()):
                refused.append((path, "this was not written by a build – move it away, or choose another --output"))
            elif step != output / path and step.exists() and not step.is_dir():
                refused.append((path, f"a file stands where the folder of {path} should be – move it away"))
    return tuple(dict.fromkeys(refused))


def replace(path: Path, data: bytes) -> None:
    """Put a whole file in the place of another at once: a reader sees the old or the new, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        beside.write_bytes(data)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def _remove(output: Path, path: str) -> int:
    """Remove a file of ours and the folders that it leaves empty. 1 if it was there, 0 if somebody else was quicker."""
    target = output / path
    if any(step.is_symlink() for step in (target, *target.parents) if step.is_relative_to(output) and step != output):
        return 0
    if not target.is_file():
        return 0
    target.unlink()
    for above in target.relative_to(output).parents:
        if above != Path() and not any((output / above).iterdir()):
            (output / above).rmdir()
    return 1


def _listed(output: Path) -> set[str]:
    """The files that earlier builds wrote, by the folder's own list; names that would lead out of it do not count."""
    try:
        lines = (output / LIST).read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return set()
    return {line for line in lines if line and not line.startswith("#") and _stays_inside(line)}


def _stays_inside(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return bool(parts) and not path.startswith("/") and ".." not in parts and "\\" not in path and "\0" not in path


def _list(output: Path, paths: Iterable[str]) -> None:
    replace(output / LIST, (HEAD + "".join(f"{path}\n" for path in sorted(paths))).encode())
