"""Every page is whole without scripts, from disk and under any path of a host."""

from __future__ import annotations

import pytest
from conftest import KINDS, REVIEW
from playwright.sync_api import expect

# The page for unknown addresses links from the root of its own host; it has a test of its own.
KINDS_FROM_ANYWHERE = [path for path in KINDS.values() if path != KINDS["not found"]]


def test_every_kind_of_page_shows_the_same_words_without_scripts(opened, served):
    """Apart from the controls that a script brings along."""
    with_scripts, without = opened.empty(), opened.empty(java_script_enabled=False)
    for path in KINDS_FROM_ANYWHERE:
        words = []
        for page in (with_scripts, without):
            page.goto(served + path)
            page.locator(".explorer, .studies label").evaluate_all("all => all.forEach(one => one.remove())")
            words.append(page.inner_text("body"))
        assert words[0] == words[1], path
        assert len(words[1]) > 200, path


@pytest.fixture(params=["from disk", "under a path of a host"])
def start(request, real_site, served) -> str:
    """Where the site begins."""
    return real_site.as_uri() + "/" if request.param == "from disk" else served


def test_links_lead_through_the_site_without_scripts(start, opened):
    page = opened.page(start + "index.html", java_script_enabled=False)
    for words, heading in (
        ("Read the summary", "Shared decision-making family meetings"),
        ("All 33 study records", "The studies"),
        ("Dijkstra et al. 2019", "Dijkstra et al. 2019"),
        ("Dijkstra et al. 2018", "Dijkstra et al. 2018"),
        ("Rating scales", "Rating scales"),
        ("Evidence rating", "Evidence rating"),
        ("Glossary", "Glossary"),
        ("About the data", "About the data"),
        ("Evidence summaries", "What research says, and how sure it is"),
    ):
        page.get_by_role("link", name=words).first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        assert page.url.startswith(start)


def test_every_kind_of_page_gets_its_styles_and_script(start, opened):
    """What is missing or blocked, the browser would complain of; that fails the test too."""
    page = opened.empty()
    for path in KINDS_FROM_ANYWHERE:
        page.goto(start + path)
        assert page.evaluate("getComputedStyle(document.body).margin") == "0px", path
        assert page.evaluate("document.styleSheets.length") >= 1, path


def test_an_unknown_address_shows_a_page_that_leads_back(opened, at_home):
    opened.expected = ("404 (Not Found)",)
    page = opened.page(f"{at_home}{REVIEW}/no/such/page.html", java_script_enabled=False)
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no page at this address")
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px"
    page.get_by_role("main").get_by_role("link", name="Glossary").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Glossary")


def test_a_rating_leads_to_its_meaning_without_scripts(open_real):
    page = open_real(KINDS["review"], java_script_enabled=False)
    page.get_by_role("main").get_by_role("link", name="Not rated").first.click()
    expect(page.get_by_text("That is not a low rating").first).to_be_in_viewport()
    assert page.url.endswith("scales/evidence.html#state-not-rated")
