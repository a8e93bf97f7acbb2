from __future__ import annotations

from pathlib import Path

import pytest
from examples import evidence, study
from hypothesis import given
from hypothesis import strategies as some

from generator import derive, load
from generator.audit import Because, audit, in_words
from generator.model import Flag, Level, Need
from generator.model.scale import HORIZONS, RIGOURS

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def scale():
    """The evidence scale of the site itself: its levels state what they need."""
    content, _ = load.content(ROOT / "content")
    return next(scale for scale in content.scales if scale.id == "evidence")


FACTS = {
    "rigour": "3",
    "horizon": "short-term",
    "effect": "positive",
    "comparison_group": True,
    "independent": False,
}


def appraised(name="a", **values):
    """A rigorous study with a positive effect in the short term, unless it is said otherwise."""
    return study(name, **{**FACTS, **values})


def supported(scale, studies):
    """What studies support, in the samples that they are of."""
    return audit(scale, derive.samples(studies))


def short(scale, *studies):
    return supported(scale, [one.with_(id=f"{one.id}-{number}") for number, one in enumerate(studies)]).short


LONG, SHORT = appraised(horizon="long-term"), appraised()
ALONE = appraised(horizon="long-term", independent=True)
WEAK, BETTER = appraised(rigour="2"), appraised(rigour="2+")


@pytest.mark.parametrize(
    ("studies", "expected"),
    [
        # Level 2: a quantitative impact study with a positive effect
        ([], "no level"),
        ([appraised(rigour="1")], "no level"),
        ([appraised(rigour="2", effect="none")], "no level"),
        ([appraised(rigour="2", comparison_group=False)], "2"),
        # 2+: more rigorous than 2, short of 3
        ([WEAK, WEAK], "2"),
        ([BETTER], "2+"),
        # 3: one rigorous study, at least in the short term
        ([BETTER, BETTER, BETTER], "2+"),
        ([SHORT], "3"),
        ([LONG], "3"),
        # 3+: another study of rigour 2 that has a comparison group
        ([SHORT, appraised(rigour="2", comparison_group=False)], "3"),
        ([SHORT, appraised(rigour="1")], "3"),
        ([SHORT, WEAK], "3+"),
        ([SHORT, SHORT], "3+"),
        ([LONG, SHORT], "3+"),
        # 4: two rigorous studies with a long-term effect
        ([LONG, appraised(horizon="long-term", rigour="2+")], "3+"),
        ([LONG, LONG], "4"),
        # 4+: a third that contributes, and one of them independent
        ([LONG, LONG, LONG], "4"),
        ([LONG, ALONE], "4"),
        ([LONG, ALONE, WEAK], "4"),
        ([LONG, LONG, appraised(rigour="2", independent=True)], "4"),
        ([LONG, ALONE, SHORT], "4+"),
        ([LONG, LONG, appraised(independent=True)], "4+"),
    ],
)
def test_each_level_of_the_evidence_scale_begins_at_its_edge(scale, studies, expected):
    assert short(scale, *studies) == expected


@pytest.mark.parametrize(
    ("effects", "expected"),
    [
        (["positive"], "3"),
        (["positive", "none"], "3*"),
        (["positive", "negative"], "3*"),
        (["positive", "positive", "none"], "3+*"),
        (["none", "negative"], "no level"),
    ],
)
def test_findings_are_mixed_where_a_positive_effect_stands_beside_none_or_a_negative_one(scale, effects, expected):
    assert short(scale, *(appraised(effect=effect) for effect in effects)) == expected


def test_studies_of_one_sample_count_once(scale):
    one, two = appraised("one", same_trial_as=("two",)), appraised("two", same_trial_as=("one",))
    assert supported(scale, [one, two]).short == "3"
    assert supported(scale, [one, two.with_(effect="none")]).short == "3"


def test_where_a_fact_is_missing_nothing_is_derived_and_the_fact_and_the_record_are_named(scale):
    lacking = appraised("b").with_(rigour=None, independent=None)
    found = supported(scale, [SHORT, lacking])
    assert (found.level, found.flags, found.because) == (None, (), ())
    assert found.missing == ("rigour", "independent")
    assert found.incomplete == (lacking,)


def test_only_the_facts_that_the_scale_asks_for_can_be_missing():
    asking = evidence(levels=(Level(id="2", label="Two", meaning="Two.", needs=(Need(rigour="2"),)),))
    assert supported(asking, [study(rigour="2")]).short == "2"


def test_a_scale_that_states_no_needs_has_no_audit():
    assert supported(evidence(), [SHORT]) is None


def test_each_need_is_told_with_the_studies_that_meet_it(scale):
    one, two = appraised("one"), appraised("two", rigour="2")
    assert supported(scale, [one, two]).because == (
        Because("at least 1 study of rigour 3 with a positive effect in the short term", (one,)),
        Because("at least 1 further study of rigour 2 or more with a comparison group and a positive effect", (two,)),
    )


def test_a_study_of_these_is_one_of_those_that_met_the_needs_above(scale):
    studies = [appraised(name, horizon="long-term", independent=name == "c") for name in "abc"]
    assert [one.id for one in supported(scale, studies).because[-1].studies] == ["c"]


def test_the_order_of_needs_does_not_decide_who_meets_them():
    """The strict need finds its study though the loose one stands first and could take it."""
    loose, strict = Need(effect=("positive",)), Need(rigour="3", effect=("positive",))
    asking = evidence(levels=(Level(id="2", label="Two", meaning="Two.", needs=(loose, strict)),), flags=())
    assert supported(asking, [appraised("a"), appraised("b", rigour="2")]).short == "2"


@pytest.mark.parametrize(
    ("need", "words"),
    [
        (Need(studies=2), "at least 2 studies"),
        (Need(rigour="2"), "at least 1 study of rigour 2 or more"),
        (Need(comparison_group=False, independent=True), "at least 1 study without a comparison group done independ"),
        (Need(effect=("none", "negative")), "at least 1 study with no effect or a negative effect"),
        (Need(independent=False), "at least 1 study not done independently of the provider"),
        (Need(which="these", independent=True), "at least 1 of these done independently of the provider"),
    ],
)
def test_a_need_is_told_in_words(need, words):
    assert in_words(need).startswith(words)


MIXED = Flag(id="m", mark="*", label="M", meaning="M.", needs=(Need(effect=("positive",)), Need(effect=("none",))))
facts = some.builds(
    appraised,
    rigour=some.sampled_from(RIGOURS),
    horizon=some.sampled_from(HORIZONS),
    effect=some.sampled_from(("positive", "none", "negative")),
    comparison_group=some.booleans(),
    independent=some.booleans(),
)


@given(some.lists(facts, max_size=6), facts)
def test_another_study_never_lowers_the_level_or_takes_a_flag_away(studies, another):
    scale = evidence(
        levels=tuple(
            Level(id=name, label=name, meaning=name, needs=needs)
            for name, needs in {
                "2": (Need(rigour="2", effect=("positive",)),),
                "3": (Need(rigour="3", effect=("positive",)),),
                "4": (Need(studies=2, rigour="3", effect=("positive",)), Need(which="these", independent=True)),
            }.items()
        ),
        flags=(
            Flag(id="m", mark="*", label="M", meaning="M.", needs=(Need(effect=("positive",)), Need(effect=("none",)))),
        ),
    )
    every = [one.with_(id=f"s{number}") for number, one in enumerate([*studies, another])]
    before, after = supported(scale, every[:-1]), supported(scale, every)
    ranks = [None, *scale.levels]
    assert ranks.index(after.level) >= ranks.index(before.level)
    assert all(flag in after.flags for flag in before.flags)
