"""Lists of ids, and aliases. What else the rules of ids forbid is in tests/broken/."""

from __future__ import annotations

from datetime import date

import pytest
from examples import lookup, result, review, study

from generator import check, load
from generator.id_rules import no_id_stands_twice_in_a_list
from generator.model import Finding, Intervention, Rating
from generator.recheck import Recheck

TODAY = date(2026, 11, 22)
LEE = "reviews/fictional/studies/lee-2019.yaml"


def told(whole):
    return [one.message for one in no_id_stands_twice_in_a_list(lookup(whole), TODAY)]


def test_an_id_that_stands_twice_in_a_list_is_told_wherever_ids_are_listed():
    finding = Finding(title="Sleep", statement="They sleep.", outcomes=("bedtime", "bedtime"))
    kind = Intervention(id="a", title="A", meaning="A.", ratings={"evidence": Rating(level="3", basis=("b", "b"))})
    whole = review(study("b", same_trial_as=("c", "c")), findings=(finding,), interventions=(kind,))
    assert told(whole) == [
        "'b' stands in this list already – remove it here",
        "'bedtime' stands in this list already – remove it here",
        "'c' stands in this list already – remove it here",
    ]


def test_an_id_may_stand_in_two_lists_and_in_two_records():
    findings = [Finding(title=title, statement="They sleep.", outcomes=("bedtime",)) for title in ("A", "B")]
    results = result(label="a"), result(label="b")
    other = study("b", same_trial_as=("a",), intervention=("a", "b"), outcomes=results)
    assert told(review(study("a", intervention=("a", "b")), other, findings=tuple(findings))) == []


def add(tiny, path, words):
    (tiny / path).write_text((tiny / path).read_text("utf-8") + words, "utf-8")


def messages(tiny):
    content, problems = load.content(tiny)
    assert problems == []
    return [one.message for one in check.problems(content, TODAY)]


@pytest.mark.parametrize("alias", ["lee-2018", "old/lee.html", "old/lee/", "studies/lee.html", "INDEX2.html"])
def test_a_free_address_may_be_an_alias(tiny, alias):
    add(tiny, LEE, f"aliases: {alias}\n")
    assert messages(tiny) == []


@pytest.mark.parametrize("alias", ["404.html", "INDEX.html", "scales/evidence.html", "data/x.html", "assets/x.html"])
def test_an_address_that_the_site_needs_is_not_free(tiny, alias):
    add(tiny, LEE, f"aliases: {alias}\n")
    assert len(messages(tiny)) == 1


def test_two_studies_cannot_have_been_at_one_address(tiny):
    add(tiny, LEE, "aliases: old/lee.html\n")
    add(tiny, "reviews/fictional/studies/berg-2018.yaml", "aliases: old/lee.html\n")
    assert [one.split(" – ")[1] for one in messages(tiny)] == ["one address leads to one page"]


def test_an_alias_that_is_taken_elsewhere_is_seen_after_a_change(tiny):
    add(tiny, LEE, "aliases: old/lee.html\n")
    library = load.Library(tiny)
    library.look_at_all()
    recheck = Recheck()
    assert recheck.problems(library.content()[0], TODAY) == []
    add(tiny, "reviews/fictional/studies/berg-2018.yaml", "aliases: old/lee.html\n")
    library.look_at_all()
    assert len(recheck.problems(library.content()[0], TODAY)) == 1
