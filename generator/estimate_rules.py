"""The rules for estimates: of single results, and those that a review pooled itself. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.derive import is_ratio
from generator.lookup import Lookup
from generator.model import Estimate
from generator.problems import Problem
from generator.walk import results


def estimate_lies_inside_its_interval(lookup: Lookup, today: date) -> Iterator[Problem]:
    for estimate in _estimates(lookup):
        low, high, value = estimate.low, estimate.high, estimate.value
        if (low is None) != (high is None):
            there, missing = ("high", "low") if low is None else ("low", "high")
            yield estimate.problem(there, f"an interval has two ends – '{missing}' is missing")
        elif low is not None and high is not None and not low <= value <= high:
            yield estimate.problem("value", f"the estimate {value} lies outside of its interval, {low} to {high}")


def estimate_is_possible(lookup: Lookup, today: date) -> Iterator[Problem]:
    for estimate in _estimates(lookup):
        name = "value" if estimate.low is None else "low"
        if is_ratio(estimate) and getattr(estimate, name) <= 0:
            yield estimate.problem(name, f"{estimate.measure} cannot be 0 or less")
        if estimate.p is not None and not 0 <= estimate.p <= 1:
            yield estimate.problem("p", f"a p value lies between 0 and 1, not at {estimate.p}")
        if estimate.weight is not None and not 0 < estimate.weight <= 100:
            words = f"a weight is a share in percent, above 0 and up to 100, not {estimate.weight}"
            yield estimate.problem("weight", words)


def _estimates(lookup: Lookup) -> Iterator[Estimate]:
    yield from (result.estimate for result in results(lookup) if result.estimate is not None)
    yield from (pooled.estimate for review in lookup.part.reviews for pooled in review.pooled)
