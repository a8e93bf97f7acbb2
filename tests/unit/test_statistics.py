"""The sign test and Wilson's interval, against published and hand-made values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from generator.statistics import sign_test, wilson_interval

COUNTS = some.integers(0, 400)


@pytest.mark.parametrize(
    ("positive", "negative", "p"), [(9, 0, 0.0039), (5, 1, 0.2188), (10, 2, 0.0386), (0, 0, 1.0), (3, 3, 1.0)]
)
def test_the_sign_test_gives_the_values_of_the_method_papers(positive, negative, p):
    assert round(sign_test(positive, negative), 4) == p


def test_the_interval_of_ten_in_twelve_is_55_to_95_percent():
    assert [round(end * 100) for end in wilson_interval(10, 12)] == [55, 95]


def test_the_interval_of_none_and_of_all_reaches_the_end():
    assert wilson_interval(0, 8)[0] == 0.0
    assert wilson_interval(8, 8)[1] == 1.0


@given(COUNTS, COUNTS)
def test_the_sign_test_is_the_same_both_ways_and_a_probability(positive, negative):
    assert sign_test(positive, negative) == sign_test(negative, positive)
    assert 0 < sign_test(positive, negative) <= 1


@given(some.integers(1, 400).flatmap(lambda whole: some.tuples(some.integers(0, whole), some.just(whole))))
def test_the_interval_holds_the_share_and_stays_between_0_and_1(counts):
    part, whole = counts
    low, high = wilson_interval(part, whole)
    assert 0 <= low <= part / whole <= high <= 1
