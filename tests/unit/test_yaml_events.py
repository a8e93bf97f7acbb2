from __future__ import annotations

import pytest
from examples import said
from yaml.events import ScalarEvent, StreamEndEvent

from generator import yaml_events
from generator.records import Source, Span
from generator.yaml_events import Events, Stop


def events_of(text, first_line=1):
    return Events(Source("a.yaml", ("",) * (first_line - 1) + tuple(text.split("\n"))), text, first_line)


def taken(events):
    """All events that can be had."""
    found = []
    while not found or not isinstance(found[-1], StreamEndEvent):
        found.append(events.next())
    return found


def test_a_span_counts_lines_and_columns_from_one_in_its_file():
    events = events_of("a: bc\n", first_line=3)
    scalars = [event for event in taken(events) if isinstance(event, ScalarEvent)]
    assert [events.span(event) for event in scalars] == [Span(3, 1, 3, 2), Span(3, 4, 3, 6)]
    assert events.span(scalars[1]).length == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: &b c", "1:4 a part of a file cannot be named with &"),
        ("a: *b", "1:4 a part of a file cannot be used again with *"),
        ("a: !b c", "1:4 a value cannot be tagged with !"),
        ("a: [b", "1:4 this list in [ ] is not closed"),
    ],
)
def test_what_no_file_may_hold_ends_the_reading_with_a_problem(text, words):
    events = events_of(text)
    with pytest.raises(Stop):
        taken(events)
    assert said(events.problems)[0].startswith(words)


def test_too_many_values_end_the_reading(monkeypatch):
    monkeypatch.setattr(yaml_events, "MOST_NODES", 6)
    events = events_of("a: b\nc: d")
    with pytest.raises(Stop):
        taken(events)
    assert said(events.problems) == ["2:4 this file holds more than 6 values – split it"]


def test_a_value_is_skipped_with_all_that_is_in_it():
    events = events_of("a: {b: [c, d]}\ne: f")
    start = [events.next() for _ in range(5)][-1]
    events.skip(start)
    assert events.next().value == "e"
