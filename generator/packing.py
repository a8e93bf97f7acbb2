"""Outlines ↔ bytes, for keeping. What is unpacked can only be records of ours and plain values: it calls nothing.

Records of the vocabulary are packed by name: whoever unpacks has read them, and finds the very same records.
"""

from __future__ import annotations

import io
import pickle
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any

from generator.lookup import SHARED
from generator.model import Content
from generator.records import NOWHERE, Origin, Record

PLAIN = {("collections", "Counter"): Counter, ("decimal", "Decimal"): Decimal, ("builtins", "frozenset"): frozenset}
PLACE = "origin"


class Packing:
    """Packs and unpacks values of records, tuples and plain values. `shared` is the content without reviews. Places in
    files are left out."""

    def __init__(self, shared: Content) -> None:
        named = [pair for kind in SHARED for pair in _within(kind, getattr(shared, kind))]
        self.records = dict(named)
        self.names = {id(record): name for name, record in named}

    def pack(self, value: Any) -> bytes:
        packed = io.BytesIO()
        _Packer(packed, self.names).dump(value)
        return packed.getvalue()

    def unpack(self, data: bytes) -> Any:
        return _Unpacker(io.BytesIO(data), self.records).load()


def _within(name: str, value: Any) -> Iterator[tuple[str, Record]]:
    """Every record in a value, with a name that is the same for the same content."""
    if isinstance(value, Record):
        yield name, value
        for one in fields(value):
            yield from _within(f"{name}.{one.name}", getattr(value, one.name))
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _within(f"{name}.{number}", item)


class _Packer(pickle.Pickler):
    def __init__(self, file: io.BytesIO, names: dict[int, str]) -> None:
        super().__init__(file, protocol=pickle.HIGHEST_PROTOCOL)
        self.names = names

    def persistent_id(self, value: Any) -> str | None:
        if isinstance(value, Record):
            return self.names.get(id(value))
        return PLACE if isinstance(value, Origin) else None


class _Unpacker(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, named: dict[str, Record]) -> None:
        super().__init__(file)
        self.named = named

    def persistent_load(self, name: str) -> Any:
        return NOWHERE if name == PLACE else self.named[name]

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in PLAIN:
            return PLAIN[module, name]
        found = getattr(sys.modules.get(module), name, None) if module.startswith("generator.") else None
        if isinstance(found, type) and is_dataclass(found):
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is no record")
