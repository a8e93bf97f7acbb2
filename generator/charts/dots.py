"""Numbers → plain geometry for templates to draw. Pure; all lengths in the units of the drawing's own box."""

from __future__ import annotations

from collections.abc import Iterable

from generator.frozen import frozen

STEP = 12


@frozen
class Dots:
    """A dot for each of a number of things, the marked ones first, in rows; each kind as one path of points, which a
    round line end draws as dots."""

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
        marked=_points(range(marked), per_row),
        others=_points(range(marked, of), per_row),
    )


def _points(numbers: Iterable[int], per_row: int) -> str:
    middle = STEP // 2
    return "".join(f"M{number % per_row * STEP + middle} {number // per_row * STEP + middle}h0" for number in numbers)
