"""A review and its studies → their pages. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator import addresses, charts, derive, legends, views
from generator.addresses import Address
from generator.lookup import Lookup
from generator.model import Result, Review, Study
from generator.pages.page import Page
from generator.problems import counted
from generator.views import View


@dataclass(frozen=True, slots=True)
class ReviewView:
    """A review as its own page and a card on the home page show it."""

    review: Review
    address: Address
    studies_address: Address
    eyebrow: str
    ratings: tuple[legends.RatingView, ...]
    dots: charts.Dots | None
    summary: tuple[derive.OutcomeSummary, ...]
    numbers: derive.Numbers
    names: dict[str, str]
    views: tuple[tuple[View, Address], ...]

    @classmethod
    def of(cls, review: Review, lookup: Lookup) -> ReviewView:
        bias = review.risk_of_bias
        studies = counted(review.counts.studies, "study", "studies")
        return cls(
            review=review,
            address=addresses.of_review(review),
            studies_address=addresses.of_studies(review),
            eyebrow=f"Systematic review · {review.report.published[:4]} · {studies}",
            ratings=rating_views(review.ratings, lookup),
            dots=charts.dots(bias.high, bias.of) if bias else None,
            summary=derive.direction_summary(review, lookup),
            numbers=derive.numbers(review, lookup),
            names=derive.short_names(review),
            views=tuple((view, addresses.of_view(review, view.name)) for view in views.of(review, lookup)),
        )


def rating_views(ratings: dict[str, Any], lookup: Lookup) -> tuple[legends.RatingView, ...]:
    """Ratings in the order of the scales' file names, strength of evidence before cost."""
    scales = sorted(lookup.scales.values(), key=lambda scale: (scale.better == "none", scale.id))
    return tuple(legends.rating_view(ratings[scale.id], scale) for scale in scales if scale.id in ratings)


def pages(review: Review, lookup: Lookup) -> Iterator[Page]:
    whole = ReviewView.of(review, lookup)
    home = ("Reviews", addresses.HOME)
    above: tuple[tuple[str, Address], ...] = (home, (review.title, whole.address))
    view = {"whole": whole, "interventions": _interventions(review)}
    yield Page(whole.address, "pages/review.html", review.title, review.headline, view, (home,), review, "reviews")
    ordered = derive.in_reading_order(review)
    columns = _columns(review, lookup)
    rows = [_row(study, whole, columns, lookup) for study in ordered]
    view = {"whole": whole, "rows": rows, "columns": columns, "directions": lookup.content.directions}
    title = f"The studies: {review.title}"
    words = f"All study records of the review in one table: {review.title}."
    yield Page(whole.studies_address, "pages/studies.html", title, words, view, above, review, "reviews", "Studies")
    yield from (_view(view, whole) for view, _ in whole.views)
    above = (*above, ("Studies", whole.studies_address))
    for number, study in enumerate(ordered):
        before = ordered[number - 1] if number else None
        after = ordered[number + 1] if number + 1 < len(ordered) else None
        yield _study(study, whole, (before, after), lookup, above)


def _view(view: View, whole: ReviewView) -> Page:
    review = whole.review
    above = (("Reviews", addresses.HOME), (review.title, whole.address))
    data = tuple((addresses.of_table(review, table.name), table) for table in view.tables)
    shows = {"whole": whole, "view": view, "data": data, **view.shows}
    words = f"{view.label}: {review.title}. {view.title}"
    title = f"{view.label}: {review.title}"
    address = addresses.of_view(review, view.name)
    return Page(address, view.template, title, words, shows, above, review, "reviews", view.label, data)


def _interventions(review: Review) -> list[dict[str, Any]]:
    """Each kind of intervention with the number of study records on it."""
    return [
        {
            "intervention": one,
            "anchor": addresses.anchor("intervention", one.id),
            "studies": sum(one.id in study.intervention for study in review.studies),
        }
        for one in review.interventions
    ]


def _columns(review: Review, lookup: Lookup) -> list[Any]:
    """The outcomes that the review's studies measured, and `other` at the end."""
    measured = {result.outcome for study in review.studies for result in study.outcomes}
    return [outcome for outcome in lookup.outcomes.values() if outcome.id in measured]


