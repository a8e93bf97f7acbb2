"""Bars of a harvest plot → where each stands, in rows that fit a narrow window, each with its name below it."""

from __future__ import annotations

from collections.abc import Sequence

from generator.frozen import frozen

PITCH = 26
BAR_WIDTH = 16
PER_ROW = 11
STEP = 24
TALLEST = 3 * STEP
# A bar of no stated design still stands, lower than any other.
LOWEST = 10
LABEL = 88
ROW = TALLEST + LABEL + 8
# The room that a letter takes along the name at 11 px, in the widest of the fonts that readers have.
LETTER = 7.2
LONGEST_LABEL = int(LABEL / LETTER)


@frozen
class Bar:
    """A bar from `y` down to its base line, and the point at which its upright name ends."""

    x: float
    y: float
    height: float
    label_x: float
    label_y: float


@frozen
class Harvest:
    width: float
    height: float
    bars: tuple[Bar, ...]


def harvest(strengths: Sequence[int]) -> Harvest:
    """A bar for each strength of design, from 0 (not stated) to 3, in the order given."""
    bars = tuple(_bar(number, strength) for number, strength in enumerate(strengths))
    rows = -(-len(strengths) // PER_ROW)
    return Harvest(min(len(strengths), PER_ROW) * PITCH, rows * ROW, bars)


def _bar(number: int, strength: int) -> Bar:
    left, base = number % PER_ROW * PITCH, number // PER_ROW * ROW + TALLEST
    height = strength * STEP if strength else LOWEST
    return Bar(left + (PITCH - BAR_WIDTH) / 2, base - height, height, left + PITCH / 2 + 4, base + 6)


def label(name: str, year: int, letter: str = "") -> str:
    """A name and year that fit below a bar: `Wijnen-Lun… ’08`; with the letter of one of several of a year."""
    short = f"’{year % 100:02}{letter}"
    room = LONGEST_LABEL - len(short) - 1
    return f"{name if len(name) <= room else name[: room - 1].rstrip() + '…'} {short}"
