"""What the rules let pass, and how they work together. What each forbids is in tests/broken/."""

from __future__ import annotations

import inspect
from datetime import date
from decimal import Decimal

import pytest
from examples import content, cost, result, review, study

from generator import check, load
from generator.model import Change, Counts, Estimate, Intervention, Level, Rating, RiskOfBias, Sample, TextPage

TODAY = date(2026, 11, 22)


def messages(*reviews, **values):
    return [one.message for one in check.problems(content(*reviews, **values), TODAY)]


def of_study(**values):
    return messages(review(study(**values)))


def of_estimate(measure="mean difference", **values):
    numbers = {name: Decimal(text) for name, text in values.items()}
    return of_study(outcomes=(result(estimate=Estimate(measure=measure, **numbers)),))


def test_the_tiny_content_breaks_no_rule(tiny):
    whole, _ = load.content(tiny)
    assert check.problems(whole, TODAY) == []


def test_the_smallest_records_break_no_rule():
    assert messages(review(study())) == []


def test_a_list_that_is_not_there_is_one_problem_and_not_one_for_each_who_names_it():
    other = study("other-2001", country="SE")
    assert messages(review(study(), other), countries=()) == [
        "there is no such file, or nothing in it – a country is to be listed here"
    ]


def test_a_study_is_never_told_to_name_itself():
    assert "lee-2019" not in messages(review(study("lee-2019", same_trial_as=("lee-2018",))))[0].split("–")[-1]


def test_every_rule_is_listed():
    rules = {
        function
        for name, function in inspect.getmembers(check, inspect.isfunction)
        if list(inspect.signature(function).parameters) == ["lookup", "today"] and not name.startswith("_")
    }
    assert rules == set(check.RULES)


def test_problems_of_several_rules_come_in_file_order_each_once(tiny):
    whole, _ = load.content(tiny)
    (one,) = whole.reviews
    bad = one.with_(counts=one.counts.with_(studies=4), question="TODO", comparison="TODO")
    problems = check.problems(whole.with_(reviews=(bad,)), TODAY)
    assert [problem.place.line for problem in problems] == [3, 4, 59]


def test_a_study_may_be_published_next_year_and_not_later():
    assert of_study(year=2027) == []
    assert of_study(year=2028) == ["a study of 2028 is not possible here – expected 1900 to 2027"]
    assert of_study(year=1900) == []
    assert of_study(year=1899) == ["a study of 1899 is not possible here – expected 1900 to 2027"]


@pytest.mark.parametrize("text", ["A mastodon", "to do", "Todo el mundo", "a tbc-like word", "Lorem", "dolor"])
def test_words_that_only_look_like_placeholders_pass(text):
    assert of_study(title=text) == []


@pytest.mark.parametrize("text", ["TODO", "TBC: ask", "Lorem Ipsum", "see XXX", "FIXME!", "a dolor sit amet"])
def test_placeholders_do_not(text):
    (message,) = of_study(title=text)
    assert message.endswith("is placeholder text – write what should stand here")


@pytest.mark.parametrize(
    "sample",
    [
        {"intervention": 600, "comparison": 600, "total": 1200},
        {"intervention": 600, "total": 1200},
        {"total": 1200},
        {"intervention": 600, "comparison": 600},
        {},
    ],
)
def test_a_sample_that_adds_up_passes(sample):
    assert of_study(sample=Sample(**sample)) == []


def test_one_group_cannot_be_greater_than_all():
    assert of_study(sample=Sample(comparison=1201, total=1200)) == [
        "the groups add up to 1,201, but the total is 1,200"
    ]


def test_an_estimate_may_lie_on_the_ends_of_its_interval():
    assert of_estimate(value="0.5", low="0.5", high="0.5") == []


def test_a_difference_may_be_below_zero_and_so_may_the_logarithm_of_a_ratio():
    assert of_estimate(value="-0.5", low="-1", high="0") == []
    assert of_estimate("log odds ratio", value="-0.5") == []
    assert of_estimate("ln OR, the log of a hazard ratio", value="-0.5") == []
    assert of_estimate("relative risk reduction", value="-0.5") == []
    assert of_estimate("difference in child-staff ratio", value="-0.5") == []
    assert of_estimate("days in care, yes or no", value="-0.5") == []


@pytest.mark.parametrize("measure", ["odds ratio", "Hazard ratio (adjusted)", "Relative risk", "OR", "aOR (adjusted)"])
def test_a_ratio_cannot_be_zero(measure):
    assert of_estimate(measure, value="0") == [f"{measure} cannot be 0 or less"]


def test_a_p_value_may_be_zero_or_one():
    assert of_estimate(value="1", p="0") == []
    assert of_estimate(value="1", p="1") == []
    assert of_estimate(value="1", p="-0.01") == ["a p value lies between 0 and 1, not at -0.01"]


def test_levels_that_touch_do_not_overlap():
    assert messages(scales=(cost(),)) == []
    levels = (
        Level(id="1", label="Low", meaning="Little.", from_=Decimal(0), to=Decimal(100)),
        Level(id="2", label="High", meaning="Much.", above=Decimal(100)),
        Level(id="3", label="Any", meaning="No bounds."),
    )
    assert messages(scales=(cost(levels=levels),)) == []


def test_two_results_on_one_outcome_need_labels():
    assert of_study(outcomes=(result(label="a"), result(label="b"), result())) == []


def test_studies_that_name_each_other_are_one_trial():
    assert messages(review(study("a", same_trial_as=("b",)), study("b", same_trial_as=("a",)))) == []


def test_one_paper_may_stand_in_two_reviews():
    one = review(study(doi="10.1000/1"))
    assert messages(one, one.with_(id="other")) == []


def test_two_papers_without_a_number_are_not_the_same():
    assert messages(review(study("a"), study("b"))) == []


def test_one_pubmed_number_is_one_paper():
    assert messages(review(study("a", pubmed=7), study("b", pubmed=7))) == [
        "'a' has the same pubmed – is it the same paper?"
    ]


def test_two_changes_of_one_day_are_in_order():
    day = "2026-01-31"
    assert messages(review(history=(Change(date=day, change="b"), Change(date=day, change="a")))) == []


def test_all_of_the_studies_may_be_at_high_risk_of_bias():
    bias = RiskOfBias(high=3, of=3, source="Nobody")
    three = [study(name) for name in ("a", "b", "c")]
    assert messages(review(*three, risk_of_bias=bias, counts=Counts(studies=3, economic=0))) == []


def test_a_rating_of_an_intervention_is_held_against_its_scale():
    kind = Intervention(id="a", title="A", meaning="A.", ratings={"evidence": Rating(rating="5")})
    assert messages(review(interventions=(kind,))) == [
        "'5' is not a level or a state of the scale 'evidence' – it can be 2, 2+, 3, 3+ or not-rated"
    ]


@pytest.mark.parametrize("name", ["index", "scales", "outcomes", "designs", "directions", "glossary", "404"])
def test_a_page_cannot_take_the_place_of_one_of_the_site(name):
    page = TextPage(id=name, title="A", summary="B.", body="C")
    assert messages(pages=(page,)) == [f"the site has a page '{name}' of its own – give this file another name"]
