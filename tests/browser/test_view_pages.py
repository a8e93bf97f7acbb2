"""Every view of the evidence, on a made-up review that has all of it: 120 studies, three tools, a full flow."""

from __future__ import annotations

import fictional
import pytest
from conftest import NARROW, WIDE
from test_accessibility import faults
from test_reflow import CUT_OFF, SIDEWAYS, with_text_of_twice_the_size

REVIEW = f"reviews/{fictional.NAME}"
VIEWS = (
    "findings",
    "effect-direction",
    "harvest-plot",
    "forest-plot",
    "risk-of-bias",
    "flow",
    "evidence-map",
    "where-and-when",
    "lists",
)
# Drawn words that leave their drawing, or run into each other.
DRAWN_WRONG = """() => {
  const wrong = [];
  for (const svg of document.querySelectorAll("main svg")) {
    if (!svg.checkVisibility()) continue;
    const box = svg.getBoundingClientRect();
    const words = [...svg.querySelectorAll("text")].filter(one => one.textContent.trim());
    const boxes = words.map(one => [one.textContent.trim(), one.getBoundingClientRect()]);
    for (const [index, [text, one]] of boxes.entries()) {
      if (one.left < box.left - 1 || one.right > box.right + 1 || one.top < box.top - 1 || one.bottom > box.bottom + 1)
        wrong.push(`${text} leaves its drawing`);
      for (const [other, next] of boxes.slice(index + 1))
        if (Math.min(one.right, next.right) - Math.max(one.left, next.left) > 1.5
            && Math.min(one.bottom, next.bottom) - Math.max(one.top, next.top) > 2.5) wrong.push(`${text} on ${other}`);
    }
  }
  return wrong;
}"""
each_view = pytest.mark.parametrize("name", VIEWS)


@pytest.fixture
def open_view(opened, fictional_site):
    return lambda name, **options: opened.page(fictional_site / REVIEW / f"{name}.html", **options)


def test_the_made_up_review_has_every_view(fictional_site):
    pages = {path.stem for path in (fictional_site / REVIEW).glob("*.html")}
    assert pages == {*VIEWS, "studies", "cite"}


@each_view
def test_axe_finds_nothing_on_a_view_of_much(name, open_view):
    page = open_view(name)
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        assert faults(page) == [], size


@each_view
def test_no_view_scrolls_sideways_or_cuts_words_off(name, open_view):
    page = open_view(name)
    for width in (320, 360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(SIDEWAYS) <= 0, width
        assert page.evaluate(CUT_OFF) == [], width


@each_view
def test_text_of_twice_the_size_fits(name, open_view):
    page = with_text_of_twice_the_size(open_view(name, viewport=NARROW))
    assert page.evaluate(SIDEWAYS) <= 0


@each_view
@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["320", "1280"])
def test_no_drawn_words_leave_their_drawing_or_run_into_each_other(name, size, open_view):
    assert open_view(name, viewport=size).evaluate(DRAWN_WRONG) == []


@each_view
def test_a_view_says_the_same_without_scripts(name, open_view):
    with_scripts, without = open_view(name), open_view(name, java_script_enabled=False)
    assert with_scripts.locator("main").inner_text() == without.locator("main").inner_text()


@each_view
def test_every_link_and_button_of_a_view_has_a_name(name, open_view):
    page = open_view(name)
    nameless = page.locator("main :is(a, button)").evaluate_all(
        "all => all.filter(one => !(one.ariaLabel || one.textContent).trim()).map(one => one.outerHTML)"
    )
    assert nameless == []
