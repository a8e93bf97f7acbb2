"""A name → what it means: a field of the format, a rule, or a number in braces. For the command line. Pure."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from generator import advice, check, numbers
from generator.problems import did_you_mean
from generator.records import FieldShape, Record, fields_of
from generator.reference import FILES, path_of, records_in, title, words_of

WIDTH = 100
RULES = (*check.RULES, *advice.WARNINGS)


def explain(name: str) -> tuple[str, bool]:
    """All that is known by a name, and whether anything is. A field may be named alone or with its record: `year`,
    `study.year`. What is in braces is a number."""
    if name.startswith("{"):
        found, known = [*_numbers(name)], set(numbers.MEANINGS)
    else:
        found, known = [*_fields(name), *_rules(name), *_numbers(name)], names()
    if found:
        return "\n\n".join(found), True
    return f"nothing here is called '{name}'{did_you_mean(name.strip('{}'), sorted(known))}", False


def names() -> set[str]:
    """Everything that can be explained, each by its plain name."""
    fields = {field.name for _, cls in _records() for field in fields_of(cls).values()}
    return fields | {rule.__name__ for rule in RULES} | set(numbers.MEANINGS)


def _records() -> Iterator[tuple[str, type[Record]]]:
    """Each record of the format, with the file that it stands in."""
    seen: set[type[Record]] = set()
    for cls in FILES:
        yield path_of(cls), cls
        for inner in records_in(cls, seen):
            yield path_of(cls), inner


def _fields(name: str) -> Iterator[str]:
    *record, field_name = name.split(".")
    for path, cls in _records():
        field = fields_of(cls).get(field_name)
        if field is not None and (not record or record == [_plain_name(cls)]):
            yield _field(path, cls, field)


def _field(path: str, cls: type[Record], field: FieldShape) -> str:
    needed = "It is needed." if field.required else "It may be left out."
    may_be = words_of(field.shape, lambda record: f"lines of '{_plain_name(record)}'").replace("\\", "")
    words = f"{field.note} Write {may_be}. {needed}"
    return f"{_plain_name(cls)}.{field.name}, in {path}\n{_indented(words)}"


def _plain_name(cls: type[Record]) -> str:
    return title(cls).lower().replace(" ", "-")


def _rules(name: str) -> Iterator[str]:
    for rule in RULES:
        if rule.__name__ == name.replace(" ", "_"):
            words = " ".join((rule.__doc__ or "What must hold is what the name says.").split())
            kind = "rule" if rule in check.RULES else "warning"
            yield f"the {kind} '{rule.__name__.replace('_', ' ')}'\n{_indented(words)}"


def _numbers(name: str) -> Iterator[str]:
    name = name.strip("{}")
    called = next((one for one in numbers.MEANINGS if re.fullmatch(_any_id_in(one), name)), None)
    if called:
        words = numbers.MEANINGS[called]
        yield f"the number {{{name}}} in a text\n{_indented(words[:1].upper() + words[1:] + '.')}"


def _any_id_in(called: str) -> str:
    """What a number with an id in it may be called: `countries.NL` as well as `countries.…`."""
    return re.escape(called).replace("…", r"[^.]+").replace("<direction>", r"[^.]+")


def _indented(words: str) -> str:
    return textwrap.fill(words, WIDTH, initial_indent="    ", subsequent_indent="    ")
