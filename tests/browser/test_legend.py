"""The legends: opened by key, click, tap or a resting pointer, closed by Escape, never cut off, never in the way."""

from __future__ import annotations

import re

import pytest
from conftest import KINDS, NARROW, WIDE
from playwright.sync_api import Locator, Page, expect

LATER = 10_000  # what WCAG 2.2 has a tester wait, for 1.4.13
OPEN = "[popover]:popover-open"
ASK = re.compile("what does evidence rating not rated mean", re.IGNORECASE)
# Where a box lies, and what cuts a legend off: the window's edges, 1 px of rounding allowed.
BOX = """legend => {
  const box = legend.getBoundingClientRect();
  return {inside: box.left > -1 && box.top > -1 && box.right < innerWidth + 1 && box.bottom < innerHeight + 1,
          box: [box.left, box.top, box.right, box.bottom].map(Math.round), window: [innerWidth, innerHeight]}
}"""


@pytest.fixture
def review(open_real):
    """Opens the review's page."""
    return lambda **options: open_real(KINDS["review"], **options)


def button(page: Page, words: re.Pattern[str] | str = ASK) -> Locator:
    return page.get_by_role("button", name=words).first


def is_open(page: Page) -> bool:
    return page.locator(OPEN).count() == 1


# ── Keyboard and click; the same without scripts ──


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_by_keyboard_alone_a_legend_opens_its_link_is_reached_and_escape_returns_to_the_button(review, scripts):
    page = review(java_script_enabled=scripts)
    target = button(page)
    for _ in range(30):
        page.keyboard.press("Tab")
        if target.evaluate("button => button === document.activeElement"):
            break
    expect(target).to_be_focused()
    page.keyboard.press("Enter")
    legend = page.locator(OPEN)
    expect(legend).to_be_visible()
    page.keyboard.press("Tab")
    expect(legend.get_by_role("link", name="About this scale")).to_be_focused()
    page.keyboard.press("Escape")
    expect(legend).to_have_count(0)
    expect(target).to_be_focused()
    page.keyboard.press("Space")
    expect(legend).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_click_opens_a_legend_and_a_click_elsewhere_closes_it(review, scripts):
    page = review(java_script_enabled=scripts, viewport={"width": 1280, "height": 1000})
    button(page).click()
    legend = page.locator(OPEN)
    expect(legend).to_contain_text("That is not a low rating")
    page.get_by_role("heading", level=1).click()
    expect(legend).to_have_count(0)


def test_the_link_of_a_legend_leads_to_its_level_on_the_scales_page(review):
    page = review()
    button(page).click()
    page.locator(OPEN).get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Evidence rating")
    assert page.url.endswith("scales/evidence.html#state-not-rated")


def test_a_button_tells_a_screen_reader_its_question_and_whether_its_legend_is_open(review):
    page = review()
    protocol = page.context.new_cdp_session(page)

    def told() -> tuple[str, bool]:
        root = protocol.send("DOM.getDocument")["root"]["nodeId"]
        node = protocol.send("DOM.querySelector", {"nodeId": root, "selector": "main button"})["nodeId"]
        (found,) = protocol.send("Accessibility.getPartialAXTree", {"nodeId": node, "fetchRelatives": False})["nodes"]
        states = {state["name"]: state["value"]["value"] for state in found["properties"]}
        return found["name"]["value"], states["expanded"]

    question, expanded = told()
    assert question.startswith("What")
    assert question.endswith("?")
    assert not expanded
    page.locator("main button").first.click()
    assert told() == (question, True)
    expect(page.locator(OPEN)).to_have_role("note")
    expect(page.locator(OPEN)).to_have_accessible_name("Evidence rating: not rated")


def test_a_second_button_of_a_legend_opens_it_beside_that_button(open_real):
    page = open_real(KINDS["study"])
    buttons = page.get_by_role("button", name="favours the comparison")
    assert buttons.count() >= 2
    distances = []
    for number in (0, 1):
        buttons.nth(number).click()
        # Where a legend has to turn to the other side of its button, the browser does so in the frame after.
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        legend, own = page.locator(OPEN).bounding_box(), buttons.nth(number).bounding_box()
        gap = max(legend["y"] - own["y"] - own["height"], own["y"] - legend["y"] - legend["height"])
        distances.append(gap)
        page.keyboard.press("Escape")
        expect(buttons.nth(number)).to_be_focused()
    assert max(distances) < 30


