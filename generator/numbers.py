"""Numbers that nobody types: `{studies}` in a Markdown text stands for what is counted from the records. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Any

from generator import derive
from generator.frozen import frozen
from generator.lookup import Lookup
from generator.model import Review, Study
from generator.problems import listed

NUMBER = re.compile(r"(?<!\\)\{ *([A-Za-z][\w.-]*) *\}")
SIGN = re.compile(r"[^\w\s.,%-]")
# What the format reference says of each; `…` stands for an id.
MEANINGS = {
    "studies": "study records",
    "studies.randomised": "study records of a randomised design",
    "studies.comparison_confirmed": "study records whose comparison group a source confirms",
    "samples": "independent samples: studies that share one count once",
    "participants": "people in the samples that give a total, by what was counted: 930 families and 807 children",
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
    yield from dict.fromkeys(NUMBER.findall(markdown) if "{" in markdown else ())


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


def tally_of(review: Review, lookup: Lookup) -> Tally:
    """The tally of a review's studies: texts, data and the rest of the site ask for the same one."""
    kept = lookup.worked_out.setdefault("tally_of", {})
    if kept.get(review.id, (None,))[0] is not review:
        kept[review.id] = review, tally(review.studies, lookup)
    found: Tally = kept[review.id][1]
    return found


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


def of(studies: Sequence[Study], lookup: Lookup) -> Numbers:
    """Every number that a text of these studies may ask for, by name, as a page shows it."""
    return Numbers([tally(studies, lookup)], lookup)


class Names(Collection[str]):
    """The names of all numbers that a text of these studies may ask for. Only for one that is none of its own part of
    the content does it look at other reviews: that takes reading them."""

    def __init__(self, lookup: Lookup, studies: Collection[Any]) -> None:
        self.lookup = lookup
        years = ("years.first", "years.last") if studies else ()
        self.own = dict.fromkeys([*_counted(lookup), "participants", *years])

    @cached_property
    def elsewhere(self) -> list[str]:
        known = (f"interventions.{name}" for name in self.lookup.known("intervention"))
        return [name for name in known if name not in self.own]

    def __contains__(self, name: object) -> bool:
        return name in self.own or (str(name).startswith("interventions.") and name in self.elsewhere)

    def __iter__(self) -> Iterator[str]:
        return chain(self.own, self.elsewhere)

    def __len__(self) -> int:
        return len(self.own) + len(self.elsewhere)


class Numbers(Mapping[str, str]):
    """The numbers over several reviews, each worked out when a text asks for it."""

    def __init__(self, tallies: Sequence[Tally], lookup: Lookup) -> None:
        self.lookup = lookup
        self.counts: Counter[str] = sum((one.counts for one in tallies), Counter())
        self.years = [year for one in tallies for year in one.years]
        self.people: Counter[str] = sum((one.people for one in tallies), Counter())
        self.names = Names(lookup, self.years)

    def __getitem__(self, name: str) -> str:
        if name not in self.names:
            raise KeyError(name)
        if name == "participants":
            return _people(self.people)
        if name in ("years.first", "years.last"):
            return str(min(self.years) if name == "years.first" else max(self.years))
        return f"{self._count(name):,}"

    def _count(self, name: str) -> int:
        if name == "reviews":
            return len(self.lookup.reviews)
        if name == "countries":
            return sum(self.counts[f"countries.{one}"] > 0 for one in self.lookup.countries)
        return self.counts[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)


def _counted(lookup: Lookup) -> Iterator[str]:
    """The counts, whether or not a study has what they count."""
    yield from ("reviews", "studies", "studies.randomised", "studies.comparison_confirmed", "samples", "countries")
    yield from (f"countries.{name}" for name in lookup.countries)
    yield from (f"designs.{name}" for name in lookup.designs)
    yield from (f"interventions.{one.id}" for review in lookup.content.reviews for one in review.interventions)
    for outcome in derive.shared_outcomes(lookup):
        name = f"outcomes.{outcome.id}"
        yield from (f"{name}.studies", f"{name}.samples", *(f"{name}.{one}" for one in lookup.directions))


def _people(people: Counter[str]) -> str:
    counted = [f"{number:,} {unit}" for unit, number in people.most_common()]
    return listed(counted, "and") or "an unknown number of participants"
