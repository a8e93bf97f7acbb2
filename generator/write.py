"""Paths and bytes → a folder. Writes only what changed, removes only what an earlier build wrote.

Knows nothing of pages: it takes a dictionary and a folder. A list of what builds have written is kept in the folder
itself, so that any machine that has the folder knows which files in it are ours.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

LIST = ".written-by-build"
STAGING = ".being-written-"
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


def folder(output: Path, files: Mapping[str, bytes], stay: Collection[str] = ()) -> Report:
    """Make a folder hold these files, and those of ours that `stay` as they are. With anything in the way, or where the
    disk has no room, nothing is written: all files are whole beside the folder's own before the first of them takes its
    place."""
    staging = output / f"{STAGING}{os.getpid()}"
    try:
        return _folder(output, files, stay, staging)
    except OSError as error:
        return Report(
            refused=((_named(output, staging, error), f"this cannot be written – {error.strerror or error}"),)
        )
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _named(output: Path, staging: Path, error: OSError) -> str:
    where = Path(error.filename) if error.filename else output
    if where == staging or staging in where.parents or not where.is_relative_to(output):
        return "." if where.is_relative_to(output) else str(where)
    return where.relative_to(output).as_posix()


def _folder(output: Path, files: Mapping[str, bytes], stay: Collection[str], staging: Path) -> Report:
    ours = _listed(output)
    changed = {path: data for path, data in files.items() if not _holds(output / path, data)}
    stale = ours - files.keys() - set(stay)
    refused = _in_the_way(output, changed, ours, stale)
    if refused:
        return Report(refused=refused)
    # A file that happens to be there with the same bytes is still somebody else's, unless the whole site is there.
    owned = (ours - stale) | changed.keys() if ours or changed else set(files)
    staged = _stage(staging, changed)
    if owned - ours:
        # Listed before they take their places: a build that is killed half-way leaves no file that nobody owns.
        _list(output, ours | owned)
    removed = sum(_remove(output, path) for path in sorted(stale))
    for number, (path, whole) in enumerate(staged.items()):
        try:
            (output / path).parent.mkdir(parents=True, exist_ok=True)
            os.replace(whole, output / path)
        except OSError as error:
            return Report(number, 0, removed, ((path, f"this cannot be written – {error.strerror or error}"),))
    if ours != owned:
        _list(output, owned)
    return Report(len(changed), len(files) + len(stay) - len(changed), removed)


def _stage(staging: Path, changed: Mapping[str, bytes]) -> dict[str, Path]:
    """Write all that changed, whole, into a folder of its own on the same disk."""
    staged = {}
    if changed:
        staging.mkdir(parents=True)
    for number, (path, data) in enumerate(changed.items()):
        staged[path] = staging / str(number)
        staged[path].write_bytes(data)
    return staged


def _holds(path: Path, data: bytes) -> bool:
    """Whether a file is there already, byte for byte."""
    try:
        return path.stat().st_size == len(data) and not path.is_symlink() and path.read_bytes() == data
    except OSError:
        return False


def _in_the_way(output: Path, changed: Iterable[str], ours: set[str], stale: set[str]) -> tuple[tuple[str, str], ...]:
    """Files that a build did not write, and links, where the build would write. What is ours and goes is not in the
    way: a page may become a folder, and a folder a page."""
    refused = []
    if output.exists() and not output.is_dir():
        return ((".", "this is a file – the output needs a folder"),)
    for path in changed:
        for step in (output / path, *(output / path).parents):
            if step == output:
                break
            if step.is_symlink():
                refused.append((path, "a link stands where the build would write – remove it"))
            elif step == output / path and step.is_dir() and _holds_only(output, step, stale):
                continue
            elif step == output / path and step.exists() and (path not in ours or step.is_dir()):
                refused.append((path, "this was not written by a build – move it away, or choose another --output"))
            elif step != output / path and step.is_file() and step.relative_to(output).as_posix() not in stale:
                refused.append((path, f"a file stands where the folder of {path} should be – move it away"))
    return tuple(dict.fromkeys(refused))


def _holds_only(output: Path, folder: Path, stale: set[str]) -> bool:
    """Whether all that is in a folder are files of ours that go."""
    inside = [path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()]
    return bool(inside) and all(path.relative_to(output).as_posix() in stale for path in inside)


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
        lines = (output / LIST).read_text("utf-8", errors="replace").split("\n")
    except OSError:
        return set()
    return {line for line in lines if line and not line.startswith("#") and _stays_inside(line)}


def _stays_inside(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return bool(parts) and not path.startswith("/") and ".." not in parts and "\\" not in path and "\0" not in path


def _list(output: Path, paths: Iterable[str]) -> None:
    replace(output / LIST, (HEAD + "".join(f"{path}\n" for path in sorted(paths))).encode())
