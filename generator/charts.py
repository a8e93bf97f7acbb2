"""Numbers → plain geometry for templates to draw. Pure; all lengths in the units of the drawing's own box."""

from __future__ import annotations

from dataclasses import dataclass

STEP = 12
RADIUS = 4


@dataclass(frozen=True, slots=True)
class Dot:
    x: int
    y: int
    marked: bool


@dataclass(frozen=True, slots=True)
class Dots:
    """A dot for each of a number of things, the marked ones first, in rows."""

    width: int
    height: int
    radius: int
    dots: tuple[Dot, ...]


def dots(marked: int, of: int, per_row: int = 11) -> Dots:
    """Dots of a part of a whole: 24 of 33 → 24 marked dots, then 9 others, in rows of eleven."""
    rows = -(-of // per_row)
    places = tuple(
        Dot(number % per_row * STEP + STEP // 2, number // per_row * STEP + STEP // 2, number < marked)
        for number in range(of)
    )
    return Dots(min(of, per_row) * STEP, rows * STEP, RADIUS, places)
