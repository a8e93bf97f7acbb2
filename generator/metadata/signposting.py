"""A page → typed links to what it is, who made it and what goes with it (signposting.org). A folder of files cannot
send headers, so they stand in the page. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from generator import addresses
from generator.metadata.head import Link
from generator.metadata.works import CITE, DATA, REVIEW, STUDIES, STUDY, TYPES, offered, review_of, what_it_is
from generator.model import Review, Site
from generator.pages import Page

SCHEMA = "https://schema.org/"
PDF, JSON_LD = "application/pdf", "application/ld+json"
# The pages whose own files go with what they are about.
OFFERING = (STUDY, STUDIES, CITE, DATA)


def links(page: Page, site: Site, made: Collection[str]) -> Iterator[Link]:
    """Each page names its maker and its licence, where the site has them; a record names what it is, and the files that
    go with it."""
    if site.organisation and site.organisation.url:
        yield Link("author", site.organisation.url)
    if site.licence:
        yield Link("license", site.licence)
    yield from _types(page)
    review = review_of(page)
    if review is not None:
        yield from _of_review(review, made)
    if page.template in OFFERING:
        yield from _offered(page)


def _types(page: Page) -> Iterator[Link]:
    """A record's page is a page about something; then what it is about."""
    about = what_it_is(page)
    if about is None:
        return
    if page.template in (REVIEW, STUDY):
        yield Link("type", SCHEMA + "AboutPage")
    yield Link("type", SCHEMA + about)


def _of_review(review: Review, made: Collection[str]) -> Iterator[Link]:
    if review.report.doi:
        yield Link("cite-as", f"https://doi.org/{review.report.doi}")
    if addresses.of_pdf(review).path in made:
        yield Link("item", addresses.of_pdf(review), PDF)
    yield Link("describedby", addresses.of_graph(review), JSON_LD)


def _offered(page: Page) -> Iterator[Link]:
    """The files that a page offers: the reference of a study describes its record, all others are items of what the
    page is about."""
    for address in offered(page):
        kind = TYPES.get(address.path[address.path.rindex(".") :])
        if kind:
            yield Link("describedby" if page.template == STUDY else "item", address, kind)
