"""The rules of vocabularies, where no file of tests/broken/ shows them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from examples import DIRECTIONS, content, cost, lookup

from generator import vocabulary_rules
from generator.lookup import Lookup, level_of
from generator.model import Direction, Level
from generator.records import Origin, Source, Span
from generator.vocabulary_rules import amounts_have_a_unit, amounts_of_levels_rise_without_overlap

TODAY = date(2026, 11, 22)
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


def scale(*ends):
    """A cost scale of levels with these ends."""
    levels = [
        Level(id=str(number), label="A", meaning="B", **{name: Decimal(amount) for name, amount in one.items()})
        for number, one in enumerate(ends, 1)
    ]
    return cost(levels=tuple(levels))


def told_of(*ends):
    return [one.message for one in amounts_of_levels_rise_without_overlap(lookup(scales=(scale(*ends),)), TODAY)]


@pytest.mark.parametrize(
    "ends",
    [
        [{"below": 100}, {"from_": 100, "to": 500}, {"above": 500}],
        [{"from_": 0, "to": 100}, {"above": 100, "below": 500}, {"from_": 500, "to": 500}],
        [{"from_": 0}],
        [{"to": 100}, {}, {"above": 200}, {}],
    ],
)
def test_levels_that_rise_are_right_and_each_has_an_amount_of_its_own(ends):
    rising = scale(*ends)
    found = {level_of(Decimal(amount), rising) for amount in range(0, 1000, 50)} - {None}
    assert (told_of(*ends), len(found)) == ([], sum(map(bool, ends)))


def test_a_level_that_never_ends_is_told_to_end_where_the_next_begins():
    (included,) = told_of({"from_": 0}, {"from_": 100})
    (excluded,) = told_of({"from_": 0}, {"above": 100})
    assert (included[-12:], excluded[-9:]) == ("'below: 100'", "'to: 100'")


def test_where_the_next_begins_no_higher_its_beginning_is_no_way_out():
    (words,) = told_of({"from_": 100}, {"from_": 0})
    assert words.endswith("write 'to: …' or 'below: …'")


def test_a_level_without_a_lower_end_is_told_to_begin_where_the_one_below_ends():
    (included,) = told_of({"to": 100}, {"to": 500})
    (excluded,) = told_of({"below": 100}, {"to": 500})
    assert (included[-16:], excluded[-15:]) == ("'above: 100' too", "'from: 100' too")


@pytest.mark.parametrize("end", [{"to": 500}, {"below": 1000}, {"below": 500}])
def test_a_level_that_ends_no_higher_than_the_one_below_has_no_amount_left(end):
    (words,) = told_of({"below": 1000}, end)
    assert words.startswith("the level below goes up to 1000, so no amount is left for this one")


@pytest.mark.parametrize("ends", [[{"below": 100}, {"above": 100}], [{}, {"to": 5}]])
def test_amounts_without_a_unit_are_told_once(ends):
    whole = lookup(scales=(scale(*ends).with_(unit=None),))
    assert len(list(amounts_have_a_unit(whole, TODAY))) == 1


@pytest.mark.parametrize("one", [scale({"below": 100}), scale({}), scale({}).with_(unit=None)])
def test_a_unit_is_asked_of_amounts_alone(one):
    assert list(amounts_have_a_unit(lookup(scales=(one,)), TODAY)) == []
