from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from examples import content, review, study

from generator import load
from generator.legends import rating_view
from generator.lookup import Lookup, level_of, read_rating
from generator.model import Intervention, Rating
from generator.rating_rules import (
    audited,
    every_rating_is_a_level_or_a_state,
    rating_is_what_the_studies_support,
    unit_cost_is_on_its_level,
)

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def scales():
    found, _ = load.content(ROOT / "content")
    return {scale.id: scale for scale in found.scales}


@pytest.mark.parametrize(
    ("amount", "level"),
    [
        ("0", "1"),
        ("99.99", "1"),
        ("100", "2"),
        ("499", "2"),
        ("499.50", "2"),
        ("500", "3"),
        ("640", "3"),
        ("999", "3"),
        ("999.99", "3"),
        ("1000", "4"),
        ("2000", "4"),
        ("2000.01", "5"),
    ],
)
def test_a_unit_cost_gives_the_level_of_its_band(scales, amount, level):
    assert level_of(Decimal(amount), scales["cost"]).id == level
    assert read_rating(Rating(unit_cost=Decimal(amount)), scales["cost"]).level.id == level


def test_a_rating_by_its_unit_cost_has_flags_as_any_other(scales):
    found = read_rating(Rating(unit_cost=Decimal(10), flags=("mixed", "mixt")), scales["evidence"])
    assert ([flag.id for flag in found.flags], found.unknown) == (["mixed"], (("flags", "mixt", "a flag"),))


def test_a_unit_cost_is_printed_beside_its_level(scales):
    view = rating_view(Rating(unit_cost=Decimal("1640.50")), scales["cost"])
    assert (view.words, view.amount) == ("Medium-high", "£1,640.50")


def test_a_unit_cost_beside_its_own_level_is_right(scales):
    rating = Rating(level="3", unit_cost=Decimal(640))
    whole = content(review(ratings={"cost": rating}), scales=(scales["cost"],))
    assert list(unit_cost_is_on_its_level(Lookup(whole), TODAY)) == []


@pytest.mark.parametrize(
    ("rating", "flags", "way"),
    [
        ("3", ("mixed",), "write 3*, without 'flags'"),
        ("3*", ("mixed",), "write 3*, without 'flags'"),
        ("3", ("mixt",), "write it there, without 'flags'"),
    ],
)
def test_flags_beside_a_rating_in_short_are_told_with_the_rating_to_write(scales, rating, flags, way):
    whole = content(review(ratings={"evidence": Rating(rating=rating, flags=flags)}), scales=(scales["evidence"],))
    (problem,) = every_rating_is_a_level_or_a_state(Lookup(whole), TODAY)
    assert problem.message.endswith(way)


def rated(scales, rating, *studies):
    whole = content(review(*studies, ratings={"evidence": rating}), scales=(scales["evidence"],))
    return [problem.message for problem in rating_is_what_the_studies_support(Lookup(whole), TODAY)]


RIGOROUS = study(rigour="3", horizon="short-term", effect="positive", comparison_group=True, independent=True)


def test_a_rating_that_the_studies_support_is_right(scales):
    assert rated(scales, Rating(rating="3"), RIGOROUS) == []
    assert rated(scales, Rating(level="3"), RIGOROUS) == []


def test_another_rating_is_named_with_the_one_that_is_supported_and_why(scales):
    (words,) = rated(scales, Rating(rating="4"), RIGOROUS)
    assert words == (
        "the study records support 3, because of at least 1 study of rigour 3 with a positive effect in the short "
        "term: lee-2019. This says '4' – change it, or say why in override"
    )


def test_a_flag_is_part_of_the_rating(scales):
    assert len(rated(scales, Rating(level="3", flags=("mixed",)), RIGOROUS)) == 1


def test_an_override_stands(scales):
    assert rated(scales, Rating(rating="4", override="The panel saw more."), RIGOROUS) == []


def test_without_all_facts_any_rating_stands(scales):
    assert rated(scales, Rating(rating="4"), RIGOROUS, study("b")) == []


def test_where_no_level_is_supported_that_is_said(scales):
    (words,) = rated(scales, Rating(rating="2"), RIGOROUS.with_(effect="none"))
    assert words.startswith("the study records support no level, since no level has all that it needs. This says '2'")


def ids_of_audited(whole):
    return [(record.id, [[one.id for one in group] for group in groups]) for record, groups in audited(whole)]


def test_an_intervention_rests_on_the_studies_of_it_alone():
    two = Intervention(id="two", title="Two", meaning="Another.")
    whole = review(study("a"), study("b", intervention=("two",)), interventions=(two,))
    assert ids_of_audited(whole) == [("fictional", [["a"], ["b"]]), ("two", [["b"]])]


def test_two_records_of_one_sample_stay_one_where_what_links_them_is_of_another_intervention(scales):
    """What links a and c is b: each intervention has one sample, and no second one lifts its rating."""
    kinds = [Intervention(id=name, title=name, meaning="A.", ratings={"evidence": Rating(rating="3")}) for name in "xy"]
    links = {"a": ("b",), "b": ("a", "c"), "c": ("b",)}
    models = {"a": ("x",), "b": ("y",), "c": ("x",)}
    three = [RIGOROUS.with_(id=name, intervention=models[name], same_trial_as=links[name]) for name in "abc"]
    whole = review(*three, interventions=tuple(kinds))
    assert ids_of_audited(whole) == [("fictional", [["a", "b", "c"]]), ("x", [["a", "c"]]), ("y", [["b"]])]
    known = Lookup(content(whole, scales=(scales["evidence"],)))
    assert list(rating_is_what_the_studies_support(known, TODAY)) == []


def test_a_rating_of_a_day_alone_is_told_by_its_own_rule_and_no_crash_here(scales):
    assert rated(scales, Rating(rated="2026-01-31"), RIGOROUS) == []
