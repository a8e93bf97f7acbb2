"""Counts → lengths of bars."""

from __future__ import annotations

from collections.abc import Sequence

WIDTH = 100.0


def bars(counts: Sequence[int]) -> tuple[float, ...]:
    """The length of each bar; the longest fills the width, and nought has no bar."""
    most = max(counts, default=0)
    return tuple(round(count / most * WIDTH, 2) if most else 0.0 for count in counts)
