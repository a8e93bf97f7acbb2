from __future__ import annotations

from datetime import date

import pytest
from examples import content, review, study

from generator import advice
from generator.lookup import Lookup
from generator.model import Finding

TODAY = date(2026, 11, 22)


def said(rule, whole):
    return [problem.message for problem in rule(Lookup(whole), TODAY)]


@pytest.mark.parametrize(
    ("certainty", "statement", "fits"),
    [
        ("High", "It helps.", True),
        ("High", "It may help.", False),
        ("Moderate certainty", "It probably helps.", True),
        ("Moderate", "It helps.", False),
        ("Low", "It may help.", True),
        ("low", "It probably helps.", False),
        ("Very low", "The evidence is very uncertain.", True),
        ("Very low", "It may help.", False),
        ("Not rated", "It helps.", True),
        (None, "It helps.", True),
    ],
)
def test_words_are_as_sure_as_the_certainty(certainty, statement, fits):
    whole = content(review(findings=(Finding(title="F", statement=statement, certainty=certainty),)))
    assert (said(advice.certainty_and_words_agree, whole) == []) is fits


@pytest.mark.parametrize(
    ("due", "late"),
    [("2026-11-21", True), ("2026-11-22", False), ("2026-10", True), ("2026-11", False), (None, False)],
)
def test_a_page_is_due_on_its_day_or_in_its_month(due, late):
    assert bool(said(advice.next_review_is_to_come, content(review(next_review=due)))) is late


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Family meetings in care: a trial", "Family meetings in care – A Trial", True),
        ("Family meetings in care: a trial", "Court meetings in prison: a survey", False),
        ("", "", False),
    ],
)
def test_titles_are_nearly_the_same_where_they_share_most_words(first, second, same):
    assert advice.nearly_same(advice.title_words(first), advice.title_words(second)) is same


def test_two_papers_on_one_sample_or_with_numbers_of_their_own_may_have_one_title():
    rule = advice.no_two_studies_have_nearly_the_same_title
    one, two = study("a", title="A trial of stories"), study("b", title="A trial of stories")
    assert len(said(rule, content(review(one, two)))) == 1
    assert said(rule, content(review(one, two.with_(same_trial_as=("a",))))) == []
    assert said(rule, content(review(one.with_(doi="10.1/a"), two.with_(doi="10.1/b")))) == []


@pytest.mark.parametrize(
    ("url", "agrees"),
    [
        ("https://doi.org/10.1000/a(1)b", True),
        ("http://dx.doi.org/10.1000/A%281%29B", True),
        ("https://www.doi.org/10.1000/a(1)c", False),
        ("https://doi.org/10.1000/a(1)", False),
        ("https://doi.org/", True),
        ("https://example.org/10.1000/other", True),
        (None, True),
    ],
)
def test_an_address_of_doi_org_has_the_doi_that_stands_beside_it(url, agrees):
    whole = content(review(study(doi="10.1000/a(1)b", url=url)))
    assert (said(advice.doi_and_address_name_one_paper, whole) == []) is agrees
    assert said(advice.doi_and_address_name_one_paper, content(review(study(url=url)))) == []


def test_every_warning_is_marked_as_one_and_in_file_order():
    found = advice.warnings(content(review(study("b"), next_review="2020-01")), TODAY)
    places = [(one.place.file, one.place.line, one.place.column) for one in found]
    assert len(places) > 1
    assert places == sorted(places)
    assert all(problem.warning for problem in found)
