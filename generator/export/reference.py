"""A paper, a report or a page of ours → what is needed to cite it, whatever the format. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from generator import addresses
from generator.derive import days_of_change, family_name, with_initials
from generator.frozen import frozen
from generator.model import Review, Site, Study

INITIAL = re.compile(r"-?[^\W\d_][\u0300-\u036f]*")
# What a record may say no source confirms, and a reference of its paper has.
CITED = frozenset("title authors year publication journal volume issue pages publisher isbn doi pubmed url".split())
DASH = re.compile(r"\s*[-‐‑‒–—]+\s*")


@frozen
class Name:
    """An author; without a given name, an organisation, whose name is never taken apart."""

    family: str
    given: str = ""

    @property
    def words(self) -> str:
        """`Sundell K`, as study files and reference lists have it."""
        return with_initials(self.family, re.sub("[. ]", "", self.given)) if self.given else self.family


@frozen
class Reference:
    """`kind` is article, book, report, document or webpage; what is not known is an empty text. `about` names what a
    page of ours sums up, or says what no source confirms of a paper."""

    key: str
    kind: str
    title: str
    authors: tuple[Name, ...]
    date: str = ""
    within: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    publisher: str = ""
    isbn: str = ""
    doi: str = ""
    pubmed: str = ""
    url: str = ""
    about: str = ""

    @property
    def year(self) -> str:
        return self.date[:4]

    @property
    def date_parts(self) -> list[int]:
        """`2020-02` → [2020, 2]"""
        return [int(part) for part in self.date.split("-")] if self.date else []

    @property
    def page_ends(self) -> tuple[str, str]:
        return page_ends(self.pages)


def page_ends(pages: str) -> tuple[str, str]:
    """First and last page; anything else that a source gives for pages stands whole in the first."""
    whole = DASH.sub("-", pages)
    first, dash, last = whole.partition("-")
    return (first, last) if dash and first and last and "-" not in last else (whole, "")


def name(author: str) -> Name:
    """`van Steensel FJA` → family name and initials; `Chapin Hall` is an organisation."""
    family = family_name(author)
    if family == author:
        return Name(author)
    return Name(family, ". ".join(INITIAL.findall(author[len(family) :])).replace(". -", ".-") + ".")


def of_paper(study: Study) -> Reference:
    """The paper or report of a study. Its key is the study's id."""
    paper = study.publication
    isbn, journal = (paper.isbn, paper.journal) if paper else (None, None)
    return Reference(
        key=study.id,
        kind="article" if journal else "book" if isbn else "document",
        title=study.title,
        authors=tuple(name(author) for author in study.authors),
        date=str(study.year),
        within=journal or "",
        volume=(paper and paper.volume) or "",
        issue=(paper and paper.issue) or "",
        pages=DASH.sub("-", (paper and paper.pages) or ""),
        publisher=(paper and paper.publisher) or "",
        isbn=isbn or "",
        doi=study.doi or "",
        pubmed=str(study.pubmed or ""),
        url=study.url or "",
        about=_unconfirmed(study),
    )


def _unconfirmed(study: Study) -> str:
    """What our record takes from no source: whoever cites the paper by it should look there first."""
    unseen = [word for word in study.provenance.not_seen if word.replace(" ", "_") in CITED]
    return f"Not confirmed by a source: {', '.join(unseen)}" if unseen else ""


def of_report(review: Review) -> Reference:
    """The report that a review of this site sums up: somebody else's work."""
    report = review.report
    return Reference(
        key=f"{review.id}-report",
        kind="report",
        title=report.title,
        authors=tuple(name(author) for author in report.authors),
        date=report.published,
        publisher=report.publisher,
        doi=report.doi or "",
        url=report.url,
    )


def of_summary(review: Review, site: Site) -> Reference:
    """Our summary of a report: a page of this site, whose author is who publishes the site. The report's authors and
    its DOI are not ours."""
    return Reference(
        key=review.id,
        kind="webpage",
        title=f"{review.title}: summary of a systematic review",
        authors=(_publisher(site),),
        date=_last_changed(review),
        within=site.title,
        url=addresses.on_the_web(site.url, addresses.of_review(review)),
        about=f"Summary of: {in_words(of_report(review))}",
    )


def of_record(study: Study, called: str, site: Site, paper: str) -> Reference:
    """Our record of a study: a page of this site, too. `paper` is what it is a record of, in words."""
    return Reference(
        key=f"{study.id}-record",
        kind="webpage",
        title=f"{called}: record of a study",
        authors=(_publisher(site),),
        within=site.title,
        url=addresses.on_the_web(site.url, addresses.of_study(study)),
        about=f"Record of: {paper}",
    )


def _publisher(site: Site) -> Name:
    return Name(site.organisation.name if site.organisation else site.title)


def _last_changed(review: Review) -> str:
    """The day of the last change that the page names; without one, the page has no date."""
    return max(days_of_change(review), default="")


def in_words(reference: Reference) -> str:
    """A reference as a list of references has it: `Sundell K, Vinnerljung B (2004). Title. Journal, 28(3), 267–287.`"""
    return " ".join(
        part if part.endswith((".", "?", "!")) or "://" in part else f"{part}." for part in _parts(reference)
    )


def _parts(one: Reference) -> Iterator[str]:
    authors = ", ".join(author.words for author in one.authors)
    yield f"{authors} ({one.year})" if one.year else authors
    yield one.title
    where = _where(one)
    if where:
        yield where
    if one.kind != "webpage" and one.publisher:
        yield one.publisher
    if one.isbn:
        yield f"ISBN {one.isbn}"
    if one.doi or one.url:
        yield f"https://doi.org/{quote(one.doi, safe='/():;._-')}" if one.doi else one.url


def _where(one: Reference) -> str:
    volume = one.volume + (f"({one.issue})" if one.issue else "")
    within = "" if one.within == one.authors[0].family else one.within
    return ", ".join(part for part in (within, volume, one.pages.replace("-", "–")) if part)
