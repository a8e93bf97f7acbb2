from __future__ import annotations

from examples import evidence, study

from generator.model import Level, Need
from generator.pages.rating_trace import trace

ASKING = evidence(levels=(Level(id="2", label="Two", meaning="Two.", needs=(Need(rigour="2"),)),), flags=())
NAMES = {"a": "Lee 2019", "b": "Ola 2020"}


def test_a_supported_rating_says_why_with_links_to_the_studies():
    found = trace(ASKING, [(study("a", rigour="3"),)], NAMES)
    assert found.heading == "The study records support 2, because there is:"
    ((words, ((name, address),)),) = ((line.words, line.studies) for line in found.lines)
    assert (words, name) == ("at least 1 study of rigour 2 or more", "Lee 2019")
    assert address.path == "reviews/fictional/studies/a.html"


def test_where_facts_are_missing_that_is_said_and_nothing_is_derived():
    found = trace(ASKING, [(study("a"),), (study("b", rigour="2"),)], NAMES)
    assert found.heading == "No rating is derived: 1 of 2 study records lack what the scale asks for (rigour)."
    assert found.lines == ()


def test_where_no_level_is_supported_that_is_said():
    assert (
        trace(ASKING, [(study("a", rigour="1"),)], NAMES).heading == "The study records support no level of this scale."
    )


def test_without_studies_or_needs_there_is_nothing_to_say():
    assert trace(ASKING, [], NAMES) is None
    assert trace(evidence(), [(study("a"),)], NAMES) is None
