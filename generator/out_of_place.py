"""Files that nothing reads → what to say of them: once a folder, as one mistake misplaces all that is in it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath

from generator.problems import Place, Problem, nearest
from generator.unread import Parts

WHERE = (
    "scales/<id>.yaml, bias-tools/<id>.yaml, pages/<id>.md, reviews/<id>/review.yaml and "
    "reviews/<id>/studies/<id>.yaml are read, and site.yaml, outcomes.yaml, designs.yaml, directions.yaml, "
    "countries.yaml, glossary.yaml"
)
FOLDERS = ("reviews", "scales", "bias-tools", "pages")
NO_HOME = f"nothing reads this file – {WHERE}"


def why_unread(parts: Parts) -> str:
    """What keeps a file from being read that is not where one is looked for, or goes by another name."""
    match parts:
        case (*_, name) if name.endswith((".yaml.txt", ".md.txt")):
            return "the name of this file ends in .txt – take that off"
        case (*_, name) if name.endswith(".yml"):
            return "the name of this file ends in .yml – rename it to end in .yaml"
        case ("reviews", _, name) if name.endswith(".yaml"):
            return "nothing reads this file here – if it is a study, put it into the folder studies beside this file"
    return NO_HOME


def told_once(found: Mapping[Parts, Sequence[Problem]]) -> Iterator[Problem]:
    """The problems of files by where they stand, of all that are there; those of a folder in which nothing is read as
    one."""
    lost = {parts: problems for parts, problems in found.items() if any(one.message == NO_HOME for one in problems)}
    housed = {above for parts in found.keys() - lost.keys() for above in _above(parts)}
    folders: dict[Parts, list[Parts]] = {}
    for parts, problems in found.items():
        folder = next((one for one in _above(parts) if one not in housed and not _is_right(one)), None)
        if parts not in lost or folder is None:
            yield from problems
        else:
            folders.setdefault(folder, []).append(parts)
    for folder, files in folders.items():
        yield _of_folder(folder, files, lost[files[0]][0])


def _above(parts: Parts) -> Iterable[Parts]:
    """The folders that a file is in, the widest first."""
    return (parts[:end] for end in range(1, len(parts)))


def _is_right(folder: Parts) -> bool:
    """Whether files may be read in a folder of this name, if not those that are there."""
    match folder:
        case (name,):
            return name in FOLDERS
        case ("reviews", _) | ("reviews", _, "studies"):
            return True
    return False


def _of_folder(folder: Parts, files: Sequence[Parts], first: Problem) -> Problem:
    known = {1: FOLDERS, 3: ("studies",)}
    meant = nearest(folder[-1], known.get(len(folder), ()))
    if len(files) == 1 and not meant:
        return first
    way_out = f"did you mean '{meant}'?" if meant else WHERE
    what = "the file" if len(files) == 1 else f"the {len(files)} files"
    place = PurePath(first.place.file).parents[len(files[0]) - len(folder) - 1].as_posix()
    return Problem(Place(place), f"nothing reads {what} in this folder – {way_out}")
