"""A review → how to cite our summary and the report, and its data to take along. Pure."""

from __future__ import annotations

from generator import addresses
from generator.addresses import Address
from generator.export.file import File
from generator.export.of_review import ReviewData
from generator.export.papers import Paper
from generator.export.reference import in_words, of_record
from generator.model import Site, Study
from generator.pages.page import Page
from generator.pages.review_view import ReviewView


def page(whole: ReviewView, data: ReviewData, above: tuple[tuple[str, Address], ...]) -> Page:
    summary, report = (in_words(one) for one in data.cited)
    groups = (
        ("All in one file", data.whole),
        ("The papers of all studies, as references", data.papers_as_files),
        ("Single tables (CSV)", data.tables_as_files),
    )
    view = {
        "whole": whole,
        "summary": summary,
        "report": report,
        "citations": data.citations,
        "groups": groups,
    }
    title = f"Cite and data: {whole.review.title}"
    words = f"How to cite the summary and the report, and the data to take along: {whole.review.title}."
    made = (*data.citations, *data.whole, *data.papers_as_files)
    return Page(
        *(addresses.of_citing(whole.review), "pages/cite.html", title, words, view, above, whole.review, "reviews"),
        short_title="Cite and data",
        downloads=made,
        draft=whole.review.draft,
    )


def of_study(study: Study, called: str, site: Site, paper: Paper) -> tuple[dict[str, str], tuple[File, ...]]:
    """How to cite the paper of a study and our record of it, in words; and the paper as files."""
    record = in_words(of_record(study, called, site, paper.words))
    files = (
        File(addresses.of_paper(study, "ris"), "RIS", "", paper.as_ris),
        File(addresses.of_paper(study, "bib"), "BibTeX", "", paper.as_bib),
    )
    return {"paper": paper.words, "unsure": paper.reference.about, "record": record}, files
