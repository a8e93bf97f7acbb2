"""What a function gave for the record that it was last asked of: parts of a build ask for the same, in turn.

The record itself is compared and not what it holds, which would take as long as to work it out again.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

R = TypeVar("R")
T = TypeVar("T")
# So many of one kind are remembered at once: those of a large review, and few of those that a preview left behind.
MOST = 300


def remembered(function: Callable[[R], T]) -> Callable[[R], T]:
    """A function that gives the same object again for the same record. Nobody may change what it gives."""
    last: tuple[Any, Any] = (None, None)

    @wraps(function)
    def asked(record: R) -> T:
        nonlocal last
        of, found = last
        if of is not record:
            found = function(record)
            last = record, found
        return found  # type: ignore[no-any-return]

    return asked


def each_remembered(function: Callable[[R], T]) -> Callable[[R], T]:
    """The same for each of many records, until there are too many, or nobody needs them: then all are forgotten."""
    known: dict[int, tuple[Any, T]] = {}
    _KNOWN.append(known)

    @wraps(function)
    def asked(record: R) -> T:
        found = known.get(id(record))
        if found is None:
            if len(known) >= MOST:
                known.clear()
            # The record is kept with it: as long as it is there, no other has its id.
            found = known[id(record)] = record, function(record)
        return found[1]

    return asked


_KNOWN: list[dict[int, Any]] = []


def forget() -> None:
    """Let go of many records: of a review that has been made, and of content that has changed."""
    for known in _KNOWN:
        known.clear()
