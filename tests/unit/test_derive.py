from __future__ import annotations

import pytest
from examples import DIRECTIONS, lookup, result, review, study

from generator import derive


def names(groups):
    return [[study.id for study in group] for group in groups]


def summary(*studies):
    """The pointings that have samples, by outcome: direction and number."""
    whole = review(*studies)
    return {
        one.outcome.id: {pointing.direction.id: pointing.samples for pointing in one.pointings if pointing.samples}
        for one in derive.direction_summary(whole, lookup(whole))
    }


# ── samples ──


def test_studies_of_one_trial_are_one_sample():
    a, b, c = study("a", same_trial_as=("c",)), study("b"), study("c", same_trial_as=("a",))
    assert names(derive.samples([a, b, c])) == [["a", "c"], ["b"]]


def test_a_chain_of_studies_is_one_sample():
    a, b, c = study("a", same_trial_as=("b",)), study("b", same_trial_as=("a", "c")), study("c", same_trial_as=("b",))
    assert names(derive.samples([c, a, b])) == [["c", "a", "b"]]


def test_a_study_elsewhere_adds_nothing_to_a_sample():
    assert names(derive.samples([study("a", same_trial_as=("elsewhere",))])) == [["a"]]


# ── numbers ──


def test_numbers_are_counted_over_the_studies():
    a = study("a", design="rct", year=2004, country="SE", same_trial_as=("b",))
    b = study("b", design="cohort", year=2001, comparison_confirmed=False, same_trial_as=("a",))
    c = study("c", year=2019)
    whole = review(a, b, c)
    assert derive.numbers(whole, lookup(whole)) == derive.Numbers(
        studies=3, samples=2, randomised=1, comparison_confirmed=2, countries=2, first_year=2001, last_year=2019
    )


def test_a_review_without_studies_has_no_years():
    found = derive.numbers(review(), lookup(review()))
    assert (found.studies, found.samples, found.first_year, found.last_year) == (0, 0, None, None)


# ── directions ──


@pytest.mark.parametrize(
    ("directions", "shared"),
    [
        (["a"], "a"),
        (["a", "a", "b"], "mixed"),
        (["a"] * 7 + ["b"] * 3, "a"),
        (["a"] * 69 + ["b"] * 31, "mixed"),
        (["a", "not_reported"], "a"),
        (["not_reported", "not_reported"], "not_reported"),
        (["mixed", "a"], "mixed"),
        ([], "not_reported"),
    ],
)
def test_results_share_a_direction_when_seven_in_ten_do(directions, shared):
    assert derive.shared_direction(directions) == shared


def test_studies_of_one_trial_count_once():
    a = study("a", outcomes=(result(direction="favours_intervention"),), same_trial_as=("b",))
    b = study("b", outcomes=(result(direction="no_clear_difference"),), same_trial_as=("a",))
    c = study("c", outcomes=(result(direction="favours_comparison"),))
    assert summary(a, b, c) == {"bedtime": {"mixed": 1, "favours_comparison": 1}}


def test_an_outcome_that_nobody_measured_is_left_out_and_so_are_labels_of_the_studies_own():
    assert summary(study(outcomes=(result("other", label="own"),))) == {}


def test_pointings_come_in_the_order_of_the_vocabulary_with_their_studies():
    whole = review(study("a", outcomes=(result(direction="not_reported"),)), study("b", outcomes=(result(),)))
    (one,) = derive.direction_summary(whole, lookup(whole))
    assert [pointing.direction.id for pointing in one.pointings] == list(DIRECTIONS)
    assert [[study.id for study in pointing.studies] for pointing in one.pointings] == [[], [], ["b"], [], ["a"]]
    assert one.samples == 2


# ── names ──


@pytest.mark.parametrize(
    ("author", "family"),
    [
        ("Sundell K", "Sundell"),
        ("van Steensel FJA", "van Steensel"),
        ("Sagatun-Edwards I", "Sagatun-Edwards"),
        ("Dijkstra B-C", "Dijkstra"),
        ("Lee A.B.", "Lee"),
        ("Plato", "Plato"),
        ("Human Services Research Institute", "Human Services Research Institute"),
        ("Ministry of HEALTH", "Ministry of HEALTH"),
        ("Ministry of Health NZ", "Ministry of Health NZ"),
        ("Save, Ltd UK", "Save, Ltd UK"),
        ("Barnardo's UK", "Barnardo's UK"),
        ("Barnardo’s NI", "Barnardo’s NI"),
        ("UNICEF UK", "UNICEF UK"),
        ("Casey Programs USA", "Casey Programs USA"),
        ("Uniting, NSW", "Uniting, NSW"),
        ("Menon U.K.", "Menon"),
        ("Menon U-K", "Menon"),
        ("Menon K", "Menon"),
        ("’s-Gravesande WJ", "’s-Gravesande"),
        ("O", "O"),
    ],
)
def test_a_family_name_goes_without_its_initials(author, family):
    assert derive.family_name(author) == family


def test_a_study_is_called_by_one_author_two_or_the_first_of_more():
    one, two, three = (
        study("a", authors=("Lee A",)),
        study("b", authors=("Lee A", "Berg C")),
        study("c", authors=("Lee A", "Berg C", "Dahl D")),
    )
    assert derive.short_names(review(one, two, three)) == {
        "a": "Lee 2019",
        "b": "Lee & Berg 2019",
        "c": "Lee et al. 2019",
    }


def test_studies_that_would_be_called_alike_get_letters_in_the_order_of_their_ids():
    assert derive.short_names(review(study("b"), study("a"), study("c", year=2020))) == {
        "a": "Lee 2019a",
        "b": "Lee 2019b",
        "c": "Lee 2020",
    }


def test_letters_go_on_behind_z():
    names = derive.short_names(review(*(study(f"lee-{number:02}") for number in range(28))))
    assert [names[f"lee-{number:02}"] for number in (0, 25, 26, 27)] == [
        "Lee 2019a",
        "Lee 2019z",
        "Lee 2019aa",
        "Lee 2019ab",
    ]


def test_studies_stand_in_the_order_in_which_a_reader_looks_for_them():
    authors = {"a": "Ødegård A", "b": "van Dale B", "c": "Ågren C", "d": "'Ohana D", "e": "Zimmer E"}
    whole = review(*(study(name, authors=(author,)) for name, author in authors.items()))
    ordered = [one.id for one in derive.in_reading_order(whole)]
    assert ordered.index("c") < ordered.index("d") < ordered.index("b") < ordered.index("e")


def test_accents_marks_and_capitals_do_not_count_in_the_alphabet():
    assert derive.alphabetical("‘Été–1’") == "ete1"
