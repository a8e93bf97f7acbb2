from __future__ import annotations

from datetime import date
from pathlib import Path

from examples import content, review, study

from generator.lookup import Lookup
from generator.parts import Workshop
from generator.render import Renderer

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 25)


def workshop(whole):
    shared = whole.with_(reviews=())
    return Workshop(shared, Renderer(shared, ROOT / "templates"), {}, TODAY)


def made_of(one):
    whole = content(one)
    return workshop(whole).of_review(one, lambda: Lookup(whole))


def test_a_review_makes_its_pages_and_their_data_and_no_others():
    made = made_of(review(study("lee-2019")))
    assert "reviews/fictional/studies/lee-2019.html" in made.files
    assert "reviews/fictional/data/studies.csv" in made.files
    assert {path.split("/")[0] for path in made.files} == {"reviews"}


def test_a_review_with_a_problem_makes_nothing():
    assert made_of(review(study("lee-2019", country="XX"))) is None


def test_a_review_that_names_only_what_is_its_own_has_asked_for_nothing():
    assert not made_of(review(study("lee-2019", notes="See [this](study:lee-2019)."))).asked
    assert made_of(review(study("lee-2019", notes="See [this](review:fictional)."))).asked


def test_a_number_of_a_reviews_own_asks_for_no_other_review():
    own = "{studies}, {interventions.story-evening}, {years.first}"
    assert not made_of(review(study("lee-2019", notes=own))).asked
    assert made_of(review(study("lee-2019", notes="One of {reviews}."))).asked


def test_a_review_knows_the_days_on_which_its_warnings_change():
    assert made_of(review(study("lee-2019"), next_review="2027-11")).turns == ("2027-11~",)


def test_the_rest_of_the_site_is_made_of_outlines():
    whole = content(review(study("lee-2019")))
    one = made_of(whole.reviews[0])
    rest = workshop(whole).of_site([one.outline], list(one.files))
    assert {"index.html", "404.html", "sitemap.xml", "changes.xml"} <= rest.files.keys()
    assert b"reviews/fictional/studies/lee-2019.html" in rest.files["sitemap.xml"]
    assert rest.files.keys().isdisjoint(one.files)
