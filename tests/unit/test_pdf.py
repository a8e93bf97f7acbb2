from __future__ import annotations

import io
import sys
from dataclasses import replace
from itertools import count
from pathlib import Path

import fictional
import pytest
import yaml
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


@pytest.mark.parametrize("dated", [True, False], ids=["with days", "with no day at all"])
def test_it_names_the_licence_of_the_site(content, dated):
    licence = "https://example.org/licence"
    review = content.reviews[0]
    review = review if dated else replace(review, history=(), next_review=None)
    whole = replace(content, site=replace(content.site, licence=licence), reviews=(review,))
    assert document(whole).count(f'<a href="{licence}">') == 1
    assert "<dt>Licence</dt>" not in document(content)


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


# ── Drawings ──


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """The made-up review with few studies, and with every box of a flow."""
    folder = fictional.write(tmp_path_factory.mktemp("made-up") / "content", 26)
    with (folder / "reviews" / fictional.NAME / "review.yaml").open("a", encoding="utf-8") as file:
        file.write(yaml.safe_dump({"flow": fictional.flow()}))
    return load.content(folder)[0]


@pytest.fixture(scope="module")
def plotted(full):
    return PdfReader(io.BytesIO(made(full)))


def figures(read):
    """The alternative text of each figure of a PDF, in reading order."""
    yield from _figures(read.trailer["/Root"]["/StructTreeRoot"])


def _figures(element):
    element = element.get_object()
    if not isinstance(element, dict):
        return
    if element.get("/S") == "/Figure":
        yield element.get("/Alt", "")
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        yield from _figures(kid)


def test_every_plot_that_the_data_allow_is_in_the_outline_and_says_its_finding(plotted, full):
    own = next(page for page in Pages(full).all() if page.template == "pages/review.html")
    views = [view for view, _ in own.view["whole"].views if view.name in pdf.PLOTS]
    assert len(views) == len(pdf.PLOTS)
    assert {view.label for view in views} <= set(headings(plotted.outline))
    said = text_of(plotted)
    assert not [view.name for view in views if view.title.translate(pdf.SIGNS) not in said]


def test_a_review_without_the_data_has_no_such_plot(content):
    studies = tuple(replace(study, outcomes=(), risk_of_bias=None) for study in content.reviews[0].studies)
    bare = replace(content.reviews[0], studies=studies, flow=None, pooled=())
    html = document(replace(content, reviews=(bare,)))
    labels = "Effect-direction plot", "Harvest plot", "Forest plot", "Risk of bias", "How studies were found"
    assert not [label for label in labels if f"<h2>{label}</h2>" in html]


def test_every_figure_has_words_in_its_stead(plotted):
    words = list(figures(plotted))
    assert all(words)
    assert [one for one in words if one.startswith("Pooled by the review: 0.82 (0.71 to 0.95)")]
    assert [one for one in words if one.endswith("The same stands below in words.")]
    assert [one for one in words if one.startswith("Hours of sleep, favours")]


def test_the_flow_is_told_in_words_too(plotted):
    assert "The flow in words" in headings(plotted.outline)
    assert "No lantern: 120" in text_of(plotted)


def test_a_document_with_drawings_has_the_same_bytes_each_time(full):
    assert made(full) == made(full)


def test_a_drawing_takes_along_the_rules_for_its_kind_in_the_colours_of_paper():
    rules = pdf.drawing_rules(
        "p { color: red; }\nsvg.a b { fill: var(--ink); }\nsvg.c b { fill: var(--paper); }\n", COLOURS
    )
    assert rules == {"a": "svg.a b { fill: #000; }\n", "c": "svg.c b { fill: #fff; }\n"}
    assert "<style>svg.a b { fill: #000; }" in pdf.drawn(rules, count(1), '<svg class="a"><b/></svg>', "A")


def test_the_rules_of_drawings_are_not_those_of_the_document():
    assert "\nsvg." in STYLE
    assert "\nsvg." not in pdf.sheet(STYLE, COLOURS)


def test_every_class_that_is_drawn_has_its_rules(full):
    html = document(full)
    drawn = {part.split('"')[0].split()[0] for part in html.split('<svg class="')[1:]} - {"forest__at"}
    assert drawn == {"harvest", "forest", "flow-chart", "bias-bar"}
    assert drawn == set(pdf.drawing_rules(STYLE, COLOURS))


def test_the_ids_of_a_drawing_are_its_own():
    fills = '<pattern id="hatch"/>'
    numbers = count(1)
    one, two = (pdf.drawn({}, numbers, '<svg class="a"><rect fill="url(#hatch)"/></svg>', "A", fills) for _ in range(2))
    assert 'id="hatch-1"' in one
    assert 'fill="url(#hatch-1)"' in one
    assert 'id="hatch-2"' in two


def test_the_words_of_a_drawing_are_words():
    assert "<title>&lt;script&gt;" in pdf.drawn({}, count(1), "<svg></svg>", "<script>")


def test_a_wide_plot_lies_and_a_narrow_one_stands(full, content):
    assert '<section class="lying">\n<h2>How studies were found' in document(full)
    assert '<section class="upright">\n<h2>Harvest plot' in document(content)
