"""The studies of a review as one table, a line a study, and back: a cell is the text of one value of the file. Pure.

The column of a value is its path: `publication.journal`, `outcomes.2.direction` for the second result. A list of plain
texts, such as authors, stands in one cell between semicolons.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from generator.frozen import frozen
from generator.model import Study
from generator.problems import did_you_mean, quoted
from generator.records import FieldShape, Shape, fields_of

ID = "id"
BETWEEN = "; "
# A cell that begins so would be a formula to a spreadsheet program: it gets an apostrophe, which is taken off again.
FORMULA = ("=", "+", "-", "@", "\t")
Flat = dict[str, str]


@frozen
class Change:
    """One value of one study that a sheet has otherwise. An empty text takes the value away."""

    place: str
    study: str
    path: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.place}: {self.study}.{self.path}: {quoted(self.before)} → {quoted(self.after)}"


def flat(raw: Any, path: str = "") -> Flat:
    """The texts of a file by their path."""
    if isinstance(raw, str):
        return {path: raw} if raw else {}
    if isinstance(raw, list):
        if all(isinstance(one, str) for one in raw) and not any(BETWEEN.strip() in one for one in raw):
            return {path: BETWEEN.join(raw)} if raw else {}
        named: Iterable[tuple[str, Any]] = ((str(number), one) for number, one in enumerate(raw, 1))
    else:
        named = raw.items() if isinstance(raw, dict) else ()
    found: Flat = {}
    for name, value in named:
        found |= flat(value, f"{path}.{name}" if path else str(name))
    return found


def columns(studies: Iterable[Flat]) -> list[str]:
    """Every path that a study has, and those that any may have, in the order of the format."""
    paths = {path for study in studies for path in study} | set(_single(Shape(record=Study), ""))
    return [ID, *sorted(paths, key=order)]


def _single(shape: Shape, path: str) -> Iterable[str]:
    """The paths of plain values right below a study: those an editor may want to fill in."""
    for field in fields_of(shape.record).values() if shape.record else ():
        plain = field.shape.kind is not None or (field.shape.items is not None and field.shape.items.kind is not None)
        if plain and not path:
            yield field.name


def order(path: str) -> tuple[Any, ...]:
    """Where a path stands in the format; numbers of a list by their size."""
    shape: Shape | None = Shape(record=Study)
    key: list[tuple[int, str]] = []
    for part in path.split("."):
        names = list(fields_of(shape.record)) if shape is not None and shape.record is not None else []
        if part.isdecimal():
            key.append((int(part), ""))
            shape = shape.items if shape is not None else None
        elif part in names and shape is not None and shape.record is not None:
            key.append((names.index(part), part))
            field: FieldShape = fields_of(shape.record)[part]
            shape = field.shape
        else:
            key.append((len(names), part))
            shape = (shape.values or shape.items) if shape is not None else None
    return tuple(key)


def lines(studies: Mapping[str, Flat]) -> list[list[str]]:
    """The whole table: its head, and a line for each study."""
    head = columns(studies.values())
    filled = [[name, *(study.get(path, "") for path in head[1:])] for name, study in studies.items()]
    return [head, *([_safe(cell.strip()) for cell in line] for line in filled)]


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def is_sheet(lines: Sequence[Sequence[str]]) -> bool:
    """Whether a table is one that was made here: it begins with ids, and has paths for its other columns."""
    head = [cell.strip() for cell in lines[0]] if lines else []
    return head[:1] == [ID] and "title" in head and "provenance.inclusion" in head


def changes(lines: Sequence[Sequence[str]], studies: Mapping[str, Flat]) -> tuple[list[Change], list[str]]:
    """What a sheet has otherwise than the files, and which of its lines cannot be understood."""
    head = [cell.strip() for cell in lines[0]]
    found: list[Change] = []
    twice = sorted({name for name in head if name and head.count(name) > 1})
    if twice:
        return [], [f"row 1: the column '{name}' stands twice – take one of the two away" for name in twice]
    wrong: list[str] = []
    for number, line in enumerate(lines[1:], 2):
        cells = dict(zip(head, (_unsafe(cell) for cell in line), strict=False))
        name = cells.pop(ID, "")
        if not any(cells.values()) and not name:
            continue
        if name not in studies:
            words = f"row {number}: {quoted(name)} is not a study of this review{did_you_mean(name, list(studies))}"
            wrong.append(f"{words} – a new study comes with: build.py new study")
            continue
        found += _changed(f"row {number}", name, cells, studies[name])
    return found, wrong


def _changed(place: str, name: str, cells: Mapping[str, str], study: Flat) -> Iterable[Change]:
    for path, cell in cells.items():
        before = study.get(path, "")
        # A spreadsheet program writes true as TRUE.
        after = cell.lower() if before in ("true", "false") else cell
        if path and _plain(after) != _plain(before):
            yield Change(place, name, path, before, after)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _unsafe(cell: str) -> str:
    cell = cell.strip()
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell
