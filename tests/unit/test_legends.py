from __future__ import annotations

from decimal import Decimal

import pytest
from examples import content, cost, evidence, lookup, review, study

from generator import addresses, legends
from generator.addresses import Address
from generator.lookup import Lookup
from generator.model import Direction, Level, Rating, Unit
from generator.references import follow

REVIEW = review(study())
LOOKUP = lookup(REVIEW)


def view(text, scale=None, **values):
    return legends.rating_view(Rating(rating=text, **values), scale or evidence())


# ── ratings ──


def test_a_rating_shows_its_sign_its_label_and_its_flags():
    shown = view("3+*")
    assert (shown.short, shown.words, shown.flags) == ("3+*", "Level 3+", ("Mixed findings",))
    assert shown.range == "scale from 2 to 3+"


def test_a_rating_in_full_shows_the_same_as_in_short():
    full = legends.rating_view(Rating(level="3+", flags=("mixed",), reason="Two trials."), evidence())
    assert (full.short, full.words, full.flags, full.legend) == (*_shown("3+*"), view("3+*").legend)
    assert full.reason == "Two trials."


def _shown(text):
    return view(text).short, view(text).words, view(text).flags


def test_exactly_the_level_of_a_rating_is_marked_among_the_rungs():
    rungs = view("3*").rungs
    assert [rung.short for rung in rungs if rung.marked] == ["3"]
    assert [(rung.step, rung.steps) for rung in rungs] == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_a_state_is_off_the_scale():
    shown = view("not-rated")
    assert (shown.short, shown.words, shown.range, shown.symbol) == ("NR", "Not rated", "", "")
    assert [rung for rung in shown.rungs if rung.marked] == []
    assert shown.legend.off_scale == "Not rated"


def test_a_sign_stands_once_for_each_step_where_the_scale_has_one():
    assert view("2", cost()).symbol == "££"
    assert view("3").symbol == ""
    assert [rung.symbol for rung in legends.rungs(cost())] == ["£", "££"]


def test_a_flag_adds_its_meaning_to_the_legend_of_its_level_and_an_id_of_its_own():
    plain, flagged = view("3").legend, view("3*").legend
    assert flagged.notes == (("Mixed findings", "Some say no."),)
    assert plain.notes == ()
    assert plain.id != flagged.id
    assert (plain.meaning, plain.more) == (flagged.meaning, flagged.more)


# ── legends ──


def test_each_level_state_and_flag_has_a_legend_that_leads_to_its_own_anchor():
    scale = evidence()
    made = [legends.of_part(scale, part) for part in (*scale.levels, *scale.states, *scale.flags)]
    assert [legend.more.anchor for legend in made] == [
        "level-2",
        "level-2-plus",
        "level-3",
        "level-3-plus",
        "state-not-rated",
        "flag-mixed",
    ]
    assert len({legend.id for legend in made}) == len(made)
    assert {legend.more.path for legend in made} == {"scales/evidence.html"}


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("term:story", Address("glossary.html", "term-story")),
        ("outcome:bedtime", Address("outcomes.html", "outcome-bedtime")),
        ("domain:sleep", Address("outcomes.html", "domain-sleep")),
        ("design:rct", Address("designs.html", "design-rct")),
        ("direction:mixed", Address("directions.html", "direction-mixed")),
        ("scale:evidence", Address("scales/evidence.html")),
        ("scale:evidence/3+", Address("scales/evidence.html", "level-3-plus")),
        ("intervention:story-evening", Address("reviews/fictional.html", "intervention-story-evening")),
    ],
)
@pytest.mark.parametrize("here", [None, REVIEW])
def test_a_word_with_a_definition_opens_its_legend_and_leads_to_its_place(target, address, here):
    legend, found = legends.of_reference(follow(target, LOOKUP, here), LOOKUP, here)
    assert found == legend.more == address
    assert legend.meaning
    assert legend.question.endswith("?")


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("study:lee-2019", addresses.of_study(study())),
        ("review:fictional", addresses.of_review(REVIEW)),
        ("page:how", addresses.of_page("how")),
    ],
)
def test_a_page_is_linked_without_a_legend(target, address):
    assert legends.of_reference(follow(target, LOOKUP, None), LOOKUP, None) == (None, address)


def test_an_intervention_is_explained_on_the_page_of_the_review_that_it_belongs_to():
    other = review(interventions=()).with_(id="another")
    whole = Lookup(content(other, REVIEW))
    _, address = legends.of_reference(follow("intervention:story-evening", whole, None), whole, None)
    assert address.path == "reviews/fictional.html"


def test_an_outcome_says_which_way_is_good():
    legend = legends.of_word("outcome", LOOKUP.outcomes["bedtime"])
    assert legend.notes == (("Benefit", "Fewer is better."),)


# ── words ──


@pytest.mark.parametrize(
    ("title", "inside"),
    [
        ("Evidence rating", "evidence rating"),
        ("RCT", "RCT"),
        ("SBU report", "SBU report"),
        ("'Ohana conference", "'Ohana conference"),
        ("", ""),
    ],
)
def test_a_title_inside_a_sentence_keeps_the_capitals_of_names(title, inside):
    assert legends.lower_first(title) == inside


@pytest.mark.parametrize(
    ("amounts", "words"),
    [
        ({"below": "100"}, "below £100"),
        ({"from_": "100", "to": "499.50"}, "from £100 to £499.50"),
        ({"from_": "0", "below": "1000"}, "from £0 below £1,000"),
        ({"above": "2000"}, "more than £2,000"),
        ({}, ""),
    ],
)
def test_the_amounts_of_a_level_are_told_in_words(amounts, words):
    level = Level(id="1", label="A", meaning="B", **{name: Decimal(text) for name, text in amounts.items()})
    assert legends.bounds(level, cost()) == words


def test_amounts_of_an_unknown_currency_go_without_a_sign():
    level = Level(id="1", label="A", meaning="B", above=Decimal(5))
    assert legends.bounds(level, cost(unit=Unit(currency="NOK", per="child"))) == "more than 5"
    assert legends.bounds(level, cost(unit=None)) == "more than 5"


@pytest.mark.parametrize(
    ("title", "short", "called"),
    [
        ("Favours the comparison", "Worse", "Worse: favours the comparison"),
        ("Mixed results", "Mixed", "Mixed results"),
        ("Direction not reported", "Not reported", "Direction not reported"),
    ],
)
def test_the_legend_of_a_direction_has_both_its_names_where_they_differ(title, short, called):
    one = Direction(id="one", title=title, short=short, sign="▼", points="harm", meaning="What it means.")
    assert legends.of_word("direction", one).title == called