@dataclass(frozen=True, slots=True)
class ResultView:
    """A result with its outcome and direction looked up. `name` is the study's own label, or the outcome's title."""

    result: Result
    outcome: Any
    direction: Any
    name: str


def result_view(result: Result, lookup: Lookup) -> ResultView:
    outcome = lookup.outcomes[result.outcome]
    own = result.label[:1].upper() + result.label[1:] if result.label else ""
    name = outcome.title if outcome.id != "other" else own or outcome.title
    return ResultView(result, outcome, lookup.directions[result.direction], name)


def _row(study: Study, whole: ReviewView, columns: list[Any], lookup: Lookup) -> dict[str, Any]:
    results = [result_view(result, lookup) for result in study.outcomes]
    return {
        "study": study,
        "name": whole.names[study.id],
        "address": addresses.of_study(study),
        "country": lookup.countries[study.country].title,
        "design": lookup.designs[study.design] if study.design else None,
        "meeting": [_intervention(whole.review, name).title for name in study.intervention],
        "size": sample_words(study),
        "cells": [[view for view in results if view.outcome is column] for column in columns],
    }


def _intervention(review: Review, name: str) -> Any:
    return next(one for one in review.interventions if one.id == name)


def sample_words(study: Study) -> str:
    """Who took part, in numbers: `97 against 142 children`; empty where no source gives a number."""
    sample = study.sample
    if sample is None:
        return ""
    groups = [f"{size:,}" for size in (sample.intervention, sample.comparison) if size is not None]
    unit = f" {sample.unit}" if sample.unit else ""
    if sample.total is not None:
        return f"{sample.total:,}{unit} in all"
    if sample.intervention is None or sample.comparison is None:
        group = "with a meeting" if sample.intervention is not None else "in the comparison group"
        return f"{groups[0]}{unit} {group}" if groups else ""
    return f"{groups[0]} and {groups[1]}{unit}"


def _study(
    study: Study,
    whole: ReviewView,
    neighbours: tuple[Study | None, Study | None],
    lookup: Lookup,
    above: tuple[tuple[str, Address], ...],
) -> Page:
    name = whole.names[study.id]
    view = {
        "whole": whole,
        "study": study,
        "name": name,
        "country": lookup.countries[study.country].title,
        "design": lookup.designs[study.design] if study.design else None,
        "meetings": [_intervention(whole.review, one) for one in study.intervention],
        "size": sample_words(study),
        "results": [result_view(result, lookup) for result in study.outcomes],
        "same_trial": [(whole.names[other], _study_named(whole.review, other)) for other in study.same_trial_as],
        "ratings": rating_views(study.ratings, lookup),
        "before": neighbours[0] and (whole.names[neighbours[0].id], addresses.of_study(neighbours[0])),
        "after": neighbours[1] and (whole.names[neighbours[1].id], addresses.of_study(neighbours[1])),
        "authors": ", ".join(study.authors),
        "published_in": published_in(study),
        "tool": lookup.tools[study.risk_of_bias.tool] if study.risk_of_bias else None,
        "anchor": addresses.anchor,
        "judgements": derive.judgements(study, lookup),
        "not_seen": [word.replace("_", " ") for word in study.provenance.not_seen],
    }
    words = f"{name}: what was studied and what was found. {study.title}"
    return Page(addresses.of_study(study), "pages/study.html", name, words, view, above, whole.review, "reviews")


def _study_named(review: Review, name: str) -> Address:
    return addresses.of_study(next(study for study in review.studies if study.id == name))


def published_in(study: Study) -> str:
    """Journal, volume, issue and pages, or the publisher, as a reference list has them."""
    paper = study.publication
    if paper is None:
        return ""
    volume = (paper.volume or "") + (f"({paper.issue})" if paper.issue else "")
    journal = ", ".join(part for part in (paper.journal, volume) if part)
    pages = paper.pages.replace("-", "–") if paper.pages else ""
    isbn = f"ISBN {paper.isbn}" if paper.isbn else ""
    return ". ".join(part for part in (f"{journal}, {pages}" if pages else journal, paper.publisher, isbn) if part)
