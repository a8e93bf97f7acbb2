"""Content → the pages that there are to make: for each its address, its template and what the template shows. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from generator import addresses, charts, derive, legends
from generator.addresses import Address
from generator.lookup import Lookup
from generator.model import Content, Domain, Result, Review, Scale, Study, Term
from generator.problems import counted


@dataclass(frozen=True, slots=True)
class Page:
    """One page to make. `view` holds what its template shows, `trail` the pages above it, from the home page down."""

    address: Address
    template: str
    title: str
    description: str
    view: dict[str, Any] = field(default_factory=dict)
    trail: tuple[tuple[str, Address], ...] = ()
    review: Review | None = None
    section: str = ""
    short_title: str = ""

    @property
    def label(self) -> str:
        """What the page is called where the pages above it have been named."""
        return self.short_title or self.title


def of(content: Content) -> list[Page]:
    """Every page of the site; the order is that of the site map."""
    lookup = Lookup(content)
    pages = [_home(lookup)]
    for review in content.reviews:
        pages += _review_pages(review, lookup)
    pages += [_scales(content), *(_scale(scale) for scale in content.scales)]
    pages += [_outcomes(content), _designs(content), _directions(content), _glossary(content)]
    pages += [_text_page(page) for page in content.pages]
    pages.append(
        Page(addresses.NOT_FOUND, "pages/not_found.html", "Page not found", "There is no page at this address.")
    )
    return pages


def _home(lookup: Lookup) -> Page:
    site = lookup.content.site
    cards = [ReviewView.of(review, lookup) for review in lookup.content.reviews]
    view = {"cards": cards, "domains": [(domain, _measuring(domain, lookup)) for domain in lookup.content.domains]}
    return Page(addresses.HOME, "pages/home.html", site.title, site.tagline, view, section="reviews")


def _measuring(domain: Domain, lookup: Lookup) -> list[tuple[str, Address]]:
    """The reviews with a study that measured an outcome of a domain."""
    outcomes = {outcome.id for outcome in domain.outcomes} - {"other"}
    return [
        (review.title, addresses.of_review(review))
        for review in lookup.content.reviews
        if any(result.outcome in outcomes for study in review.studies for result in study.outcomes)
    ]


# ── A review and its studies ──


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
        )


def rating_views(ratings: dict[str, Any], lookup: Lookup) -> tuple[legends.RatingView, ...]:
    """Ratings in the order of the scales' file names, strength of evidence before cost."""
    scales = sorted(lookup.scales.values(), key=lambda scale: (scale.better == "none", scale.id))
    return tuple(legends.rating_view(ratings[scale.id], scale) for scale in scales if scale.id in ratings)


def _review_pages(review: Review, lookup: Lookup) -> Iterator[Page]:
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
    above = (*above, ("Studies", whole.studies_address))
    for number, study in enumerate(ordered):
        before = ordered[number - 1] if number else None
        after = ordered[number + 1] if number + 1 < len(ordered) else None
        yield _study(study, whole, (before, after), lookup, above)


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


# ── The vocabulary ──


def _scales(content: Content) -> Page:
    words = "The scales that ratings on this site stand on."
    scales = [(scale, addresses.of_scale(scale), legends.rungs(scale)) for scale in content.scales]
    return Page(addresses.SCALES, "pages/scales.html", "Rating scales", words, {"scales": scales}, section="scales")


def _scale(scale: Scale) -> Page:
    levels = [
        {
            "level": level,
            "rung": rung,
            "anchor": addresses.anchor("level", level.id),
            "bounds": legends.bounds(level, scale),
            "rungs": legends.rungs(scale, level),
        }
        for level, rung in zip(scale.levels, legends.rungs(scale), strict=True)
    ]
    view = {"scale": scale, "levels": levels, "anchor": addresses.anchor}
    trail = (("Rating scales", addresses.SCALES),)
    return Page(
        addresses.of_scale(scale), "pages/scale.html", scale.title, scale.question, view, trail, section="scales"
    )


def _outcomes(content: Content) -> Page:
    kinds = {kind: [one for one in content.domains if one.kind == kind] for kind in ("child-outcome", "other")}
    view = {"child_outcomes": kinds["child-outcome"], "others": kinds["other"], "benefit": legends.BENEFIT}
    words = "What the studies measure, and which way is good for families."
    return Page(addresses.OUTCOMES, "pages/outcomes.html", "Outcomes and domains", words, view, section="outcomes")


def _designs(content: Content) -> Page:
    words = "How studies are built, the strongest first."
    view = {"designs": content.designs}
    return Page(addresses.DESIGNS, "pages/designs.html", "Study designs", words, view, section="designs")


def _directions(content: Content) -> Page:
    words = "The signs that say which way a result points."
    view = {"directions": content.directions}
    return Page(addresses.DIRECTIONS, "pages/directions.html", "Which way results point", words, view)


def _glossary(content: Content) -> Page:
    terms = sorted(content.terms, key=lambda term: derive.alphabetical(term.title))
    letters: dict[str, list[Term]] = {}
    for term in terms:
        letters.setdefault(derive.alphabetical(term.title)[:1].upper(), []).append(term)
    view = {"letters": letters, "titles": {term.id: term.title for term in terms}}
    words = "The terms of this site in plain words."
    return Page(addresses.GLOSSARY, "pages/glossary.html", "Glossary", words, view, section="glossary")


def _text_page(page: Any) -> Page:
    return Page(
        addresses.of_page(page.id), "pages/text.html", page.title, page.summary, {"text": page}, section=page.id
    )
