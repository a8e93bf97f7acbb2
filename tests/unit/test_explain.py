from __future__ import annotations

import pytest

from generator.explain import explain, explain_message, names


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


@pytest.mark.parametrize(
    ("said", "about"),
    [
        ("content/reviews/a/studies/b.yaml:9:1: 'yaer' is not a field here – did you mean 'year'?", ["study.year, in"]),
        ("content/reviews/a/studies/b.yaml:1:1: 'title' is missing", ["study.title, in"]),
        ("'Norway' is not a country – did you mean 'NO'?\n    country: Norway\n             ^", ["study.country, in"]),
        (
            "a/site.yaml:5:6: warning: this is still the address of the example; see url",
            ["site.url, in", "organisation.url, in"],
        ),
        ("the text names {studies.randomised}, which is 8", ["the number {studies.randomised} in a text"]),
    ],
)
def test_a_message_is_explained_by_what_it_names_where_it_was_found(said, about):
    words, known = explain_message(said)
    assert known
    assert [line.split(" content")[0] for line in words.splitlines() if line.strip() and line[0] != " "] == about


def test_a_message_that_names_nothing_asks_for_a_name():
    assert explain_message("2 x 2") == (
        "no field or number is named in that message – say what of it to explain, such as: explain country",
        False,
    )


def test_of_an_id_it_is_told_where_the_ids_stand():
    words = " ".join(explain("study.country")[0].split())
    assert words.endswith("It is needed. The ids stand in content/countries.yaml.")
    assert explain("study.same_trial_as")[0].endswith("It may be left out.")
