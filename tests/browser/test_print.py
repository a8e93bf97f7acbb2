"""On paper a legend's button is a number, the legends are the numbered notes, and the ways around the site are gone."""

from __future__ import annotations

import re

import pytest
from conftest import KINDS
from playwright.sync_api import Page, expect

MOST_PAGES = 4


@pytest.fixture
def printed(open_real):
    """Opens a page of the real site as it goes to the printer."""

    def open_page(path: str, **options) -> Page:
        page = open_real(path, viewport={"width": 720, "height": 1000}, **options)
        page.emulate_media(media="print")
        return page

    return open_page


def content(page: Page, selector: str) -> list[str]:
    """What stands before elements by the style sheet's will, in plain words."""
    found = page.locator(selector).evaluate_all("all => all.map(one => getComputedStyle(one, '::before').content)")
    return [one.strip('"') for one in found]


@pytest.mark.parametrize("kind", ["home", "review", "studies", "study"])
def test_each_button_is_the_number_of_its_note(kind, printed):
    page = printed(KINDS[kind])
    numbers = page.locator("button[popovertarget]").evaluate_all(
        """all => all.map(one => {
             const notes = [...document.querySelectorAll("[popover]")];
             return String(1 + notes.indexOf(document.getElementById(one.getAttribute("popovertarget"))));
           })"""
    )
    assert content(page, "button[popovertarget]") == numbers
    assert len(numbers) > 1
    for button in page.locator("main button[popovertarget]").all():
        expect(button).to_be_visible()


@pytest.mark.parametrize("kind", ["home", "review", "studies", "study"])
def test_the_legends_are_the_numbered_notes(kind, printed):
    page = printed(KINDS[kind])
    expect(page.get_by_role("heading", name="Notes on this page’s words and ratings")).to_be_visible()
    notes = page.locator("[popover]")
    assert notes.count() > 1
    for note in notes.all():
        expect(note).to_be_visible()
        assert note.evaluate("one => getComputedStyle(one).position") == "static"
    assert notes.evaluate_all("all => all.every(one => one.innerText.trim().length > 20)")
    # Chromium keeps a counter as `counter(note)`: the pages of the PDF are where the number itself can be read.
    assert "counter(note)" in "".join(content(page, "[popover] > :first-child"))


def test_the_ways_around_the_site_are_not_printed(printed):
    page = printed(KINDS["review"])
    shown = page.get_by_role("navigation").evaluate_all("all => all.filter(one => one.checkVisibility()).length")
    assert shown == 0
    expect(page.get_by_role("link", name="Skip to the content")).not_to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_white_and_ink_is_black_in_dark_mode_too(scheme, printed):
    page = printed(KINDS["review"], color_scheme=scheme)
    look = "one => { const style = getComputedStyle(one); return [style.color, style.backgroundColor]; }"
    assert page.locator("html").evaluate(look) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    assert page.locator(".direction, [class*=direction--]").first.evaluate(look)[0] == "rgb(0, 0, 0)"


@pytest.mark.parametrize("kind", ["review", "studies", "study"])
def test_nothing_is_wider_than_the_paper(kind, printed):
    """A4, less its margins: 178 mm. A table that scrolls on screen must be whole on paper."""
    page = printed(KINDS[kind])
    page.set_viewport_size({"width": 673, "height": 1000})
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    cut = page.locator("[role=region]").evaluate_all(
        "all => all.filter(one => one.scrollWidth > one.clientWidth).length"
    )
    assert cut == 0


def test_the_summary_is_a_few_sheets_of_paper(printed, record_property):
    pdf = printed(KINDS["review"]).pdf(prefer_css_page_size=True, format="A4")
    sheets = len(re.findall(rb"/Type\s*/Page\b", pdf))
    record_property("sheets", sheets)
    assert 1 <= sheets <= MOST_PAGES
