"""Estimates with their intervals → where each stands on an axis that they share. Pure.

All lengths across are in percent of the plot's width, so that a drawing is as wide as its column; measures that are
ratios stand on a logarithmic axis, so that a half and a double are as far from no effect.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from math import exp, floor, log, log10, sqrt
from typing import NamedTuple

from generator.frozen import frozen

# Room at each side for half a square, half a label or an arrow.
EDGE = 7.0
# The room that one letter of an axis label takes in the narrowest plot, and that between two labels.
LETTER = 2.7
GAP = 3.0
MOST_TICKS = 7
# Beyond the typical interval an axis gets less and less room for the estimates: what reaches farther is cut.
TYPICAL_INTERVALS = 2.0
LARGEST, SMALLEST, PLAIN = 14.0, 6.0, 8.0


class Interval(NamedTuple):
    """An estimate; without an interval both ends are the estimate itself."""

    value: float
    low: float
    high: float


@frozen
class Mark:
    """Where an estimate and the ends of its interval stand. `cut_low`, `cut_high`: the interval goes on beyond."""

    at: float
    low: float
    high: float
    cut_low: bool
    cut_high: bool

    @property
    def width(self) -> float:
        return round(self.high - self.low, 2)

    @property
    def peak(self) -> float:
        """Where a diamond from `low` to `high` is highest, in percent of its own width."""
        return round((self.at - self.low) / (self.high - self.low) * 100, 2) if self.high > self.low else 50.0


@frozen
class Tick:
    at: float
    label: str


@frozen
class Axis:
    """An axis from `low` to `high`; for a ratio these are logarithms, as all that is laid out on it."""

    low: float
    high: float
    ratio: bool
    ticks: tuple[Tick, ...] = ()

    @property
    def null(self) -> float:
        """Where no effect stands: 0, or 1 for a ratio."""
        return self.at(1.0 if self.ratio else 0.0)

    def scaled(self, value: float) -> float:
        return log(value) if self.ratio else value

    def at(self, value: float) -> float:
        """The place of a value, in percent of the width; of one beyond the axis, the axis's end."""
        share = (self.scaled(value) - self.low) / (self.high - self.low)
        return round(EDGE + min(max(share, 0), 1) * (100 - 2 * EDGE), 2)

    def mark(self, one: Interval) -> Mark:
        cut_low, cut_high = self.scaled(one.low) < self.low, self.scaled(one.high) > self.high
        return Mark(self.at(one.value), self.at(one.low), self.at(one.high), cut_low, cut_high)


def axis(intervals: Sequence[Interval], *, ratio: bool) -> Axis:
    """The axis of a plot: it shows no effect, every estimate, and around each as much as twice the typical (median)
    interval; farther ends are cut. A ratio's numbers are greater than 0."""
    from statistics import median

    scaled = [Interval(*(log(end) if ratio else end for end in one)) for one in intervals]
    reach = TYPICAL_INTERVALS * median(one.high - one.low for one in scaled) / 2
    low = min(0.0, *(max(one.low, one.value - reach) for one in scaled))
    high = max(0.0, *(min(one.high, one.value + reach) for one in scaled))
    if high - low < 1e-9 * max(1.0, abs(low), abs(high)):
        low, high = low - 1, high + 1
    return Axis(low, high, ratio, tuple(_ticks(Axis(low, high, ratio))))


def squares(weights: Sequence[float | None]) -> list[float]:
    """The side of each estimate's square, in pixels: its area is as its weight, where every estimate has one."""
    given = [weight for weight in weights if weight is not None]
    if len(given) < len(weights) or not any(given):
        return [PLAIN for _ in weights]
    heaviest = max(given)
    return [round(max(SMALLEST, LARGEST * sqrt(weight / heaviest)), 1) for weight in given]


# ── ticks ──


def _ticks(of: Axis) -> list[Tick]:
    """Round numbers on an axis, as many as have room for their labels. No effect is always among them."""
    for values in _round_numbers(of):
        ticks = [Tick(of.at(value), label(value)) for value in values if of.low <= of.scaled(value) <= of.high]
        if all(_apart(one, other) for one, other in pairwise(ticks)):
            return ticks
    return [Tick(of.null, "1" if of.ratio else "0")]


def _apart(one: Tick, other: Tick) -> bool:
    return other.at - one.at >= (len(one.label) + len(other.label)) / 2 * LETTER + GAP


def _round_numbers(of: Axis) -> Iterator[list[float]]:
    """Round numbers in rising order, less and less close together."""
    if of.ratio and of.high - of.low >= log(3):
        tens = range(floor(of.low / log(10)), floor(of.high / log(10)) + 1)
        yield [digit * 10.0**power for power in tens for digit in (1, 2, 5)]
        yield from ([10.0**power for power in tens if power % apart == 0] for apart in range(1, len(tens) + 1))
    else:
        low, high = (exp(of.low), exp(of.high)) if of.ratio else (of.low, of.high)
        yield from (_steps(low, high, most) for most in range(MOST_TICKS, 0, -1))


def _steps(low: float, high: float, most: int) -> list[float]:
    """Multiples of 1, 2 or 5 of some power of ten, at most so many of them apart."""
    power = floor(log10((high - low) / most))
    factor = next(factor for factor in (1, 2, 5, 10) if (high - low) / factor <= most * 10.0**power)
    first, last = floor(low / factor / 10.0**power), floor(high / factor / 10.0**power) + 1
    return [float(Decimal(number * factor).scaleb(power)) for number in range(first, last + 1)]


def label(value: float) -> str:
    """A number of an axis: 0.5, 1, −2, 1e+06."""
    return f"{value:.4g}".replace("-", "−", 1) if value < 0 else f"{value:.4g}"
