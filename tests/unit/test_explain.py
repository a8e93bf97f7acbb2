from __future__ import annotations

import pytest

from generator.explain import explain, names


def test_a_field_is_explained_with_where_it_stands_what_it_may_be_and_whether_it_is_needed():
    assert explain("study.year") == (
        (
            "study.year, in content/reviews/<review>/studies/<id>.yaml\n"
            "    The year of publication. Write a year from 1800 to 2100. It is needed."
        ),
        True,
    )


def test_a_field_of_several_records_is_explained_for_each():
    words, known = explain("title")
    assert known
    assert "study.title, in" in words
    assert "review.title, in" in words


@pytest.mark.parametrize("name", ["flow_adds_up", "flow adds up"])
def test_a_rule_is_explained_by_its_docstring(name):
    words, known = explain(name)
    assert known
    assert words.startswith("the rule 'flow adds up'\n    From box to box")


@pytest.mark.parametrize("name", ["studies.randomised", "{studies.randomised}"])
def test_a_number_is_explained_with_or_without_its_braces(name):
    assert explain(name) == (
        "the number {studies.randomised} in a text\n    Study records of a randomised design.",
        True,
    )


def test_what_nobody_knows_gets_a_hint():
    assert explain("contry") == ("nothing here is called 'contry' – did you mean 'country'?", False)


@pytest.mark.parametrize("name", sorted(names()))
def test_everything_with_a_name_is_explained(name):
    words, known = explain(name)
    assert known
    assert len(words) > len(name) + 20
