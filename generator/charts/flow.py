"""Boxes of a flow on a grid → where each stands, its lines of text, and the arrows between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from generator.frozen import frozen

BOX_WIDTH = 204
GAP = 26
ROW_GAP = 26
PADDING = 10
LINE = 18
BAND_WIDTH = 34
# The room that a letter takes at 13 px in the widest of common sans-serif faces, in prose and in a bold heading.
LETTER = 7.4
BOLD_LETTER = 8.4


@frozen
class Cell:
    """A box before it is placed: its column and row on the grid, and its texts, the first of which is its heading."""

    name: str
    column: int
    row: int
    texts: tuple[str, ...]


@frozen
class Line:
    """One line of text; `y` is its baseline."""

    text: str
    x: float
    y: float
    heading: bool


@frozen
class Box:
    name: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[Line, ...]


@frozen
class Band:
    """A label at the side that spans some rows."""

    label: str
    y: float
    height: float


@frozen
class Flow:
    width: float
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[str, ...]
    bands: tuple[Band, ...]


def flow(cells: Sequence[Cell], arrows: Iterable[tuple[str, str]], bands: Mapping[str, Sequence[int]]) -> Flow:
    """Cells in rows and columns of a grid; columns and rows that hold no cell take no room. `arrows` name two cells,
    `bands` the rows that each label spans."""
    columns = {column: number for number, column in enumerate(sorted({cell.column for cell in cells}))}
    rows = sorted({cell.row for cell in cells})
    heights = _heights(cells, rows, bands)
    tops = {row: sum(heights[above] + ROW_GAP for above in rows if above < row) + 1.0 for row in rows}
    boxes = {
        cell.name: _box(cell, BAND_WIDTH + GAP / 2 + columns[cell.column] * (BOX_WIDTH + GAP), tops[cell.row])
        for cell in cells
    }
    return Flow(
        width=BAND_WIDTH + GAP / 2 + len(columns) * (BOX_WIDTH + GAP) - GAP + 1,
        height=tops[rows[-1]] + heights[rows[-1]] + 1,
        boxes=tuple(boxes.values()),
        arrows=tuple(_arrow(boxes[one], boxes[other]) for one, other in arrows),
        bands=tuple(
            _band(label, [row for row in spanned if row in tops], tops, heights) for label, spanned in bands.items()
        ),
    )


def _heights(cells: Sequence[Cell], rows: Sequence[int], bands: Mapping[str, Sequence[int]]) -> dict[int, float]:
    """The height of each row: of its highest box, and enough that the label of each band fits its rows."""
    heights = {row: max(_height(cell) for cell in cells if cell.row == row) for row in rows}
    for label, spanned in bands.items():
        there = [row for row in spanned if row in heights]
        room = sum(heights[row] for row in there) + ROW_GAP * (len(there) - 1)
        heights[there[-1]] += max(0.0, len(label) * BOLD_LETTER + PADDING - room)
    return heights


# Each box is asked for its lines twice, and the boxes of all reviews say much the same.
@lru_cache(maxsize=1_000)
def wrapped(text: str, *, heading: bool = False) -> tuple[str, ...]:
    """A text in lines that fit a box."""
    from textwrap import wrap

    return tuple(wrap(text, int((BOX_WIDTH - 2 * PADDING) / (BOLD_LETTER if heading else LETTER)))) or ("",)


def _lines(cell: Cell) -> list[tuple[str, bool]]:
    """Every line of a box, and whether it is of its heading."""
    return [(line, not number) for number, text in enumerate(cell.texts) for line in wrapped(text, heading=not number)]


def _height(cell: Cell) -> float:
    return len(_lines(cell)) * LINE + 2.0 * PADDING


def _box(cell: Cell, x: float, y: float) -> Box:
    lines = tuple(
        Line(text, x + PADDING, y + PADDING + number * LINE + LINE * 0.75, heading)
        for number, (text, heading) in enumerate(_lines(cell))
    )
    return Box(cell.name, x, y, BOX_WIDTH, _height(cell), lines)


def _arrow(one: Box, other: Box) -> str:
    """Across, down, or down and then across. The head of the arrow is drawn at the path's end."""
    if one.y == other.y:
        return f"M{one.x + one.width:g} {one.y + PADDING + LINE / 2:g}H{other.x - 1:g}"
    middle = one.x + one.width / 2
    if one.x == other.x:
        return f"M{middle:g} {one.y + one.height:g}V{other.y - 1:g}"
    side = other.x - 1 if one.x < other.x else other.x + other.width + 1
    return f"M{middle:g} {one.y + one.height:g}V{other.y + PADDING + LINE / 2:g}H{side:g}"


def _band(label: str, rows: Sequence[int], tops: Mapping[int, float], heights: Mapping[int, float]) -> Band:
    top = tops[rows[0]]
    return Band(label, top, tops[rows[-1]] + heights[rows[-1]] - top)
