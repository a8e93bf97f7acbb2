"""The two small calculations of an effect-direction plot. Pure; exact where exact is easy."""

from __future__ import annotations

from math import comb, sqrt

# The point of the standard normal distribution that leaves 2.5 % above it.
Z_95 = 1.959963984540054


def sign_test(positive: int, negative: int) -> float:
    """The exact two-sided p value of so many signs one way and so many the other, were each as likely (the binomial
    distribution at one half). 9 and 0 give 0.0039; nothing at all gives 1."""
    total = positive + negative
    rarer = min(positive, negative)
    tail = sum(comb(total, number) for number in range(rarer + 1))
    return min(1.0, 2 * tail / (1 << total))


def wilson_interval(part: int, whole: int, z: float = Z_95) -> tuple[float, float]:
    """The ends of the interval of a proportion, each from 0 to 1 (Wilson 1927). 10 of 12 give 0.55 to 0.95. `whole` is
    at least 1."""
    share = part / whole
    middle = share + z * z / (2 * whole)
    half = z * sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole))
    below = 1 + z * z / whole
    # The ends that are 0 and 1 exactly, which rounding would miss.
    low = (middle - half) / below if part else 0.0
    high = (middle + half) / below if part < whole else 1.0
    return low, high
