from __future__ import annotations

import struct
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from generator import cards, fonts, load, static
from generator.lookup import Lookup
from generator.pages.review_view import ReviewView

ROOT = Path(__file__).parents[2]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def colours():
    return static.colours(static.assets(ROOT / "static")[0][static.STYLESHEET])


@pytest.fixture
def content(tiny):
    return load.content(tiny)[0]


def card(content, **changes):
    review = replace(content.reviews[0], **changes)
    return cards.card(ReviewView.of(review, Lookup(content)), content.site)


def drawn(content, colours, **changes):
    return ET.fromstring(cards.svg(card(content, **changes), colours))


def words(drawing):
    return [one.text for one in drawing.iter(f"{SVG}text")]


def test_a_card_says_title_finding_and_how_sure_it_is(content, colours):
    said = words(drawn(content, colours))
    review = content.reviews[0]
    assert content.site.title in said
    assert review.title in said
    assert review.headline in " ".join(said)
    assert "Systematic review · 2026 · 3 studies" in said
    assert "How sure is this? Evidence rating" in said
    assert "3+* – Short-term and more, mixed findings" in said
    assert "High in 1 of 3 studies" in said


def test_cost_says_nothing_of_how_sure_a_finding_is(content, colours):
    ratings = {name: rating for name, rating in content.reviews[0].ratings.items() if name == "cost"}
    assert ratings
    assert not [one for one in words(drawn(content, colours, ratings=ratings)) if "How sure" in one]


def test_without_a_rating_and_a_judgement_there_is_no_strip(content, colours):
    drawing = drawn(content, colours, ratings={}, risk_of_bias=None)
    assert len(list(drawing.iter(f"{SVG}rect"))) == 2


@pytest.mark.parametrize("title", ["<b>&</b>", "A very long title of what families and others decide " * 9, "W" * 200])
def test_words_stay_inside_whatever_they_are(content, colours, title):
    drawing = drawn(content, colours, title=title, headline=title)
    for one in drawing.iter(f"{SVG}text"):
        font = fonts.Font(one.get("font-family"), int(one.get("font-weight")))
        wide = fonts.width(one.text, font, float(one.get("font-size")))
        left = float(one.get("x")) - {"start": 0, "middle": wide / 2, "end": wide}[one.get("text-anchor")]
        assert left >= cards.LEFT - 1
        assert left + wide <= cards.RIGHT + 1
        assert 0 < float(one.get("y")) < cards.HEIGHT


def test_a_dot_for_each_study_stays_inside(content, colours):
    for of in (1, 33, 120, 900):
        bias = replace(content.reviews[0].risk_of_bias, high=of, of=of)
        made = card(content, risk_of_bias=bias)
        scale = min(2.0, 52 / made.bias.dots.height, (cards.RIGHT - cards.SECOND) / made.bias.dots.width)
        assert made.bias.dots.width * scale <= cards.RIGHT - cards.SECOND + 0.01
        assert f"scale({scale:.3f})" in cards.svg(made, colours)


def test_colours_are_those_of_the_site_by_day(content, colours):
    assert (colours["paper"], colours["ink"]) == ("#fbfaf7", "#1e1b20")
    used = {one.get("fill") for one in drawn(content, colours).iter(f"{SVG}text")}
    assert used <= set(colours.values())


def test_a_picture_is_a_png_of_1200_by_630_and_the_same_each_time(content, colours):
    drawing = cards.svg(card(content), colours)
    made = cards.png(drawing)
    assert made.startswith(b"\x89PNG")
    assert struct.unpack(">II", made[16:24]) == (1200, 630)
    assert cards.png(drawing) == made


def test_a_sign_that_our_typefaces_lack_is_no_mistake(content, colours):
    assert cards.png(cards.svg(card(content, title="家庭"), colours)).startswith(b"\x89PNG")


def test_without_the_package_a_sentence_says_how_to_get_it(monkeypatch):
    assert cards.problem() == ""
    monkeypatch.setattr(fonts, "missing", lambda: True)
    assert cards.problem() == cards.HINT
