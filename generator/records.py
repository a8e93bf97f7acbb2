"""What a record is: a frozen dataclass that knows the place in a file of each of its values."""

from __future__ import annotations

import dataclasses
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    NamedTuple,
    Self,
    TypeVar,
    Union,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
)

from generator.frozen import frozen, frozen_class
from generator.kinds import Kind
from generator.problems import Place, Problem

Key = str | tuple[str | int, ...]
R = TypeVar("R")


@frozen
class Source:
    """One file's text, as lines. `name` is what problems call it."""

    name: str
    lines: tuple[str, ...] = ()

    def problem(self, message: str, line: int = 1, column: int = 1, length: int = 1) -> Problem:
        excerpt = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        return Problem(Place(self.name, line, column, length), message, excerpt)


class Span(NamedTuple):
    """Where a value stands in its file; lines and columns count from 1, the end is exclusive."""

    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 2

    @property
    def length(self) -> int:
        return max(1, self.end_column - self.column) if self.end_line == self.line else 1


@frozen
class Origin:
    """Where a record was read: its file, its own span, and the span of each value by field (and number in a list)."""

    source: Source
    span: Span
    spans: dict[Key, Span]

    def span_of(self, key: Key) -> Span:
        if key in self.spans:
            return self.spans[key]
        return self.span_of(key[:-1] if len(key) > 2 else str(key[0])) if isinstance(key, tuple) else self.span

    def problem(self, key: Key, message: str) -> Problem:
        span = self.span_of(key)
        return self.source.problem(message, span.line, span.column, span.length)

    def problem_within(self, key: Key, part: str, message: str, *, behind: str = "") -> Problem:
        """At the first place inside a value's own lines where `part` stands, at best behind some signs; else at the
        value."""
        span = self.span_of(key)
        for before in dict.fromkeys((behind, "")):
            for number in range(span.line, min(span.end_line, len(self.source.lines)) + 1):
                start = span.column - 1 if number == span.line else 0
                column = self.source.lines[number - 1].find(before + part, start)
                if column >= 0:
                    return self.source.problem(message, number, column + len(before) + 1, len(part))
        return self.problem(key, message)


NOWHERE = Origin(Source("(no file)"), Span(), {})


@frozen(kw_only=True)
class Record:
    """What every record shares: the place it was read from, which takes no part in comparing records."""

    origin: Origin = dataclasses.field(default=NOWHERE, repr=False, compare=False, metadata={"given": True})

    def problem(self, key: Key, message: str) -> Problem:
        """A problem at one of this record's values, e.g. `study.problem("year", …)` or `("authors", 2)`."""
        return self.origin.problem(key, message)

    def with_(self, **values: Any) -> Self:
        return dataclasses.replace(self, **values)


def key(help_text: str, *, default: Any = dataclasses.MISSING, given: bool = False, bare: str = "") -> Any:
    """A field of the format: its help text, its default, whether the reader gives it (the file does not hold it),
    and, on a list, whether a single value may stand for a list of one (`bare="one"`)."""
    metadata = {"note": help_text, "given": given, "bare": bare}
    if isinstance(default, dict):
        return dataclasses.field(default_factory=dict, metadata=metadata)
    return dataclasses.field(default=default, metadata=metadata)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(key,))
def record(cls: type[R]) -> type[R]:
    """Make a class a frozen record with slots, all of its fields by name."""
    return frozen_class(cls, True, True)


@frozen
class Shape:
    """What a type annotation means to the reader: a single value, a list, a mapping of ids, or a record."""

    kind: Kind | None = None
    items: Shape | None = None
    values: Shape | None = None
    record: type[Record] | None = None
    one_will_do: bool = False

    @property
    def words(self) -> str:
        if self.kind is not None:
            return self.kind.words
        return "a list" if self.items is not None else "lines of 'name: value'"


@frozen
class FieldShape:
    """One field of a record as the reader needs it."""

    name: str
    shape: Shape
    required: bool
    note: str


