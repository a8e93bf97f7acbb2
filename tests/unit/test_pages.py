from __future__ import annotations

import re

import pytest
from examples import content, evidence, lookup, result, review, study

from generator import addresses, load, pages
from generator.lookup import Lookup
from generator.model import Design, Publication, Rating, RiskOfBias, Sample, Term
from generator.pages import review_view
from generator.pages import study as study_page

OUTCOMES = (result("bedtime"), result("other", label="wishes for more"))


def made(whole):
    return {page.address.path: page for page in pages.of(whole)}


# ── which pages there are ──


def test_there_is_a_page_for_everything_that_has_an_address():
    assert list(made(content(review(study("a"), study("b"))))) == [
        "index.html",
        "reviews/fictional.html",
        "reviews/fictional/cite.html",
        "reviews/fictional/studies.html",
        "reviews/fictional/where-and-when.html",
        "reviews/fictional/lists.html",
        "reviews/fictional/studies/a.html",
        "reviews/fictional/studies/b.html",
        "scales.html",
        "scales/cost.html",
        "scales/evidence.html",
        "outcomes.html",
        "designs.html",
        "directions.html",
        "glossary.html",
        "how.html",
        "changes.html",
        "data.html",
        "404.html",
    ]


def test_no_two_pages_have_one_address():
    one = review(study("a"))
    whole = content(one, one.with_(id="other", studies=(study("a").with_(review="other"),)))
    assert len(pages.of(whole)) == len(made(whole))


def test_every_page_has_a_title_and_a_description():
    assert [page for page in pages.of(content(review(study()))) if not (page.title and page.description)] == []


def test_the_trail_of_a_study_leads_from_the_home_page_down():
    page = made(content(review(study("a"))))["reviews/fictional/studies/a.html"]
    assert [(words, address.path) for words, address in page.trail] == [
        ("Reviews", "index.html"),
        ("Story evenings", "reviews/fictional.html"),
        ("Studies", "reviews/fictional/studies.html"),
    ]
    assert page.label == "Lee 2019"


# ── a review ──


def test_the_card_of_a_review_says_what_it_is():
    whole = review(study(), risk_of_bias=RiskOfBias(high=1, of=3, source="Nobody"))
    card = pages.review.ReviewView.of(whole, lookup(whole))
    assert card.eyebrow == "Systematic review · 2026 · 1 study"
    assert card.dots is not None
    assert card.address == addresses.of_review(whole)


def test_a_review_without_judgements_of_bias_has_no_dots():
    assert pages.review.ReviewView.of(review(), lookup(review())).dots is None


def test_ratings_stand_evidence_first_whatever_their_order_in_the_file():
    ratings = {"cost": Rating(rating="1"), "evidence": Rating(rating="3")}
    assert [view.scale.id for view in review_view.rating_views(ratings, lookup())] == ["evidence", "cost"]


def test_each_kind_of_intervention_has_the_number_of_its_studies():
    (kind,) = made(content(review(study("a"), study("b"))))["reviews/fictional.html"].view["interventions"]
    assert (kind["anchor"], kind["studies"]) == ("intervention-story-evening", 2)


# ── the table of studies ──


def test_the_table_has_a_row_for_each_study_and_a_column_for_each_outcome_that_was_measured():
    view = made(content(review(study("a", outcomes=OUTCOMES), study("b"))))["reviews/fictional/studies.html"].view
    assert [row["name"] for row in view["rows"]] == ["Lee 2019a", "Lee 2019b"]
    assert [column.id for column in view["columns"]] == ["bedtime", "other"]
    assert [[len(cell) for cell in row["cells"]] for row in view["rows"]] == [[1, 1], [0, 0]]


def test_a_study_that_names_no_design_says_so_in_the_table():
    view = made(content(review(study("a", design="rct"), study("b"))))["reviews/fictional/studies.html"].view
    assert [row["design"] for row in view["rows"]] == ["Trial", "Not stated"]


def test_the_studies_and_their_results_stand_as_data_beside_their_table():
    one = study(
        "a", outcomes=(result("bedtime"), result("other", label="owls")), sample=Sample(intervention=3, total=5)
    )
    page = made(content(review(one)))["reviews/fictional/studies.html"]
    (_, studies), (_, results) = page.tables
    (line,) = studies.rows
    assert dict(zip(studies.columns, line, strict=True))["With intervention"] == 3
    assert [row[2:4] for row in results.rows] == [("Bedtime", None), ("Another outcome", "owls")]
    assert {len(row) for row in results.rows} == {len(results.columns)}


def test_the_data_say_where_in_the_country_a_study_was():
    studies = made(content(review(study("a", region="Two valleys"))))["reviews/fictional/studies.html"].tables[0][1]
    named = dict(zip(studies.columns, studies.rows[0], strict=True))
    assert (named["Country"], named["Region"], named["Design"]) == ("Norway", "Two valleys", None)


