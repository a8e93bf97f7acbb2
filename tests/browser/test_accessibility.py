"""axe finds nothing, in light and dark, narrow and wide, legends closed and open; the rest is tested without it."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import KINDS, NARROW, WIDE, each_kind
from playwright.sync_api import Page

EXPECTED = Path(__file__).parent / "expected"
OPEN = "[popover]:popover-open"
# Everything that axe has a rule for, best practice and the newest criteria too. It is not to fetch the styles again:
# the pages' policy forbids it.
OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}, "preload": False}
LOOKS = [(scheme, size) for scheme in ("light", "dark") for size in (WIDE, NARROW)]
# A page for each kind of legend that the site has.
LEGENDS = {
    "state of a scale": (KINDS["review"], "rating not rated"),
    "term": (KINDS["review"], "risk of bias"),
    "outcome": (KINDS["review"], "care re-entry"),
    "direction": (KINDS["review"], "favours the comparison"),
    "design": (KINDS["study"], "randomised controlled trial"),
    "intervention": (KINDS["study"], "family group conference"),
    "level of a scale": (KINDS["text"], "evidence rating 3+"),
    "scale": (KINDS["text"], "cost rating?"),
}


def faults(page: Page, within: str = "html") -> list[str]:
    """What axe has against a page, a line for each element."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate("([within, options]) => axe.run(within, options)", [within, OPTIONS])["violations"]
    return [f"{rule['id']}: {node['target']} – {node['failureSummary']}" for rule in found for node in rule["nodes"]]


@each_kind
def test_axe_finds_nothing(path, open_real):
    page = open_real(path)
    for scheme, size in LOOKS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(size)
        assert faults(page) == [], (scheme, size)


@pytest.mark.parametrize("kind", LEGENDS)
def test_axe_finds_nothing_in_an_open_legend(kind, open_real):
    path, question = LEGENDS[kind]
    page = open_real(path)
    for scheme, size in LOOKS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(size)
        page.get_by_role("button", name=question).first.click()
        assert page.locator(OPEN).count() == 1
        assert faults(page, OPEN) == [], (scheme, size)
        page.keyboard.press("Escape")


def test_axe_finds_nothing_on_a_whole_page_with_a_legend_open(open_real):
    page = open_real(KINDS["review"])
    page.locator("main button").first.click()
    assert page.locator(OPEN).count() == 1
    assert faults(page) == []


def test_axe_finds_nothing_on_the_tiny_site(opened, tiny_site):
    """It has what the real one lacks: ratings on their scales, a flag, a table and footnotes in a text."""
    page = opened.empty()
    for path in sorted(tiny_site.rglob("*.html")):
        if path.name != "404.html":
            page.goto(path.as_uri())
            assert faults(page) == [], path.name


def test_axe_would_find_something(open_real):
    """Else a broken set-up would look like accessible pages."""
    page = open_real(KINDS["home"])
    page.evaluate("document.querySelector('main a').innerHTML = ''")
    assert any(fault.startswith("link-name") for fault in faults(page))


# ── Landmarks and headings ──


@each_kind
def test_a_page_has_one_title_headings_in_order_and_named_landmarks(path, open_real):
    page = open_real(path)
    levels = page.locator("h1, h2, h3, h4, h5, h6").evaluate_all(
        "all => all.filter(one => one.checkVisibility()).map(one => +one.tagName[1])"
    )
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    for role in ("banner", "main", "contentinfo"):
        assert page.get_by_role(role).count() == 1, role
    names = page.get_by_role("navigation").evaluate_all("all => all.map(one => one.getAttribute('aria-label'))")
    assert all(names)
    assert len(set(names)) == len(names)
    title = page.title()
    assert title
    assert page.locator("html").get_attribute("lang") == "en-GB"


def test_every_page_has_a_title_of_its_own(opened, real_site):
    titles = [re.search(r"<title>(.*?)</title>", path.read_text("utf-8"))[1] for path in real_site.rglob("*.html")]
    assert len(set(titles)) == len(titles)


# ── Keyboard ──


