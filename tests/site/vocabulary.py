"""schema.org's own rules – which types there are, which properties they have, and what these may hold – for the tests.

They come with msgspec-schemaorg, which is made from schema.org's published vocabulary: a class for each type, below
those that it is a kind of, with its properties as fields and their ranges as annotations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec_schemaorg.models as schema

TEXT = {"str", "URL", "date", "datetime", "time"}
NUMBERS = {"int", "float"}
NO_TYPES = {"Union", "List", "Optional", "None", "Dict", "Any", "field", "default", "default_factory"}
KEYWORDS = {"@id", "@type", "@context", "@graph"}


def wrong(graph: dict[str, Any]) -> list[str]:
    """All that schema.org does not allow in a graph, in words."""
    nodes = graph["@graph"]
    types = {node["@id"]: node["@type"] for node in _every_node(nodes) if {"@id", "@type"} <= set(node)}
    return [words for node in _every_node(nodes) if "@type" in node for words in _wrong_in(node, types)]


def _every_node(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _every_node(part)


def _wrong_in(node: dict[str, Any], types: dict[str, str]) -> Iterator[str]:
    kind = getattr(schema, node["@type"], None)
    if kind is None:
        yield f"there is no type {node['@type']}"
        return
    for name, value in node.items():
        if name in KEYWORDS:
            continue
        if name not in kind.__struct_fields__:
            yield f"{node['@type']} has no property {name}"
            continue
        allowed = _range(kind, name)
        for one in value if isinstance(value, list) else [value]:
            if not _fits(one, allowed, types):
                yield f"{node['@type']}.{name} cannot be {str(one)[:60]!r}; it is one of {sorted(allowed)}"


def _range(kind: Any, name: str) -> set[str]:
    """The names of what a property may hold, as the class that declares it says."""
    said = next(one.__annotations__[name] for one in kind.__mro__ if name in vars(one).get("__annotations__", {}))
    return set(re.findall(r"\w+", said)) - NO_TYPES


def _fits(value: Any, allowed: set[str], types: dict[str, str]) -> bool:
    if isinstance(value, bool):
        return "bool" in allowed
    if isinstance(value, int):
        return bool(allowed & NUMBERS)
    if isinstance(value, str):
        # Where a thing is asked for, its address or its name will do (schema.org, "Expected types, text, and URLs").
        return bool(allowed)
    kind = value.get("@type") or types.get(value["@id"])
    if kind is None:
        return bool(allowed - TEXT - NUMBERS)
    return bool(allowed & {one.__name__ for one in getattr(schema, kind).__mro__})
