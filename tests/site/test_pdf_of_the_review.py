"""The PDF of the real review: every study is in it, and can be found from its outline."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from generator import derive, load, make

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def review():
    return load.content(ROOT / "content")[0].reviews[0]


@pytest.fixture(scope="module")
def files():
    made = make.rendered(ROOT / "content", ROOT / "templates", ROOT / "static", ["cards", "pdf"])
    assert not made.problems
    return made.files


@pytest.fixture(scope="module")
def read(files):
    (data,) = [data for path, data in files.items() if path.endswith(".pdf")]
    return PdfReader(io.BytesIO(data))


@pytest.fixture(scope="module")
def text(read):
    return " ".join(" ".join(page.extract_text() for page in read.pages).split())


def headings(outline):
    for one in outline:
        yield from headings(one) if isinstance(one, list) else [one.title]


def test_every_study_has_its_place_and_its_bookmark(read, review, text):
    names = derive.short_names(review)
    assert len(names) == 33
    assert set(names.values()) <= set(headings(read.outline))
    assert not [name for name in names.values() if name not in text]


def test_it_says_the_finding_how_sure_it_is_and_what_the_records_are_not(text, review):
    assert review.headline in text
    for words in ("Evidence rating: Not rated", "Cost rating: Not available", "high in 24 of 33 studies"):
        assert words in text
    assert "unconfirmed that each record is one of the review’s studies" in text
    assert review.report.title in text


def test_the_page_that_offers_it_and_names_its_picture_loads_less_than_59_000_bytes(files, review):
    """A thousand below what any page may load: there is room for a text to grow."""
    page = files[f"reviews/{review.id}.html"].decode()
    assert f"{review.id}/card.png" in page
    assert f"{review.id}.pdf" in page
    loaded = re.findall(r'<link rel="stylesheet" href="../([^"]+)">|<script src="../([^"]+)"', page)
    assert len(loaded) == 3
    assert len(page.encode()) + sum(len(files["".join(path)]) for path in loaded) < 59_000


def test_no_sign_is_missing_from_its_typefaces(read):
    """Only ours are in it: another would have come from this machine."""
    fonts = {str(font["/BaseFont"]) for page in read.pages for font in _fonts(page)}
    assert fonts
    assert not [name for name in fonts if "Source-" not in name]


def _fonts(page):
    return [one.get_object() for one in page["/Resources"]["/Font"].get_object().values()]