def fields_of(cls: type[Record]) -> dict[str, FieldShape]:
    """The fields that a file may hold for this record, by the name an editor writes."""
    if cls not in _KNOWN:
        own = [field for field in dataclasses.fields(cls) if not field.metadata.get("given")]
        # Types that are written as text are looked up, which takes a while: those of the model are types already.
        hints = get_type_hints(cls, include_extras=True) if any(isinstance(field.type, str) for field in own) else {}
        fields = (_field_shape(field, hints.get(field.name, field.type)) for field in own)
        _KNOWN[cls] = {field.name: field for field in fields}
    return _KNOWN[cls]


_KNOWN: dict[type[Record], dict[str, FieldShape]] = {}


def required_of(cls: type[Record]) -> tuple[FieldShape, ...]:
    """The fields that a file has to hold for this record."""
    if cls not in _REQUIRED:
        _REQUIRED[cls] = tuple(field for field in fields_of(cls).values() if field.required)
    return _REQUIRED[cls]


def renamed_of(cls: type[Record]) -> tuple[tuple[str, str], ...]:
    """The fields that Python calls by another name than a file does, with both."""
    if cls not in _RENAMED:
        _RENAMED[cls] = tuple((name, attribute) for name, attribute, _ in _places(cls) if name != attribute)
    return _RENAMED[cls]


_REQUIRED: dict[type[Record], tuple[FieldShape, ...]] = {}
_RENAMED: dict[type[Record], tuple[tuple[str, str], ...]] = {}


def _field_shape(field: dataclasses.Field[Any], hint: Any) -> FieldShape:
    return FieldShape(
        written_name(field.name),
        shape_of(hint, one_will_do=field.metadata.get("bare") == "one"),
        required=field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING,
        note=field.metadata.get("note", ""),
    )


def written_name(field: str) -> str:
    """`from_` in Python is `from` in a file: a word that Python keeps for itself takes an underscore there."""
    return field.rstrip("_")


def shape_of(hint: Any, *, one_will_do: bool = False) -> Shape:
    """The shape that an annotation of the model stands for."""
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return Shape(kind=args[1])
    if origin in (Union, UnionType):
        return shape_of(next(arg for arg in args if arg is not NoneType), one_will_do=one_will_do)
    if origin is tuple:
        return Shape(items=shape_of(args[0]), one_will_do=one_will_do)
    if origin is dict:
        return Shape(values=shape_of(args[1]))
    return Shape(record=hint)


Value = tuple[Record, Key, Kind, str]


def values_within(whole: Record) -> list[Value]:
    """Every single text value of a record and of the records in it: its record, key, kind and text."""
    found: list[Value] = []
    _add_all(found, whole)
    return found


def _add_all(found: list[Value], whole: Record) -> None:
    for name, attribute, shape in _places(type(whole)):
        value = getattr(whole, attribute)
        if isinstance(value, str):
            if shape.kind is not None:
                found.append((whole, name, shape.kind, value))
        elif value:
            _add(found, whole, name, shape, value)


def _places(cls: type[Record]) -> tuple[tuple[str, str, Shape], ...]:
    """The fields of a record: as a file calls them, as Python does, and their shape."""
    if cls not in _PLACES:
        names = {one.name for one in dataclasses.fields(cls)}
        fields = fields_of(cls).items()
        _PLACES[cls] = tuple((name, name if name in names else f"{name}_", field.shape) for name, field in fields)
    return _PLACES[cls]


_PLACES: dict[type[Record], tuple[tuple[str, str, Shape], ...]] = {}


def _add(found: list[Value], whole: Record, key: Key, shape: Shape, value: Any) -> None:
    if isinstance(value, str):
        if shape.kind is not None:
            found.append((whole, key, shape.kind, value))
    elif isinstance(value, Record):
        _add_all(found, value)
    elif isinstance(value, tuple) and shape.items is not None:
        for number, item in enumerate(value):
            _add(found, whole, (*_parts(key), number), shape.items, item)
    elif isinstance(value, dict) and shape.values is not None:
        for name, item in value.items():
            _add(found, whole, (*_parts(key), name), shape.values, item)


def _parts(key: Key) -> tuple[str | int, ...]:
    return key if isinstance(key, tuple) else (key,)
