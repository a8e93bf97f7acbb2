from __future__ import annotations

import pytest
from examples import content, cost, review, study

from generator import addresses, pages
from generator.addresses import Address


@pytest.mark.parametrize(
    ("here", "there", "link"),
    [
        ("index.html", Address("scales.html"), "scales.html"),
        ("index.html", Address("scales/cost.html", "level-3"), "scales/cost.html#level-3"),
        ("scales/cost.html", Address("index.html"), "../index.html"),
        ("scales/cost.html", Address("scales/evidence.html"), "evidence.html"),
        ("reviews/a.html", Address("reviews/a/studies.html"), "a/studies.html"),
        ("reviews/a/studies/b.html", Address("reviews/a.html", "top"), "../../a.html#top"),
        ("reviews/a/studies/b.html", Address("reviews/c/studies/d.html"), "../../c/studies/d.html"),
        ("index.html", Address("index.html"), "index.html"),
        ("scales/cost.html", Address("scales/cost.html"), "cost.html"),
        ("index.html", Address("index.html", "main"), "#main"),
        ("", Address("reviews/a.html"), "reviews/a.html"),
    ],
)
def test_a_link_leads_from_one_page_to_another(here, there, link):
    assert there.seen_from(here) == link


@pytest.mark.parametrize(
    ("name", "anchor"), [("3", "level-3"), ("3+", "level-3-plus"), ("4++", "level-4-plus-plus"), ("*", "level--star")]
)
def test_a_name_becomes_an_anchor(name, anchor):
    assert addresses.anchor("level", name) == anchor


def test_each_thing_lives_at_an_address_of_its_own():
    whole, one = review(), study()
    assert addresses.of_review(whole, "findings") == Address("reviews/fictional.html", "findings")
    assert addresses.of_studies(whole) == Address("reviews/fictional/studies.html")
    assert addresses.of_study(one) == Address("reviews/fictional/studies/lee-2019.html")
    assert addresses.of_intervention(whole, "a") == Address("reviews/fictional.html", "intervention-a")
    assert addresses.of_scale(cost()) == Address("scales/cost.html")
    assert addresses.of_scale(cost(), "not-rated", "state") == Address("scales/cost.html", "state-not-rated")
    assert addresses.of_page("how") == Address("how.html")


@pytest.mark.parametrize("kind", ["term", "outcome", "domain", "design", "direction"])
def test_each_word_of_the_vocabulary_has_an_anchor_on_a_page_of_the_site(kind):
    address = addresses.of_vocabulary(kind, "a")
    assert address.anchor == f"{kind}-a"
    assert Address(address.path) in addresses.OWN


def test_the_pages_of_the_site_itself_are_all_named():
    made = {page.address for page in pages.of(content(pages=(), scales=()))}
    assert made == set(addresses.OWN)
