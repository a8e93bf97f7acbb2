from __future__ import annotations

from datetime import date

import pytest
from examples import content, read, review, study

from generator import text_advice
from generator.lookup import Lookup
from generator.model import Section, Term
from generator.records import Shape

TODAY = date(2026, 11, 22)
TERMS = (
    Term(id="sample", title="Sample", meaning="People."),
    Term(id="independent-sample", title="Independent sample", meaning="Other people."),
    Term(id="gold", title="Gold standard (GOLD)", meaning="The best."),
)


def said(rule, notes="", **values):
    whole = content(review(study(notes=notes), **values), terms=TERMS)
    return [problem.message.split(" – ")[0] for problem in rule(Lookup(whole), TODAY)]


@pytest.mark.parametrize(
    ("notes", "expected"),
    [
        ("A sample.", ["'sample' is explained in the glossary"]),
        ("Two samples.", ["'samples' is explained in the glossary"]),
        ("A [sample](term:sample), and the sample again.", []),
        ("A sample, later a [sample](term:sample).", ["'sample' is explained in the glossary"]),
        ("An independent sample.", ["'independent sample' is explained in the glossary"]),
        ("An [independent sample](term:independent-sample) and a sample.", ["'sample' is explained in the glossary"]),
        ("The Sample Foundation.", []),
        ("> a sample, quoted", []),
        ("## A sample", []),
        ("[a sample](https://example.org/)", []),
        ("[sample](outcome:sample), and the sample again", []),
        ("It is sampled.", []),
    ],
)
def test_a_term_is_linked_the_first_time_that_its_words_are_used(notes, expected):
    assert said(text_advice.term_is_linked_where_it_is_first_used, notes) == expected


def test_a_term_is_linked_once_for_all_texts_of_a_page():
    sections = tuple(Section(heading="S", text=text) for text in ("A [sample](term:sample).", "That sample."))
    assert said(text_advice.term_is_linked_where_it_is_first_used, sections=sections) == []


@pytest.mark.parametrize(
    ("notes", "expected"),
    [
        ("Most studies say so.", ["'Most studies'"]),
        ("Most of the studies say so. There are 3.", ["'Most of the studies'"]),
        ("The majority of trials say so.", ["'The majority of trials'"]),
        ("Most studies, 20 of 33, say so.", []),
        ("Most studies ({studies.randomised} of {studies}) say so.", []),
        ("Some studies say so.", []),
    ],
)
def test_most_studies_says_how_many_in_its_sentence(notes, expected):
    assert said(text_advice.many_studies_are_counted, notes) == expected


@pytest.mark.parametrize(
    ("notes", "expected"),
    [
        ("The SEN says so.", ["'SEN' is not spelled out"]),
        ("The SEN and the SEN.", ["'SEN' is not spelled out"]),
        ("Special educational needs (SEN). The SEN says so.", []),
        ("SEN (special educational needs).", []),
        ("The GOLD says so.", []),
        ("In the UK.", []),
        ("[words](https://example.org/SEN)", []),
        ("> SEN, quoted", []),
        ("A Word with Capitals, and I.", []),
    ],
)
def test_an_abbreviation_is_spelled_out_once_on_its_page(notes, expected):
    assert said(text_advice.abbreviation_is_spelled_out, notes) == expected


@pytest.mark.parametrize(("words", "expected"), [(690, 0), (700, 1)])
def test_a_summary_has_at_most_700_words(words, expected):
    """The headline has two words, the message two more."""
    section = Section(heading="S", text="word " * words)
    assert len(said(text_advice.summary_is_short, sections=(section,))) == expected


def places(text):
    """Where remarks behind texts are told of, in a glossary of this one term."""
    (term,), problems = read(Shape(items=Shape(record=Term)), text)
    assert problems == []
    lookup = Lookup(content(review(study())).with_(terms=(term,)))
    return [(one.place.line, one.place.column) for one in text_advice.no_text_ends_at_a_remark(lookup, TODAY)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("- id: a\n  title: Ward #3\n  meaning: A ward.", [(2, 15)]),
        ("- id: a\n  title: Ward\n  meaning: A ward   #of a town", [(3, 21)]),
        ("- id: a\n  title: Ward\n  meaning: A ward   # of a town", []),
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


SEVERAL = [
    "Lee A, Dale B",
    "Lee A, van Dale B-C, Poe EA",
    "Lee A and Dale B",
    "Lee A & Dale B",
    "Lee A and Dale B and others",
    " and ".join(f"Lee {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "Lee, A.; Dale, B.",
    "• Lee A • Dale B",
]
ONE = [
    "Lee A",
    "van Dale B-C",
    "Uniting, NSW",
    "Centre for Trials and Reviews",
    "Department of Health, England",
    "Youth Justice NSW, Department of Communities NSW",
    "Col·legi Oficial de Metges",
    "Marcel·lí A",
]


@pytest.mark.parametrize("name", SEVERAL)
def test_several_names_in_one_are_told_from_an_organisation(name):
    (found,) = text_advice.each_author_stands_alone(Lookup(content(review(study(authors=(name,))))), TODAY)
    assert "several names" in found.message


@pytest.mark.parametrize("name", ONE)
def test_one_author_is_no_slip(name):
    assert not [*text_advice.each_author_stands_alone(Lookup(content(review(study(authors=(name,))))), TODAY)]
