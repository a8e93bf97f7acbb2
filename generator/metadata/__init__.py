"""A page → what its head tells programs: reference managers, search engines, crawlers, social networks. Pure.

One page is about one thing, so that a reference manager that looks at it picks the right one (evidence-rules C7.2):

- A review's page is this site's record of the *report*. Its `citation_*` tags describe the report, as a library's
  catalogue describes a book, with the report's own address and, if it has one, its DOI. `citation_pdf_url` is never
  given: a PDF that we make is our summary, and Google Scholar takes what the tag names for the full text of what the
  tags describe (C7.1).
- A study's page is this site's record of a *paper*. Its tags describe the paper so that it can be cited, but leave out
  `citation_doi`: annotation and metrics services take that tag for "this page is that document". The DOI stands where
  it names the paper alone: in the JSON-LD, as the identifier of the thing that the page is about, and in the text.
- `cite-as` names a DOI, and only the report's on the review's page; a study's never (C7.5). All other pages are named
  by their `canonical` address.
- What a record says no source confirms (`not_seen`) is not told: a program cannot read the caution that readers see.
- All other pages are about themselves and have no `citation_*` tags.

The language of a report or paper is not in the content, so it is not claimed. Ratings are words and levels of a scale
(`DefinedTerm`), never stars, reviews or averages (C8.2).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from generator import addresses
from generator.metadata import citing, graph, signposting, social
from generator.metadata.head import Head, Link, whole_address
from generator.metadata.works import STUDIES, review_of
from generator.model import Site
from generator.pages import Page

__all__ = ["Head", "Link", "files", "head", "whole_address"]


def head(page: Page, site: Site, made: Collection[str] = ()) -> Head | None:
    """What the head of a page says; `made` are the paths of files that are made on request only. The page for unknown
    addresses has no address, and nothing to say."""
    if page.address == addresses.NOT_FOUND:
        return None
    return Head(
        canonical=whole_address(site, page.address),
        citation=tuple(citing.tags(page)),
        social=tuple(social.tags(page, site, made)),
        links=tuple(signposting.links(page, site, made)),
        graph=graph.script(page, site),
    )


def files(pages: Iterable[Page], site: Site) -> dict[str, bytes]:
    """The graphs that are too long for their pages, by path."""
    pages = list(pages)
    studies = {page.review.id: page for page in pages if page.review and page.template == STUDIES}
    return {
        addresses.of_graph(review).path: graph.file(page, studies.get(review.id), site).encode()
        for page in pages
        if (review := review_of(page)) is not None
    }
