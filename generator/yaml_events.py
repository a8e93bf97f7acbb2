"""The events of a YAML text, each with its place; what no file of ours may hold ends them with a problem."""

from __future__ import annotations

from typing import Any, NoReturn

import yaml
from yaml.events import (
    AliasEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from generator.problems import Problem
from generator.records import Source, Span
from generator.yaml_words import DEEPEST, TOO_DEEP, goes_on, in_words, opening_mark, takes_in_other_lines

MOST_NODES = 50_000
Parser = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# What can be named with &, be tagged with !, or be a name that is used again.
NAMEABLE = frozenset((ScalarEvent, SequenceStartEvent, MappingStartEvent, AliasEvent))
# A span without the words of its making: there is one for each value of each file.
new_span: Any = tuple.__new__


class Stop(Exception):
    """The rest of this file cannot be read; the problem is recorded already."""


class Events:
    """Those of one text. `first_line` is where it begins in its file."""

    def __init__(self, source: Source, text: str, first_line: int = 1) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.first_line = first_line
        self.depth = 0
        self.nodes = 0
        self.latest: Event | None = None
        self.parser: Any = Parser(text)

    def next(self) -> Event:
        """The next event that may stand in a file of ours; anything else ends the reading with a problem."""
        try:
            event: Any = self.parser.get_event()
        except yaml.MarkedYAMLError as error:
            raise self._unreadable(error) from None
        self.nodes += 1
        can_be_named = type(event) in NAMEABLE
        if (can_be_named and (event.anchor is not None or event.tag is not None)) or self.nodes > MOST_NODES:
            self._refuse(event)
        self.latest = event
        return event  # type: ignore[no-any-return]

    def _refuse(self, event: Any) -> NoReturn:
        if isinstance(event, AliasEvent):
            self.stop(event, "a part of a file cannot be used again with * – write it out, or put the text in quotes")
        if getattr(event, "anchor", None) is not None:
            self.stop(event, "a part of a file cannot be named with & – remove the name, or put the text in quotes")
        if getattr(event, "tag", None) is not None:
            self.stop(event, "a value cannot be tagged with ! – remove the tag, or put the text in quotes")
        self.stop(event, f"this file holds more than {MOST_NODES:,} values – split it")

    def _unreadable(self, error: yaml.MarkedYAMLError) -> Stop:
        if self._quote_left_open():
            return Stop()
        line, column = self.place(opening_mark(error) or error.problem_mark or error.context_mark)
        text = self.source.lines[line - 1]
        words = in_words(error, text[: column - 1], text[column - 1 :])
        self.problems.append(self.source.problem(words, line, column))
        return Stop()

    def _quote_left_open(self) -> bool:
        """Whether the text before the mistake is in a quote that took in the lines below it up to the next quote: the
        place to mend is where it begins, and that may be far above."""
        text = self.latest
        if not isinstance(text, ScalarEvent) or text.style not in ("'", '"'):
            return False
        (line, column), (last, _) = self.place(text.start_mark), self.place(text.end_mark)
        if not takes_in_other_lines(self.source.lines[line - 1 : last], column):
            return False
        self.report(text, goes_on(last))
        return True

    def place(self, mark: Any) -> tuple[int, int]:
        """Line and column of a mark. Behind the last sign where libyaml counts a line more than the file has."""
        line = mark.line + self.first_line if mark is not None else 1
        if line > len(self.source.lines):
            return len(self.source.lines), len(self.source.lines[-1]) + 1
        return line, mark.column + 1 if mark is not None else 1

    def span(self, event: Event) -> Span:
        start: Any = event.start_mark
        end: Any = event.end_mark
        first = self.first_line
        return new_span(  # type: ignore[no-any-return]
            Span, (start.line + first, start.column + 1, end.line + first, end.column + 1)
        )

    def report(self, event: Event, message: str) -> None:
        line, column = self.place(event.start_mark)
        self.problems.append(self.source.problem(message, line, column, self.span(event).length))

    def stop(self, event: Event, message: str) -> NoReturn:
        self.report(event, message)
        raise Stop

    def enter(self, event: Event) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            self.stop(event, TOO_DEEP)

    def skip(self, event: Event) -> None:
        """Take all events of a value that begins with this one."""
        depth = 0
        while True:
            if isinstance(event, (MappingStartEvent, SequenceStartEvent)):
                depth += 1
                if self.depth + depth > DEEPEST:
                    self.stop(event, TOO_DEEP)
            elif isinstance(event, (MappingEndEvent, SequenceEndEvent)):
                depth -= 1
            if depth == 0:
                return
            event = self.next()
