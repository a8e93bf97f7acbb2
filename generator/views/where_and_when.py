"""Where and when studies were done, and how: counts by country, year and design. Pure."""

from __future__ import annotations

from collections import Counter

from generator import addresses, charts, derive
from generator.addresses import Address
from generator.frozen import frozen
from generator.problems import counted
from generator.tables import Table
from generator.views.view import Evidence, View


@frozen
class Bar:
    """A labelled bar; `length` is out of 100, and a bar of nought leads nowhere."""

    label: str
    studies: int
    length: float
    address: Address | None


@frozen
class Bars:
    """One small chart."""

    kind: str
    title: str
    of: str
    bars: tuple[Bar, ...]


def view(evidence: Evidence) -> View | None:
    if not evidence.studies:
        return None
    parts = (by_country(evidence), by_year(evidence), by_design(evidence))
    rows = tuple((part.of, bar.label, bar.studies) for part in parts for bar in part.bars)
    return View(
        "where-and-when",
        "Where and when",
        _title(evidence, parts[0]),
        _caption(evidence),
        {"parts": parts},
        (Table("where-and-when", "Where and when", ("By", "Value", "Studies"), rows),),
    )


def _title(evidence: Evidence, countries: Bars) -> str:
    years = [study.year for study in evidence.studies]
    first, most = countries.bars[0], len(evidence.studies)
    where = f"{first.studies} of {counted(most, 'study', 'studies')} are from one country: {first.label}"
    return f"{where}; years of publication: {min(years)} to {max(years)}"


def _bars(evidence: Evidence, kind: str, title: str, counts: list[tuple[str, str, int]]) -> Bars:
    """A chart of (id, label, studies)."""
    lengths = charts.bars([studies for _, _, studies in counts])
    bars = (
        Bar(label, studies, length, addresses.of_list(evidence.review, kind, name) if studies else None)
        for (name, label, studies), length in zip(counts, lengths, strict=True)
    )
    return Bars(kind, title, kind.capitalize(), tuple(bars))


def by_country(evidence: Evidence) -> Bars:
    """The country with the most studies first."""
    count = Counter(study.country for study in evidence.studies)
    named = [(name, evidence.lookup.countries[name].title, studies) for name, studies in count.items()]
    return _bars(evidence, "country", "Where", sorted(named, key=lambda one: (-one[2], one[1])))


def by_year(evidence: Evidence) -> Bars:
    """Every year from the first to the last: a year without a study is seen too."""
    count = Counter(study.year for study in evidence.studies)
    years = range(min(count), max(count) + 1)
    return _bars(evidence, "year", "When", [(str(year), str(year), count[year]) for year in years])


def by_design(evidence: Evidence) -> Bars:
    """The strongest design first; last, what no source states."""
    count = Counter(study.design or "not-stated" for study in evidence.studies)
    named = [(one.id, one.brief, count[one.id]) for one in evidence.lookup.content.designs]
    there = [one for one in (*named, ("not-stated", derive.NOT_STATED, count["not-stated"])) if one[2]]
    return _bars(evidence, "design", "How", there)


def _caption(evidence: Evidence) -> tuple[str, ...]:
    records, samples = len(evidence.studies), len(evidence.samples)
    shared = f"They are {counted(records, 'record')} of {counted(samples, 'sample')}: each record is counted here."
    return (
        "Number of study records by country, year of publication and design, not their size or their worth.",
        *([shared] if samples < records else ()),
    )
