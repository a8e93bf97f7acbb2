"""The effect-direction plot: what each cell shows, how samples are summed, in which order rows stand."""

from __future__ import annotations

import pytest
from examples import content, result, review, study

from generator.lookup import Lookup
from generator.model import Design, Direction, Sample, Synthesis
from generator.views import Evidence, effect_direction

POINTS = {
    "favours_intervention": "benefit",
    "no_clear_difference": "neither",
    "mixed": "both",
    "favours_comparison": "harm",
    "not_reported": "unknown",
}
DIRECTIONS = tuple(
    Direction(id=name, title=name, short=name, sign="▲", points=points, meaning="Pointing.")
    for name, points in POINTS.items()
)
BETTER, WORSE = "favours_intervention", "favours_comparison"


def seen(*studies, **values):
    whole = review(*studies, **values)
    return effect_direction.view(Evidence(whole, Lookup(content(whole, directions=DIRECTIONS))))


def on_bedtime(name, *directions, **values):
    labels = [result("bedtime", direction, label=str(number)) for number, direction in enumerate(directions)]
    return study(name, outcomes=tuple(labels), **values)


def rows(*studies, **values):
    return [row.study.id for row in seen(*studies, **values).shows["rows"]]


def test_no_results_on_shared_outcomes_no_plot():
    assert seen(study(outcomes=(result("other"),))) is None


def test_a_study_without_results_on_shared_outcomes_is_told_and_has_no_row():
    view = seen(on_bedtime("a", BETTER), study("b", outcomes=(result("other"),)))
    assert len(view.shows["rows"]) == 1
    assert any("1 study measured none of these outcomes and stands in no row" in words for words in view.caption)


@pytest.mark.parametrize(
    ("directions", "shown", "agree"),
    [
        ([BETTER], BETTER, 1),
        ([BETTER] * 7 + [WORSE] * 3, BETTER, 7),
        ([BETTER] * 2 + [WORSE], "mixed", 0),
        (["not_reported", BETTER], BETTER, 1),
        (["not_reported"], "not_reported", 1),
    ],
)
def test_a_cell_shows_what_at_least_70_percent_of_the_measures_share(directions, shown, agree):
    (row,) = seen(on_bedtime("a", *directions)).shows["rows"]
    (cell,) = row.cells
    assert (cell.direction.id, cell.agree, cell.measures) == (shown, agree, len(directions))


@pytest.mark.parametrize(
    ("number", "size"),
    [(None, "unknown"), (1, "small"), (49, "small"), (50, "medium"), (300, "medium"), (301, "large")],
)
def test_a_sign_is_as_large_as_its_intervention_group(number, size):
    assert effect_direction.size_word(number) == size


def test_a_total_alone_does_not_tell_the_size_of_the_group():
    assert effect_direction.group_size(study(sample=Sample(total=500))) is None


def test_samples_that_are_shared_count_once_in_the_sums():
    pair = [on_bedtime("a", BETTER, same_trial_as=("b",)), on_bedtime("b", BETTER, same_trial_as=("a",))]
    (foot,) = seen(*pair, on_bedtime("c", WORSE)).shows["feet"]
    assert (foot.better, foot.worse, foot.summary.samples) == (1, 1, 2)


def test_below_six_samples_there_is_no_test():
    (foot,) = seen(*(on_bedtime(name, BETTER) for name in "abcde")).shows["feet"]
    assert (foot.p, foot.share) == ("", "")


def test_only_what_points_one_way_or_the_other_is_tested():
    neither = [on_bedtime(name, "no_clear_difference") for name in "uvwxyz"]
    (foot,) = seen(*(on_bedtime(name, BETTER) for name in "abcde"), *neither).shows["feet"]
    assert foot.p == ""


def test_ten_of_twelve_give_the_p_value_and_the_interval_of_the_method():
    studies = [on_bedtime(f"s{number}", BETTER if number < 10 else WORSE) for number in range(12)]
    (foot,) = seen(*studies).shows["feet"]
    assert (foot.p, foot.share) == ("0.0386", "83% (55% to 95%)")


def test_a_very_small_p_value_is_not_called_nought():
    assert effect_direction.p_words(0.00001) == "< 0.0001"


@pytest.mark.parametrize(
    ("order", "expected"),
    [("name", ["a", "b", "c"]), ("year", ["c", "a", "b"]), ("design", ["b", "c", "a"]), ("sample", ["c", "a", "b"])],
)
def test_rows_stand_in_the_declared_order_which_is_printed(order, expected):
    studies = [
        on_bedtime("a", BETTER, authors=("Abel A",), year=2010, sample=Sample(intervention=20)),
        on_bedtime("b", BETTER, authors=("Bell B",), year=2020, design="rct"),
        on_bedtime("c", BETTER, authors=("Card C",), year=2000, design="cohort", sample=Sample(intervention=90)),
    ]
    assert rows(*studies, order=order) == expected
    assert effect_direction.ORDERS[order] in seen(*studies, order=order).caption[0]


def test_studies_that_share_a_sample_stand_together():
    first = on_bedtime("a", BETTER, authors=("Abel A",), same_trial_as=("z",))
    last = on_bedtime("z", BETTER, authors=("Zeno Z",), same_trial_as=("a",))
    assert rows(first, on_bedtime("m", BETTER, authors=("Mann M",)), last) == ["a", "z", "m"]


def test_the_title_counts_where_results_point():
    view = seen(
        on_bedtime("a", BETTER), on_bedtime("b", WORSE), on_bedtime("c", "mixed"), on_bedtime("d", "not_reported")
    )
    assert view.title == (
        "Of 4 results on 1 outcome, 1 were better, 1 worse and 1 neither; 1 has no direction reported"
    )


def test_what_nobody_judged_is_said_and_not_shaded():
    view = seen(on_bedtime("a", BETTER))
    assert view.shows["judged"] is False
    assert effect_direction.UNJUDGED in view.caption


def test_the_nine_items_of_swim_are_all_there_or_none():
    assert effect_direction.synthesis(None) == ()
    items = effect_direction.synthesis(Synthesis(method="Counting"))
    assert len(items) == 9
    assert dict(items)["Method of synthesis"] == "Counting"
    assert dict(items)["Limits of the synthesis"] == "Not reported"


def test_a_design_that_is_not_stated_comes_last():
    studies = [on_bedtime("a", BETTER), on_bedtime("b", BETTER, design="cohort")]
    assert rows(*studies, order="design") == ["b", "a"]


def test_data_and_sums_stand_in_two_tables():
    directions, sums = seen(on_bedtime("a", BETTER, design="rct")).tables
    assert directions.rows[0][1:4] == ("a", "Trial", "Risk of bias not judged")
    assert sums.rows == (("Bedtime", 1, 1, 0, 0, 0, 0, None, None),)


def test_every_order_of_the_format_has_its_words():
    from typing import get_args

    from generator.model.review import Order

    assert set(effect_direction.ORDERS) == set(get_args(Order)[1].options)
    assert Design(id="x", title="X", meaning="X.").strength == 1
