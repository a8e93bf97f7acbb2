"""Runs of tools side by side → medians, ratios in pairs, and the words for them. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Ratio:
    """Ours to theirs, run by run: below 1, ours takes less."""

    median: float
    low: float
    high: float

    @property
    def tie(self) -> bool:
        """Whether the runs do not agree on who takes less."""
        return self.low <= 1 <= self.high

    def __str__(self) -> str:
        said = f"{self.median:.2f} ({self.low:.2f}–{self.high:.2f})"
        return f"{said} tie" if self.tie else said


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> Ratio:
    """Each run of ours against the run of theirs beside it."""
    pairs = [one / other for one, other in zip(ours, theirs, strict=True)]
    return Ratio(median(pairs), min(pairs), max(pairs))


def spread(values: Sequence[float]) -> str:
    """`1.23 (1.20–1.31)`."""
    return f"{_short(median(values))} ({_short(min(values))}–{_short(max(values))})"


def _short(value: float) -> str:
    return f"{value:.3f}" if value < 1 else f"{value:.2f}" if value < 10 else f"{value:.1f}"


def exponent(small: tuple[int, float], large: tuple[int, float]) -> float:
    """How a time grows with a size: 1 is in step with it, below 1 is slower than it."""
    return math.log(large[1] / small[1]) / math.log(large[0] / small[0])