@pytest.mark.parametrize(
    ("sample", "whole"),
    [
        (None, None),
        (Sample(intervention=40, comparison=38), 78),
        (Sample(intervention=40), None),
        (Sample(intervention=40, comparison=38, total=80), 80),
    ],
)
def test_the_data_say_how_many_in_all_as_the_page_does(sample, whole):
    studies = made(content(review(study("a", sample=sample))))["reviews/fictional/studies.html"].tables[0][1]
    assert dict(zip(studies.columns, studies.rows[0], strict=True))["In all"] == whole


def test_what_the_records_say_beyond_the_table_is_a_script_that_searching_fetches():
    ((address, script),) = made(content(review(study("a", title="“Stories” </script>"))))[
        "reviews/fictional/studies.html"
    ].texts
    assert address.path == "reviews/fictional/data/words.js"
    assert script.startswith('words={"a":"“Stories” </script> Lee A')


@pytest.mark.parametrize(
    ("studies", "words"),
    [
        ((), "No study records yet."),
        (
            (study("a", design="rct", year=2019),),
            "1 study record of 1 independent sample from 1 country, published 2019. Of these, 1 is a randomised trial.",
        ),
        (
            (study("a", year=2001), study("b", country="SE", comparison_confirmed=False)),
            (
                "2 study records of 2 independent samples from 2 countries, published 2001 to 2019. Of these, 0 are "
                "randomised trials. For 1, no source that could be read confirms a comparison group."
            ),
        ),
    ],
)
def test_the_table_of_studies_says_in_words_what_it_holds(studies, words):
    assert made(content(review(*studies)))["reviews/fictional/studies.html"].view["in_words"] == words


# ── a study ──


def test_a_study_leads_to_the_one_before_and_the_one_after_in_reading_order():
    whole = content(
        review(study("b", authors=("Berg C",)), study("a", authors=("Dahl D",)), study("c", authors=("Lee A",)))
    )
    around = {
        page.title: (page.view["before"], page.view["after"]) for page in pages.of(whole) if "before" in page.view
    }
    assert {name: tuple(one and one[0] for one in pair) for name, pair in around.items()} == {
        "Berg 2019": (None, "Dahl 2019"),
        "Dahl 2019": ("Berg 2019", "Lee 2019"),
        "Lee 2019": ("Dahl 2019", None),
    }


def test_a_study_names_the_studies_of_its_trial():
    whole = content(review(study("a", same_trial_as=("b",)), study("b", year=2020, same_trial_as=("a",))))
    view = made(whole)["reviews/fictional/studies/a.html"].view
    assert view["same_trial"] == [("Lee 2020", addresses.of_study(study("b")))]


@pytest.mark.parametrize(
    ("of", "label", "name"),
    [
        ("bedtime", None, "Bedtime"),
        ("bedtime", "lights out", "Bedtime"),
        ("other", "wishes for more", "Wishes for more"),
        ("other", "PHQ score", "PHQ score"),
        ("other", None, "Another outcome"),
    ],
)
def test_a_result_is_called_by_its_outcome_or_by_the_studys_own_label(of, label, name):
    assert study_page.result_view(result(of, label=label), lookup()).name == name


@pytest.mark.parametrize(
    ("sample", "words"),
    [
        (None, ""),
        (Sample(), ""),
        (
            Sample(intervention=97, comparison=1142, unit="children"),
            "1,239 children: 97 with the intervention, 1,142 in comparison",
        ),
        (Sample(intervention=97, comparison=142, total=239), "239 in all: 97 with the intervention, 142 in comparison"),
        (Sample(total=239, unit="children"), "239 children"),
        (Sample(intervention=97), "97 with the intervention"),
        (Sample(comparison=142, unit="families"), "142 families in comparison"),
    ],
)
def test_a_sample_is_told_in_words(sample, words):
    assert study_page.sample_words(study(sample=sample)) == words


@pytest.mark.parametrize(
    ("paper", "words"),
    [
        (None, ""),
        (Publication(), ""),
        (Publication(journal="Sleep", volume="12", issue="3", pages="285-294"), "Sleep, 12(3), 285–294"),
        (Publication(journal="Sleep", pages="e1"), "Sleep, e1"),
        (Publication(publisher="Nowhere", isbn="978-0-00-000000-2"), "Nowhere. ISBN 978-0-00-000000-2"),
    ],
)
def test_a_publication_is_told_as_reference_lists_do(paper, words):
    assert study_page.published_in(study(publication=paper)) == words


# ── the vocabulary ──


def test_the_levels_of_a_scale_are_shown_each_marked_among_all():
    levels = made(content())["scales/evidence.html"].view["levels"]
    assert [one["anchor"] for one in levels] == ["level-2", "level-2-plus", "level-3", "level-3-plus"]
    assert [[rung.marked for rung in one["rungs"]].index(True) for one in levels] == [0, 1, 2, 3]


