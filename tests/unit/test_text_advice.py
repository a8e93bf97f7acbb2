from __future__ import annotations

from datetime import date

import pytest
from examples import content, review, study

from generator import text_advice
from generator.lookup import Lookup
from generator.model import Section, Term

TERMS = (
    Term(id="sample", title="Sample", meaning="People."),
    Term(id="independent-sample", title="Independent sample", meaning="Other people."),
    Term(id="gold", title="Gold standard (GOLD)", meaning="The best."),
)


def said(rule, notes="", **values):
    whole = content(review(study(notes=notes), **values), terms=TERMS)
    return [problem.message.split(" – ")[0] for problem in rule(Lookup(whole), date(2026, 11, 22))]


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
