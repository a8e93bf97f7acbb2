"""The forest plot: each estimate with its interval, and the review's own pooled estimate if it reports one. This site
pools nothing. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from generator import derive, tables
from generator.addresses import Address
from generator.charts import forest
from generator.charts.forest import Axis, Interval, Mark
from generator.frozen import frozen
from generator.model import Estimate, Outcome, Pooled, Result, Study
from generator.problems import counted
from generator.tables import Table
from generator.views.view import Evidence, View

# Which end of the axis is on the intervention's side.
SIDES = {"more": "high", "fewer": "low", "less": "low"}
COLUMNS = ("Outcome", "Measure", "Whose estimate", "Measured as", "Estimate", "Low", "High", "p", "Weight (%)")


@frozen
class Row:
    """One study's estimate. `label` is what the study calls the outcome, `square` the side of its square in pixels."""

    name: str
    address: Address
    shares_with: tuple[str, ...]
    label: str | None
    estimate: Estimate
    mark: Mark
    square: float


@frozen
class Diamond:
    """The review's own pooled estimate; `words` say how it was pooled, as far as the review does. Without an interval
    it has no width, and stands there in words alone."""

    pooled: Pooled
    words: str
    mark: Mark

    @property
    def drawn(self) -> bool:
        return self.pooled.estimate.low is not None


@frozen
class Plot:
    """All estimates of one outcome by one measure. `side` is the end of the axis that is good for families: `low`,
    `high`, or nothing where it depends. `weighed`: each has a weight, and its square shows it."""

    outcome: Outcome
    measure: str
    axis: Axis
    rows: tuple[Row, ...]
    pooled: tuple[Diamond, ...]
    side: str | None
    weighed: bool

    @property
    def estimates(self) -> list[Estimate]:
        return [*(row.estimate for row in self.rows), *(one.pooled.estimate for one in self.pooled)]

    @property
    def drawn(self) -> bool:
        """Whether anything stands on the axis."""
        return bool(self.rows) or any(one.drawn for one in self.pooled)

    @property
    def cut(self) -> int:
        """How many intervals go on beyond the axis."""
        marks = [*(row.mark for row in self.rows), *(one.mark for one in self.pooled if one.drawn)]
        return sum(mark.cut_low or mark.cut_high for mark in marks)


@frozen
class _Estimated:
    study: Study
    result: Result
    estimate: Estimate


def view(evidence: Evidence) -> View | None:
    """Where any estimate has an interval, or the review pooled: its own estimate is shown whatever it lacks."""
    plots = tuple(plot for outcome in evidence.lookup.outcomes.values() for plot in _plots(outcome, evidence))
    if not (evidence.review.pooled or _any_interval(plots)):
        return None
    caption = _caption(plots, evidence)
    return View("forest-plot", "Forest plot", _title(plots), caption, {"plots": plots}, (_table(plots),))


def _any_interval(plots: tuple[Plot, ...]) -> bool:
    return any(estimate.low is not None for plot in plots for estimate in plot.estimates)


def _plots(outcome: Outcome, evidence: Evidence) -> Iterator[Plot]:
    """A plot for each measure: an odds ratio and a mean difference share no axis. Results under labels of the studies'
    own (`other`) have no outcome in common, so that there is nothing to set side by side."""
    found = [
        _Estimated(study, result, result.estimate)
        for study in evidence.studies
        for result in derive.results_on(study, outcome)
        if result.estimate is not None and outcome.id != "other"
    ]
    pooled = [one for one in evidence.review.pooled if one.outcome == outcome.id]
    estimates = [*(one.estimate for one in found), *(one.estimate for one in pooled)]
    for measure in dict.fromkeys(map(_measure, estimates)):
        yield _plot(
            outcome,
            [one for one in found if _measure(one.estimate) == measure],
            [one for one in pooled if _measure(one.estimate) == measure],
            evidence,
        )


def _measure(estimate: Estimate) -> str:
    return estimate.measure.casefold()


