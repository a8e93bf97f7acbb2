"""A YAML text → typed records, with every problem of the text at its place. Knows nothing of reviews and studies.

Goes over libyaml's events and builds what the field's type asks for, so that the text stays as it was written, each
value keeps its line and column, and a key written twice is seen. A record with a problem never becomes an object.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from yaml.events import (
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

from generator.kinds import UNSEEN, Kind
from generator.problems import Misfit, Problem, did_you_mean, nearest, quoted
from generator.records import (
    FieldShape,
    Key,
    Origin,
    Record,
    Shape,
    Source,
    Span,
    fields_of,
    renamed_of,
    required_of,
)
from generator.yaml_events import Events, Stop

WRONG: Final = object()
# What begins an item of a list in programs for letters.
BULLETS = "•·–—*◦▪"
Spans = dict[Key, Span]


def read(
    source: Source, text: str, shape: Shape, given: Mapping[str, str] = MappingProxyType({}), *, first_line: int = 1
) -> tuple[Any, list[Problem]]:
    """The value that a text holds, or None, and all that is wrong with it. `given` are values of the record that do
    not stand in the text; `first_line` is where the text begins in its file."""
    reader = _Reader(source, text, given, first_line)
    value = reader.whole(shape)
    return (None if value is WRONG or reader.problems else value), reader.problems


def in_a_sentence(note: str) -> str:
    """A field's note as the end of a message."""
    return note[:1].lower() + note[1:].rstrip(".")


class _Reader(Events):
    def __init__(self, source: Source, text: str, given: Mapping[str, str], first_line: int) -> None:
        super().__init__(source, text, first_line)
        self.given = given

    def wrong(self, event: Event, message: str) -> object:
        """What stands in the place of a value that has a problem."""
        self.report(event, message)
        return WRONG

    # ── the whole text ──

    def whole(self, shape: Shape) -> Any:
        try:
            return self._whole(shape)
        except Stop:
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
            return self.list(shape.items, event)
        if shape.items is None and isinstance(event, MappingStartEvent):
            return self.record(shape.record, event) if shape.record else self.mapping(shape.values, event)
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
            return self.wrong(event, f"there is nothing here – write {kind.words}, or remove the line")
        if event.style == '"' and (unseen := self.unseen(event)):
            return self.wrong(event, unseen)
        try:
            return kind.read(event.value)
        except Misfit as misfit:
            return self.wrong(event, str(misfit))

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

    def list(self, items: Shape, start: Event, name: str = "", spans: Spans | None = None) -> Any:
        """The items of a list, and with a name the spans of each."""
        self.enter(start)
        before = len(self.problems)
        values: list[Any] = []
        while type(event := self.next()) is not SequenceEndEvent:
            if spans is not None:
                spans[name, len(values)] = self.span(event)
            values.append(self.value(items, event))
        self.depth -= 1
        return WRONG if len(self.problems) > before else tuple(values)

    def mapping(self, shape: Shape | None, start: Event, name: str = "", spans: Spans | None = None) -> Any:
        """All `id: value` lines of a mapping, and with a name the spans of the ids."""
        self.enter(start)
        before = len(self.problems)
        values: dict[str, Any] = {}
        names: dict[str, Event] = {}
        while type(event := self.next()) is not MappingEndEvent:
            key, value = self.name(event, names), self.next()
            if key is None or shape is None:
                self.skip(value)
                continue
            if spans is not None:
                spans[name, key] = self.span(event)
            values[key] = self.value(shape, value)
        self.depth -= 1
        return WRONG if len(self.problems) > before else values

    def record(self, cls: type[Record], start: Event) -> Any:
        before = len(self.problems)
        values, spans = self.fields(fields_of(cls), start)
        for field in required_of(cls):
            if field.name not in values:
                self.report_missing(field, start)
        if len(self.problems) > before:
            return WRONG
        for name, attribute in renamed_of(cls):
            if name in values:
                values[attribute] = values.pop(name)
        given = {} if self.depth else self.given
        return cls(**values, **given, origin=Origin(self.source, self.span(start), spans))

    def report_missing(self, field: FieldShape, start: Event) -> None:
        span = self.span(start)
        message = f"'{field.name}' is missing – {in_a_sentence(field.note)}"
        self.problems.append(self.source.problem(message, span.line, span.column))

    def fields(self, fields: Mapping[str, FieldShape], start: Event) -> tuple[dict[str, Any], Spans]:
        """All `name: value` lines of a record: the values by name, and their spans with those of items within them."""
        self.enter(start)
        values: dict[str, Any] = {}
        spans: Spans = {}
        names: dict[str, Event] = {}
        while type(event := self.next()) is not MappingEndEvent:
            field = fields.get(event.value) if type(event) is ScalarEvent else None
            # A name that is known, and new, has nothing about it to be found out.
            if field is None or field.name in names:
                self.unknown(self.name(event, names), event, fields, values)
                continue
            names[field.name] = event
            value = self.next()
            if self.is_empty(value):
                self.left_empty(field, event, values)
                continue
            spans[field.name] = self.span(value)
            values[field.name] = self.field(field, value, spans)
            if field.shape.items is not None and values[field.name] == ():
                self.left_empty(field, event, values)
        self.depth -= 1
        return values, spans

    def field(self, field: FieldShape, event: Event, spans: Spans) -> Any:
        shape = field.shape
        if shape.kind is not None:
            return self.single(shape.kind, event)
        if shape.items is not None and type(event) is SequenceStartEvent:
            return self.list(shape.items, event, field.name, spans)
        if shape.values is not None and type(event) is MappingStartEvent:
            return self.mapping(shape.values, event, field.name, spans)
        return self.value(shape, event)

    def name(self, event: Event, names: dict[str, Event]) -> str | None:
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
        if event.value in names:
            line = self.span(names[event.value]).line
            words = f"{quoted(event.value)} is written twice – it stands on line {line} already"
            if self.depth > 1 and event.value == next(iter(names)) and line < self.span(event).line:
                words += "; if a further item begins here, write '- ' before it"
            self.report(event, words)
            return None
        names[event.value] = event
        return str(event.value)

    def unknown(self, name: str | None, event: Event, fields: Mapping[str, FieldShape], values: dict[str, Any]) -> None:
        value = self.next()
        if name is not None:
            free = [field for field in fields if field not in values]
            self.report(event, _no_field(name, free))
            values.setdefault(nearest(name, free) or "", WRONG)  # what is misspelt is not missing as well
        self.skip(value)

    @staticmethod
    def is_empty(event: Event) -> bool:
        return type(event) is ScalarEvent and event.value == "" and not event.style

    def left_empty(self, field: FieldShape, event: Event, values: dict[str, Any]) -> None:
        """`doi:` with nothing behind it: an editor has left the field for later; only what is required cannot wait."""
        if field.required:
            words = f"'{field.name}' has nothing behind it – {in_a_sentence(field.note)}"
            values[field.name] = self.wrong(event, words)


def _no_field(name: str, free: list[str]) -> str:
    """What is wrong with a name that no field has; a sign from elsewhere before it is the mistake, not the name."""
    if name[0] in BULLETS:
        return f"'{name[0]}' begins no item here – write '- ' in its place"
    if "\u00a0" in name:
        return f"a space in {quoted(name)} is not a plain one, as it was pasted from elsewhere – type it again"
    return f"{quoted(name)} is not a field here{did_you_mean(name, free)}"
