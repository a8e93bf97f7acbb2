"""Numbers that nobody types: `{studies}` in a Markdown text stands for what is counted from the records. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from generator import derive
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


def of(studies: Sequence[Study], lookup: Lookup) -> dict[str, str]:
    """Every number that a text may ask for, by name, as a page shows it."""
    counts = {**_counts(studies, lookup), **_outcomes(studies, lookup)}
    numbers = {name: f"{count:,}" for name, count in counts.items()}
    years = [study.year for study in studies]
    if years:
        numbers |= {"years.first": str(min(years)), "years.last": str(max(years))}
    return {**numbers, "participants": participants(studies)}


def _counts(studies: Sequence[Study], lookup: Lookup) -> dict[str, int]:
    countries, designs = Counter(study.country for study in studies), Counter(study.design for study in studies)
    models = Counter(name for study in studies for name in study.intervention)
    randomised = {design.id for design in lookup.designs.values() if design.randomised}
    return {
        "reviews": len(lookup.reviews),
        "studies": len(studies),
        "studies.randomised": sum(study.design in randomised for study in studies),
        "studies.comparison_confirmed": sum(study.comparison_confirmed for study in studies),
        "samples": len(derive.samples(studies)),
        "countries": len(countries),
        **{f"countries.{name}": countries[name] for name in lookup.countries},
        **{f"designs.{name}": designs[name] for name in lookup.designs},
        **{f"interventions.{name}": models[name] for name in lookup.known("intervention")},
    }


def _outcomes(studies: Sequence[Study], lookup: Lookup) -> dict[str, int]:
    numbers = {}
    groups = derive.samples(studies)
    for outcome in derive.shared_outcomes(lookup):
        summary = derive.outcome_summary(outcome, groups, lookup)
        name = f"outcomes.{outcome.id}"
        numbers[f"{name}.studies"] = sum(len(pointing.studies) for pointing in summary.pointings)
        numbers[f"{name}.samples"] = summary.samples
        numbers |= {f"{name}.{pointing.direction.id}": pointing.samples for pointing in summary.pointings}
    return numbers


def participants(studies: Sequence[Study]) -> str:
    counted = derive.participants(derive.samples(studies)).by_unit
    return listed([f"{number:,} {unit}" for unit, number in counted], "and") or "an unknown number of participants"
