"""PRISMA arithmetic: right flows pass, wrong ones are told; what is not reported is never added up."""

from __future__ import annotations

from datetime import date

import fictional
import pytest
import yaml
from examples import lookup, read, review

from generator.flow_rules import BOXES, every_box_of_the_flow_exists, flow_adds_up
from generator.model import Flow, FlowTotal
from generator.views import flow as flow_view

TODAY = date(2026, 11, 22)


def told(**fields):
    """What is said of a flow with these fields."""
    flow, problems = read(Flow, yaml.safe_dump(fields, sort_keys=False))
    assert problems == []
    return [problem.message.split(" – ")[0] for problem in flow_adds_up(lookup(review(flow=flow)), TODAY)]


def test_a_full_flow_that_adds_up_passes():
    assert told(**fictional.flow()) == []


def test_what_was_found_otherwise_may_be_screened_with_the_rest_as_in_prisma_2009():
    assert told(databases=1000, registers=0, removed={"duplicates": 200}, other={"citations": 50}, screened=850) == []
    assert told(databases=1000, registers=0, screened=1001) != []


def test_a_partial_flow_passes():
    assert told(screened=2680, total={"studies": 33, "reports": 32}) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"screened": 3301}, "databases and registers minus removed is 3,300, but screened is 3,301"),
        ({"excluded": 3001}, "screened minus excluded is 299, but sought is 300"),
        ({"not_retrieved": 13}, "sought minus not retrieved is 287, but assessed is 288"),
        (
            {"new": {"studies": 100, "reports": 107}},
            "the reports assessed minus those excluded is 108, but reports is 107",
        ),
        (
            {"previous": {"studies": 21, "reports": 22}},
            "the studies of 'previous' and 'new' together is 121, but studies is 120",
        ),
    ],
)
def test_one_wrong_number_is_told_where_it_shows(change, words):
    assert words in told(**{**fictional.flow(), **change})


def test_the_other_arm_adds_up_by_itself():
    other = {**fictional.flow()["other"], "assessed": 39, "excluded": [{"reason": "A song", "reports": 31}]}
    assert told(**{**fictional.flow(), "other": other}) == [
        "by other methods, sought minus not retrieved is 38, but assessed is 39"
    ]


def test_what_is_not_reported_is_not_taken_for_nought():
    assert told(databases=100, removed={"duplicates": 10}, screened=20) == []
    assert told(screened=10, sought=3) == []
    assert told(assessed=5, total={"reports": 2}) == []


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (
            {"databases": 100, "registers": 0, "screened": 101},
            "screened is 101, more than the 100 of databases and reg",
        ),
        (
            {"databases": 100, "registers": 0, "removed": {"duplicates": 40}, "screened": 61},
            "screened is 61, more than the 60 left of databases and registers",
        ),
        (
            {"databases": 9, "registers": 1, "removed": {"duplicates": 11}, "screened": 5},
            "removed is 11, more than the 10 of databases and registers",
        ),
        ({"screened": 20, "sought": 21}, "sought is 21, more than the 20 screened"),
        ({"sought": 20, "assessed": 21}, "assessed is 21, more than the 20 sought"),
        ({"screened": 20, "assessed": 21}, "assessed is 21, more than the 20 screened"),
        (
            {"assessed": 2, "excluded_reasons": [{"reason": "No", "reports": 3}]},
            "excluded is 3, more than the 2 assessed",
        ),
        ({"assessed": 5, "total": {"reports": 6}}, "reports is 6, more than the 5 that can be left of those assessed"),
        ({"total": {"studies": 3}, "meta_analysis": {"studies": 4}}, "studies is 4, more than the 3 of 'total'"),
        ({"total": {"reports": 3}, "meta_analysis": {"reports": 4}}, "reports is 4, more than the 3 of 'total'"),
        ({"total": {"studies": 3}, "new": {"studies": 4}}, "studies is 4, more than the 3 of 'total'"),
        ({"total": {"studies": 3}, "previous": {"studies": 4}, "new": {}}, "studies is 4, more than the 3 of 'total'"),
        (
            {"other": {"websites": 1, "organisations": 1, "citations": 1, "sought": 4}},
            "by other methods, sought is 4, more than the 3 found",
        ),
        ({"other": {"sought": 3, "assessed": 4}}, "by other methods, assessed is 4, more than the 3 sought"),
        (
            {"other": {"assessed": 3, "excluded": [{"reason": "No", "reports": 4}]}},
            "by other methods, excluded is 4, more than the 3 assessed",
        ),
    ],
)
def test_no_part_is_more_than_its_whole(fields, words):
    (said,) = told(**fields)
    assert said.startswith(words)
    assert told(**fields, override="The report says so.") == []


def test_what_a_sum_has_told_is_not_told_again():
    assert told(screened=10, excluded=2, sought=11) == ["screened minus excluded is 8, but sought is 11"]
    reports = {"assessed": 5, "excluded_reasons": [{"reason": "No", "reports": 7}], "total": {"reports": 1}}
    assert told(**reports) == ["excluded is 7, more than the 5 assessed"]
    studies = {"previous": {"studies": 9}, "new": {"studies": 1}, "total": {"studies": 8}}
    assert told(**studies) == ["the studies of 'previous' and 'new' together is 10, but studies is 8"]


def test_of_a_whole_of_which_a_part_is_not_reported_nothing_is_said():
    assert told(databases=100, screened=101) == []
    assert told(other={"websites": 1, "sought": 4}) == []
    assert told(assessed=5, other={"sought": 4}, total={"reports": 6}) == []


def test_more_cannot_be_excluded_than_was_there():
    assert told(screened=10, excluded=11) == ["screened minus excluded is -1, which is less than nothing"]


def test_without_an_earlier_version_the_reports_lead_to_the_total():
    flow = {"assessed": 5, "excluded_reasons": [{"reason": "No", "reports": 2}], "total": {"reports": 4}}
    assert told(**flow) == ["the reports assessed minus those excluded is 3, but reports is 4"]


def test_an_override_lets_numbers_stand_as_they_are():
    assert told(screened=10, excluded=4, sought=5, override="The report says so.") == []


def test_an_override_that_nothing_needs_is_told():
    assert told(screened=10, excluded=4, sought=6, override="Why?") == ["every number of the flow adds up"]


def test_every_box_that_is_shown_may_have_a_note():
    flow, _ = read(Flow, yaml.safe_dump(fictional.flow()))
    assert {box.name for box in flow_view.of(flow, review())} == set(BOXES)


def test_a_note_on_a_box_that_does_not_exist_is_told():
    flow, _ = read(Flow, "boxes: {lamps: {note: x}}")
    (problem,) = every_box_of_the_flow_exists(lookup(review(flow=flow)), TODAY)
    assert "'lamps' is not a box of the flow" in problem.message


@pytest.mark.parametrize("name", BOXES)
def test_a_note_is_told_where_its_box_is_not_drawn(name):
    flow, _ = read(Flow, f"boxes: {{{name}: {{note: x}}}}")
    drawn = {box.name for box in flow_view.of(flow, review())}
    found = [problem.message for problem in every_box_of_the_flow_exists(lookup(review(flow=flow)), TODAY)]
    lost = f"'{name}' is not drawn, so this is lost – write a number for it, or remove this"
    assert found == ([] if name in drawn else [lost])


def test_a_total_is_a_record():
    assert FlowTotal().studies is None
