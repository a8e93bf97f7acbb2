"""A YAML text → typed records, with every problem of the text at its place. Knows nothing of reviews and studies.

Goes over libyaml's events and builds what the field's type asks for, so that the text stays as it was written, each
value keeps its line and column, and a key written twice is seen. A record with a problem never becomes an object.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, cast

import yaml
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from generator.kinds import UNSEEN, Kind, Misfit
from generator.problems import Problem, did_you_mean, nearest, quoted
from generator.records import FieldShape, Key, Origin, Record, Shape, Source, Span, fields_of
from generator.yaml_words import DEEPEST, TOO_DEEP, in_words, opening_mark

MOST_NODES = 50_000
WRONG: Final = object()
Parser = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(source: Source, text: str, shape: Shape, *, first_line: int = 1) -> tuple[Any, list[Problem]]:
    """The value that a text holds, or None, and all that is wrong with it. `first_line`: where the text begins in its
    file."""
    reader = _Reader(source, text, first_line)
    value = reader.whole(shape)
    return (None if value is WRONG or reader.problems else value), reader.problems


def in_a_sentence(note: str) -> str:
    """A field's note as the end of a message."""
    return note[:1].lower() + note[1:].rstrip(".")


class _Stop(Exception):
    """The rest of this file cannot be read; the problem is recorded already."""


