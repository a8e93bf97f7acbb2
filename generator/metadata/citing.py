"""A page → the tags that reference managers and Google Scholar read (Highwire Press). Pure."""

from __future__ import annotations

from collections.abc import Iterator

from generator.export.reference import name, page_ends
from generator.metadata.works import paper, review_of, study_of
from generator.model import Publication, Report, Study
from generator.pages import Page


def tags(page: Page) -> Iterator[tuple[str, str]]:
    """The work that a page is a record of; nothing where it is a record of none."""
    review, study = review_of(page), study_of(page)
    if review is not None:
        yield from _report(review.report)
    if study is not None:
        yield from _paper(study)


def _author(author: str) -> tuple[str, str]:
    """`Sundell, K.`: without a comma, Zotero takes the last word for the family name. Where names with blanks stand on
    both sides of it, it takes them for two authors: so initials have none."""
    one = name(author)
    return "citation_author", f"{one.family}, {one.given.replace(' ', '')}" if one.given else one.family


def _report(report: Report) -> Iterator[tuple[str, str]]:
    yield "citation_title", report.title
    yield from map(_author, report.authors)
    yield "citation_publication_date", report.published.replace("-", "/")
    yield "citation_technical_report_institution", report.publisher
    yield "citation_public_url", report.url
    if report.doi:
        yield "citation_doi", report.doi


def _paper(study: Study) -> Iterator[tuple[str, str]]:
    known = paper(study)
    if known is None:
        return
    yield "citation_title", known.title
    yield from map(_author, known.authors)
    if known.year:
        yield "citation_publication_date", known.year
    if known.publication is not None:
        yield from _publication(known.publication)


def _publication(one: Publication) -> Iterator[tuple[str, str]]:
    first, last = page_ends(one.pages or "")
    stated = {
        "citation_journal_title": one.journal,
        "citation_volume": one.volume,
        "citation_issue": one.issue,
        "citation_firstpage": first,
        "citation_lastpage": last,
        "citation_publisher": one.publisher,
        "citation_isbn": one.isbn,
    }
    yield from ((tag, words) for tag, words in stated.items() if words)
