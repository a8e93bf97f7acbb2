"""A name → what it means: a field of the format, a rule, or a number in braces. For the command line. Pure."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from generator import advice, check, numbers
from generator.kinds import Reference
from generator.problems import did_you_mean
from generator.records import FieldShape, Record, fields_of
from generator.reference import FILES, path_of, records_in, title, words_of
from generator.references import HOMES

WIDTH = 100
SEE = "docs/format-reference.md has every field, rule and number"
# A message as a check tells it, with its place or without; below it may stand the line itself.
MESSAGE = re.compile(r"(?:(?P<file>\S+?):\d+:\d+: )?(?:warning: )?(?P<words>[^\n]*)")
NUMBER, QUOTED, WORD = re.compile(r"\{[^{}]+\}"), re.compile(r"'([\w.]+)'"), re.compile(r"\b[a-z_]{3,}\b")
RULES = (*check.RULES, *advice.WARNINGS)


def explain(name: str) -> tuple[str, bool]:
    """All that is known by a name, and whether anything is. A field may be named alone or with its record: `year`,
    `study.year`. What is in braces is a number."""
    if name.startswith("{"):
        found, known = [*_numbers(name)], set(numbers.MEANINGS)
    else:
        found, known = [*(words for _, words in _fields(name)), *_rules(name), *_numbers(name)], names()
    if found:
        return "\n\n".join(found), True
    return f"nothing here is called '{name}'{did_you_mean(name.strip('{}'), sorted(known), other=SEE)}", False


def explain_message(said: str) -> tuple[str, bool]:
    """What the message of a check is about, by the first field or number that it names; of fields of that name, those
    of the file where it was found. Whether it names any."""
    found = MESSAGE.match(said)
    file, message = (found["file"] or "", found["words"]) if found else ("", said)
    for name in (*NUMBER.findall(message), *QUOTED.findall(message), *WORD.findall(message)):
        fields = [words for path, words in _fields(name) if not file or _is_at(path, file)]
        if words := [*fields, *(_numbers(name) if name.startswith("{") else ())]:
            return "\n\n".join(words), True
    return "no field or number is named in that message – say what of it to explain, such as: explain country", False


def _is_at(path: str, file: str) -> bool:
    """Whether a file is one of those that a path of the format stands for."""
    pattern = re.sub(r"<[^>]+>", "[^/]+", path.removeprefix("content/"))
    return re.search(rf"(?:^|/){pattern}$", file) is not None


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


def _fields(name: str) -> Iterator[tuple[str, str]]:
    """The path of each file with a field of that name, and what there is to say of it."""
    *record, field_name = name.split(".")
    for path, cls in _records():
        field = fields_of(cls).get(field_name)
        if field is not None and (not record or record == [_plain_name(cls)]):
            yield path, _field(path, cls, field)


def _field(path: str, cls: type[Record], field: FieldShape) -> str:
    needed = "It is needed." if field.required else "It may be left out."
    may_be = words_of(field.shape, lambda record: f"lines of '{_plain_name(record)}'").replace("\\", "")
    kind = (field.shape.items or field.shape).kind
    home = HOMES.get(kind.to) if isinstance(kind, Reference) else None
    words = f"{field.note} Write {may_be}. {needed}{f' The ids stand in content/{home}.' if home else ''}"
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
