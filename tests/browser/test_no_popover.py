"""A browser that knows no popover shows no dead buttons: words link to what explains them, the notes stand at the end.

Such a browser is made out of Chromium: a copy of the site lacks the popover attributes, and its styles and script ask
for things that nobody knows.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from conftest import KINDS, NARROW, WIDE
from playwright.sync_api import expect


@pytest.fixture(scope="module")
def old_site(real_site, tmp_path_factory) -> Path:
    site = Path(shutil.copytree(real_site, tmp_path_factory.mktemp("old") / "site"))
    rewritten = 0
    for path in site.rglob("*.css"):
        style, number = re.subn(r"selector\(:popover-open\)", "selector(:nobody-knows-this)", path.read_text("utf-8"))
        # An unknown selector makes a browser drop its whole rule.
        path.write_text(style.replace(":popover-open", ":nobody-knows-this"), "utf-8")
        rewritten += number
    assert rewritten
    for path in site.rglob("*.html"):
        path.write_text(re.sub(r' popover(target="[^"]*")?(?=[ >])', "", path.read_text("utf-8")), "utf-8")
    for path in site.rglob("*.js"):
        script = path.read_text("utf-8").replace(
            "HTMLElement.prototype.showPopover", "HTMLElement.prototype.nobodyKnows"
        )
        path.write_text(script, "utf-8")
    return site


@pytest.fixture
def old(opened, old_site):
    return lambda kind, **options: opened.page(old_site / KINDS[kind], **options)


@pytest.mark.parametrize("kind", ["home", "review", "studies", "study", "text"])
def test_there_is_no_dead_button(kind, old):
    page = old(kind)
    assert page.locator("[data-note]").count() > 0
    assert page.locator("[data-note]").evaluate_all("all => all.filter(one => one.checkVisibility()).length") == 0


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("home", "Not rated"),
        ("review", "Not available"),
        ("review", "re-entry"),
        ("study", "Randomised controlled trial"),
    ],
)
def test_words_link_to_what_explains_them(kind, words, old):
    page = old(kind)
    page.get_by_role("main").get_by_role("link", name=words).first.click()
    assert "#" in page.url
    expect(page.locator(f"[id='{page.url.partition('#')[2]}']")).to_be_in_viewport()


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["320", "1280"])
@pytest.mark.parametrize("kind", ["home", "review", "studies", "study", "text"])
def test_the_notes_can_be_read_at_the_pages_end(kind, size, old):
    page = old(kind, viewport=size)
    expect(page.get_by_role("heading", name="Notes on this page’s words and ratings")).to_be_visible()
    notes = page.locator("[role=note][aria-labelledby]")
    assert notes.count() > 1
    for note in (notes.first, notes.last):
        note.scroll_into_view_if_needed()
        expect(note).to_be_in_viewport()
    main, first = page.locator("main > *").first.bounding_box(), notes.first.bounding_box()
    assert first["y"] > main["y"]
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_the_script_does_nothing_there(old):
    page = old("review")
    page.get_by_role("main").get_by_role("link", name="Not rated").first.hover()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
