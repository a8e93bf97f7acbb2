"""The studies of a review → the table of all of them, for readers and as data. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from generator import addresses, derive
from generator.addresses import Address
from generator.lookup import Lookup
from generator.model import Review, Study
from generator.pages.page import Page
from generator.pages.review_view import ReviewView
from generator.pages.study import intervention, result_view, sample_words
from generator.problems import counted
from generator.tables import Cell, Table

STUDIES = (
    *("Study", "Id", "Title", "Authors", "Year", "DOI", "PubMed", "Country", "Region", "Design"),
    *("Design in detail", "Comparison group confirmed", "Intervention", "Intervention in detail", "Population"),
    *("With intervention", "In comparison", "In all", "Unit", "Follow-up", "Risk of bias", "Same sample as"),
    *("Inclusion", "Source", "Not confirmed by a source"),
)
RESULTS = (
    *("Study", "Id", "Outcome", "As measured", "Direction", "Detail", "Effect"),
    *("Measure", "Estimate", "Low", "High", "p"),
)


def page(whole: ReviewView, tables: tuple[Table, ...], lookup: Lookup, above: tuple[tuple[str, Address], ...]) -> Page:
    review, ordered = whole.review, derive.in_reading_order(whole.review)
    columns = _columns(review, lookup)
    data = tuple((addresses.of_table(review, table.name), table) for table in tables)
    view = {
        "whole": whole,
        "rows": [_row(study, whole, columns, lookup) for study in ordered],
        "columns": columns,
        "in_words": in_words(whole.numbers),
        "judged": any(study.risk_of_bias for study in ordered),
        "directions": lookup.content.directions,
        "words_address": addresses.of_words(review),
        "data": data,
    }
    title = f"The studies: {review.title}"
    words = f"All study records of the review in one table: {review.title}."
    return Page(
        whole.studies_address,
        "pages/studies.html",
        title,
        words,
        view,
        above,
        review,
        "reviews",
        "Studies",
        data,
        ((addresses.of_words(review), _searched(ordered)),),
        review.draft,
    )


def in_words(numbers: derive.Numbers) -> str:
    """What the set of studies is, in a sentence or two; a single study, or none, in words that fit it."""
    if not numbers.studies:
        return "No study records yet."
    records = counted(numbers.studies, "study record")
    samples = counted(numbers.samples, "independent sample")
    years = f"{numbers.first_year}"
    if numbers.last_year != numbers.first_year:
        years += f" to {numbers.last_year}"
    trials = f"{numbers.randomised} {'is a' if numbers.randomised == 1 else 'are'} randomised "
    unconfirmed = numbers.studies - numbers.comparison_confirmed
    sentences = [
        f"{records} of {samples} from {counted(numbers.countries, 'country', 'countries')}, published {years}.",
        f"Of these, {trials}{'trial' if numbers.randomised == 1 else 'trials'}.",
    ]
    if unconfirmed:
        sentences.append(f"For {unconfirmed}, no source that could be read confirms a comparison group.")
    return " ".join(sentences)


def _columns(review: Review, lookup: Lookup) -> list[Any]:
    """The outcomes that the review's studies measured, and `other` at the end."""
    measured = {result.outcome for study in review.studies for result in study.outcomes}
    return [outcome for outcome in lookup.outcomes.values() if outcome.id in measured]


def _row(study: Study, whole: ReviewView, columns: list[Any], lookup: Lookup) -> dict[str, Any]:
    results = [result_view(result, lookup) for result in study.outcomes]
    return {
        "study": study,
        "name": whole.names[study.id],
        "address": addresses.of_study(study),
        "country": lookup.countries[study.country].title,
        "design": lookup.designs[study.design].brief if study.design else derive.NOT_STATED,
        "interventions": [intervention(whole.review, name).title for name in study.intervention],
        "size": sample_words(study),
        "people": derive.sample_size(study),
        "quality": derive.QUALITIES[derive.quality(study, lookup)],
        "cells": [[view for view in results if view.outcome is column] for column in columns],
    }


def _searched(studies: list[Study]) -> str:
    """A script of what the records say beyond their rows in the table, by study: fetched when a reader searches. A page
    that was opened from disk may run a script and may not read a file of data."""
    said = {study.id: " ".join(filter(None, _said(study))) for study in studies}
    return f"words={json.dumps(said, ensure_ascii=False, separators=(',', ':'))}\n"


def _said(study: Study) -> Iterator[str | None]:
    paper = study.publication
    yield from (study.title, *study.authors, study.region, study.design_detail, study.intervention_detail)
    yield from (study.follow_up, study.effect_note, study.notes, study.doi, paper.journal if paper else None)
    for result in study.outcomes:
        yield from (result.label, result.detail, result.effect)


# ── As data ──


def as_tables(whole: ReviewView, lookup: Lookup) -> tuple[Table, Table]:
    """The studies and their results, in words that people read."""
    studies = derive.in_reading_order(whole.review)
    results = [line for study in studies for line in _results(study, whole.names[study.id], lookup)]
    lines = tuple(_line(study, whole, lookup) for study in studies)
    return Table("studies", "Studies", STUDIES, lines), Table("results", "Results", RESULTS, tuple(results))


def _line(study: Study, whole: ReviewView, lookup: Lookup) -> tuple[Cell, ...]:
    sample = study.sample
    source = study.provenance.source
    return (
        *(whole.names[study.id], study.id, study.title, "; ".join(study.authors), study.year, study.doi, study.pubmed),
        *(lookup.countries[study.country].title, study.region),
        lookup.designs[study.design].title if study.design else None,
        study.design_detail,
        "yes" if study.comparison_confirmed else "no",
        "; ".join(intervention(whole.review, name).title for name in study.intervention),
        *(study.intervention_detail, study.population),
        *((sample.intervention, sample.comparison) if sample else (None,) * 2),
        *(derive.sample_size(study), sample.unit if sample else None, study.follow_up),
        derive.QUALITIES[derive.quality(study, lookup)] if study.risk_of_bias else None,
        "; ".join(study.same_trial_as),
        *(study.provenance.inclusion, source.url, "; ".join(study.provenance.not_seen)),
    )


def _results(study: Study, name: str, lookup: Lookup) -> Iterator[tuple[Cell, ...]]:
    for result in study.outcomes:
        one = result.estimate
        yield (
            *(name, study.id, lookup.outcomes[result.outcome].title, result.label),
            *(lookup.directions[result.direction].title, result.detail, result.effect),
            *((one.measure, one.value, one.low, one.high, one.p) if one else (None,) * 5),
        )
