from __future__ import annotations

import io
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from generator import derive, load, pdf, static
from generator.pages import Pages
from generator.render import Renderer

ROOT = Path(__file__).parents[2]
TEMPLATES, STYLE = ROOT / "templates", static.report_style(ROOT / "static")
COLOURS = {"ink": "#000", "accent": "#604"}
TINY = ROOT / "tests" / "content"


def document(content, templates=TEMPLATES):
    every = Pages(content).all()
    own = next(page for page in every if page.template == "pages/review.html")
    return pdf.document(own, every, Renderer(content, templates))


def made(content):
    return pdf.printed(document(content), pdf.sheet(STYLE, COLOURS))


@pytest.fixture(scope="module")
def printed():
    return made(load.content(TINY)[0])


@pytest.fixture(scope="module")
def read(printed):
    return PdfReader(io.BytesIO(printed))


@pytest.fixture
def content(tiny):
    return load.content(tiny)[0]


def headings(outline):
    for one in outline:
        yield from headings(one) if isinstance(one, list) else [one.title]


def text_of(read):
    return " ".join(" ".join(page.extract_text() for page in read.pages).split())


def test_a_pdf_says_what_its_parts_are_and_in_which_language(read):
    root = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert read.metadata.title == "Story evenings"
    assert "pdfuaid" in root["/Metadata"].get_data().decode()


def test_its_outline_leads_to_each_part_and_each_study(read):
    content = load.content(TINY)[0]
    titles = list(headings(read.outline))
    assert titles[0] == "Story evenings"
    assert [title for title in titles if title in ("Key messages", "How sure is this?", "The studies", "References")]
    assert set(derive.short_names(content.reviews[0]).values()) <= set(titles)


def test_it_says_what_the_page_says(read):
    said, review = text_of(read), load.content(TINY)[0].reviews[0]
    assert review.headline in said
    assert all(name in said for name in derive.short_names(review).values())
    assert all(study.title in said for study in review.studies)
    assert "Evidence rating: 3+* – Short-term and more (mixed findings)" in said
    assert "this level" in said
    assert "Page 1 of" in said


def test_the_same_content_gives_the_same_bytes(printed):
    assert made(load.content(TINY)[0]) == printed


def test_its_days_are_those_of_the_content(read):
    assert read.metadata["/CreationDate"] == "D:20261101000000Z" or read.metadata["/CreationDate"].startswith("D:2026")
    assert read.metadata["/ModDate"] >= read.metadata["/CreationDate"]


def test_a_review_without_a_history_has_the_day_of_its_report(content):
    report = replace(content.reviews[0].report, published="2025-03")
    changed = replace(content, reviews=(replace(content.reviews[0], history=(), report=report),))
    assert '<meta name="dcterms.created" content="2025-03-01">' in document(changed)


def test_links_to_the_site_are_whole_addresses(content):
    html = document(content)
    assert f'href="{content.site.url}reviews/fictional/studies/lee-2019.html"' in html
    targets = [part.split('"')[0] for part in html.split('href="')[1:]]
    assert targets
    assert not [one for one in targets if not one.startswith(("https://", "http://", "#"))]
    assert "popovertarget" not in html


def test_hostile_words_are_words(content):
    words = "<script>alert(1)</script><img src='file:///etc/passwd'>"
    changed = replace(content, reviews=(replace(content.reviews[0], title=words, headline=words),))
    assert "<script" not in document(changed)
    assert "<img" not in document(changed)


@pytest.mark.parametrize("address", ["https://example.org/a.png", "file:///etc/passwd", "font:99", "data:text/css,a{}"])
def test_nothing_is_fetched_but_our_typefaces(address):
    from weasyprint.urls import FatalURLFetchingError

    with pytest.raises(FatalURLFetchingError, match="may not fetch"):
        pdf._fetcher().fetch(address)


@pytest.mark.parametrize(
    "part", ["<img src='file:///etc/passwd'>", "<p style=\"background:url('https://a.example/b')\">"]
)
def test_a_document_that_asks_for_more_is_not_made(part):
    from weasyprint.urls import FatalURLFetchingError

    with pytest.raises(FatalURLFetchingError):
        pdf.printed(f"<html lang=en><title>A</title>{part}", "")


def test_without_the_package_a_sentence_says_how_to_get_it(monkeypatch):
    assert pdf.problem() == ""
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    assert pdf.problem() == pdf.HINT
