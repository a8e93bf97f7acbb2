"""A review as its own page, the pages below it and a card on the home page show it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from generator import addresses, charts, derive, legends, views
from generator.addresses import Address
from generator.audit import Sampled
from generator.frozen import frozen
from generator.lookup import Lookup
from generator.model import Rating, Review, Study
from generator.pages.rating_trace import trace
from generator.problems import counted
from generator.views import View


@frozen
class ReviewView:
    """A review as its own page and a card on the home page show it."""

    review: Review
    address: Address
    studies_address: Address
    pdf_address: Address
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
        names = derive.short_names(review)
        studies = counted(review.counts.studies, "study", "studies")
        return cls(
            review=review,
            address=addresses.of_review(review),
            studies_address=addresses.of_studies(review),
            pdf_address=addresses.of_pdf(review),
            eyebrow=f"Systematic review · {review.report.published[:4]} · {studies}",
            ratings=rating_views(
                review.ratings, lookup, derive.samples(review.studies), names, review.id, among=review.studies
            ),
            dots=charts.dots(bias.high, bias.of) if bias else None,
            summary=derive.direction_summary(review, lookup),
            numbers=derive.numbers(review, lookup),
            names=names,
            views=tuple((view, addresses.of_view(review, view.name)) for view in views.of(review, lookup)),
        )


def rating_views(
    ratings: dict[str, Any],
    lookup: Lookup,
    groups: Sequence[Sampled] = (),
    names: Mapping[str, str] = MappingProxyType({}),
    of: str = "",
    *,
    among: Sequence[Study] = (),
) -> tuple[legends.RatingView, ...]:
    """Ratings in the order of the scales' file names, strength of evidence before cost. With samples, each says what
    they support; `of` is the id of what is rated, and `among` are all studies that a rating may rest on."""
    scales = sorted(lookup.scales.values(), key=lambda scale: (scale.better == "none", scale.id))
    return tuple(
        legends.rating_view(one, scale, trace(scale, groups, names), of, _basis(one, names, among))
        for scale in scales
        if (one := ratings.get(scale.id)) is not None
    )


def _basis(rating: Rating, names: Mapping[str, str], among: Sequence[Study]) -> legends.Links:
    return tuple((names[study.id], addresses.of_study(study)) for study in among if study.id in rating.basis)
