"""Risk of bias: for each tool a table of judgements, a row a study, and what they add up to by domain. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from generator import derive, legends, tables
from generator.addresses import Address
from generator.frozen import frozen
from generator.legends import Legend
from generator.model import BiasDomain, BiasTool, DomainJudgement, Judgement, Study
from generator.problems import counted, lower_first
from generator.tables import Table
from generator.views.view import Evidence, View

# The tones that a title tells apart, in its order.
TONES = {
    "low": "at low risk of bias",
    "some": "with some concerns",
    "high": "at high risk",
    "critical": "at critical risk",
    "unknown": "without enough information",
}
# Of these no gravity is known: in other views they look alike, and words tell them apart.
HATCHED = ("unknown", "apart", "unjudged")
COLUMNS = ("Study", "Id", "Tool", "Domain", "Domain in words", "Judgement", "Reason", "Quote", "Judged by")


@frozen
class Cell:
    """A judgement in one domain. It has a legend where it has a reason or a quote."""

    domain: BiasDomain
    given: DomainJudgement
    judgement: Judgement
    legend: Legend | None


@frozen
class Row:
    study: Study
    name: str
    address: Address
    judged_by: str | None
    cells: tuple[Cell | None, ...]


@frozen
class Share:
    """How many studies have one judgement in a domain, and where its part of the bar begins: `start` and `width` in
    percent."""

    judgement: Judgement
    studies: int
    percent: int
    start: float
    width: float


@frozen
class Bar:
    """What the judgements of a domain add up to. `missing`: studies without a judgement in it."""

    domain: BiasDomain
    shares: tuple[Share, ...]
    missing: int


@frozen
class Panel:
    """All studies that one tool judged."""

    tool: BiasTool
    domains: tuple[BiasDomain, ...]
    rows: tuple[Row, ...]
    bars: tuple[Bar, ...]


def view(evidence: Evidence) -> View | None:
    panels = tuple(panel for tool in evidence.lookup.content.tools if (panel := _panel(tool, evidence)).rows)
    if not panels:
        return None
    shows = {"panels": panels}
    return View("risk-of-bias", "Risk of bias", _title(evidence), _caption(panels, evidence), shows, (_table(panels),))


def _panel(tool: BiasTool, evidence: Evidence) -> Panel:
    domains = (*tool.domains, derive.OVERALL) if tool.overall else tool.domains
    rows = tuple(
        _row(study, domains, evidence)
        for study in evidence.studies
        if study.risk_of_bias is not None and study.risk_of_bias.tool == tool.id
    )
    bars = tuple(_bar(domain, [row.cells[place] for row in rows], tool) for place, domain in enumerate(domains))
    return Panel(tool, domains, rows, bars)


def _row(study: Study, domains: tuple[BiasDomain, ...], evidence: Evidence) -> Row:
    name, address = evidence.study_link(study)
    given = {one[0].id: _cell(study, name, *one) for one in derive.judgements(study, evidence.lookup)}
    source = study.risk_of_bias.source if study.risk_of_bias else None
    return Row(study, name, address, source, tuple(given.get(domain.id) for domain in domains))


def _cell(study: Study, name: str, domain: BiasDomain, given: DomainJudgement, judgement: Judgement) -> Cell:
    explained = given.reason or given.quote
    legend = legends.of_judgement(study, name, domain, given, judgement) if explained else None
    return Cell(domain, given, judgement, legend)


def _bar(domain: BiasDomain, cells: list[Cell | None], tool: BiasTool) -> Bar:
    counts = Counter(cell.judgement.id for cell in cells if cell)
    judged = sum(counts.values())
    shares, before = [], 0
    for judgement in tool.judgements:
        studies = counts[judgement.id]
        start, width = (round(100 * number / judged, 2) if judged else 0.0 for number in (before, studies))
        shares.append(Share(judgement, studies, round(width), start, width))
        before += studies
    return Bar(domain, tuple(shares), len(cells) - judged)


def _title(evidence: Evidence) -> str:
    judged = [study for study in evidence.studies if study.risk_of_bias and study.risk_of_bias.overall]
    tones = Counter(derive.quality(study, evidence.lookup) for study in judged)
    if not judged:
        return "Risk of bias, domain by domain"
    parts = ", ".join(f"{tones[tone]} {words}" for tone, words in TONES.items() if tones[tone])
    return f"Of {counted(len(judged), 'study', 'studies')} judged overall: {parts}"


def _caption(panels: tuple[Panel, ...], evidence: Evidence) -> tuple[str, ...]:
    unjudged = len(evidence.studies) - sum(len(panel.rows) for panel in panels)
    sentences = {
        "A judgement says how likely it is that the way a study was done moved its result, not which way, and not "
        "whether the result is true.": True,
        "Each tool has judgements of its own; they are not added up across tools. In the sums every study counts the "
        "same, and shares are of the studies judged in that domain.": True,
        f"In no table: {counted(unjudged, 'study', 'studies')} of {len(evidence.studies)}, without a judgement on this "
        "site.": unjudged,
    }
    return tuple(sentence for sentence, holds in sentences.items() if holds)


def _table(panels: tuple[Panel, ...]) -> Table:
    lines = tuple(line for panel in panels for row in panel.rows for line in _lines(panel, row))
    return Table("risk-of-bias", "Judgements", COLUMNS, lines)


def _lines(panel: Panel, row: Row) -> Iterator[tuple[tables.Cell, ...]]:
    for domain, cell in zip(panel.domains, row.cells, strict=True):
        said = (cell.judgement.label, cell.given.reason, cell.given.quote) if cell else (None, None, None)
        yield row.name, row.study.id, panel.tool.title, domain.id, domain.title, *said, row.judged_by


# ── In other views ──


def shade(quality: str) -> str:
    """How a quality looks in other views."""
    return HATCHED[0] if quality in HATCHED else quality


def shades(qualities: Iterable[str]) -> dict[str, str]:
    """What each shade stands for, of the qualities that are there."""
    there, found = set(qualities), dict[str, str]()
    for quality in (one for one in derive.QUALITIES if one in there):
        before, words = found.get(shade(quality)), derive.QUALITIES[quality]
        found[shade(quality)] = f"{before}, or {lower_first(words)}" if before else words
    return found


def apart_words(apart: int) -> str:
    """Of so many studies that are judged in domains alone."""
    return (
        f"{counted(apart, 'study', 'studies')} judged in domains alone, without an overall judgement: what was judged "
        "stands in the tables of risk of bias."
    )
