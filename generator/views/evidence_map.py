"""The evidence map: how many studies there are of each intervention on each outcome, and where there are none. Pure."""

from __future__ import annotations

from collections import Counter

from generator import addresses, derive, tables
from generator.addresses import Address
from generator.frozen import frozen
from generator.model import Intervention, Outcome, Study
from generator.problems import counted, listed
from generator.tables import Table
from generator.views.view import Evidence, View

# From how many studies on a cell has its second, third … shade.
SHADES = (1, 2, 4, 7, 11)


@frozen
class Cell:
    """The studies of one intervention on one outcome. `shade` goes from 0, a gap, to 5; `sound` of them are at low
    risk of bias."""

    outcome: Outcome
    studies: int
    shade: int
    sound: int
    address: Address


@frozen
class Row:
    """An intervention with a cell for each outcome; `gap` says in words on which outcomes there is no study."""

    intervention: Intervention
    studies: int
    address: Address
    cells: tuple[Cell, ...]
    gap: str


def shade(studies: int) -> int:
    return sum(studies >= least for least in SHADES)


def view(evidence: Evidence) -> View | None:
    outcomes = derive.shared_outcomes(evidence.lookup)
    rows = tuple(_row(one, outcomes, evidence) for one in evidence.review.interventions)
    if not evidence.outcomes or not rows:
        return None
    gaps = sum(not cell.studies for row in rows for cell in row.cells)
    whole = len(rows) * len(outcomes)
    sums = tuple(sum(bool(derive.results_on(study, outcome)) for study in evidence.studies) for outcome in outcomes)
    shows = {"rows": rows, "outcomes": outcomes, "sums": sums, "shades": _shade_words(), "domains": _domains(evidence)}
    return View(
        "evidence-map",
        "Evidence map",
        f"{gaps} of {whole} pairs of an intervention and an outcome have no study record here",
        _caption(evidence, outcomes),
        shows,
        (_table(rows, outcomes),),
    )


def _row(intervention: Intervention, outcomes: list[Outcome], evidence: Evidence) -> Row:
    studies = [study for study in evidence.studies if intervention.id in study.intervention]
    cells = tuple(_cell(intervention, outcome, studies, evidence) for outcome in outcomes)
    return Row(
        intervention,
        len(studies),
        addresses.of_list(evidence.review, "intervention", intervention.id),
        cells,
        _gap([cell.outcome for cell in cells if not cell.studies], len(cells)),
    )


def _cell(intervention: Intervention, outcome: Outcome, studies: list[Study], evidence: Evidence) -> Cell:
    measured = [study for study in studies if derive.results_on(study, outcome)]
    sound = sum(derive.quality(study, evidence.lookup) == "low" for study in measured)
    address = addresses.of_list(evidence.review, "intervention-outcome", intervention.id, outcome.id)
    return Cell(outcome, len(measured), shade(len(measured)), sound, address)


def _gap(missing: list[Outcome], of: int) -> str:
    if not missing:
        return "no gap: there is a study on every outcome"
    if len(missing) == of:
        return "no study record on any of these outcomes"
    titles = [outcome.title[:1].lower() + outcome.title[1:] for outcome in missing]
    return f"no study record on {listed(titles, 'or')}"


def _domains(evidence: Evidence) -> list[tuple[str, int]]:
    """The domains that the columns belong to, and how many columns each spans."""
    spans: Counter[str] = Counter()
    for domain in evidence.lookup.content.domains:
        spans[domain.title] += sum(outcome.id != "other" for outcome in domain.outcomes)
    return [(title, span) for title, span in spans.items() if span]


def _shade_words() -> list[tuple[int, str]]:
    ends = [*(least - 1 for least in SHADES[1:]), None]
    return [(number, _range(low, high)) for number, (low, high) in enumerate(zip(SHADES, ends, strict=True), 1)]


def _range(low: int, high: int | None) -> str:
    if high is None:
        return f"{low} or more"
    return str(low) if low == high else f"{low}–{high}"


def _caption(evidence: Evidence, outcomes: list[Outcome]) -> tuple[str, ...]:
    own = evidence.own_results
    alone = [study for study in evidence.studies if not any(derive.results_on(study, one) for one in outcomes)]
    several = sum(len(study.intervention) > 1 for study in evidence.studies)
    sentences = [
        "Number of studies, not whether it works. A study stands in every cell that it fits.",
        "A gap is an intervention and an outcome that no study record on this site brings together.",
    ]
    if several:
        sentences.append(f"Studies of more than one intervention stand in several rows: {several}.")
    if own:
        sentences.append(
            f"{counted(own, 'result')} on outcomes that single studies define for themselves have no column; for "
            f"{counted(len(alone), 'study', 'studies')} that is all there is, so the map does not hold "
            f"{'it' if len(alone) == 1 else 'them'}."
        )
    return tuple(sentences)


def _table(rows: tuple[Row, ...], outcomes: list[Outcome]) -> Table:
    columns = ("Intervention", "Studies", *(outcome.title for outcome in outcomes))
    lines: tuple[tuple[tables.Cell, ...], ...] = tuple(
        (row.intervention.title, row.studies, *(cell.studies for cell in row.cells)) for row in rows
    )
    return Table("evidence-map", "Evidence map", columns, lines)
