"""A review → the ways to see its evidence, each only where the data is there. Pure."""

from __future__ import annotations

from collections.abc import Callable

from generator.lookup import Lookup
from generator.model import Review
from generator.views import (
    effect_direction,
    evidence_map,
    findings,
    flow,
    forest,
    harvest,
    lists,
    risk_of_bias,
    where_and_when,
)
from generator.views.view import Evidence, View

__all__ = ["VIEWS", "Evidence", "View", "of"]

# In the order in which a reader meets them. Each gives None where a review has nothing for it to show.
VIEWS: tuple[Callable[[Evidence], View | None], ...] = (
    findings.view,
    effect_direction.view,
    harvest.view,
    forest.view,
    risk_of_bias.view,
    flow.view,
    evidence_map.view,
    where_and_when.view,
    lists.view,
)


def of(review: Review, lookup: Lookup) -> tuple[View, ...]:
    """Every view that the review's data allow."""
    evidence = Evidence(review, lookup)
    return tuple(view for make in VIEWS if (view := make(evidence)) is not None)
