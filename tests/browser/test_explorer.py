"""The studies explorer: what it finds, counts, sorts, compares and takes away; its state lives in the address."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import NARROW, REVIEW, WIDE, serving
from playwright.sync_api import expect
from test_accessibility import faults

STUDIES = f"{REVIEW}/studies.html"
STATUS, ROWS = ".explorer__status", ".studies tbody tr:not([hidden])"


@pytest.fixture
def explore(opened, real_site):
    """Opens the real table of studies with its explorer, as a link with such a query would."""

    def open_page(query="", site=real_site, path=STUDIES, **options):
        page = opened.page((site / path).as_uri() + query, **options)
        page.wait_for_selector(".explorer")
        return page

    return open_page


def asked(page):
    return parse_qs(urlsplit(page.url).query)


def names(page):
    return page.locator(f"{ROWS} th a").all_inner_texts()


def menu(page, title):
    """Opens a menu of the form; gives its box."""
    box = page.locator(".explorer details").filter(has=page.locator("summary", has_text=title))
    if box.get_attribute("open") is None:
        box.locator("summary").click()
    return box


def counts(page, title):
    """What a menu says of each of its values."""
    lines = menu(page, title).locator("label").all_inner_texts()
    return {line.rsplit(" ", 1)[0].strip(): int(line.rsplit(" ", 1)[1]) for line in lines}


# ── finding ──


def test_at_first_the_whole_table_is_there(explore):
    page = explore()
    expect(page.locator(STATUS)).to_have_text("33 of 33 studies")
    assert page.locator(STATUS).get_attribute("role") == "status"
    expect(page.locator(ROWS)).to_have_count(33)
    expect(page.get_by_role("button", name="Clear all")).to_be_hidden()


def test_a_search_finds_words_of_the_table_and_of_the_record_behind_it(explore, real_site):
    page = explore()
    page.get_by_label("Search the records").fill("dijkstra")
    assert names(page) == [
        "Dijkstra et al. 2016a",
        "Dijkstra et al. 2016b",
        "Dijkstra et al. 2018",
        "Dijkstra et al. 2019",
    ]
    assert asked(page) == {"q": ["dijkstra"]}
    # Initials stand in the record alone; accents and capitals make no difference.
    page.get_by_label("Search the records").fill("CREEMERS")
    expect(page.locator(STATUS)).not_to_have_text("0 of 33 studies")
    page.get_by_label("Search the records").fill("no such words anywhere")
    expect(page.locator(STATUS)).to_have_text("0 of 33 studies")


def test_values_of_one_facet_are_alternatives_and_facets_are_all_to_hold(explore):
    page = explore()
    menu(page, "Country").get_by_label("Netherlands").check()
    dutch = len(names(page))
    menu(page, "Country").get_by_label("Sweden").check()
    both = len(names(page))
    menu(page, "Design").get_by_label("Randomised trial").check()
    assert 0 < len(names(page)) < dutch < both
    assert asked(page) == {"country": ["Netherlands", "Sweden"], "design": ["Randomised trial"]}


@pytest.mark.parametrize("query", ["", "?country=Netherlands", "?outcome=Care+entry", "?direction=Worse&from=2005"])
@pytest.mark.parametrize("title", ["Country", "Design", "Outcome", "Direction", "Kind of meeting"])
def test_a_count_is_what_choosing_that_value_would_show(explore, query, title):
    page = explore(query)
    for value, count in counts(page, title).items():
        box = menu(page, title).get_by_role("checkbox", name=value, exact=False)
        label = menu(page, title).locator("label").filter(has_text=value).first
        if box.count() != 1 or label.locator("input").is_checked():
            continue
        others = menu(page, title).locator("input:checked").count()
        label.locator("input").check()
        if not others:
            assert len(names(page)) == count, value
        label.locator("input").uncheck()


def test_an_outcome_and_a_direction_are_asked_of_the_same_result(explore, real_site):
    page = explore("?outcome=Care+entry&direction=Worse")
    for row in page.locator(ROWS).all():
        assert "Worse" in row.locator("td[data-head='Care entry']").inner_text()
    assert len(names(page)) == 1


def test_years_are_a_range(explore):
    page = explore()
    menu(page, "Year").get_by_label("From").fill("2018")
    menu(page, "Year").get_by_label("To").fill("2018")
    assert names(page)
    assert all("2018" in name for name in names(page))
    assert asked(page) == {"from": ["2018"], "to": ["2018"]}


def test_a_study_is_found_by_how_it_was_judged(explore, fictional_site):
    page = explore(site=fictional_site, path="reviews/lantern-walks/studies.html")
    found = counts(page, "Risk of bias")
    assert sum(found.values()) == 120
    menu(page, "Risk of bias").get_by_label("High risk of bias").check()
    expect(page.locator(STATUS)).to_have_text(f"{found['High risk of bias']} of 120 studies")


# ── the address ──


def test_an_address_shows_what_it_says_and_unknown_words_in_it_do_no_harm(explore):
    page = explore("?country=Sweden&country=Atlantis&sort=-Year&utm=x&compare=nobody&hide=Nothing")
    assert names(page)
    assert set(page.locator(f"{ROWS} td:nth-child(2)").all_inner_texts()) == {"Sweden"}
    years = [int(name[-4:]) for name in names(page)]
    assert years == sorted(years, reverse=True)


def test_back_and_forward_go_through_what_was_shown(explore):
    page = explore()
    menu(page, "Country").get_by_label("Sweden").check()
    swedish = names(page)
    page.get_by_label("Sort by").select_option("-Year")
    page.go_back()
    assert names(page) == swedish
    expect(page.get_by_label("Sort by")).to_have_value("Study")
    page.go_back()
    expect(page.locator(STATUS)).to_have_text("33 of 33 studies")
    page.go_forward()
    assert names(page) == swedish


def test_typing_leaves_one_step_to_go_back(explore):
    page = explore()
    before = page.evaluate("history.length")
    page.get_by_label("Search the records").press_sequentially("sundell")
    assert page.evaluate("history.length") == before


def test_clear_all_forgets_everything(explore):
    page = explore("?q=trial&country=Sweden&sort=-Year&hide=Design&from=2001")
    page.get_by_role("button", name="Clear all").click()
    expect(page.locator(STATUS)).to_have_text("33 of 33 studies")
    assert asked(page) == {}
    expect(page.get_by_label("Search the records")).to_be_focused()
    expect(page.get_by_label("Search the records")).to_have_value("")


def test_it_works_under_a_path_of_a_host(opened, real_site):
    with serving(real_site, "/deep/down/") as start:
        page = opened.page(f"{start}{STUDIES}?country=Sweden")
        page.get_by_label("Sort by").select_option("Year")
        assert asked(page) == {"country": ["Sweden"], "sort": ["Year"]}
        page.reload()
        page.wait_for_selector(".explorer")
        assert set(page.locator(f"{ROWS} td:nth-child(2)").all_inner_texts()) == {"Sweden"}


def test_every_list_leads_to_the_table_with_as_many_rows(opened, real_site):
    page = opened.page(real_site / f"{REVIEW}/lists.html")
    links = page.locator("dt a").evaluate_all("all => all.map(one => [one.href, parseInt(one.textContent)])")
    assert len(links) > 40
    for address, number in links[::6]:
        page.goto(address)
        expect(page.locator(STATUS)).to_have_text(f"{number} of 33 studies")


# ── sorting and columns ──


def test_a_head_sorts_by_its_column_and_back_again(explore):
    page = explore()
    head = page.locator(".studies th", has=page.get_by_role("button", name="Country", exact=True))
    head.get_by_role("button").click()
    countries = page.locator(f"{ROWS} td:nth-child(2)").all_inner_texts()
    assert countries == sorted(countries)
    assert head.get_attribute("aria-sort") == "ascending"
    head.get_by_role("button").click()
    assert page.locator(f"{ROWS} td:nth-child(2)").all_inner_texts() == sorted(countries, reverse=True)
    assert head.get_attribute("aria-sort") == "descending"
    assert page.locator("[aria-sort]").count() == 1


def test_samples_are_sorted_by_number_and_results_by_direction(explore):
    page = explore("?sort=-Who+took+part")
    sizes = page.locator(f"{ROWS} [data-size]").evaluate_all("all => all.map(one => +one.dataset.size)")
    assert sizes == sorted(sizes, reverse=True)
    page = explore("?sort=Re-referral")
    found = [words for words in page.locator("td:nth-child(6)").all_inner_texts() if words.strip()]
    order = ["Better", "No clear difference", "Mixed", "Worse", "Not reported"]
    places = [order.index(words.split("\n")[-1].strip()) for words in found]
    assert places == sorted(places)


def test_a_column_can_be_hidden_and_shown_again(explore):
    page = explore()
    box = menu(page, "Columns")
    box.get_by_label("Design").uncheck()
    expect(page.locator(".studies thead th:nth-child(3)")).to_be_hidden()
    expect(page.locator(ROWS).first.locator("td:nth-child(3)")).to_be_hidden()
    assert asked(page) == {"hide": ["Design"]}
    menu(page, "Columns").get_by_label("Design").check()
    expect(page.locator(".studies thead th:nth-child(3)")).to_be_visible()


# ── side by side ──


def test_two_studies_stand_side_by_side_at_an_address_of_their_own(explore):
    page = explore()
    page.get_by_label("Compare Berzin 2006").check()
    expect(page.get_by_role("button", name="side by side")).to_be_hidden()
    page.get_by_label("Compare Dijkstra et al. 2019").check()
    page.get_by_role("button", name="Put 2 side by side").click()
    expect(page.get_by_role("heading", name="Side by side")).to_be_focused()
    assert asked(page) == {"compare": ["berzin-2006,dijkstra-2019"]}
    assert page.locator(".compared thead th").all_inner_texts() == ["Berzin 2006", "Dijkstra et al. 2019"]
    page.get_by_role("button", name="Close").click()
    expect(page.locator(".compared table")).to_have_count(0)
    page.go_back()
    expect(page.locator(".compared table")).to_have_count(1)


def test_no_more_than_three_are_compared(explore):
    page = explore("?compare=berzin-2006,dijkstra-2019,berzin-2008,dijkstra-2018")
    assert page.locator(".compared thead th").count() == 3
    assert page.locator("[aria-label^=Compare]:checked").count() == 3
    assert page.locator("[aria-label^=Compare]:disabled").count() == 30


# ── taking away ──


def test_what_is_shown_can_be_taken_away_as_csv(explore):
    page = explore("?country=Sweden&hide=Design&sort=-Year")
    shown = names(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download these rows").click()
    assert waiting.value.suggested_filename == "studies.csv"
    head, *lines = csv.reader(io.StringIO(Path(waiting.value.path()).read_text("utf-8")))
    assert head[:3] == ["Study", "Country", "Who took part"]
    assert [line[0] for line in lines] == shown
    assert not [cell for line in lines for cell in line if cell.startswith(("=", "+", "-", "@"))]


# ── for everybody ──


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_axe_finds_nothing_with_all_of_it_in_use(explore, size):
    page = explore("?country=Netherlands&compare=dijkstra-2018,dijkstra-2019&hide=Design", viewport=size)
    for title in ("Country", "Year", "Columns"):
        menu(page, title)
        assert faults(page) == []
        page.keyboard.press("Escape")
    assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0


def test_it_can_be_used_with_the_keyboard_alone(explore):
    page = explore()
    page.get_by_label("Sort by").focus()
    page.keyboard.press("Tab")
    expect(page.locator("summary", has_text="Country")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Australia")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator(STATUS)).to_have_text("1 of 33 studies")
    assert asked(page) == {"country": ["Australia"]}
    page.keyboard.press("Escape")
    expect(page.locator("summary", has_text="Country")).to_be_focused()
    expect(page.locator(".explorer details[open]")).to_have_count(0)


def test_on_a_narrow_screen_it_comes_when_it_is_asked_for(opened, real_site):
    page = opened.page(real_site / STUDIES, viewport=NARROW)
    expect(page.locator(".explorer")).to_have_count(0)
    page.get_by_role("button", name="Search, filter and sort").click()
    expect(page.locator(STATUS)).to_have_text("33 of 33 studies")
    for title in ("Country", "Outcome", "Columns"):
        menu(page, title)
        assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
        page.keyboard.press("Escape")


def test_no_control_of_the_form_is_without_a_name(explore):
    page = explore()
    for control in page.locator(".explorer").locator("input, select, button, summary").all():
        assert control.evaluate("one => (one.labels?.[0]?.textContent || one.textContent).trim()")