def test_the_first_tab_leads_past_the_navigation(open_real):
    page = open_real(KINDS["review"])
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    assert skip.evaluate("link => link === document.activeElement && link.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["320", "1280"])
@each_kind
def test_whatever_has_the_focus_can_be_seen(path, size, open_real):
    """WCAG 2.2, 2.4.7 and 2.4.11: it is on screen, has a mark, and nothing that sticks to an edge lies above it."""
    page = open_real(path, viewport=size)
    unseen = page.evaluate(
        """() => {
          const unseen = [];
          for (const one of document.querySelectorAll("a[href], button, [tabindex='0']")) {
            if (!one.checkVisibility() || one.closest("[popover]")) continue;
            one.focus({focusVisible: true});
            const region = one.matches("[role=region]");
            const boxes = [...one.getClientRects()], style = getComputedStyle(one);
            const onTop = box => {
              const found = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
              return found && (one.contains(found) || found.contains(one) && found.closest("a, button") === null
                               && !found.closest("thead"));
            };
            const marked = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
            if (!marked || !region && !boxes.some(onTop))
              unseen.push([one.outerHTML.slice(0, 90), marked, boxes.map(box => [box.left, box.top].map(Math.round))]);
          }
          return unseen;
        }"""
    )
    assert not unseen


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["320", "1280"])
@pytest.mark.parametrize("kind", ["home", "review", "studies", "study"])
def test_every_button_is_large_enough_to_hit(kind, size, open_real):
    """WCAG 2.2, 2.5.8: 24 by 24 px."""
    page = open_real(KINDS[kind], viewport=size)
    boxes = page.locator("button").evaluate_all(
        """all => all.filter(one => one.checkVisibility()).map(one => one.getBoundingClientRect())
                     .map(box => [box.width, box.height])"""
    )
    assert boxes
    assert min(min(box) for box in boxes) >= 24


# ── Forced colours ──


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_with_forced_colours_the_buttons_and_the_marked_level_stand_out(scheme, opened, tiny_site):
    """Backgrounds and colours are the reader's then: only borders, signs and system colours tell things apart."""
    page = opened.page(tiny_site / "reviews" / "fictional.html", forced_colors="active", color_scheme=scheme)
    border = """(one, pseudo) => {
      const style = getComputedStyle(one, pseudo), page = getComputedStyle(document.body).backgroundColor;
      return parseFloat(style.borderTopWidth) >= 1 && style.borderTopStyle !== "none" && style.borderTopColor !== page;
    }"""
    assert page.locator("main button").first.evaluate(border, "::before")
    look = """one => { const style = getComputedStyle(one); return [style.backgroundColor, style.borderTopWidth]; }"""
    steps = page.locator(".steps").first.locator("i")
    marked = page.locator(".steps").first.locator(".marked")
    assert marked.count() == 1
    assert marked.evaluate(look) not in [
        one.evaluate(look) for one in steps.all() if "marked" not in (one.get_attribute("class") or "")
    ]
    page.get_by_role("button", name="evidence rating 3+").first.click()
    legend = page.locator(OPEN)
    assert legend.evaluate(
        "one => ['outline', 'borderLeft'].some(side => parseFloat(getComputedStyle(one)[side + 'Width']) >= 1)"
    )
    assert legend.locator("[aria-current]").evaluate("one => getComputedStyle(one, '::after').content") not in (
        "none",
        '""',
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_with_forced_colours_a_page_is_not_blank(scheme, opened, real_site):
    """A picture of it has more than the colour of its background, in its words and in its dots."""
    page = opened.page(real_site / KINDS["review"], forced_colors="active", color_scheme=scheme)
    for part in ("main h1", ".dots", "main button"):
        picture = page.locator(part).first.screenshot()
        assert colours(opened.empty(), picture) >= 3, part


def colours(page: Page, png: bytes) -> int:
    """How many colours a picture has."""
    page.goto("about:blank")
    return page.evaluate(
        """async bytes => {
          const image = await createImageBitmap(new Blob([new Uint8Array(bytes)], {type: "image/png"}));
          const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
          canvas.drawImage(image, 0, 0);
          return new Set(new Uint32Array(canvas.getImageData(0, 0, image.width, image.height).data.buffer)).size;
        }""",
        list(png),
    )


# ── What a screen reader gets ──


def test_a_study_page_reads_as_expected_to_a_screen_reader(opened, tiny_site, request):
    """Roles, names and states, in order; `pytest --update-golden` writes it anew."""
    page = opened.page(tiny_site / "reviews" / "fictional" / "studies" / "berg-2018.html")
    snapshot = page.locator("body").aria_snapshot() + "\n"
    golden = EXPECTED / "berg-2018.aria.yaml"
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(snapshot, "utf-8")
    assert snapshot == golden.read_text("utf-8")
