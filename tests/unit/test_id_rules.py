"""Lists of ids. What else the rules of ids forbid is in tests/broken/."""

from __future__ import annotations

from datetime import date

from examples import lookup, result, review, study

from generator.id_rules import no_id_stands_twice_in_a_list
from generator.model import Finding, Intervention, Rating

TODAY = date(2026, 11, 22)


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
