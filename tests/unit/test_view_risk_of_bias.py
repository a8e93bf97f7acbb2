"""Risk of bias: judgements by tool, study and domain, what they add up to, and the rules that hold them together."""

from __future__ import annotations

import pytest
from examples import content, result, review, study

from generator import derive
from generator.lookup import Lookup
from generator.model import BiasDomain, BiasTool, DomainJudgement, Judgement, StudyBias
from generator.pages import Pages
from generator.views import Evidence, effect_direction, harvest, lists, risk_of_bias


def judgement(name, tone):
    return Judgement(id=name, label=name.capitalize(), sign="?", tone=tone, meaning="So.")


DUSK = BiasTool(
    id="dusk",
    title="DUSK",
    about="A tool.",
    judgements=(judgement("low", "low"), judgement("dim", "some"), judgement("high", "high")),
    domains=(BiasDomain(id="D1", title="Who held the lamp"), BiasDomain(id="D2", title="Who read")),
)
DAWN = DUSK.with_(id="dawn", title="DAWN", overall=False)
NIGHT = DUSK.with_(id="night", title="NIGHT", judgements=(judgement("dark", "unknown"),))


def judged(name, *domains, overall=None, tool="dusk", **values):
    given = {f"D{number}": DomainJudgement(judgement=one) for number, one in enumerate(domains, 1) if one}
    whole = DomainJudgement(judgement=overall, reason="So it was.") if overall else None
    return study(name, risk_of_bias=StudyBias(tool=tool, overall=whole, domains=given, **values))


def evidence(*studies):
    whole = review(*studies)
    return Evidence(whole, Lookup(content(whole, tools=(DUSK, DAWN, NIGHT))))


def view(*studies):
    return risk_of_bias.view(evidence(*studies))


def test_no_judgement_no_table():
    assert view(study("a")) is None


def test_each_tool_has_a_table_of_its_own_with_a_column_for_its_overall_judgement_if_it_has_one():
    made = view(judged("a", "low", "low", overall="low"), judged("b", "low", "dim", tool="dawn"))
    dusk, dawn = made.shows["panels"]
    assert [domain.id for domain in dusk.domains] == ["D1", "D2", "Overall"]
    assert [domain.id for domain in dawn.domains] == ["D1", "D2"]
    assert ([row.study.id for row in dusk.rows], [row.study.id for row in dawn.rows]) == (["a"], ["b"])


def test_a_judgement_with_a_reason_opens_it_and_one_without_does_not():
    (panel,) = view(judged("a", "low", None, overall="dim", source="two reviewers")).shows["panels"]
    (row,) = panel.rows
    first, second, overall = row.cells
    assert (first.legend, second) == (None, None)
    assert overall.legend.notes == (("Why", "So it was."),)
    assert overall.legend.question == "Why dim in Overall of Lee 2019?"
    assert overall.legend.more.path.endswith("studies/a.html")
    assert row.judged_by == "two reviewers"


def test_sums_count_studies_and_share_them_among_those_judged_in_the_domain():
    rows = [judged("a", "low", "low"), judged("b", "low", "high"), judged("c", "dim"), judged("d", "high")]
    (panel,) = view(*rows).shows["panels"]
    first, second, overall = panel.bars
    assert [(one.studies, one.percent, one.start, one.width) for one in first.shares] == [
        (2, 50, 0, 50),
        (1, 25, 50, 25),
        (1, 25, 75, 25),
    ]
    assert ([one.studies for one in second.shares], second.missing) == ([1, 0, 1], 2)
    assert ([one.percent for one in overall.shares], overall.missing) == ([0, 0, 0], 4)


def test_the_title_counts_overall_judgements_and_the_caption_those_without_any():
    made = view(judged("a", overall="low"), judged("b", overall="high"), judged("c", "low", tool="dawn"), study("d"))
    assert made.title == "Of 2 studies judged overall: 1 at low risk of bias, 1 at high risk"
    assert made.caption[-1] == "In no table: 1 study of 4, without a judgement on this site."
    assert view(judged("c", "low", tool="dawn")).title == "Risk of bias, domain by domain"


def test_the_data_have_a_line_for_each_domain_of_each_study():
    (table,) = view(judged("a", "low", None, overall="dim")).tables
    assert [(line[3], line[5], line[6]) for line in table.rows] == [
        ("D1", "Low", None),
        ("D2", None, None),
        ("Overall", "Dim", "So it was."),
    ]


@pytest.mark.parametrize(
    ("overall", "quality"),
    [("low", "low"), ("dim", "some"), ("high", "high"), (None, "apart")],
)
def test_the_quality_of_a_study_is_the_tone_of_its_overall_judgement(overall, quality):
    one = judged("a", "high", overall=overall)
    assert derive.quality(one, evidence(one).lookup) == quality


def test_a_judgement_for_lack_of_information_is_a_judgement():
    one = judged("a", overall="dark", tool="night").with_(outcomes=(result("bedtime"),))
    seen = evidence(one)
    assert derive.quality(one, seen.lookup) == "unknown"
    made = effect_direction.view(seen)
    assert made.tables[0].rows[0][3] == "No information on risk of bias"
    assert made.shows["judged"]


def test_not_judged_and_judged_in_domains_alone_are_two_things():
    """A tool may ask for no overall judgement: of its studies nobody may say that they are not judged."""
    one = judged("a", "high", tool="dawn").with_(outcomes=(result("bedtime", "favours_intervention"),))
    other = study("b", outcomes=one.outcomes)
    seen = evidence(one, other)
    assert derive.quality(other, seen.lookup) == derive.quality(judged("c"), seen.lookup) == "unjudged"
    directions, bars = effect_direction.view(seen), harvest.view(seen)
    for made in (directions, bars):
        assert not [words for words in made.caption if words.startswith("For none of these studies")]
        assert risk_of_bias.apart_words(1) in made.caption
    assert [row[3] for row in directions.tables[0].rows] == [
        "Risk of bias judged, without an overall judgement",
        "Risk of bias not judged",
    ]
    assert bars.shows["shades"] == {
        "unknown": "Risk of bias judged, without an overall judgement, or risk of bias not judged"
    }
    assert [words.title for words in lists.by_quality(seen).lists] == [row[3] for row in directions.tables[0].rows]


def test_the_data_of_studies_tell_what_was_judged():
    one = judged("a", "high", tool="dawn")
    whole = content(review(one, study("b", year=2020)), tools=(DUSK, DAWN))
    table = Pages(whole).at("reviews/fictional/studies.html").tables[0][1]
    place = table.columns.index("Risk of bias")
    assert [row[place] for row in table.rows] == ["Risk of bias judged, without an overall judgement", None]
