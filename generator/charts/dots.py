"""Numbers → plain geometry for templates to draw. Pure; all lengths in the units of the drawing's own box."""

from __future__ import annotations

from collections.abc import Iterator

from generator.frozen import frozen

STEP = 12


@frozen
class Dots:
    """A dot for each of a number of things, the marked ones first, in rows; each kind as one path, a line for each row,
    which dashes of no length with round ends draw as dots."""

    width: int
    height: int
    marked: str
    others: str


def dots(marked: int, of: int, per_row: int = 11) -> Dots:
    """Dots of a part of a whole: 24 of 33 → 24 marked dots, then 9 others, in rows of eleven."""
    rows = -(-of // per_row)
    return Dots(
        width=min(of, per_row) * STEP,
        height=rows * STEP,
        marked="".join(_lines(0, marked, per_row)),
        others="".join(_lines(marked, of, per_row)),
    )


def _lines(first: int, end: int, per_row: int) -> Iterator[str]:
    """From the first dot of a row to a little beyond its last, so that there is a dash for that one."""
    middle = STEP // 2
    for row in range(first // per_row, -(-end // per_row)):
        begins, ends = max(first, row * per_row), min(end, (row + 1) * per_row)
        if begins < ends:
            yield f"M{begins % per_row * STEP + middle} {row * STEP + middle}h{(ends - begins - 1) * STEP + 1}"
