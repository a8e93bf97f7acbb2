"""Rows and the studies that are there → what to do with each: a new file, or nothing, and why. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, count
from string import ascii_lowercase
from typing import Any

from generator.frozen import frozen
from generator.importing.known import Known
from generator.importing.row import Row, Values
from generator.problems import quoted

# Letters that do not come apart into one of a to z and a mark.
OTHER_LETTERS = {"ø": "o", "Ø": "O", "ß": "ss", "æ": "ae", "Æ": "Ae", "ł": "l", "Ł": "L", "đ": "d", "ð": "d", "þ": "th"}


@frozen
class Decision:
    """What becomes of a row: a study with an id, or why none. `failed` is true where the row is a mistake."""

    row: Row
    name: str = ""
    why_not: str = ""
    failed: bool = False

    def __str__(self) -> str:
        title = f": {quoted(self.row.text('title'))}" if self.row.text("title") else ""
        if self.name:
            return f"{self.row.place}{title} → {self.name}.yaml"
        return f"{self.row.place}{title} – {'not imported: ' if self.failed else ''}{self.why_not}"


def plan(rows: Iterable[Row], there: Mapping[str, Any]) -> list[Decision]:
    """What becomes of each row. `there` holds the studies that a review has, by id, as raw values of their files."""
    known = Known()
    for name, raw in there.items():
        if isinstance(raw, dict):
            known.add(name, raw)
    names = Names(there)
    decisions = []
    for row in rows:
        decision = _decision(row, known, names)
        decisions.append(decision)
        if decision.name:
            known.add(decision.name, row.values)
    return decisions


def _decision(row: Row, known: Known, names: Names) -> Decision:
    if row.problem:
        return Decision(row, why_not=row.problem, failed=True)
    before = known.why_same(row)
    if before:
        return Decision(row, why_not=f"{before}: it is there already")
    return Decision(row, name=names.free(row.values))


class Names:
    """The ids that are taken, in any case of their letters, and the next free one for each author and year."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = {name.casefold() for name in taken}
        self._endings: dict[str, Iterator[str]] = {}

    def free(self, values: Values) -> str:
        """The first author's family name and the year, `sundell-2004`; with a letter where that is taken."""
        authors = values["authors"]
        first = authors if isinstance(authors, str) else authors[0]
        words = first.split()
        family = " ".join(words[:-1]) if len(words) > 1 and words[-1].replace("-", "").isupper() else first
        base = f"{slug(family) or 'study'}-{values['year']}"
        endings = self._endings.setdefault(base, chain(["", *ascii_lowercase[1:]], (f"-{n}" for n in count(27))))
        found = next(base + ending for ending in endings if base + ending not in self._taken)
        self._taken.add(found)
        return found


def slug(words: str) -> str:
    """`Ångström & Sons` → `angstrom-sons`."""
    letters = "".join(OTHER_LETTERS.get(sign, sign) for sign in words)
    plain = unicodedata.normalize("NFKD", letters).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].rstrip("-")
