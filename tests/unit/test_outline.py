from __future__ import annotations

from examples import content, result, review, study

from generator import outline, pages
from generator.lookup import Lookup

ONE = review(
    study("berg-2015", outcomes=(result("bedtime", "mixed"), result("other", "mixed"))),
    study("lee-2019", aliases=("lee",), notes="A long note."),
    records_note="A [story](term:story).",
)


def of(one):
    whole = content(one)
    lookup = Lookup(whole)
    return outline.of(pages.of_review(one, lookup)[0], lookup)


def test_an_outline_knows_what_the_home_page_shows():
    brief = of(ONE)
    assert brief.card.review.title == ONE.title
    assert brief.card.numbers.studies == 2
    assert brief.measured == ("bedtime", "other")
    assert "story" in brief.terms


def test_an_outline_knows_studies_by_their_names_alone():
    first, second = of(ONE).review.studies
    assert (first.id, second.aliases) == ("berg-2015", ("lee",))
    assert not hasattr(second, "notes")


def test_a_text_that_changes_leaves_the_outline_as_it_is():
    assert of(ONE) == of(ONE.with_(studies=(ONE.studies[0], ONE.studies[1].with_(notes="Another."))))


def test_a_study_that_comes_gives_other_names():
    assert of(ONE).names != of(ONE.with_(studies=(*ONE.studies, study("sun-2020")))).names


def test_the_home_page_of_outlines_is_that_of_the_whole():
    whole = content(ONE)
    brief = of(ONE)
    from_outlines = pages.of_site(Lookup(outline.whole(whole, [brief])), [brief.card], [brief.measured])
    assert {page.address for page in from_outlines} < {page.address for page in pages.of(whole)}
    home = pages.Pages(whole).at("index.html")
    assert from_outlines[0].view["domains"] == home.view["domains"]
