"""What the rules of texts let pass. What each forbids is in tests/broken/."""

from __future__ import annotations

from datetime import date

import pytest
from examples import content, review, study

from generator import text_rules
from generator.lookup import Lookup

TODAY = date(2026, 11, 22)


def broken_by(rule, notes):
    return [one.message for one in rule(Lookup(content(review(study(notes=notes)))), TODAY)]


@pytest.mark.parametrize("notes", ["Look out! [A link](https://example.org/)", "It is [big]!", "a![]b"])
def test_an_exclamation_mark_is_no_picture(notes):
    assert broken_by(text_rules.no_text_holds_a_picture, notes) == []


@pytest.mark.parametrize(
    "notes",
    ["![p](https://example.org/p.png)", "![p][1]\n\n[1]: https://example.org/p.png", 'An <IMG src="p.png"> here'],
)
def test_a_picture_is_one_in_markdown_by_reference_and_in_html(notes):
    assert len(broken_by(text_rules.no_text_holds_a_picture, notes)) == 1


@pytest.mark.parametrize(
    "notes", ["## A part", "### A smaller part", "We are no. # 1", "\\#1 is a number", "    # in code"]
)
def test_headings_below_the_title_pass(notes):
    assert broken_by(text_rules.no_text_has_a_title_of_its_own, notes) == []


@pytest.mark.parametrize(
    "notes",
    [
        "# A title",
        "Text.\n\n# A title",
        "<h1>A title</h1>",
        "A title\n=====",
        "#1 is a number",
        "> # A title",
        "- # A title",
    ],
)
def test_a_title_does_not(notes):
    assert len(broken_by(text_rules.no_text_has_a_title_of_its_own, notes)) == 1


def test_a_link_to_another_site_or_to_a_footnote_is_not_looked_up():
    notes = "[a](https://example.org/) [b](mailto:a@example.org?subject=A%20word) [^1]\n\n[^1]: A note.\n"
    assert broken_by(text_rules.every_link_leads_somewhere, notes) == []


def test_a_link_to_nowhere_is_a_problem():
    assert broken_by(text_rules.every_link_leads_somewhere, "[a](study:nobody)") == [
        "'nobody' is not a study – it can be lee-2019"
    ]


def test_placeholder_text_is_found_in_plain_text_as_well():
    lookup = Lookup(content(review(study(population="TBC"))))
    assert len(list(text_rules.no_placeholder_text(lookup, TODAY))) == 1
