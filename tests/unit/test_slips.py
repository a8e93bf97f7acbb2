from __future__ import annotations

from datetime import date

import pytest
from examples import content, read, review, study

from generator.lookup import Lookup
from generator.model import Term
from generator.records import Shape
from generator.slips import each_author_stands_alone, no_text_ends_at_a_remark

TODAY = date(2026, 11, 22)


def places(text):
    """Where remarks behind texts are told of, in a glossary of this one term."""
    (term,), problems = read(Shape(items=Shape(record=Term)), text)
    assert problems == []
    lookup = Lookup(content(review(study())).with_(terms=(term,)))
    return [(one.place.line, one.place.column) for one in no_text_ends_at_a_remark(lookup, TODAY)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("- id: a\n  title: Ward #3\n  meaning: A ward.", [(2, 15)]),
        ("- id: a\n  title: Ward\n  meaning: A ward   # of a town", [(3, 21)]),
        ("- id: a\n  title: Ward\n  meaning: A ward\n    of a town #1", [(4, 15)]),
        ("- {id: a, title: Ward, meaning: A ward} # a remark", []),
        ("- id: a # the id\n  title: Ward#3\n  meaning: A ward.", []),
        ('- id: a\n  title: "Ward" # in quotes\n  meaning: A ward.', []),
        ("- id: a\n  title: Ward\n  meaning: >-\n    A ward #3.\n  # a remark", []),
        ("# a remark\n- id: a\n  # another\n  title: Ward\n  meaning: A ward.", []),
    ],
)
def test_a_remark_right_behind_a_text_is_told_of_at_its_sign(text, found):
    assert places(text) == found


@pytest.mark.parametrize(
    "name", ["Lee A, Dale B", "Lee A, van Dale B-C, Poe EA", "Lee A and Dale B", "Lee A & Dale B", "Lee, A.; Dale, B."]
)
def test_several_names_in_one_are_told_apart_from(name):
    (found,) = each_author_stands_alone(Lookup(content(review(study(authors=(name,))))), TODAY)
    assert "seems to be several names" in found.message


@pytest.mark.parametrize(
    "name", ["Lee A", "van Dale B-C", "Uniting, NSW", "Centre for Trials and Reviews", "Department of Health, England"]
)
def test_one_author_is_no_slip(name):
    assert list(each_author_stands_alone(Lookup(content(review(study(authors=(name,))))), TODAY)) == []
