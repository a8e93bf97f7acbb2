from __future__ import annotations

from pathlib import Path

import pytest
from small_templates import CONTENT

from generator import addresses, pages
from generator.addresses import Address
from generator.legends import of_word
from generator.on_page import OnPage
from generator.render import Renderer
from generator.templating import compact

TEMPLATES = Path(__file__).parents[2] / "templates"


def test_each_legend_of_a_page_has_one_number():
    on_page = OnPage(Renderer(CONTENT, Path()), pages.of(CONTENT)[0])
    one, other = (of_word("design", design) for design in CONTENT.designs)
    assert [on_page.note_number(legend) for legend in (one, other, one)] == [1, 2, 1]
    assert list(on_page.legends.values()) == [one, other]


@pytest.mark.parametrize(
    ("preview", "url", "link"),
    [
        (False, "https://example.org/a/b/", "/a/b/scales.html"),
        (False, "https://example.org", "/scales.html"),
        (True, "https://example.org/a/b/", "/scales.html"),
    ],
)
def test_the_page_for_unknown_addresses_links_from_the_root_of_its_host(preview, url, link):
    whole = CONTENT.with_(site=CONTENT.site.with_(url=url))
    page = next(page for page in pages.of(whole) if page.address == addresses.NOT_FOUND)
    on_page = OnPage(Renderer(whole, Path(), preview=preview), page)
    assert on_page.link(addresses.SCALES) == link


def test_an_asset_is_linked_like_a_page():
    page = pages.Page(Address("reviews/a/studies/b.html"), "", "", "")
    assert OnPage(Renderer(CONTENT, Path()), page).asset("site.css") == "../../../assets/site.css"


def on(path, renderer):
    return OnPage(renderer, pages.Page(Address(path), "", "", ""))


def notes(path, renderer, *asked):
    """The notes of a page that asks for these legends."""
    page = renderer.at_hand[:] = [on(path, renderer)]
    for legend in asked:
        page[0].note_number(legend)
    return page[0].notes()


def legends(renderer):
    """Two that are kept from page to page, and one that is not."""
    one, other = (renderer.legend_of("design", design) for design in CONTENT.designs)
    return one, other, of_word("direction", CONTENT.directions[0])


def test_a_legend_that_is_kept_gets_the_number_of_the_page_it_is_on():
    renderer, afresh = Renderer(CONTENT, TEMPLATES), Renderer(CONTENT, TEMPLATES)
    one, other, third = legends(renderer)
    first, second = notes("a.html", renderer, one, other, third), notes("b.html", renderer, third, other, one)
    assert first != second
    one, other, third = legends(afresh)
    assert second == notes("b.html", afresh, third, other, one)


def test_a_legend_that_is_kept_links_from_the_level_of_the_page_it_is_on():
    renderer = Renderer(CONTENT, TEMPLATES)
    legend = renderer.legend_of("design", CONTENT.designs[0])
    assert 'href="designs.html#' in notes("a.html", renderer, legend)
    assert 'href="../designs.html#' in notes("b/a.html", renderer, legend)


def test_a_legend_leads_down_its_own_page():
    renderer = Renderer(CONTENT, TEMPLATES)
    legend = renderer.legend_of("design", CONTENT.designs[0])
    assert "designs.html#" in notes("a.html", renderer, legend)
    assert 'href="#' in notes("designs.html", renderer, legend)


PATHS = ("a.html", "designs.html", "b/a.html", "b/c/a.html", "b/d/a.html", "404.html")


@pytest.mark.parametrize("path", PATHS)
def test_what_is_kept_is_what_its_component_makes(path):
    """Whatever page it was first made for."""
    kept, afresh = Renderer(CONTENT, TEMPLATES), Renderer(CONTENT, TEMPLATES)
    for other in PATHS:
        shown_with_legends(other, kept, kept.legend_of("design", CONTENT.designs[0]))
    lasting = shown_with_legends(path, kept, kept.legend_of("design", CONTENT.designs[0]))
    at_once = shown_with_legends(path, afresh, of_word("design", CONTENT.designs[0]))
    # A page is made compact as a whole: what is kept is so already.
    assert list(map(compact, lasting)) == list(map(compact, at_once))


def shown_with_legends(path, renderer, legend):
    page = on(path, renderer)
    renderer.at_hand[:] = [page]
    direction = CONTENT.directions[0]
    return [
        page.explained("a <b>", legend),
        page.opener(legend),
        page.direction("more", direction, legend),
        page.direction("more", direction),
        page.direction("fewer", direction),
        page.notes(),
    ]


def test_words_that_are_explained_stay_escaped():
    renderer = Renderer(CONTENT, TEMPLATES)
    legend = renderer.legend_of("design", CONTENT.designs[0])
    assert ">a &lt;b&gt;</a>" in shown_with_legends("a.html", renderer, legend)[0]


def test_a_link_is_the_same_whoever_asked_for_it_first():
    renderer = Renderer(CONTENT, TEMPLATES)
    first, second = Address("b/c.html", "x"), Address("b/c.html", query="y=1")
    assert [on("b/a.html", renderer).link(one) for one in (first, second)] == ["c.html#x", "c.html?y=1"]
    assert [on("b/c.html", renderer).link(one) for one in (first, second)] == ["#x", "?y=1"]
    assert on("a.html", renderer).link(first) == "b/c.html#x"


def test_the_frame_marks_the_page_and_the_section_that_a_reader_is_in():
    renderer = Renderer(CONTENT, TEMPLATES)
    made = {page.address.path: renderer.page(page) for page in pages.of(CONTENT)}
    alone = {path: Renderer(CONTENT, TEMPLATES).page(pages.Pages(CONTENT).at(path)) for path in list(made)[:-1]}
    assert {path: made[path] for path in alone} == alone
    assert 'aria-current="page">Rating scales' in made["scales.html"]
    assert 'aria-current="true">Rating scales' in made["scales/cost.html"]
