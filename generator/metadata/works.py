"""Reports and papers → what may be said of them to programs. Pure."""

from __future__ import annotations

from generator.addresses import Address
from generator.derive import family_name
from generator.frozen import frozen
from generator.model import Publication, Review, Study
from generator.pages import Page
from generator.remembered import remembered

REVIEW, STUDY, STUDIES, SCALE = "pages/review.html", "pages/study.html", "pages/studies.html", "pages/scale.html"
CITE, DATA = "pages/cite.html", "pages/data.html"
# What files are, by the endings of their names.
TYPES = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".ris": "application/x-research-info-systems",
    ".bib": "application/x-bibtex",
}


@frozen
class Paper:
    """A study's paper, as far as sources confirm what its record says of it."""

    title: str
    authors: tuple[str, ...]
    year: str
    publication: Publication | None
    doi: str
    pubmed: int | None


@remembered
def paper(study: Study) -> Paper | None:
    """None where not even the title is confirmed."""
    unseen = {name.replace(" ", "_") for name in study.provenance.not_seen}
    if "title" in unseen:
        return None
    return Paper(
        study.title,
        () if "authors" in unseen else study.authors,
        "" if "year" in unseen else str(study.year),
        None if unseen & {"journal", "publication"} else study.publication,
        study.doi or "",
        study.pubmed,
    )


def review_of(page: Page) -> Review | None:
    """The review whose own page this is."""
    return page.review if page.template == REVIEW else None


def study_of(page: Page) -> Study | None:
    """The study whose page this is."""
    study: Study | None = page.view["study"] if page.template == STUDY else None
    return study


def kind(known: Paper) -> str:
    """What is known of a paper's kind: what stands in a journal or has a DOI is scholarly; a report, thesis or chapter
    may be anything."""
    in_journal = known.publication is not None and known.publication.journal
    return "ScholarlyArticle" if in_journal or known.doi else "CreativeWork"


def what_it_is(page: Page) -> str | None:
    """What the one thing is that a page is about, in the words of schema.org; None where it is about itself."""
    study = study_of(page)
    known = paper(study) if study else None
    if known is not None:
        return kind(known)
    return {REVIEW: "Report", STUDIES: "Dataset", DATA: "Dataset", SCALE: "DefinedTermSet"}.get(page.template)


def offered(page: Page) -> list[Address]:
    """The files that a page offers to its readers."""
    return [address for address, _ in page.tables] + [file.address for file in getattr(page, "downloads", ())]


def is_person(author: str) -> bool:
    """Whether an author is written as people are, with initials; an organisation has none."""
    return family_name(author) != author
