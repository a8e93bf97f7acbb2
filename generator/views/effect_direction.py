"""The effect-direction plot (Thomson & Thomas 2013, Boon & Thomson 2021): a row a study, a column an outcome, the
direction of its results signed by benefit. Statistical significance takes no part in it. Pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from generator import derive, tables
from generator.addresses import Address
from generator.derive import OutcomeSummary
from generator.frozen import frozen
from generator.model import Direction, Outcome, Study, Synthesis
from generator.problems import counted
from generator.records import fields_of
from generator.statistics import sign_test, wilson_interval
from generator.tables import Table
from generator.views import risk_of_bias
from generator.views.view import Evidence, View

LARGE, MEDIUM = 300, 50
FEWEST_TO_INTERPRET = 6
SIZES = {
    "large": f"more than {LARGE}",
    "medium": f"{MEDIUM} to {LARGE}",
    "small": f"fewer than {MEDIUM}",
    "unknown": "not known",
}
ORDERS = {
    "name": "by author and year",
    "year": "by year, the oldest first",
    "design": "by design, the strongest first",
    "sample": "by size of the intervention group, the largest first",
    "risk-of-bias": "by risk of bias, the lowest first",
}


@frozen
class Cell:
    """What one study found on one outcome: the direction that its results share, of how many measures how many."""

    outcome: Outcome
    direction: Direction
    agree: int
    measures: int


@frozen
class Row:
    """One study. `size` says how large its intervention group was, `quality` how grave its risk of bias, which
    `shade` shows."""

    study: Study
    name: str
    address: Address
    design: str
    quality: str
    shade: str
    group: int | None
    size: str
    shares_with: tuple[str, ...]
    cells: tuple[Cell | None, ...]


@frozen
class Foot:
    """What a column adds up to, each sample once. With fewer than six that point one way or the other, no test."""

    summary: OutcomeSummary
    better: int
    worse: int
    p: str
    share: str


def view(evidence: Evidence) -> View | None:
    outcomes = evidence.outcomes
    rows = tuple(_row(study, evidence) for study in _ordered(evidence) if _on_any(study, outcomes))
    if not rows:
        return None
    feet = tuple(_foot(outcome, evidence) for outcome in outcomes)
    judged = any(row.quality != "unjudged" for row in rows)
    shows = {
        "rows": rows,
        "outcomes": outcomes,
        "feet": feet,
        "judged": judged,
        "sizes": SIZES,
        "qualities": derive.QUALITIES,
        "shades": risk_of_bias.shades(row.quality for row in rows),
        "fewest": FEWEST_TO_INTERPRET,
        "synthesis": synthesis(evidence.review.synthesis),
    }
    caption = _caption(evidence, rows, judged=judged)
    data = (_table(rows, outcomes), _sums(feet))
    return View("effect-direction", "Effect-direction plot", _title(feet), caption, shows, data)


def _on_any(study: Study, outcomes: list[Outcome]) -> bool:
    return any(derive.results_on(study, outcome) for outcome in outcomes)


# ── Rows ──


def _ordered(evidence: Evidence) -> list[Study]:
    """By the review's declared order; of equals, by name. Studies that share a sample stand together."""
    designs = list(evidence.lookup.designs)
    qualities = list(derive.QUALITIES)
    keys: dict[str, Callable[[Study], Any]] = {
        "name": lambda _: 0,
        "year": lambda study: study.year,
        "design": lambda study: designs.index(study.design) if study.design else len(designs),
        "sample": lambda study: -(group_size(study) or 0),
        "risk-of-bias": lambda study: qualities.index(derive.quality(study, evidence.lookup)),
    }
    first = keys[evidence.review.order]
    return [study for group in sorted(evidence.samples, key=lambda group: min(map(first, group))) for study in group]


def group_size(study: Study) -> int | None:
    """How many had the intervention at the end; None where no source gives the number of that group."""
    return study.sample.intervention if study.sample else None


def size_word(number: int | None) -> str:
    """The size of a sign: large above 300, small below 50 (Thomson & Thomas 2013)."""
    if number is None:
        return "unknown"
    return "large" if number > LARGE else "medium" if number >= MEDIUM else "small"


def _row(study: Study, evidence: Evidence) -> Row:
    lookup = evidence.lookup
    name, address = evidence.study_link(study)
    design = lookup.designs[study.design] if study.design else None
    quality = derive.quality(study, lookup)
    return Row(
        study,
        name,
        address,
        design.brief if design else derive.NOT_STATED,
        quality,
        risk_of_bias.shade(quality),
        group_size(study),
        size_word(group_size(study)),
        tuple(evidence.names[other] for other in study.same_trial_as),
        tuple(_cell(study, outcome, evidence) for outcome in evidence.outcomes),
    )


def _cell(study: Study, outcome: Outcome, evidence: Evidence) -> Cell | None:
    directions = [result.direction for result in derive.results_on(study, outcome)]
    if not directions:
        return None
    shared = derive.shared_direction(directions)
    return Cell(outcome, evidence.lookup.directions[shared], directions.count(shared), len(directions))


