"""Pages fit any window from 320 px on, and text of twice the size: nothing scrolls sideways, nothing is cut off."""

from __future__ import annotations

import re

import pytest
from conftest import KINDS, NARROW, WIDE, each_kind
from playwright.sync_api import Page, expect

WIDTHS = (320, 360, 768, 1280)
# Text that ends outside of the window, or of a box that hides what it cannot hold. Not counted: what can be scrolled to
# in a region of its own, and what is out of sight on purpose: the skip link, words for screen readers alone.
CUT_OFF = """() => {
  const cut = [], texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const holder = text.parentElement, range = document.createRange();
    if (!text.data.trim() || !holder.checkVisibility() || holder.closest(".skip, .hidden")) continue;
    range.selectNodeContents(text);
    const words = range.getBoundingClientRect();
    let scrolls = false, outside = words.left < -1 || words.right > innerWidth + 1;
    for (let above = holder; above && words.width; above = above.parentElement) {
      const style = getComputedStyle(above), edge = above.getBoundingClientRect();
      if (style.clipPath !== "none") { outside = false; break; }
      scrolls ||= /auto|scroll/.test(style.overflowX) && above.getAttribute("role") === "region";
      if (!scrolls && /hidden|clip/.test(style.overflowX))
        outside ||= words.bottom > edge.bottom + 1 || words.right > edge.right + 1 || words.left < edge.left - 1;
    }
    if (outside && !scrolls) cut.push(text.data.trim().slice(0, 40));
  }
  return cut;
}"""
# Words that run into other words: two neighbours on one line, of which the second begins before the first has ended.
OVERLAPPING = """() => {
  const found = [], boxes = [], seen = box => box.checkVisibility() && box.textContent.trim();
  const clipped = one => one && (getComputedStyle(one).clipPath !== "none" || clipped(one.parentElement));
  for (const one of document.querySelectorAll("main :is(i, b, a, th, dt, span, button)"))
    if (seen(one) && !clipped(one)) for (const box of one.getClientRects()) boxes.push({one, box});
  for (const [index, {one, box}] of boxes.entries())
    for (const {one: other, box: next} of boxes.slice(index + 1, index + 12))
      if (!one.contains(other) && !other.contains(one)
          && Math.min(box.right, next.right) - Math.max(box.left, next.left) > 3
          && Math.min(box.bottom, next.bottom) - Math.max(box.top, next.top) > 0.6 * Math.min(box.height, next.height))
        found.push([one, other].map(element => element.textContent.trim().slice(0, 30)));
  return found;
}"""
SIDEWAYS = "() => document.documentElement.scrollWidth - innerWidth"


def with_text_of_twice_the_size(page: Page) -> Page:
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    return page


@each_kind
def test_no_page_scrolls_sideways_or_cuts_text_off_at_any_width(path, open_real):
    page = open_real(path)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(SIDEWAYS) <= 0, f"{width} px"
        assert page.evaluate(CUT_OFF) == [], f"{width} px"
        assert page.evaluate(OVERLAPPING) == [], f"{width} px"


@each_kind
def test_text_of_twice_the_size_fits_too(path, open_real):
    page = open_real(path)
    before = page.evaluate("parseFloat(getComputedStyle(document.querySelector('main p, main li')).fontSize)")
    with_text_of_twice_the_size(page)
    after = page.evaluate("parseFloat(getComputedStyle(document.querySelector('main p, main li')).fontSize)")
    assert after > 1.7 * before  # a little of each size grows with the window, not with the text
    for width in (1280, 1000, 640, 360):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(SIDEWAYS) <= 0, f"{width} px"
        assert page.evaluate(CUT_OFF) == [], f"{width} px"
        assert page.evaluate(OVERLAPPING) == [], f"{width} px"


def test_a_legend_fits_with_text_of_twice_the_size(open_real):
    page = with_text_of_twice_the_size(open_real(KINDS["review"]))
    page.locator("main button").first.click()
    legend = page.locator("[popover]:popover-open")
    inside = (
        "box => box.getBoundingClientRect().right <= innerWidth && box.getBoundingClientRect().bottom <= innerHeight"
    )
    assert legend.evaluate(inside)
    assert legend.evaluate("box => box.scrollWidth <= box.clientWidth")
    legend.get_by_role("link").focus()
    expect(legend.get_by_role("link")).to_be_in_viewport()


def test_text_spaced_as_wcag_asks_for_fits_too(open_real):
    """WCAG 2.2, 1.4.12: line height 1.5, letters 0.12 em and words 0.16 em apart, paragraphs 2 em."""
    for kind in ("home", "review", "studies", "study", "scale"):
        page = open_real(KINDS[kind], viewport=NARROW)
        page.evaluate(
            """() => {
              for (const one of document.querySelectorAll("body *"))
                Object.assign(one.style, {lineHeight: 1.5, letterSpacing: "0.12em", wordSpacing: "0.16em"});
              for (const one of document.querySelectorAll("p")) one.style.marginBottom = "2em";
            }"""
        )
        assert page.evaluate(SIDEWAYS) <= 0, kind
        assert page.evaluate(CUT_OFF) == [], kind


# ── The table of studies on a small screen ──


def test_the_table_of_studies_is_readable_without_scrolling_sideways_at_320_px(open_real):
    page = open_real(KINDS["studies"], viewport=NARROW)
    region = page.get_by_role("region", name="Table of studies")
    assert region.evaluate("box => box.scrollWidth <= box.clientWidth")
    links = region.locator("tbody th a")
    assert links.count() == 33
    for number in (0, 32):
        links.nth(number).scroll_into_view_if_needed()
        expect(links.nth(number)).to_be_in_viewport(ratio=1)


def test_each_value_in_a_narrow_table_says_what_it_is(open_real):
    """The heads of the columns are out of sight there: each cell carries its own."""
    page = open_real(KINDS["studies"], viewport=NARROW)
    cells = page.locator("tbody td").evaluate_all(
        """cells => cells.filter(cell => cell.checkVisibility() && cell.textContent.trim()).map(cell =>
             [getComputedStyle(cell, "::before").content, cell.textContent.trim()])"""
    )
    assert len(cells) > 33 * 4
    assert not [cell for cell in cells if cell[0] in ("none", "normal", '""')]


def test_a_wide_table_keeps_its_heads_in_sight(open_real):
    """Scrolled to the right and down, the row's study and the columns' names stay where they are, above the cells."""
    page = open_real(KINDS["studies"], viewport=WIDE)
    region = page.get_by_role("region", name="Table of studies")
    region.evaluate("box => { box.scrollTo(300, 600); box.scrollIntoView(); }")
    seen = region.evaluate(
        """box => {
          const {left, top, width, height} = box.getBoundingClientRect();
          const at = (x, y) => document.elementFromPoint(x, y).closest("th")?.getAttribute("scope");
          return [at(left + 20, top + height / 2), at(left + width / 2, top + 8), box.scrollLeft, box.scrollTop];
        }"""
    )
    assert seen[:2] == ["row", "col"]
    assert min(seen[2:]) > 0


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("kind", ["review", "studies", "study"])
def test_a_table_stays_a_table_for_a_screen_reader_at_any_width(kind, width, open_real):
    """Cells laid out as blocks must not lose their rows and columns."""
    page = open_real(KINDS[kind], viewport={"width": width, "height": 800})
    snapshot = page.locator("table").first.aria_snapshot()
    for role in ("table", "columnheader", "rowheader", "cell"):
        assert re.search(rf"^ *- '?{role}\b", snapshot, re.MULTILINE), role