def _plot(outcome: Outcome, found: list[_Estimated], pooled: list[Pooled], evidence: Evidence) -> Plot:
    estimates = [*(one.estimate for one in found), *(one.estimate for one in pooled)]
    drawn = [*(one.estimate for one in found), *(one.estimate for one in pooled if one.estimate.low is not None)]
    axis = forest.axis([_interval(one) for one in drawn or estimates], ratio=derive.is_ratio(estimates[0]))
    weights = [one.estimate.weight for one in found]
    sides = forest.squares([None if weight is None else float(weight) for weight in weights])
    return Plot(
        outcome,
        estimates[0].measure,
        axis,
        tuple(_row(one, axis, side, evidence) for one, side in zip(found, sides, strict=True)),
        tuple(Diamond(one, _words(one), axis.mark(_interval(one.estimate))) for one in pooled),
        SIDES.get(outcome.benefit),
        weighed=bool(weights) and None not in weights,
    )


def _interval(estimate: Estimate) -> Interval:
    value = float(estimate.value)
    low, high = (value if end is None else float(end) for end in (estimate.low, estimate.high))
    return Interval(value, low, high)


def _row(one: _Estimated, axis: Axis, side: float, evidence: Evidence) -> Row:
    name, address = evidence.study_link(one.study)
    shares_with = tuple(evidence.names[other] for other in one.study.same_trial_as)
    return Row(name, address, shares_with, one.result.label, one.estimate, axis.mark(_interval(one.estimate)), side)


def _words(pooled: Pooled) -> str:
    said = (
        pooled.model,
        counted(pooled.studies, "study", "studies") if pooled.studies is not None else None,
        pooled.heterogeneity,
        pooled.source,
    )
    return ", ".join(words for words in said if words)


def _title(plots: tuple[Plot, ...]) -> str:
    estimates = sum(len(plot.rows) for plot in plots)
    pooled = sum(len(plot.pooled) for plot in plots)
    outcomes = counted(len({plot.outcome.id for plot in plots if plot.rows or not estimates}), "outcome")
    if not estimates:
        return f"{counted(pooled, 'estimate')} that the review pooled, on {outcomes}"
    sure = ", each with how sure it is" if _any_interval(plots) else ", without how sure they are"
    return f"{counted(estimates, 'estimate')} of effects on {outcomes}{sure}"


def _caption(plots: tuple[Plot, ...], evidence: Evidence) -> tuple[str, ...]:
    rows = [row for plot in plots for row in plot.rows]
    bare = sum(row.estimate.low is None for row in rows)
    pooled = [one.drawn for plot in plots for one in plot.pooled]
    own = sum(
        result.outcome == "other" and result.estimate is not None
        for study in evidence.studies
        for result in study.outcomes
    )
    sentences = {
        "Each square is an estimate and the line through it its interval, both as the study reports them. This site "
        "pools nothing.": rows,
        "This site pools nothing.": not rows,
        "A diamond is an estimate that the review itself pooled; it is as wide as its interval.": any(pooled),
        "A square’s area is the estimate’s weight in the review’s own analysis.": any(plot.weighed for plot in plots),
        "Where no weights are given, all squares are of one size.": any(
            not plot.weighed for plot in plots if plot.rows
        ),
        "Ratios stand on a logarithmic scale.": any(plot.axis.ratio for plot in plots if plot.drawn),
        "An arrow: the interval goes on beyond the plot.": any(plot.cut for plot in plots),
        f"{counted(bare, 'estimate')} without an interval: a hollow square.": bare,
        f"{counted(pooled.count(False), 'pooled estimate')} without an interval: not drawn.": not all(pooled),
        f"{counted(own, 'estimate')} of outcomes that single studies define for themselves are not drawn.": own,
    }
    return tuple(words for words, holds in sentences.items() if holds)


def _table(plots: tuple[Plot, ...]) -> Table:
    lines = [line for plot in plots for line in _lines(plot)]
    return Table("forest-plot", "Forest plot", COLUMNS, tuple(lines))


def _lines(plot: Plot) -> Iterator[tuple[tables.Cell, ...]]:
    whose = [(row.name, row.label, row.estimate) for row in plot.rows]
    whose += [("The review, pooled", one.words or None, one.pooled.estimate) for one in plot.pooled]
    for name, label, one in whose:
        yield plot.outcome.title, plot.measure, name, label, one.value, one.low, one.high, one.p, one.weight
