"""What rules go over: every text value, every record with ratings, every result of a content. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.kinds import MarkdownText
from generator.lookup import Lookup
from generator.model import Result, Review
from generator.records import Key, Record, values_within

Value = tuple[Review | None, Record, Key, Any, str]


def values(lookup: Lookup) -> list[Value]:
    """Every text value of all files, with the review that it belongs to, if any."""
    kept = lookup.worked_out
    if "values" not in kept:
        kept["values"] = list(_values(lookup))
    found: list[Value] = kept["values"]
    return found


def texts(lookup: Lookup) -> list[Value]:
    """Those of them that are Markdown."""
    kept = lookup.worked_out
    if "texts" not in kept:
        kept["texts"] = [value for value in values(lookup) if isinstance(value[3], MarkdownText)]
    found: list[Value] = kept["texts"]
    return found


def _values(lookup: Lookup) -> Iterator[Value]:
    part = lookup.part
    for shared in (part.scales, part.domains, part.designs, part.directions, part.countries, part.terms, part.tools):
        yield from ((None, *value) for whole in shared for value in values_within(whole))
    for one in filter(None, (part.site, *part.pages)):
        yield from ((None, *value) for value in values_within(one))
    for page in part.pages:
        yield None, page, "body", MarkdownText(), page.body
    for review in part.reviews:
        for whole in (review, *review.studies):
            yield from ((review, *value) for value in values_within(whole))


def rated(lookup: Lookup) -> Iterator[Any]:
    """Every record that carries ratings."""
    for review in lookup.part.reviews:
        yield review
        yield from review.interventions
        yield from review.studies


def results(lookup: Lookup) -> Iterator[Result]:
    for study in lookup.part.studies:
        yield from study.outcomes
