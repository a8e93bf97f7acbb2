"""A page → the tags that reference managers and Google Scholar read (Highwire Press). Pure."""

from __future__ import annotations

from collections.abc import Iterator

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


def _report(report: Report) -> Iterator[tuple[str, str]]:
    yield "citation_title", report.title
    yield from (("citation_author", author) for author in report.authors)
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
    yield from (("citation_author", author) for author in known.authors)
    if known.year:
        yield "citation_publication_date", known.year
    if known.publication is not None:
        yield from _publication(known.publication)


def _publication(one: Publication) -> Iterator[tuple[str, str]]:
    first, _, last = (one.pages or "").replace("–", "-").partition("-")
    stated = {
        "citation_journal_title": one.journal,
        "citation_volume": one.volume,
        "citation_issue": one.issue,
        "citation_firstpage": first.strip(),
        "citation_lastpage": last.strip(),
        "citation_publisher": one.publisher,
        "citation_isbn": one.isbn,
    }
    yield from ((name, words) for name, words in stated.items() if words)
