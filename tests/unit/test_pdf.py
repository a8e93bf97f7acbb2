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
    return pdf.document(own, every, Renderer(content, templates), pdf.drawing_rules(STYLE, COLOURS))


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
    assert read.metadata["/CreationDate"].startswith("D:20260131")
    assert read.metadata["/ModDate"].startswith("D:20261122")
    assert "A summary by Nobody at all, 22 November 2026, of a report" in text_of(read)


def with_review(content, **changes):
    return replace(content, reviews=(replace(content.reviews[0], **changes),))


def test_a_review_that_names_no_change_has_no_day(content):
    """That of its report is another's, and may be a month alone."""
    read = PdfReader(io.BytesIO(made(with_review(content, history=(), rating_changes=()))))
    assert not {"/CreationDate", "/ModDate"} & set(read.metadata)
    assert "A summary by Nobody at all, of a report by Nobody AB" in text_of(read)


def test_a_review_without_studies_has_no_empty_parts(content):
    without = {"studies": (), "sections": (), "key_messages": ("None.",), "flow": None, "ratings": {}}
    html = document(with_review(content, **without))
    assert "No study records yet." in html
    assert "Each study in brief" not in html
    assert "<tbody>\n</tbody>" not in html
    assert not [part for part in html.split("<ul")[1:] if "<li" not in part.split("</ul>")[0]]


def test_a_long_word_stays_on_its_page(content):
    """Such as an address: it is broken into lines instead of running over the edge."""
    read = PdfReader(io.BytesIO(made(with_review(content, headline="x" * 400, key_messages=("y" * 400,)))))
    lines = read.pages[0].extract_text().split("\n")
    assert sum(line.count("x") for line in lines if set(line) == {"x"}) == 400
    assert max(len(line) for line in lines) < 150


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
