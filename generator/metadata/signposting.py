"""A page → typed links to what it is, who made it and what goes with it (signposting.org). A folder of files cannot
send headers, so they stand in the page. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from generator import addresses
from generator.metadata.head import Link
from generator.metadata.works import REVIEW, STUDIES, STUDY, review_of, what_it_is
from generator.model import Review, Site
from generator.pages import Page

SCHEMA = "https://schema.org/"
PDF, JSON_LD = "application/pdf", "application/ld+json"
# The pages whose own files go with what they are about.
OFFERING = (STUDY, STUDIES, "pages/cite.html", "pages/data.html")
# What describes a record, and what is an item of it, by the ending of the file's name.
DESCRIBING = {".ris": "application/x-research-info-systems", ".bib": "application/x-bibtex"}
ITEMS = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


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
    """The files that a page offers: a reference describes its record, data are items of it."""
    offered = [address for address, _ in page.tables] + [file.address for file in getattr(page, "downloads", ())]
    for address in offered:
        ending = address.path[address.path.rindex(".") :]
        if ending in DESCRIBING:
            yield Link("describedby", address, DESCRIBING[ending])
        elif ending in ITEMS:
            yield Link("item", address, ITEMS[ending])
