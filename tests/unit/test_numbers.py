"""Numbers that texts name: counted from the records, never typed."""

from __future__ import annotations

import pytest
from examples import lookup, result, review, study

from generator import numbers
from generator.model import Sample
from generator.text import html

ONE = study(
    "berg-2015",
    year=2015,
    design="rct",
    sample=Sample(intervention=600, comparison=500, unit="children"),
    outcomes=(result("bedtime", "favours_intervention"),),
    same_trial_as=("berg-2018",),
)
TWO = study("berg-2018", year=2018, outcomes=(result("bedtime", "favours_intervention"),), same_trial_as=("berg-2015",))
THREE = study("lee-2019", country="SE", sample=Sample(total=40, unit="families"), outcomes=(result("other", "mixed"),))


@pytest.fixture
def known():
    whole = review(ONE, TWO, THREE)
    return numbers.of(whole.studies, lookup(whole))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("studies", "3"),
        ("studies.randomised", "1"),
        ("studies.comparison_confirmed", "3"),
        ("samples", "2"),
        ("participants", "1,100 children and 40 families"),
        ("countries", "2"),
        ("countries.SE", "1"),
        ("years.first", "2015"),
        ("years.last", "2019"),
        ("designs.rct", "1"),
        ("designs.cohort", "0"),
        ("interventions.story-evening", "3"),
        ("outcomes.bedtime.studies", "2"),
        ("outcomes.bedtime.samples", "1"),
        ("outcomes.bedtime.favours_intervention", "1"),
        ("outcomes.nightmares.mixed", "0"),
        ("reviews", "1"),
    ],
)
def test_each_number_is_counted_from_the_records(name, value, known):
    assert known[name] == value


def test_every_number_has_its_line_in_the_reference(known):
    patterns = [
        name.replace(".", r"\.").replace("…", r".+").replace("<direction>", "[a-z_]+") for name in numbers.MEANINGS
    ]
    import re

    assert [name for name in known if not any(re.fullmatch(pattern, name) for pattern in patterns)] == []


def test_results_that_studies_name_themselves_have_no_number(known):
    assert not [name for name in known if name.startswith("outcomes.other")]


def test_a_text_gets_its_numbers(known):
    assert numbers.filled("All {studies}, of {samples} samples", known) == "All 3, of 2 samples"


def test_spaces_inside_the_braces_do_not_matter(known):
    assert numbers.filled("{ studies }", known) == numbers.filled("{studies}", known)
    assert list(numbers.used("{ studies }")) == ["studies"]


@pytest.mark.parametrize("text", [r"\{studies}", "{two words}", "{}", "{1}", "a{b", "}{"])
def test_what_is_no_number_is_left_alone(text, known):
    assert numbers.filled(text, known) == text
    assert not list(numbers.used(text))


def test_a_review_without_studies_has_no_years():
    assert "years.first" not in numbers.of((), lookup())


def test_participants_are_not_known_where_no_source_counts_them():
    assert numbers.of((TWO,), lookup())["participants"] == "an unknown number of participants"


def test_what_is_counted_can_be_named_with_signs_of_markdown_and_stays_words():
    named = {"participants": "3 [a](term:b) <b>*c*</b>"}
    shown = html(numbers.filled("{participants}", named))
    assert shown == "<p>3 [a](term:b) &lt;b&gt;*c*&lt;/b&gt;</p>"