def test_one_legend_closes_another(review):
    page = review()
    button(page).click()
    page.get_by_role("button", name="risk of bias").first.click()
    expect(page.locator(OPEN)).to_have_count(1)
    expect(page.locator(OPEN)).to_contain_text("Risk of bias")


def test_the_legend_of_a_rating_shows_the_whole_scale_with_its_level_marked(opened, tiny_site):
    page = opened.page(tiny_site / "reviews" / "fictional.html")
    page.get_by_role("button", name="What does evidence rating 3+* mean?").first.click()
    legend = page.locator(OPEN)
    levels = ["Preliminary", "Preliminary and more", "Short-term", "Short-term and more"]
    assert [one.strip() for one in legend.locator("li > span").all_text_contents()] == [
        *levels[:3],
        f"{levels[3]} – this level",
    ]
    marked = legend.locator("[aria-current]")
    expect(marked).to_have_count(1)
    expect(marked).to_contain_text("Short-term and more")
    expect(legend).to_contain_text("Some studies show no effect.")  # what the star means
    # The highest level stands at the top, as on a ladder, and the marked one differs in more than its colour.
    tops = [box["y"] for box in (item.bounding_box() for item in legend.locator(".ladder li").all())]
    assert tops == sorted(tops, reverse=True)


# ── A resting pointer ──


@pytest.fixture
def resting(opened, real_site):
    """The review's page with its clock stopped: time passes as the test says, however fast or slow the computer is."""
    page = opened.empty()
    page.clock.install(time=0)
    page.goto((real_site / KINDS["review"]).as_uri())
    page.clock.pause_at(60_000)
    return page


def test_a_legend_opens_after_a_moment_when_the_pointer_rests_on_its_button(resting):
    button(resting).hover()
    assert not is_open(resting)
    resting.clock.run_for(100)
    expect(resting.locator(OPEN)).to_contain_text("That is not a low rating")


def test_a_legend_opens_when_the_pointer_rests_on_the_words_it_explains(resting):
    resting.get_by_role("main").get_by_role("link", name="re-entry").hover()
    resting.clock.run_for(100)
    expect(resting.locator(OPEN)).to_contain_text("comes back into care")


def test_a_pointer_that_passes_by_opens_nothing(resting):
    button(resting).hover()
    resting.clock.run_for(30)
    resting.mouse.move(5, 5)
    resting.clock.run_for(LATER)
    assert not is_open(resting)


def test_a_legend_stays_while_the_pointer_rests_on_its_button(resting):
    button(resting).hover()
    resting.clock.run_for(LATER)
    assert is_open(resting)


def test_a_legend_stays_while_the_pointer_is_in_it(resting):
    button(resting).hover()
    resting.clock.run_for(100)
    box = resting.locator(OPEN).bounding_box()
    resting.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=8)
    resting.clock.run_for(LATER)
    assert is_open(resting)


def test_a_legend_can_be_entered_across_the_gap_between_it_and_its_button(resting):
    """The pointer may take a moment on the way."""
    button(resting).hover()
    resting.clock.run_for(100)
    resting.mouse.move(5, 5)
    resting.clock.run_for(150)
    assert is_open(resting)
    box = resting.locator(OPEN).bounding_box()
    resting.mouse.move(box["x"] + 20, box["y"] + 20)
    resting.clock.run_for(LATER)
    assert is_open(resting)


def test_a_legend_closes_when_the_pointer_has_left(resting):
    button(resting).hover()
    resting.clock.run_for(100)
    assert is_open(resting)
    resting.mouse.move(5, 5)
    resting.clock.run_for(1_000)
    assert not is_open(resting)


def test_escape_closes_a_legend_and_the_pointer_need_not_move(resting):
    button(resting).hover()
    resting.clock.run_for(100)
    assert is_open(resting)
    resting.keyboard.press("Escape")
    assert not is_open(resting)
    resting.clock.run_for(LATER)
    assert not is_open(resting)


