"""The harvest plot (Ogilvie et al. 2008): a bar for each sample, by outcome and by the way it points; the taller the
bar, the stronger the design, and its tone is the risk of bias. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from generator import addresses, charts, derive, tables
from generator.addresses import Address
from generator.charts import harvest
from generator.frozen import frozen
from generator.model import Direction, Outcome, Study
from generator.problems import counted
from generator.tables import Table
from generator.views import risk_of_bias
from generator.views.view import Evidence, View

# From left to right, as a balance would tip.
COLUMNS = ("favours_comparison", "no_clear_difference", "favours_intervention")
HEIGHTS = {
    3: "the design rules out most other explanations, as a randomised trial does",
    2: "it rules out some, as a matched comparison or a cohort does",
    1: "it rules out few",
    0: "the design is not stated",
}


@frozen
class Bar:
    """One sample: the study it is linked to, its name in full and in short, and the words that its looks stand for.
    `shade` is how its `quality` looks."""

    name: str
    label: str
    words: str
    address: Address
    strength: int
    quality: str
    shade: str


@frozen
class Cell:
    direction: Direction
    bars: tuple[Bar, ...]
    drawing: charts.harvest.Harvest


@frozen
class Row:
    """An outcome. `unplaced` are the samples that fit no column: for each direction its bars, in words alone."""

    outcome: Outcome
    cells: tuple[Cell, ...]
    unplaced: tuple[tuple[Direction, tuple[Bar, ...]], ...]


def view(evidence: Evidence) -> View | None:
    rows = tuple(_row(outcome, evidence) for outcome in evidence.outcomes)
    placed = {name: sum(len(row.cells[number].bars) for row in rows) for number, name in enumerate(COLUMNS)}
    if not any(placed.values()):
        return None
    unplaced = sum(len(bars) for row in rows for _, bars in row.unplaced)
    bars = [bar for row in rows for cell in row.cells for bar in cell.bars]
    shows = {
        "rows": rows,
        "columns": [evidence.lookup.directions[name] for name in COLUMNS],
        "heights": {number: words for number, words in HEIGHTS.items() if number in _strengths(rows)},
        "step": harvest.STEP,
        "lowest": harvest.LOWEST,
        "shades": risk_of_bias.shades(bar.quality for bar in bars),
    }
    caption = _caption(unplaced, bars)
    return View("harvest-plot", "Harvest plot", _title(placed), caption, shows, (_table(rows),))


def _strengths(rows: tuple[Row, ...]) -> set[int]:
    return {bar.strength for row in rows for cell in row.cells for bar in cell.bars}


def _row(outcome: Outcome, evidence: Evidence) -> Row:
    pointing = derive.samples_by_direction(outcome, evidence.samples, evidence.lookup)
    bars = {direction.id: (direction, _bars(groups, evidence)) for direction, groups in pointing}
    return Row(
        outcome,
        tuple(_cell(*bars[name]) for name in COLUMNS),
        tuple(bars[name] for name in bars if name not in COLUMNS and bars[name][1]),
    )


def _cell(direction: Direction, bars: tuple[Bar, ...]) -> Cell:
    return Cell(direction, bars, harvest.harvest([bar.strength for bar in bars]))


def _bars(groups: list[tuple[Study, ...]], evidence: Evidence) -> tuple[Bar, ...]:
    """The strongest designs first, so that bars fall from left to right."""
    return tuple(sorted((_bar(group, evidence) for group in groups), key=lambda bar: -bar.strength))


def _bar(group: tuple[Study, ...], evidence: Evidence) -> Bar:
    """Of studies that share a sample, the one of the strongest design speaks for all and is linked to."""
    designs = evidence.lookup.designs
    study = max(group, key=lambda one: designs[one.design].strength if one.design else 0)
    design = designs[study.design] if study.design else None
    quality = derive.quality(study, evidence.lookup)
    of_design = design.brief if design else "Design not stated"
    letter = evidence.names[study.id].rpartition(str(study.year))[2]
    return Bar(
        name=" and ".join(evidence.names[one.id] for one in group),
        label=harvest.label(derive.family_name(study.authors[0]), study.year, letter),
        words=f"{of_design}, {uncapitalised(derive.QUALITIES[quality])}",
        address=addresses.of_study(study),
        strength=design.strength if design else 0,
        quality=quality,
        shade=risk_of_bias.shade(quality),
    )


def uncapitalised(words: str) -> str:
    return words[:1].lower() + words[1:]


def _title(placed: dict[str, int]) -> str:
    against, neither, with_it = (placed[name] for name in COLUMNS)
    return (
        f"Of {counted(against + neither + with_it, 'result')} with a direction, {with_it} favour the intervention, "
        f"{neither} show no clear difference and {against} favour the comparison"
    )


def _caption(unplaced: int, bars: list[Bar]) -> tuple[str, ...]:
    """`bars` are those that are placed; a study has one for each outcome."""
    placed, unjudged = len(bars), all(bar.quality == "unjudged" for bar in bars)
    apart = len({bar.address for bar in bars if bar.quality == "apart"})
    sentences = {
        "Each bar is an independent sample; studies that share one are one bar. Where a bar stands says which way its "
        "result points, not how large the effect is, and not whether it is statistically significant.": True,
        f"{counted(unplaced, 'result')} of {placed + unplaced} cannot be placed, since they are mixed or their "
        "direction is not reported. They are named in the plot in words.": unplaced,
        "For none of these studies is a judgement of its risk of bias public: all bars are hatched.": unjudged,
        risk_of_bias.apart_words(apart): apart,
    }
    return tuple(sentence for sentence, holds in sentences.items() if holds)


def _table(rows: tuple[Row, ...]) -> Table:
    lines: list[tuple[tables.Cell, ...]] = [
        (row.outcome.title, direction.title, bar.name, bar.strength, derive.QUALITIES[bar.quality])
        for row in rows
        for direction, bars in _all(row)
        for bar in bars
    ]
    columns = (
        "Outcome",
        "Direction",
        "Study or studies",
        "Strength of design (0 not stated, 3 strongest)",
        "Risk of bias",
    )
    return Table("harvest-plot", "Harvest plot", columns, tuple(lines))


def _all(row: Row) -> Iterator[tuple[Direction, tuple[Bar, ...]]]:
    yield from ((cell.direction, cell.bars) for cell in row.cells)
    yield from row.unplaced
