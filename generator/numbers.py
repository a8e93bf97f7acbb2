"""Numbers that nobody types: `{studies}` in a Markdown text stands for what is counted from the records. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator import derive
from generator.frozen import frozen
from generator.lookup import Lookup
from generator.model import Study
from generator.problems import listed

NUMBER = re.compile(r"(?<!\\)\{([A-Za-z][\w.-]*)\}")
SIGN = re.compile(r"[^\w\s.,%-]")
# What the format reference says of each; `…` stands for an id.
MEANINGS = {
    "studies": "study records",
    "studies.randomised": "study records of a randomised design",
    "studies.comparison_confirmed": "study records whose comparison group a source confirms",
    "samples": "independent samples: studies that share one count once",
    "participants": "people in the samples that give a number, by what was counted: 930 families and 807 children",
    "countries": "countries that the studies come from",
    "countries.…": "study records from one country, by its code: `{countries.NL}`",
    "years.first": "the year of the earliest study",
    "years.last": "the year of the latest study",
    "designs.…": "study records of one design: `{designs.rct}`",
    "interventions.…": "study records on one intervention: `{interventions.family-group-conference}`",
    "outcomes.….studies": "study records that measured an outcome: `{outcomes.care_entry.studies}`",
    "outcomes.….samples": "independent samples that measured it",
    "outcomes.….<direction>": "samples that point one way on it: `{outcomes.care_entry.favours_intervention}`",
    "reviews": "reviews on the site",
}


def used(markdown: str) -> Iterator[str]:
    """The names of all numbers that a text asks for, each once, in order."""
    yield from dict.fromkeys(NUMBER.findall(markdown))


def filled(markdown: str, numbers: Mapping[str, str]) -> str:
    """A text with its numbers in place. Studies name what is counted: none of its signs is Markdown."""
    return NUMBER.sub(lambda found: _plain(numbers[found.group(1)]), markdown) if "{" in markdown else markdown


def _plain(words: str) -> str:
    return SIGN.sub(lambda found: f"&#{ord(found.group())};", words)


@frozen
class Tally:
    """What can be counted over the studies of one review. Those of several reviews add up: no sample is in two."""

    counts: Counter[str]
    people: Counter[str]
    years: tuple[int, ...]


def tally(studies: Sequence[Study], lookup: Lookup) -> Tally:
    """Counts by the name that a text calls them, and who took part by what was counted."""
    counts = Counter(name for study in studies for name in _counted_in(study, lookup))
    groups = derive.samples(studies)
    counts["samples"] = len(groups)
    for outcome in derive.shared_outcomes(lookup):
        counts.update(_of_outcome(derive.outcome_summary(outcome, groups, lookup)))
    years = [study.year for study in studies]
    people = Counter(dict(derive.participants(groups).by_unit))
    return Tally(counts, people, (min(years), max(years)) if years else ())


def _counted_in(study: Study, lookup: Lookup) -> Iterator[str]:
    yield from ("studies", f"countries.{study.country}", f"designs.{study.design}")
    yield from (f"interventions.{name}" for name in study.intervention)
    if study.design and lookup.designs[study.design].randomised:
        yield "studies.randomised"
    if study.comparison_confirmed:
        yield "studies.comparison_confirmed"


def _of_outcome(summary: derive.OutcomeSummary) -> dict[str, int]:
    name = f"outcomes.{summary.outcome.id}"
    pointing = {f"{name}.{one.direction.id}": one.samples for one in summary.pointings}
    return {
        f"{name}.studies": sum(len(one.studies) for one in summary.pointings),
        f"{name}.samples": summary.samples,
    } | pointing


def of(studies: Sequence[Study], lookup: Lookup) -> dict[str, str]:
    """Every number that a text of these studies may ask for, by name, as a page shows it."""
    return of_all([tally(studies, lookup)], lookup)


def of_all(tallies: Sequence[Tally], lookup: Lookup) -> dict[str, str]:
    """The same over several reviews."""
    counts = sum((one.counts for one in tallies), Counter())
    counts["reviews"] = len(lookup.reviews)
    counts["countries"] = sum(counts[f"countries.{name}"] > 0 for name in lookup.countries)
    numbers = {name: f"{counts[name]:,}" for name in _counted(lookup)}
    years = [year for one in tallies for year in one.years]
    if years:
        numbers |= {"years.first": str(min(years)), "years.last": str(max(years))}
    people = sum((one.people for one in tallies), Counter())
    return {**numbers, "participants": _people(people)}


def names(lookup: Lookup, studies: Sequence[Any]) -> list[str]:
    """The names of all numbers that a text of these studies may ask for."""
    return [*_counted(lookup), "participants", *(("years.first", "years.last") if studies else ())]


def _counted(lookup: Lookup) -> Iterator[str]:
    """The counts, whether or not a study has what they count."""
    yield from ("reviews", "studies", "studies.randomised", "studies.comparison_confirmed", "samples", "countries")
    yield from (f"countries.{name}" for name in lookup.countries)
    yield from (f"designs.{name}" for name in lookup.designs)
    yield from (f"interventions.{name}" for name in lookup.known("intervention"))
    for outcome in derive.shared_outcomes(lookup):
        name = f"outcomes.{outcome.id}"
        yield from (f"{name}.studies", f"{name}.samples", *(f"{name}.{one}" for one in lookup.directions))


def _people(people: Counter[str]) -> str:
    counted = [f"{number:,} {unit}" for unit, number in people.most_common()]
    return listed(counted, "and") or "an unknown number of participants"