def test_a_click_keeps_the_legend_that_the_pointer_opened(resting):
    button(resting).hover()
    resting.clock.run_for(100)
    button(resting).click()
    assert is_open(resting)
    resting.mouse.move(5, 5)
    resting.clock.run_for(LATER)
    assert is_open(resting)
    button(resting).click()
    assert not is_open(resting)


def test_a_legend_whose_link_has_the_focus_stays_when_the_pointer_leaves(resting):
    button(resting).hover()
    resting.clock.run_for(100)
    resting.locator(OPEN).get_by_role("link").focus()
    resting.mouse.move(5, 5)
    resting.clock.run_for(LATER)
    assert is_open(resting)


# ── Touch ──


def test_a_tap_opens_a_legend_and_a_tap_elsewhere_closes_it(review):
    page = review(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    button(page).tap()
    expect(page.locator(OPEN)).to_contain_text("That is not a low rating")
    page.touchscreen.tap(180, 8)
    expect(page.locator(OPEN)).to_have_count(0)


# ── Never cut off ──


@pytest.mark.parametrize(
    "path", [KINDS["review"], KINDS["studies"], KINDS["study"]], ids=["review", "studies", "study"]
)
@pytest.mark.parametrize("size", [NARROW, WIDE, {"width": 1280, "height": 500}], ids=["320", "1280", "1280 and low"])
def test_no_legend_is_cut_off_wherever_its_button_stands(path, size, open_real):
    """Buttons at the top, in the middle and at the foot of the window; from left to right, where the page has it."""
    page = open_real(path, viewport=size)
    cut = page.evaluate(
        """async box => {
          const cut = [], place = eval(box);
          for (const button of document.querySelectorAll("button[popovertarget]")) {
            if (!button.checkVisibility()) continue;
            const legend = document.getElementById(button.getAttribute("popovertarget"));
            for (const block of ["start", "center", "end"]) {
              button.scrollIntoView({block, inline: "nearest"});
              legend.showPopover({source: button});
              const found = place(legend);
              if (!found.inside) cut.push({legend: legend.id, block, ...found});
              if (legend.scrollWidth > legend.clientWidth) cut.push({legend: legend.id, wide: legend.scrollWidth});
              legend.hidePopover();
            }
          }
          return cut;
        }""",
        BOX,
    )
    assert not cut
    assert page.locator("button[popovertarget]").count() > 5


@pytest.mark.parametrize(
    "corner", [(0, 0), (1, 0), (0, 1), (1, 1)], ids=["top left", "top right", "foot left", "foot right"]
)
def test_a_legend_is_whole_in_each_corner_of_a_wide_window(corner, review):
    page = review()
    button(page).evaluate(
        """(button, [right, foot]) => Object.assign(button.style, {position: "fixed", zIndex: 9,
            left: right ? "auto" : 0, right: right ? 0 : "auto", top: foot ? "auto" : 0, bottom: foot ? 0 : "auto"})""",
        corner,
    )
    button(page).click()
    found = page.locator(OPEN).evaluate(BOX)
    assert found["inside"], found


def test_a_legend_moves_nothing_on_the_page(review):
    page = review()
    before = page.locator("main").evaluate("main => [main.offsetHeight, main.offsetTop, document.body.scrollHeight]")
    button(page).click()
    after = page.locator("main").evaluate("main => [main.offsetHeight, main.offsetTop, document.body.scrollHeight]")
    assert before == after


def test_a_legend_that_hovering_opened_and_escape_closed_opens_with_a_click(review):
    page = review()
    button(page).hover()
    expect(page.locator(OPEN)).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(OPEN)).to_have_count(0)
    button(page).click()
    expect(page.locator(OPEN)).to_have_count(1)


def test_a_click_on_another_button_of_a_legend_that_hovering_opened_brings_it_there(open_real):
    page = open_real(KINDS["study"])
    first, second = (page.get_by_role("button", name="favours the comparison").nth(number) for number in (0, 1))
    first.hover()
    expect(page.locator(OPEN)).to_have_count(1)
    second.click()
    expect(page.locator(OPEN)).to_have_count(1)
    page.wait_for_timeout(400)
    legend, own = page.locator(OPEN).bounding_box(), second.bounding_box()
    assert max(legend["y"] - own["y"] - own["height"], own["y"] - legend["y"] - legend["height"]) < 30
