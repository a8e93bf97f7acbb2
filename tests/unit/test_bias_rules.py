"""The rules of risk of bias, where no file of tests/broken/ shows them."""

from __future__ import annotations

from examples import content, review
from test_view_risk_of_bias import DAWN, DUSK, judged

from generator import bias_rules
from generator.lookup import Lookup
from generator.model import RiskOfBias
from generator.records import Origin, Source, Span

ORIGIN = Origin(Source("file.yaml", ("",)), Span(1, 1, 1, 1), {})


def contradictions(high, of, *studies):
    stated = RiskOfBias(high=high, of=of, source="Nobody", origin=ORIGIN)
    whole = review(*studies, risk_of_bias=stated)
    rule = bias_rules.review_states_the_bias_of_its_studies
    return [problem.message for problem in rule(Lookup(content(whole, tools=(DUSK, DAWN))), None)]


def test_a_review_that_judged_more_studies_than_are_judged_here_cannot_be_contradicted():
    assert contradictions(2, 3, judged("a", overall="high")) == []


def test_high_and_critical_are_both_at_high_risk():
    assert contradictions(1, 2, judged("a", overall="high"), judged("b", overall="low")) == []
    (message,) = contradictions(2, 2, judged("a", overall="high"), judged("b", overall="low"))
    assert message.startswith("the review says 2, but by their files 1 of 2 studies judged is at high risk of bias")


def test_a_judgement_that_no_tool_knows_is_left_to_the_other_rule():
    assert contradictions(1, 1, judged("a", overall="hgih")) == []
    assert contradictions(1, 1, judged("a", overall="high", tool="dask")) == []
