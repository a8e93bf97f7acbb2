"""Which files of a folder builds have written: a list that is kept in the folder itself, so that any machine that has
the folder knows which files in it are ours. Only these are replaced or removed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath

LIST = ".written-by-build"
HEAD = (
    "# The files of this folder that the site's build wrote, and may replace or remove. Other files are left alone.\n"
)


def listed(output: Path) -> set[str]:
    """The files that earlier builds wrote, by the folder's own list; names that would lead out of it do not count."""
    if not (output / LIST).is_file():
        return set()
    try:
        lines = (output / LIST).read_text("utf-8", errors="replace").split("\n")
    except OSError:
        return set()
    return {line for line in lines if line and not line.startswith("#") and stays_inside(line)}


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
