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


def test_what_is_in_braces_is_a_number_and_not_the_fields_of_that_name():
    words, known = explain("{studies}")
    assert (words, known) == ("the number {studies} in a text\n    Study records.", True)
    assert len(explain("studies")[0]) > len(words)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("{countries.NL}", "Study records from one country, by its code: `{countries.NL}`."),
        ("{outcomes.sleep.samples}", "Independent samples that measured it."),
        ("outcomes.sleep.mixed", "Samples that point one way on it: `{outcomes.care_entry.favours_intervention}`."),
    ],
)
def test_a_number_with_an_id_in_it_is_explained(name, words):
    assert explain(name) == (f"the number {{{name.strip('{}')}}} in a text\n    {words}", True)


def test_a_number_that_nobody_knows_gets_the_hint_of_a_number():
    assert explain("{studys}") == ("nothing here is called '{studys}' – did you mean 'studies'?", False)


def test_what_nobody_knows_gets_a_hint():
    assert explain("contry") == ("nothing here is called 'contry' – did you mean 'country'?", False)


@pytest.mark.parametrize("name", sorted(names()))
def test_everything_with_a_name_is_explained(name):
    words, known = explain(name)
    assert known
    assert len(words) > len(name) + 20