class _Reader:
    def __init__(self, source: Source, text: str, first_line: int) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.shift = first_line - 1
        self.depth = 0
        self.nodes = 0
        self.parser = Parser(text)

    # ── events ──

    def next(self) -> Event:
        """The next event that may stand in a file of ours; anything else ends the reading with a problem."""
        try:
            event: Event = self.parser.get_event()
        except yaml.MarkedYAMLError as error:
            raise self._unreadable(error) from None
        if isinstance(event, AliasEvent):
            self.stop(event, "a part of a file cannot be used again with * – write it out, or put the text in quotes")
        if getattr(event, "anchor", None) is not None:
            self.stop(event, "a part of a file cannot be named with & – remove the name, or put the text in quotes")
        if getattr(event, "tag", None) is not None:
            self.stop(event, "a value cannot be tagged with ! – remove the tag, or put the text in quotes")
        self.nodes += 1
        if self.nodes > MOST_NODES:
            self.stop(event, f"this file holds more than {MOST_NODES:,} values – split it")
        return event

    def _unreadable(self, error: yaml.MarkedYAMLError) -> _Stop:
        line, column = self.place(opening_mark(error) or error.problem_mark or error.context_mark)
        text = self.source.lines[line - 1]
        words = in_words(error, text[: column - 1], text[column - 1 : column])
        self.problems.append(self.source.problem(words, line, column))
        return _Stop()

    def place(self, mark: Any) -> tuple[int, int]:
        """Line and column of a mark. Behind the last sign where libyaml counts a line more than the file has."""
        line = mark.line + 1 + self.shift if mark is not None else 1
        if line > len(self.source.lines):
            return len(self.source.lines), len(self.source.lines[-1]) + 1
        return line, mark.column + 1 if mark is not None else 1

    def span(self, event: Event) -> Span:
        start, end = cast("Any", event.start_mark), cast("Any", event.end_mark)
        return Span(start.line + 1 + self.shift, start.column + 1, end.line + 1 + self.shift, end.column + 1)

    def report(self, event: Event, message: str) -> object:
        line, column = self.place(event.start_mark)
        self.problems.append(self.source.problem(message, line, column, self.span(event).length))
        return WRONG

    def stop(self, event: Event, message: str) -> None:
        self.report(event, message)
        raise _Stop

    def enter(self, event: Event) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            self.stop(event, TOO_DEEP)

    # ── the whole text ──

    def whole(self, shape: Shape) -> Any:
        try:
            return self._whole(shape)
        except _Stop:
            return WRONG
        finally:
            self.parser.dispose()

    def _whole(self, shape: Shape) -> Any:
        event = self.next()
        if isinstance(event, StreamStartEvent):
            event = self.next()
        first = event if isinstance(event, StreamEndEvent) else self.next()
        if isinstance(first, StreamEndEvent) or self.is_empty(first):
            self.stop(first, f"this file is empty – it should hold {shape.words}")
        value = self.value(shape, first)
        event = self.next()
        if isinstance(event, DocumentEndEvent):
            event = self.next()
        if isinstance(event, DocumentStartEvent):
            self.stop(event, "a second document begins here – a file holds one; remove the line of ---")
        return value

    # ── values ──

    def value(self, shape: Shape, event: Event) -> Any:
        """The value that begins with an event; whatever it is, its last event has been taken afterwards."""
        if shape.kind is not None:
            return self.single(shape.kind, event)
        if isinstance(event, ScalarEvent) and (shape.one_will_do or hasattr(shape.record, "bare")):
            return self.bare(shape, event)
        if shape.items is not None and isinstance(event, SequenceStartEvent):
            return self.list(shape.items, event)[0]
        if shape.items is None and isinstance(event, MappingStartEvent):
            return self.record(shape.record, event) if shape.record else self.mapping(shape, event)[0]
        return self.misplaced(event, shape)

    def misplaced(self, event: Event, shape: Shape) -> object:
        found = {ScalarEvent: "this is text", SequenceStartEvent: "this is a list"}
        way_out = " – begin each item with '- '" if shape.items is not None else ""
        what = found.get(type(event), "these are lines of 'name: value'")
        self.report(event, f"{what} where {shape.words} should be{way_out}")
        self.skip(event)
        return WRONG

    def single(self, kind: Kind, event: Event) -> Any:
        if not isinstance(event, ScalarEvent):
            return self.misplaced(event, Shape(kind=kind))
        if not event.value.strip():
            return self.report(event, f"there is nothing here – write {kind.words}, or remove the line")
        if unseen := self.unseen(event):
            return self.report(event, unseen)
        try:
            return kind.read(event.value)
        except Misfit as misfit:
            return self.report(event, str(misfit))

    @staticmethod
    def unseen(event: ScalarEvent) -> str:
        """What is wrong with a text in double quotes that writes a sign nobody can see as `\\x07` or `\\u202e`."""
        found = UNSEEN.search(event.value) if event.style == '"' else None
        return f"a control character (U+{ord(found.group()):04X}) is written here – delete it" if found else ""

    def bare(self, shape: Shape, event: ScalarEvent) -> Any:
        """A single value where a list of one, or a record with one field, is meant."""
        if shape.items is not None:
            value = self.value(shape.items, event)
            return WRONG if value is WRONG else (value,)
        cls: Any = shape.record
        name: str = cls.bare
        value = self.value(fields_of(cls)[name].shape, event)
        span = self.span(event)
        return WRONG if value is WRONG else cls(**{name: value}, origin=Origin(self.source, span, {name: span}))

    def list(self, items: Shape, start: Event) -> tuple[Any, Mapping[Any, Span]]:
        self.enter(start)
        values: list[Any] = []
        spans: dict[int, Span] = {}
        while not isinstance(event := self.next(), SequenceEndEvent):
            spans[len(values)] = self.span(event)
            values.append(self.value(items, event))
        self.depth -= 1
        return (WRONG if WRONG in values else tuple(values)), spans

    def mapping(self, shape: Shape, start: Event) -> tuple[Any, Mapping[Any, Span]]:
        values, spans = self.entries(start, lambda _: shape.values)
        return (WRONG if WRONG in values.values() else values), spans

    def record(self, cls: type[Record], start: Event) -> Any:
        fields = fields_of(cls)
        values, spans = self.entries(start, lambda name: fields[name].shape if name in fields else None, fields)
        missing = [field for field in fields.values() if field.required and field.name not in values]
        for field in missing:
            self.report_missing(field, start)
        if missing or WRONG in values.values():
            return WRONG
        attributes = {name if name in cls.__dataclass_fields__ else name + "_": value for name, value in values.items()}
        return cls(**attributes, origin=Origin(self.source, self.span(start), spans))

    def report_missing(self, field: FieldShape, start: Event) -> None:
        span = self.span(start)
        message = f"'{field.name}' is missing – {in_a_sentence(field.note)}"
        self.problems.append(self.source.problem(message, span.line, span.column))

    def entries(
        self, start: Event, shape_named: Any, fields: dict[str, FieldShape] | None = None
    ) -> tuple[dict[str, Any], dict[Key, Span]]:
        """All `name: value` lines of a mapping: the values by name, and the spans of names, values and list items."""
        self.enter(start)
        values: dict[str, Any] = {}
        spans: dict[Key, Span] = {}
        lines: dict[str, int] = {}
        while not isinstance(event := self.next(), MappingEndEvent):
            name, shape = self.name(event, lines), None
            if name is not None:
                lines[name] = self.span(event).line
                shape = shape_named(name)
            value_event = self.next()
            if name is None or shape is None:
                self.unknown(name, event, value_event, fields or {}, values)
            elif fields is not None and self.is_empty(value_event):
                self.left_empty(fields[name], event, values)
            else:
                spans[name] = self.span(event if fields is None else value_event)
                values[name] = self.entry(name, shape, value_event, spans)
                if values[name] == () and fields is not None:
                    self.left_empty(fields[name], event, values)
        self.depth -= 1
        return values, spans

    def entry(self, name: str, shape: Shape, event: Event, spans: dict[Key, Span]) -> Any:
        if shape.items is not None and isinstance(event, SequenceStartEvent):
            value, within = self.list(shape.items, event)
        elif shape.values is not None and isinstance(event, MappingStartEvent):
            value, within = self.mapping(shape, event)
        else:
            return self.value(shape, event)
        spans.update({(name, part): span for part, span in within.items()})
        return value

    def name(self, event: Event, lines: dict[str, int]) -> str | None:
        """The name that an entry begins with; None, and a problem, if it cannot be one."""
        if not isinstance(event, ScalarEvent) or not event.value.strip():
            self.report(event, "a name and a colon should stand here")
            self.skip(event)
            return None
        if unseen := self.unseen(event):
            self.report(event, unseen)
            return None
        if event.value == "<<":
            self.stop(event, "parts cannot be merged with << – write them out")
        if event.value in lines:
            words = f"{quoted(event.value)} is written twice – it stands on line {lines[event.value]} already"
            self.report(event, words)
            return None
        return str(event.value)

    def unknown(
        self, name: str | None, event: Event, value: Event, fields: dict[str, FieldShape], values: dict[str, Any]
    ) -> None:
        if name is not None:
            free = [field for field in fields if field not in values]
            self.report(event, f"{quoted(name)} is not a field here{did_you_mean(name, free)}")
            values.setdefault(nearest(name, free) or "", WRONG)  # what is misspelt is not missing as well
        self.skip(value)

    @staticmethod
    def is_empty(event: Event) -> bool:
        return isinstance(event, ScalarEvent) and event.value == "" and not event.style

    def left_empty(self, field: FieldShape, event: Event, values: dict[str, Any]) -> None:
        """`doi:` with nothing behind it: an editor has left the field for later; only what is required cannot wait."""
        if field.required:
            words = f"'{field.name}' has nothing behind it – {in_a_sentence(field.note)}"
            values[field.name] = self.report(event, words)

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
