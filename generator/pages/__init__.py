"""Content → the pages that there are to make: for each its address, its template and what the template shows. Pure."""

from __future__ import annotations

from generator import addresses
from generator.addresses import Address
from generator.lookup import Lookup
from generator.model import Content, Domain
from generator.pages import review, vocabulary
from generator.pages.page import Page
from generator.pages.review_view import ReviewView

__all__ = ["Page", "of"]


def of(content: Content) -> list[Page]:
    """Every page of the site; the order is that of the site map."""
    lookup = Lookup(content)
    pages = [_home(lookup)]
    for one in content.reviews:
        pages += review.pages(one, lookup)
    pages += vocabulary.pages(content)
    pages.append(
        Page(addresses.NOT_FOUND, "pages/not_found.html", "Page not found", "There is no page at this address.")
    )
    return pages


def _home(lookup: Lookup) -> Page:
    site = lookup.content.site
    cards = [ReviewView.of(one, lookup) for one in lookup.content.reviews]
    view = {"cards": cards, "domains": [(domain, _measuring(domain, lookup)) for domain in lookup.content.domains]}
    return Page(addresses.HOME, "pages/home.html", site.title, site.tagline, view, section="reviews")


def _measuring(domain: Domain, lookup: Lookup) -> list[tuple[str, Address]]:
    """The reviews with a study that measured an outcome of a domain."""
    outcomes = {outcome.id for outcome in domain.outcomes} - {"other"}
    return [
        (one.title, addresses.of_review(one))
        for one in lookup.content.reviews
        if any(result.outcome in outcomes for study in one.studies for result in study.outcomes)
    ]
