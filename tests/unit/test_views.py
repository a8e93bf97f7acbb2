"""Views of a review's evidence: which there are, and what each shows."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import hypothesis
from examples import DIRECTIONS, content, lookup, result, review, study
from hypothesis import strategies as some

from generator import render, views
from generator.lookup import Lookup
from generator.model import (
    BiasDomain,
    BiasTool,
    DomainJudgement,
    Estimate,
    Finding,
    Judgement,
    Pooled,
    Result,
    Sample,
    StudyBias,
)

ROOT = Path(__file__).parent.parent.parent


def test_a_review_without_findings_and_studies_has_no_view():
    assert views.of(review(), lookup()) == ()


def test_every_view_names_its_own_template_and_has_a_caption():
    one = review(study(outcomes=(result(),)))
    for view in views.of(one, lookup(one)):
        assert view.template.startswith("pages/views/")
        assert view.caption


# ── any data within the format draws ──

DUSK = BiasTool(
    id="dusk",
    title="DUSK",
    about="A tool.",
    judgements=(
        Judgement(id="low", label="Low", sign="+", tone="low", meaning="So."),
        Judgement(id="high", label="High", sign="×", tone="critical", meaning="So."),
    ),
    domains=(BiasDomain(id="D1", title="Who held the lamp"), BiasDomain(id="D2", title="Who read")),
)
COUNT = some.none() | some.integers(1, 10**9)
WORDS = some.text("aé<&\"'{} =@-", min_size=1, max_size=60).map(lambda words: f"x{words}x")
JUDGEMENT = some.sampled_from(("low", "high")).map(
    lambda one: DomainJudgement(judgement=one, reason="<b>“So.”" if one == "low" else None)
)
BIAS = some.none() | some.builds(
    StudyBias,
    tool=some.just("dusk"),
    overall=some.none() | JUDGEMENT,
    domains=some.dictionaries(some.sampled_from(("D1", "D2")), JUDGEMENT),
    source=some.none() | WORDS,
)


@some.composite
def estimates(draw):
    measure = draw(some.sampled_from(("odds ratio", "mean difference", "log odds ratio")))
    least = Decimal("0.000001") if measure == "odds ratio" else Decimal(-(10**14))
    low, value, high = sorted(draw(some.decimals(least, 10**14, places=6)) for _ in range(3))
    ends = {"low": low, "high": high} if draw(some.booleans()) else {}
    weight = draw(some.none() | some.decimals("0.01", 100, places=2))
    return Estimate(measure=measure, value=value, weight=weight, **ends)


RESULT = some.builds(
    Result,
    outcome=some.sampled_from(("bedtime", "nightmares", "other")),
    direction=some.sampled_from(DIRECTIONS),
    label=some.none() | WORDS,
    detail=some.none() | WORDS,
    estimate=some.none() | estimates(),
)
SAMPLE = some.none() | some.builds(
    Sample, intervention=COUNT, comparison=COUNT, total=some.none(), unit=some.none() | WORDS
)


@some.composite
def reviews(draw):
    studies = [
        study(
            f"study-{number}",
            authors=tuple(draw(some.lists(WORDS, min_size=1, max_size=4))),
            year=draw(some.integers(1900, 2027)),
            country=draw(some.sampled_from(("NO", "SE"))),
            design=draw(some.sampled_from((None, "rct", "cohort"))),
            sample=draw(SAMPLE),
            follow_up=draw(some.none() | WORDS),
            outcomes=tuple(draw(some.lists(RESULT, max_size=5))),
            risk_of_bias=draw(BIAS),
        )
        for number in range(draw(some.integers(0, 6)))
    ]
    finding = Finding(
        title=draw(WORDS), outcomes=("bedtime",), statement="They *slept*.", certainty=draw(some.none() | WORDS)
    )
    pooled = Pooled(outcome="bedtime", estimate=draw(estimates()))
    return review(
        *studies,
        findings=(finding,) if draw(some.booleans()) else (),
        pooled=(pooled,) if draw(some.booleans()) else (),
        order=draw(some.sampled_from(("name", "year", "design", "sample", "risk-of-bias"))),
    )


@hypothesis.settings(max_examples=40, derandomize=True, database=None, deadline=None)
@hypothesis.given(reviews())
def test_any_data_within_the_format_draws(one):
    whole = content(one, tools=(DUSK,), domains=content().domains)
    made, problems = render.site(whole, ROOT / "templates")
    assert problems == []
    for view in views.of(one, Lookup(whole)):
        page = made[f"reviews/fictional/{view.name}.html"].decode()
        assert "nan" not in re.findall(r'(?:x|y|width|height)[12]?="([^"]*)"', page)
        assert "<b>“So.”" not in page
