"""The rules for estimates, where no file of tests/broken/ shows them."""

from __future__ import annotations

from decimal import Decimal

from examples import content, review

from generator import estimate_rules
from generator.lookup import Lookup
from generator.model import Estimate, Pooled
from generator.records import Origin, Source, Span


def test_estimates_of_the_reviews_own_are_checked_like_those_of_studies():
    origin = Origin(Source("review.yaml", ("",)), Span(1, 1, 1, 1), {})
    wrong = Estimate(measure="odds ratio", value=Decimal(2), low=Decimal(0), high=Decimal(1), origin=origin)
    whole = review(pooled=(Pooled(outcome="bedtime", estimate=wrong),))
    found = [
        problem.message
        for rule in (estimate_rules.estimate_lies_inside_its_interval, estimate_rules.estimate_is_possible)
        for problem in rule(Lookup(content(whole)), None)
    ]
    assert found == ["the estimate 2 lies outside of its interval, 0 to 1", "odds ratio cannot be 0 or less"]
