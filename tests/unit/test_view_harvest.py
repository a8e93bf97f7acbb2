"""The harvest plot: where its bars stand, how tall they are, and what could not be placed."""

from __future__ import annotations

import pytest
from examples import lookup, result, review, study
from hypothesis import given
from hypothesis import strategies as st

from generator.charts import harvest as chart
from generator.views import Evidence, harvest


def view(*studies, **values):
    whole = review(*studies, **values)
    return harvest.view(Evidence(whole, lookup(whole)))


def pointing(name, direction, **values):
    return study(name, outcomes=(result("bedtime", direction),), **values)


TRIAL = pointing("trial", "favours_intervention", design="rct", year=2010)
COHORT = pointing("cohort", "favours_intervention", design="cohort", year=2008)
NEITHER = pointing("neither", "no_clear_difference")
MIXED = pointing("mixed", "mixed")


def test_no_direction_no_plot():
    assert view(MIXED, pointing("unreported", "not_reported")) is None


def test_a_bar_stands_where_its_result_points_the_strongest_designs_first():
    made = view(COHORT, NEITHER, TRIAL)
    (row,) = made.shows["rows"]
    against, neither, with_it = (cell.bars for cell in row.cells)
    assert (against, [bar.strength for bar in neither]) == ((), [0])
    assert [bar.label for bar in with_it] == ["Lee ’10", "Lee ’08"]
    assert made.title == (
        "Of 3 results with a direction, 2 favour the intervention, 1 show no clear difference and 0 favour the "
        "comparison"
    )


def test_what_points_nowhere_is_named_and_counted():
    made = view(TRIAL, MIXED)
    (row,) = made.shows["rows"]
    assert [(direction.id, len(bars)) for direction, bars in row.unplaced] == [("mixed", 1)]
    assert made.caption[1].startswith("1 result of 2 cannot be placed")
    assert [line[1] for line in made.tables[0].rows] == ["Favours_intervention", "Mixed"]


def test_studies_that_share_a_sample_are_one_bar_in_the_name_of_the_strongest():
    first = pointing("first", "favours_intervention", same_trial_as=("trial",), year=2012)
    trial = pointing("trial", "favours_intervention", same_trial_as=("first",), design="rct", year=2010)
    (bar,) = view(first, trial).shows["rows"][0].cells[2].bars
    assert bar.address.path.endswith("studies/trial.html")
    assert " and " in bar.name


def test_three_bars_by_hand():
    drawn = chart.harvest([3, 1, 0])
    assert (drawn.width, drawn.height) == (78, 168)
    assert [(bar.x, bar.y, bar.height) for bar in drawn.bars] == [(5, 0, 72), (31, 48, 24), (57, 62, 10)]


@pytest.mark.parametrize(
    ("name", "shown"), [("Berzin", "Berzin ’06"), ("Wijnen-Lunenburg", "Wijnen-… ’06"), ("Ng", "Ng ’06")]
)
def test_a_name_below_a_bar_is_cut_to_fit(name, shown):
    assert chart.label(name, 2006) == shown


@given(st.lists(st.integers(0, 3), min_size=1, max_size=400))
def test_no_bar_or_name_leaves_its_drawing_or_stands_on_another(strengths):
    drawn = chart.harvest(strengths)
    room = {(bar.x, bar.y + bar.height) for bar in drawn.bars}
    assert len(room) == len(strengths)
    for bar in drawn.bars:
        assert bar.x >= 0
        assert bar.x + chart.BAR_WIDTH <= drawn.width
        assert bar.y >= 0
        assert bar.label_y + chart.LABEL <= drawn.height
        # The row below begins where the longest name has ended.
        assert (bar.y + bar.height - chart.TALLEST) % chart.ROW == 0
