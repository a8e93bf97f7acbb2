"""A review and its studies → their pages. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator import addresses, derive
from generator.addresses import Address
from generator.export.of_review import ReviewData
from generator.lookup import Lookup
from generator.model import Intervention, Study
from generator.pages import cite, studies, study
from generator.pages.page import Page
from generator.pages.review_view import ReviewView, rating_views
from generator.views import View, effect_direction


def data(whole: ReviewView, lookup: Lookup) -> ReviewData:
    """The data of a review: every table that stands beside its pages, and what is made of them and of the records."""
    beside = [table for view, _ in whole.views for table in view.tables]
    return ReviewData(whole.review, lookup, (*studies.as_tables(whole, lookup), *beside))


def pages(whole: ReviewView, data: ReviewData, lookup: Lookup) -> Iterator[Page]:
    review = whole.review
    home = ("Reviews", addresses.HOME)
    above: tuple[tuple[str, Address], ...] = (home, (review.title, whole.address))
    view = {
        "whole": whole,
        "interventions": _interventions(whole, lookup),
        "citing": addresses.of_citing(review),
        "synthesis": _synthesis(whole),
    }
    yield Page(
        whole.address,
        "pages/review.html",
        review.title,
        review.headline,
        view,
        (home,),
        review,
        "reviews",
        draft=review.draft,
    )
    yield cite.page(whole, data, above)
    yield studies.page(whole, data.tables[:2], lookup, above)
    yield from (_view(view, whole) for view, _ in whole.views)
    above = (*above, ("Studies", whole.studies_address))
    ordered = derive.in_reading_order(review)
    for number, one in enumerate(ordered):
        before = ordered[number - 1] if number else None
        after = ordered[number + 1] if number + 1 < len(ordered) else None
        yield study.page(one, whole, (before, after), lookup, above=above, paper=data.papers[one.id])


def _synthesis(whole: ReviewView) -> tuple[tuple[str, str], ...]:
    """How results were put together, where there is no plot to say it below."""
    plotted = any(view.name == "effect-direction" for view, _ in whole.views)
    return () if plotted else effect_direction.synthesis(whole.review.synthesis)


def _view(view: View, whole: ReviewView) -> Page:
    review = whole.review
    above = (("Reviews", addresses.HOME), (review.title, whole.address))
    data = tuple((addresses.of_table(review, table.name), table) for table in view.tables)
    shows = {"whole": whole, "view": view, "data": data, **view.shows}
    words = f"{view.label}: {review.title}. {view.title}"
    title = f"{view.label}: {review.title}"
    address = addresses.of_view(review, view.name)
    return Page(
        address,
        view.template,
        title,
        words,
        shows,
        above,
        review,
        "reviews",
        view.label,
        data,
        draft=review.draft,
    )


def _interventions(whole: ReviewView, lookup: Lookup) -> list[dict[str, Any]]:
    """Each kind of intervention with its ratings and the number of study records on it."""
    groups = derive.samples(whole.review.studies)
    return [
        _intervention(one, derive.of_intervention(groups, one.id), whole, lookup) for one in whole.review.interventions
    ]


def _intervention(
    one: Intervention, groups: list[tuple[Study, ...]], whole: ReviewView, lookup: Lookup
) -> dict[str, Any]:
    return {
        "intervention": one,
        "anchor": addresses.anchor("intervention", one.id),
        "studies": sum(map(len, groups)),
        "ratings": rating_views(
            one.ratings, lookup, groups, whole.names, f"{whole.review.id}--{one.id}", among=whole.review.studies
        ),
    }
