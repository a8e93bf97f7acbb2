"""What rules go over: every text value, every record with ratings, every result of a content. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.kinds import MarkdownText
from generator.lookup import Lookup
from generator.model import Result, Review, TextPage
from generator.records import Key, Record, values_within

Value = tuple[Review | None, Record, Key, Any, str]
# A record that stands for itself – a file, or an item of one that is a list – and every text value in it, in order.
Whole = tuple[Record, list[Value]]


def wholes(lookup: Lookup) -> list[Whole]:
    """All files with their text values, each with the review that it belongs to, if any."""
    kept = lookup.worked_out
    if "wholes" not in kept:
        kept["wholes"] = [(whole, _values(review, whole)) for review, whole in _wholes(lookup)]
    found: list[Whole] = kept["wholes"]
    return found


def values(lookup: Lookup) -> list[Value]:
    """Every text value of all files."""
    kept = lookup.worked_out
    if "values" not in kept:
        kept["values"] = [value for _, values in wholes(lookup) for value in values]
    found: list[Value] = kept["values"]
    return found


def texts(lookup: Lookup) -> list[Value]:
    """Those of them that are Markdown."""
    kept = lookup.worked_out
    if "texts" not in kept:
        kept["texts"] = [value for value in values(lookup) if isinstance(value[3], MarkdownText)]
    found: list[Value] = kept["texts"]
    return found


def _values(review: Review | None, whole: Record) -> list[Value]:
    found: list[Value] = [(review, *value) for value in values_within(whole)]
    if isinstance(whole, TextPage):
        found.append((None, whole, "body", MarkdownText(), whole.body))
    return found


def _wholes(lookup: Lookup) -> Iterator[tuple[Review | None, Record]]:
    part = lookup.part
    for shared in (part.scales, part.domains, part.designs, part.directions, part.countries, part.terms, part.tools):
        yield from ((None, whole) for whole in shared)
    yield from ((None, whole) for whole in (part.site, *part.pages) if whole is not None)
    for review in part.reviews:
        yield from ((review, whole) for whole in (review, *review.studies))


def rated(lookup: Lookup) -> Iterator[Any]:
    """Every record that carries ratings."""
    for review in lookup.part.reviews:
        yield review
        yield from review.interventions
        yield from review.studies


def results(lookup: Lookup) -> Iterator[Result]:
    for study in lookup.part.studies:
        yield from study.outcomes
