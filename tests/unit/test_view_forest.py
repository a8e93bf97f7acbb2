"""The forest plot: where estimates and their intervals stand, what is cut, and what is said of it."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from examples import content, outcome, result, review, study
from hypothesis import given
from hypothesis import strategies as st

from generator.charts import forest as chart
from generator.charts.forest import Interval, Mark, Tick
from generator.lookup import Lookup
from generator.model import Domain, Estimate, Pooled
from generator.views import Evidence, forest


def estimate(value, low=None, high=None, measure="odds ratio", **values):
    ends = {name: Decimal(end) for name, end in (("low", low), ("high", high)) if end is not None}
    return Estimate(measure=measure, value=Decimal(value), **ends, **values)


def estimated(name, one, **values):
    return study(name, outcomes=(result("bedtime", "mixed", estimate=one),), **values)


def view(*studies, benefit="fewer", **values):
    sleep = Domain(id="sleep", title="Sleep", meaning="Sleep.", outcomes=(outcome("bedtime", benefit=benefit),))
    whole = review(*studies, **values)
    return forest.view(Evidence(whole, Lookup(content(whole, domains=(sleep,)))))


# ── geometry, by hand ──
# From 7 to 93 percent of the width there is room for the axis: 86 percent.


def test_three_ratios_stand_on_a_logarithmic_axis():
    """From a quarter to four are four doublings: 21.5 percent each, and no effect stands in the middle."""
    three = [Interval(0.5, 0.25, 1), Interval(1, 0.5, 2), Interval(2, 1, 4)]
    axis = chart.axis(three, ratio=True)
    assert axis.null == 50
    assert [axis.mark(one) for one in three] == [
        Mark(28.5, 7, 50, cut_low=False, cut_high=False),
        Mark(50, 28.5, 71.5, cut_low=False, cut_high=False),
        Mark(71.5, 50, 93, cut_low=False, cut_high=False),
    ]
    assert axis.ticks == (Tick(28.5, "0.5"), Tick(50, "1"), Tick(71.5, "2"))


def test_three_differences_stand_on_a_linear_axis_and_a_long_interval_is_cut():
    """The typical interval is 2 wide, so 2 to each side of an estimate are shown: from -2 to 3, 17.2 percent a unit."""
    three = [Interval(-1, -2, 0), Interval(0.5, 0, 1), Interval(1, -9, 11)]
    axis = chart.axis(three, ratio=False)
    assert axis.null == 41.4
    assert [axis.mark(one) for one in three] == [
        Mark(24.2, 7, 41.4, cut_low=False, cut_high=False),
        Mark(50, 41.4, 58.6, cut_low=False, cut_high=False),
        Mark(58.6, 7, 93, cut_low=True, cut_high=True),
    ]
    assert [tick.label for tick in axis.ticks] == ["−2", "−1", "0", "1", "2", "3"]


@pytest.mark.parametrize(
    ("ends", "labels"),
    [
        ((0.85, 0.95), ["0.85", "0.9", "0.95", "1"]),
        ((0.02, 60), ["0.1", "1", "10"]),
        ((0.0001, 10), ["0.0001", "0.01", "1"]),
    ],
)
def test_an_axis_of_ratios_has_round_numbers(ends, labels):
    low, high = ends
    middle = (low * high) ** 0.5
    assert [tick.label for tick in chart.axis([Interval(middle, low, high)], ratio=True).ticks] == labels


def test_one_estimate_of_no_effect_has_an_axis_too():
    assert chart.axis([Interval(0, 0, 0)], ratio=False).mark(Interval(0, 0, 0)).at == 50
    assert chart.axis([Interval(1, 1, 1)], ratio=True).null == 50


def test_the_area_of_a_square_is_its_weight_where_all_have_one():
    assert chart.squares([40.0, 10.0]) == [14, 7]
    assert chart.squares([40.0, 0.1]) == [14, 6], "a square can be seen"
    assert chart.squares([40.0, None]) == [8, 8]
    assert chart.squares([]) == []


amounts = st.floats(-1e15, 1e15, allow_nan=False).map(lambda one: round(one, 6))
ratios = st.floats(1e-9, 1e15).map(lambda one: max(round(one, 9), 1e-9))


@st.composite
def plots(draw):
    ratio = draw(st.booleans())
    three = st.tuples(*[ratios if ratio else amounts] * 3).map(sorted)
    bare = (ratios if ratio else amounts).map(lambda one: [one] * 3)
    rows = draw(st.lists(three | bare, min_size=1, max_size=30))
    return ratio, [Interval(value, low, high) for low, value, high in rows]


@given(plots())
def test_whatever_the_data_nothing_leaves_the_plot_and_no_label_stands_on_another(plot):
    ratio, intervals = plot
    axis = chart.axis(intervals, ratio=ratio)
    assert chart.EDGE <= axis.null <= 100 - chart.EDGE
    for one in intervals:
        mark = axis.mark(one)
        assert chart.EDGE <= mark.low <= mark.at <= mark.high <= 100 - chart.EDGE
        assert 0 <= mark.peak <= 100
    assert axis.null in [tick.at for tick in axis.ticks]
    for one, other in pairwise(axis.ticks):
        assert one.at + len(one.label) / 2 * chart.LETTER < other.at - len(other.label) / 2 * chart.LETTER


# ── the view ──


def test_no_interval_no_plot():
    assert view(study("a", outcomes=(result("bedtime"),))) is None
    assert view(estimated("a", estimate("0.8"))) is None


def test_a_pooled_estimate_without_an_interval_is_shown_in_words_with_its_p_value():
    pooled = Pooled(outcome="bedtime", estimate=estimate("0.82", p=Decimal("0.03")), model="random effects")
    made = view(study("a"), pooled=(pooled,))
    (plot,) = made.shows["plots"]
    assert not plot.drawn
    assert made.title == "1 estimate that the review pooled, on 1 outcome"
    assert made.caption == ("This site pools nothing.", "1 pooled estimate without an interval: not drawn.")
    assert made.tables[0].rows[0][4:8] == (Decimal("0.82"), None, None, Decimal("0.03"))
    (plot,) = view(estimated("a", estimate("0.8")), pooled=(pooled,)).shows["plots"]
    assert plot.drawn, "the study's estimate stands on the axis"


def test_a_pooled_estimate_on_any_outcome_is_shown():
    """Results on outcomes of single studies share no axis, and stand in no plot; what the review pooled is one."""
    pooled = Pooled(outcome="other", estimate=estimate("0.82", "0.7", "0.9"))
    own = study("a", outcomes=(result("other", label="Owls", estimate=estimate("0.8", "0.5", "1.2")),))
    whole = review(own, pooled=(pooled,))
    made = forest.view(Evidence(whole, Lookup(content(whole))))
    (plot,) = made.shows["plots"]
    assert (len(plot.rows), len(plot.pooled)) == (0, 1)
    assert "1 estimate of outcomes that single studies define for themselves are not drawn." in made.caption


def test_each_measure_of_an_outcome_has_an_axis_of_its_own():
    made = view(
        estimated("a", estimate("0.8", "0.5", "1.2")),
        estimated("b", estimate("-2", "-3", "-1", measure="mean difference")),
        estimated("c", estimate("0.9", measure="Odds ratio")),
    )
    ratios, differences = made.shows["plots"]
    assert (ratios.measure, ratios.axis.ratio, len(ratios.rows)) == ("odds ratio", True, 2)
    assert (differences.measure, differences.axis.ratio, len(differences.rows)) == ("mean difference", False, 1)
    assert made.title == "3 estimates of effects on 1 outcome, each with how sure it is"
    assert "1 estimate without an interval: a hollow square." in made.caption


@pytest.mark.parametrize(("benefit", "side"), [("fewer", "low"), ("less", "low"), ("more", "high"), ("none", None)])
def test_the_side_of_benefit_is_that_of_the_outcome(benefit, side):
    (plot,) = view(estimated("a", estimate("0.8", "0.5", "1.2")), benefit=benefit).shows["plots"]
    assert plot.side == side


def test_the_reviews_own_pooled_estimate_is_a_diamond_and_says_how_it_was_pooled():
    pooled = Pooled(
        outcome="bedtime",
        estimate=estimate("0.82", "0.71", "0.95"),
        studies=9,
        model="random effects",
        heterogeneity="I² = 40 %",
    )
    made = view(estimated("a", estimate("0.8", "0.5", "1.2", weight=Decimal(20))), pooled=(pooled,))
    (plot,) = made.shows["plots"]
    (diamond,) = plot.pooled
    assert diamond.words == "random effects, 9 studies, I² = 40 %"
    assert diamond.mark.low < diamond.mark.at < diamond.mark.high
    assert plot.weighed
    assert "A diamond is an estimate that the review itself pooled; it is as wide as its interval." in made.caption
    assert made.tables[0].rows[1][:4] == (
        "Bedtime",
        "odds ratio",
        "The review, pooled",
        "random effects, 9 studies, I² = 40 %",
    )


def test_a_cut_interval_is_told():
    made = view(*(estimated(f"s{n}", estimate("0.8", "0.7", "0.9")) for n in range(3)))
    assert not any(sentence.startswith("An arrow") for sentence in made.caption)
    wide = estimated("wide", estimate("0.8", "0.01", "90"))
    made = view(wide, *(estimated(f"s{n}", estimate("0.8", "0.7", "0.9")) for n in range(3)))
    assert made.shows["plots"][0].cut == 1
    assert "An arrow: the interval goes on beyond the plot." in made.caption


def test_a_pooled_estimate_that_is_not_drawn_has_no_say_in_the_axis():
    lee = estimated("a", estimate("0.97", "0.80", "1.18"))
    (alone,) = view(lee).shows["plots"]
    (beside,) = view(lee, pooled=(Pooled(outcome="bedtime", estimate=estimate("0.01")),)).shows["plots"]
    assert (beside.axis, beside.cut) == (alone.axis, alone.cut)
