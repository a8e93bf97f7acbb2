"""Values of a YAML file changed, with its comments, its order and all of its other lines kept. Uses ruamel.yaml.

ruamel.yaml writes a whole file anew and folds long values otherwise; so of what it writes only the parts below the
changed top-level names are taken, and every other line stays as it was, byte for byte.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from generator.importing.export import library
from generator.model import Study
from generator.records import fields_of

WIDEST = 1_000_000
# Fields that hold a list of plain texts, of which one alone may stand without a list.
LISTS = {name for name, field in fields_of(Study).items() if field.shape.items and field.shape.items.kind}


def changed(text: str, values: Mapping[str, str]) -> str:
    """A file with these values, by path; an empty value takes its line away."""
    ends = "\r\n" if "\r\n" in text else "\n"
    text = text.replace("\r\n", "\n")
    text += "" if text.endswith("\n") else "\n"
    return _changed(text, values).replace("\n", ends)


def _changed(text: str, values: Mapping[str, str]) -> str:
    yaml = _yaml()
    document = yaml.load(text)
    for path, value in values.items():
        _put(document, path.split("."), value)
        if path in LISTS and isinstance(document.get(path), str) and ";" in value:
            made = library("ruamel.yaml.comments").CommentedSeq(one.strip() for one in value.split(";") if one.strip())
            made.fa.set_flow_style()
            document[path] = made
    whole = _dumped(yaml, document)
    if document.fa.flow_style():
        return whole
    names = list(dict.fromkeys(path.split(".")[0] for path in values))
    return _only(names, text, whole)


def _yaml() -> Any:
    yaml = library("ruamel.yaml").YAML()
    yaml.preserve_quotes = True
    yaml.width = WIDEST
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _dumped(yaml: Any, document: Any) -> str:
    stream = io.StringIO()
    yaml.dump(document, stream)
    return stream.getvalue()


def _put(node: Any, parts: Sequence[str], value: str) -> None:
    """Set, add or take away the value at a path."""
    head, *rest = parts
    if isinstance(node, list):
        key: Any = int(head) - 1
        if key >= len(node):
            node.append(library("ruamel.yaml.comments").CommentedMap() if rest else "")
            key = len(node) - 1
    else:
        key = head
    if rest:
        if not isinstance(node, list) and not isinstance(node.get(key), (dict, list)):
            _add(node, key, _holding(rest, node.get(key)))
        _put(node[key], rest, value)
    elif not value:
        node.pop(key, None) if isinstance(node, dict) else node.pop(key)
    else:
        before = node[key] if isinstance(node, list) or key in node else None
        _add(node, key, _listed(value, before) if isinstance(before, list) else _typed(value, before))


def _holding(rest: Sequence[str], bare: Any) -> Any:
    """A new mapping or list for a path to go on in. A bare value, such as an address alone, becomes its `url`."""
    comments = library("ruamel.yaml.comments")
    if rest[0].isdecimal():
        return comments.CommentedSeq()
    made = comments.CommentedMap()
    if bare is not None:
        made["url"] = bare
    return made


def _add(node: Any, key: Any, value: Any) -> None:
    """Set a value; a new name goes where the format has it."""
    if isinstance(node, list) or key in node:
        node[key] = value
        return
    order = list(fields_of(Study))
    place = order.index(key) if key in order else len(order)
    behind = (number for number, name in enumerate(node) if name in order and order.index(name) > place)
    node.insert(next(behind, len(node)), key, value)


def _listed(value: str, before: Any) -> Any:
    """The same list with other texts: in brackets or line by line, and with the comment below it, as it was."""
    below = before.ca.items.pop(len(before) - 1, None)
    before.clear()
    before.extend(one.strip() for one in value.split(";") if one.strip())
    if below is not None and before:
        before.ca.items[len(before) - 1] = below
    return before


def _typed(value: str, before: Any) -> Any:
    """A number stays a number without quotes; a text keeps the form that it had."""
    if isinstance(before, bool) and value in ("true", "false"):
        return value == "true"
    if isinstance(before, int) and value.isdecimal() and str(int(value)) == value:
        return int(value)
    if before is None and value.isdecimal() and str(int(value)) == value:
        return int(value)
    if before is None and value in ("true", "false"):
        return value == "true"
    return type(before)(value) if isinstance(before, str) and type(before) is not str else value


def _only(names: Sequence[str], old: str, new: str) -> str:
    """The old text with the parts of these top-level names taken from the new one."""
    before, after = _parts(old), _parts(new)
    kept = {name: after[name] if name in names and name in after else lines for name, lines in before.items()}
    result: list[str] = []
    for name in after:
        result += kept.get(name, after[name])
    return "".join(result)


def _parts(text: str) -> dict[str, list[str]]:
    """The lines of each top-level name; comments and blank lines go with the name below them, and those at the end
    stand under an empty name."""
    found: dict[str, list[str]] = {}
    waiting: list[str] = []
    name = ""
    for line in text.splitlines(keepends=True):
        if line[:1] in ("#", "\n", "\r"):
            waiting.append(line)
            continue
        if line[:1] not in (" ", "\t", "-") and ":" in line:
            name = line.partition(":")[0].strip("\"' ")
        found.setdefault(name, []).extend([*waiting, line])
        waiting = []
    return {**found, "": [*found.get("", []), *waiting]}