# ── Sums ──


def _foot(outcome: Outcome, evidence: Evidence) -> Foot:
    summary = derive.outcome_summary(outcome, evidence.samples, evidence.lookup)
    points = {pointing.direction.points: pointing.samples for pointing in summary.pointings}
    better, worse = points.get("benefit", 0), points.get("harm", 0)
    if better + worse < FEWEST_TO_INTERPRET:
        return Foot(summary, better, worse, "", "")
    low, high = wilson_interval(better, better + worse)
    share = f"{better / (better + worse):.0%} ({low:.0%} to {high:.0%})"
    return Foot(summary, better, worse, p_words(sign_test(better, worse)), share)


def p_words(p: float) -> str:
    return "< 0.0001" if p < 0.0001 else f"{p:.4f}"


def _title(feet: tuple[Foot, ...]) -> str:
    sums = {"benefit": 0, "harm": 0, "unknown": 0}
    for foot in feet:
        for pointing in foot.summary.pointings:
            points = pointing.direction.points
            sums[points] = sums.get(points, 0) + pointing.samples
    whole = sum(sums.values())
    between = whole - sum(sums[points] for points in ("benefit", "harm", "unknown"))
    known = f"{sums['benefit']} were better, {sums['harm']} worse and {between} neither"
    has = "has" if sums["unknown"] == 1 else "have"
    return (
        f"Of {counted(whole, 'result')} on {counted(len(feet), 'outcome')}, {known}; "
        f"{sums['unknown']} {has} no direction reported"
    )


# ── Words and data ──


READING = (
    "A sign says which group did better for families, not how much, and not whether the difference is statistically "
    "significant."
)
SHARING = (
    "Of several results of a study on one outcome, the direction that at least 70 % of those reported share is shown, "
    "else they are mixed. Studies that share a sample count once in the sums."
)
UNJUDGED = "For none of these studies is a judgement of its risk of bias public, so no row is shaded by quality."


def _caption(evidence: Evidence, rows: tuple[Row, ...], *, judged: bool) -> tuple[str, ...]:
    absent = len(evidence.studies) - len(rows)
    apart = sum(row.quality == "apart" for row in rows)
    sizeless = sum(row.group is None for row in rows)
    stand = "stands" if absent == 1 else "stand"
    sentences = {
        f"Studies stand {ORDERS[evidence.review.order]}. {READING}": True,
        SHARING: True,
        f"{sizeless} of these {len(rows)} studies have hollow signs: no source gives the size of the group.": sizeless,
        UNJUDGED: not judged,
        risk_of_bias.apart_words(apart): apart,
        f"{counted(absent, 'study', 'studies')} measured none of these outcomes and {stand} in no row.": absent,
    }
    return tuple(sentence for sentence, holds in sentences.items() if holds)


def synthesis(stated: Synthesis | None) -> tuple[tuple[str, str], ...]:
    """The nine items of SWiM, each with what is stated; nothing at all where the review has no such part."""
    if stated is None:
        return ()
    return tuple((SWIM[name], getattr(stated, name) or "Not reported") for name in fields_of(Synthesis))


SWIM = {
    "grouping": "How studies are grouped",
    "metric": "Metric and transformation",
    "method": "Method of synthesis",
    "prioritisation": "What counts for more",
    "heterogeneity": "Differences between studies",
    "certainty": "Certainty",
    "presentation": "Presentation of data",
    "results": "Results",
    "limitations": "Limits of the synthesis",
}


def _table(rows: tuple[Row, ...], outcomes: list[Outcome]) -> Table:
    columns = ("Study", "Id", "Design", "Risk of bias", "Intervention group", "Unit", "Follow-up", "Shares sample with")
    lines: tuple[tuple[tables.Cell, ...], ...] = tuple(
        (
            row.name,
            row.study.id,
            row.design,
            derive.QUALITIES[row.quality],
            row.group,
            row.study.sample.unit if row.study.sample else None,
            row.study.follow_up,
            "; ".join(row.shares_with),
            *(cell.direction.title if cell else None for cell in row.cells),
        )
        for row in rows
    )
    return Table("effect-direction", "Directions", (*columns, *(outcome.title for outcome in outcomes)), lines)


def _sums(feet: tuple[Foot, ...]) -> Table:
    directions = [pointing.direction.title for pointing in feet[0].summary.pointings]
    columns = ("Outcome", "Samples", *directions, "Sign test p", "Share that points to benefit (95 % interval)")
    lines: tuple[tuple[tables.Cell, ...], ...] = tuple(
        (
            foot.summary.outcome.title,
            foot.summary.samples,
            *(pointing.samples for pointing in foot.summary.pointings),
            foot.p or None,
            foot.share or None,
        )
        for foot in feet
    )
    return Table("effect-direction-sums", "Sums by outcome", columns, lines)
