"""The rules of vocabularies, where no file of tests/broken/ shows them."""

from __future__ import annotations

from examples import DIRECTIONS, content

from generator import vocabulary_rules
from generator.lookup import Lookup
from generator.model import Direction
from generator.records import Origin, Source, Span

ORIGIN = Origin(Source("directions.yaml", ("",)), Span(1, 1, 1, 1), {})


def told(*names):
    directions = tuple(
        Direction(
            id=name,
            title=name,
            short=name,
            sign="▲",
            points=vocabulary_rules.DIRECTIONS[name],
            meaning="So.",
            origin=ORIGIN,
        )
        for name in names
    )
    rule = vocabulary_rules.directions_are_the_five_of_the_method
    return [problem.message for problem in rule(Lookup(content(directions=directions)), None)]


def test_the_five_in_any_order_are_well():
    assert told(*reversed(DIRECTIONS)) == []


def test_several_that_are_missing_are_told_at_once():
    (message,) = told("mixed", "not_reported", "favours_comparison")
    assert message.startswith("'favours_intervention' and 'no_clear_difference' must be here too")
