"""The summary of findings: what the review states, and the study records behind it, outcome by outcome. Pure."""

from __future__ import annotations

from generator import addresses, derive
from generator.addresses import Address
from generator.derive import OutcomeSummary, Participants
from generator.export.context import Context
from generator.frozen import frozen
from generator.model import Finding, Outcome, Study
from generator.problems import counted
from generator.tables import Table
from generator.views.view import Evidence, View

LEANINGS = {
    "positive": "Favours the intervention",
    "leans_positive": "Leans in favour of the intervention",
    "mixed": "Mixed",
    "no_clear_difference": "No clear difference",
    "leans_negative": "Leans against the intervention",
}
COLUMNS = ("Finding", "What the review states", "Leaning", "Certainty", "Outcome", "Study records", "Samples")


@frozen
class Behind:
    """The study records behind one outcome of a finding. `studies` counts records, the summary independent samples."""

    outcome: Outcome
    summary: OutcomeSummary
    studies: int
    participants: Participants
    address: Address


@frozen
class Row:
    """A finding with its outcomes; without a finding, the outcomes that studies measured and no finding speaks of."""

    finding: Finding | None
    behind: tuple[Behind, ...]
    participants: Participants | None = None


def view(evidence: Evidence) -> View | None:
    review = evidence.review
    if not review.findings:
        return None
    rows = tuple(_rows(evidence))
    spoken = sum(row.finding is not None for row in rows)
    return View(
        "findings",
        "Summary of findings",
        review.headline,
        _caption(evidence),
        {"rows": rows, "directions": evidence.lookup.content.directions, "findings": spoken},
        (_table(rows, evidence),),
    )


def _rows(evidence: Evidence) -> list[Row]:
    outcomes = evidence.lookup.outcomes
    rows = []
    for finding in evidence.review.findings:
        behind = tuple(_behind(outcomes[name], evidence) for name in finding.outcomes)
        rows.append(Row(finding, behind, derive.participants(evidence.samples)))
    spoken = {name for finding in evidence.review.findings for name in finding.outcomes}
    rest = [outcome for outcome in derive.shared_outcomes(evidence.lookup) if outcome.id not in spoken]
    measured = tuple(one for one in (_behind(outcome, evidence) for outcome in rest) if one.studies)
    return [*rows, Row(None, measured)] if measured else rows


def _behind(outcome: Outcome, evidence: Evidence) -> Behind:
    measured = [tuple(one for one in group if derive.results_on(one, outcome)) for group in evidence.samples]
    groups: list[tuple[Study, ...]] = [group for group in measured if group]
    return Behind(
        outcome,
        derive.outcome_summary(outcome, groups, evidence.lookup),
        sum(len(group) for group in groups),
        derive.participants(groups),
        addresses.of_list(evidence.review, "outcome", outcome.id),
    )


def _caption(evidence: Evidence) -> tuple[str, ...]:
    own = evidence.own_results
    left_out = f"{counted(own, 'result')} on outcomes that single studies define for themselves stand in no row."
    own_words = (
        "The statements, the leaning and the certainty are the review’s own. The studies, the directions and the "
        "people behind them are counted from the study records of this site."
    )
    return (
        own_words,
        "Studies that share a sample count once as a sample. Families and children are never added up.",
        *([left_out] if own else []),
    )


def _table(rows: tuple[Row, ...], evidence: Evidence) -> Table:
    directions = evidence.lookup.content.directions
    columns = (*COLUMNS, *(direction.title for direction in directions), "Participants", "Samples with a total")
    return Table(
        "findings", "Summary of findings", columns, tuple(line for row in rows for line in _lines(row, evidence))
    )


def _lines(row: Row, evidence: Evidence) -> list[tuple[str | int | None, ...]]:
    finding = row.finding
    stated: tuple[str | None, ...] = (None, None, None, None)
    if finding is not None:
        # As in the findings of the whole site: a file is read where no link of ours leads anywhere.
        statement = Context(evidence.lookup, review=evidence.review).markdown(finding.statement).strip()
        stated = (finding.title, statement, LEANINGS.get(finding.direction or ""), finding.certainty)
    if not row.behind:
        blank = (None,) * len(evidence.lookup.content.directions)
        return [(*stated, None, len(evidence.studies), len(evidence.samples), *blank, None, None)]
    return [
        (
            *stated,
            one.outcome.title,
            one.studies,
            one.summary.samples,
            *(pointing.samples for pointing in one.summary.pointings),
            "; ".join(f"{number} {unit}" for unit, number in one.participants.by_unit),
            one.participants.known,
        )
        for one in row.behind
    ]
