"""What an editor writes is on a page: fields that only templates show, by the real templates."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from examples import content, result, review, study

from generator import pdf, render
from generator.model import Estimate, Intervention, Pooled, Rating, Synthesis
from generator.pages import Pages
from generator.render import Renderer

TEMPLATES = Path(__file__).parent.parent.parent / "templates"
COST = Rating(unit_cost=Decimal(320), reason="Wages alone.", override="Halls were free.")
RATED = Intervention(id="story-evening", title="Story evening", meaning="A story.", ratings={"cost": COST})


def page(one, path="reviews/fictional.html", **values):
    """What a page says, in one line; without its legends."""
    made, problems = render.site(content(one, **values), TEMPLATES)
    assert problems == []
    return words(made[path].decode())


def paper(one, **values):
    """What the document of a review says, in one line."""
    whole = content(one, **values)
    every = Pages(whole).all()
    own = next(page for page in every if page.template == "pages/review.html")
    return words(pdf.document(own, every, Renderer(whole, TEMPLATES), {}))


def words(html):
    main = html.partition("<main")[2].partition("</main>")[0] or html
    return " ".join(re.sub("<[^>]*>", " ", main).split()).replace(" ,", ",")


@pytest.mark.parametrize(
    "said",
    [
        page(review(study("a", ratings={"cost": COST})), "reviews/fictional/studies/a.html"),
        page(review(interventions=(RATED,))),
        paper(review(interventions=(RATED,))),
    ],
    ids=["of a study", "of an intervention", "of an intervention, on paper"],
)
def test_a_rating_is_shown_with_its_unit_cost_its_reason_and_its_override(said):
    for part in ("Cost rating", "Estimated unit cost: £320 per child", "Wages alone.", "is another: Halls were free."):
        assert part in said


def test_a_rating_says_on_which_studies_it_rests_and_when_it_was_given():
    rating = Rating(rating="1", basis=("a",), rated="2026-01-31")
    kind = RATED.with_(ratings={"cost": rating})
    one = review(study("a"), study("b", year=2020, ratings={"cost": rating}), interventions=(kind,))
    for said in (page(one), paper(one), page(one, "reviews/fictional/studies/b.html")):
        assert "Rests on Lee 2019" in said
        assert "Rated on 31 January 2026" in said


def test_a_rating_without_reasons_has_no_empty_line():
    made, _ = render.site(content(review(study("a", ratings={"cost": Rating(rating="1")}))), TEMPLATES)
    assert "rating__reason" not in made["reviews/fictional/studies/a.html"].decode()


@pytest.mark.parametrize("shown", [page, paper])
def test_a_review_says_with_what_its_interventions_are_compared(shown):
    assert "What was found Compared with: no stories" in shown(review())


@pytest.mark.parametrize("shown", [page, paper])
@pytest.mark.parametrize("outcome", ["other", "bedtime"])
def test_how_results_were_put_together_is_said_with_and_without_a_plot(shown, outcome):
    one = review(study("a", outcomes=(result(outcome),)), synthesis=Synthesis(method="By counting owls."))
    plot = ["reviews/fictional/effect-direction.html"] if shown is page and outcome == "bedtime" else []
    said = shown(one, *plot)
    assert said.count("Method of synthesis By counting owls.") == 1


@pytest.mark.parametrize(
    ("ends", "on_page", "on_paper"),
    [
        ({}, "0.82 no interval reported, p = 0.03", "0.82, p = 0.03 no interval reported"),
        ({"low": Decimal("0.7"), "high": Decimal("0.9")}, *(["0.82 (0.7 to 0.9), p = 0.03"] * 2)),
    ],
    ids=["without an interval", "with one"],
)
def test_the_p_value_of_a_pooled_estimate_is_shown(ends, on_page, on_paper):
    estimate = Estimate(measure="odds ratio", value=Decimal("0.82"), p=Decimal("0.03"), **ends)
    one = review(pooled=(Pooled(outcome="bedtime", estimate=estimate),))
    assert on_page in page(one, "reviews/fictional/forest-plot.html")
    assert on_paper in paper(one)


def test_a_review_leads_to_its_views_where_its_studies_share_no_outcome():
    """Nothing is to be counted by direction then; what the review pooled is to be found all the same."""
    pooled = Pooled(outcome="bedtime", estimate=Estimate(measure="odds ratio", value=Decimal("0.82")))
    one = review(study("a", outcomes=(result("other"),)), pooled=(pooled,))
    made, _ = render.site(content(one), TEMPLATES)
    html = made["reviews/fictional.html"].decode()
    assert 'href="fictional/forest-plot.html"' in html
    assert 'href="#directions">The evidence<' in html
    assert 'id="directions"' in html


def test_a_very_small_p_value_is_written_out():
    tiny = Estimate(measure="odds ratio", value=Decimal("0.5"), p=Decimal("1E-7"))
    one = review(study("a", outcomes=(result(estimate=tiny),)))
    assert "p = 0.0000001." in page(one, "reviews/fictional/studies/a.html")


def test_what_is_not_rated_at_all_is_not_asked_for():
    assert "How sure is this?" not in page(review(study("a"), ratings={}, risk_of_bias=None))
    assert "How sure is this?" in page(review(study("a"), ratings={"cost": COST}))
