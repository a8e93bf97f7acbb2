"""A record of the format → a file to fill in: what is needed, with help, and what may be there, as comments. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.records import FieldShape, Record, fields_of
from generator.yaml_text import scalar

Given = Mapping[str, str | Sequence[str]]
NAMES = {
    "Study": "study",
    "Review": "review",
    "Scale": "scale",
    "TextPage": "page",
    "Term": "term",
}


def skeleton(cls: type[Record], given: Given) -> str:
    """The lines of a record. `given` holds values by the path of their field, such as `publication.journal`."""
    return "".join(f"{line}\n" for line in _lines(cls, given, ""))


def _lines(cls: type[Record], given: Given, path: str) -> Iterator[str]:
    fields = fields_of(cls).values()
    wanted = [field for field in fields if field.required or _has(given, path + field.name)]
    wanted.sort(key=lambda field: field.name != "draft")
    for field in wanted:
        yield from _field(field, given, path + field.name)
    for field in fields:
        if field not in wanted:
            yield f"# {field.name}:  {_help(field)}"


def _has(given: Given, path: str) -> bool:
    return any(name == path or name.startswith(f"{path}.") for name in given)


def _field(field: FieldShape, given: Given, path: str) -> Iterator[str]:
    value = given.get(path)
    inner = field.shape.record or (field.shape.items.record if field.shape.items else None)
    if value is not None:
        yield f"{field.name}: {_value(value)}"
    elif inner is None:
        yield f"{field.name}:  # {_help(field)}"
    else:
        yield f"{field.name}:  # {_help(field)}"
        lines = [line for line in _lines(inner, given, f"{path}.") if not line.startswith("# ")]
        yield from _as_item(lines) if field.shape.items else (f"  {line}" for line in lines)


def _value(value: str | Sequence[str]) -> str:
    if isinstance(value, str):
        return scalar(value)
    return f"[{', '.join(_in_list(one) for one in value)}]"


def _in_list(text: str) -> str:
    """A text inside of [ ], where a comma, a bracket or a colon would end it."""
    written = scalar(text)
    quoted = written[:1] in "'\""
    return written if quoted or not set(written) & set(",[]{}:?") else "'" + written.replace("'", "''") + "'"


def _as_item(lines: Sequence[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield f"  {'- ' if not number else '  '}{line}"


def _help(field: FieldShape) -> str:
    return " ".join(field.note.split())


def schema_line(cls: type[Record], depth: int) -> str:
    """What tells an editor's program which schema a file follows, for a file so many folders below the project's."""
    return f"# yaml-language-server: $schema={'../' * depth}.vscode/schemas/{NAMES[cls.__name__]}.json"


def file_of(cls: type[Record], given: Given, depth: int, about: Any = "") -> str:
    """A whole file: for the editor's program, how to go on, and the record."""
    how = "# Fill in what ends in a colon. A line that begins with # is not read: take the # away to use it."
    return "\n".join([schema_line(cls, depth), *([f"# {about}"] if about else []), how, skeleton(cls, given)])