def test_the_glossary_is_in_the_order_of_the_alphabet_under_its_letters():
    titles = ("Story", "été", "‘Ohana", "Evening", "out of home")
    terms = tuple(Term(id=f"t{number}", title=title, meaning="M.") for number, title in enumerate(titles))
    letters = made(content(terms=terms))["glossary.html"].view["letters"]
    assert {letter: [term.title for term in found] for letter, found in letters.items()} == {
        "E": ["été", "Evening"],
        "O": ["‘Ohana", "out of home"],
        "S": ["Story"],
    }


def test_a_domain_names_the_reviews_that_measured_one_of_its_outcomes():
    home = made(content(review(study(outcomes=OUTCOMES))))["index.html"]
    assert [(domain.id, [title for title, _ in reviews]) for domain, reviews in home.view["domains"]] == [
        ("sleep", ["Story evenings"]),
        ("rest", []),
    ]


def test_designs_keep_the_order_of_their_strength():
    designs = (Design(id="b", title="B", meaning="B."), Design(id="a", title="A", meaning="A."))
    assert made(content(designs=designs))["designs.html"].view["designs"] == designs


def test_a_scale_without_ratings_has_a_page_all_the_same():
    assert "scales/evidence.html" in made(Lookup(content(scales=(evidence(),))).content)


def test_what_changed_is_told_with_ratings_first_and_in_the_feed(tiny):
    whole, _ = load.content(tiny)
    page = pages.Pages(whole).at("changes.html")
    first, second = page.view["changes"]
    assert (first.day, first.of, first.scale) == ("2026-11-22", "Story evening (Story evenings)", "Evidence rating")
    assert (first.before.short, first.after.short) == ("3", "3+*")
    assert first.words == "Evidence rating: 3 (Short-term) → 3+* (Short-term and more). A second trial came."
    assert (second.before, second.words.split(" → ")[0]) == (None, "Evidence rating: no rating")
    assert [one.day for one in page.view["history"]] == ["2026-11-22", "2026-01-31"]
    ((address, text),) = page.texts
    assert address.path == "changes.xml"
    assert text.count("<entry>") == 4
    assert "https://tiny.example.org/tiny/reviews/fictional.html#intervention-story-evening" in text


def test_an_entry_of_the_feed_keeps_its_id_when_a_newer_one_comes(tiny):
    whole, _ = load.content(tiny)
    (one,) = whole.reviews
    older = whole.with_(reviews=(one.with_(rating_changes=one.rating_changes[1:]),))
    ids = [set(re.findall("<id>(.*#.*)</id>", pages.Pages(of).at("changes.html").texts[0][1])) for of in (older, whole)]
    assert ids[0] < ids[1]
    assert len(ids[1] - ids[0]) == 1


def test_a_fact_with_a_source_of_its_own_has_a_legend_beside_it(tiny):
    whole, _ = load.content(tiny)
    page = pages.Pages(whole).at("reviews/fictional/studies/lee-2019.html")
    sample, country = page.view["facts"]["sample"], page.view["facts"]["country"]
    assert sample.legend.meaning == "Abstract at example.org, line 4."
    assert sample.legend.notes == (("In its words", "“1,200 children slept.”"), ("Seen on", "22 November 2026"))
    assert country.legend.meaning == "A page at example.org."
    assert sample.legend.more.anchor == "fact-sample"


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({"url": "https://doi.org/10.1000/A.b", "doi": "10.1000/a.B"}, ""),
        ({"url": "http://dx.doi.org/10.1000/a.b", "doi": "10.1000/a.b"}, ""),
        ({"url": "https://pubmed.ncbi.nlm.nih.gov/123/", "pubmed": 123}, ""),
        ({"url": "https://doi.org/10.1000/another", "doi": "10.1000/a.b"}, "https://doi.org/10.1000/another"),
        ({"url": "https://example.org/"}, "https://example.org/"),
        ({"doi": "10.1000/a.b"}, ""),
    ],
)
def test_a_page_about_a_study_is_shown_where_no_number_leads_there(values, shown):
    assert study_page.elsewhere(study(**values)) == shown


def test_an_outcome_leads_to_the_studies_that_measured_it_in_each_review():
    first = review(study("a", outcomes=(result("bedtime"),)))
    second = review(study("b", outcomes=(result("other"),))).with_(id="another", title="Another")
    page = next(one for one in pages.of(content(first, second)) if one.address == addresses.OUTCOMES)
    named, more = page.view["measuring"]["bedtime"]
    assert named == [(first.title, addresses.of_studies(first, outcome="Bedtime"))]
    assert more < 0
    assert page.view["measuring"].keys() == {"bedtime"}
