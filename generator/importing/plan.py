"""Rows and the studies that are there → what to do with each: a new file, or nothing, and why. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.advice import nearly_same, title_words
from generator.importing.row import Row, Values
from generator.problems import quoted

# Letters that do not come apart into one of a to z and a mark.
OTHER_LETTERS = {"ø": "o", "Ø": "O", "ß": "ss", "æ": "ae", "Æ": "Ae", "ł": "l", "Ł": "L", "đ": "d", "ð": "d", "þ": "th"}


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a row: a study with an id, or why none. `failed` is true where the row is a mistake."""

    row: Row
    name: str = ""
    why_not: str = ""
    failed: bool = False

    def __str__(self) -> str:
        title = f" {quoted(self.row.text('title'))}" if self.row.text("title") else ""
        if self.name:
            return f"{self.row.place}:{title} → {self.name}.yaml"
        return f"{self.row.place}:{title} – {'not imported: ' if self.failed else ''}{self.why_not}"


@dataclass
class _Known:
    """What a study is known again by."""

    name: str
    doi: str
    pubmed: str
    year: str
    title: frozenset[str]


def plan(rows: Iterable[Row], there: Mapping[str, Any]) -> list[Decision]:
    """What becomes of each row. `there` holds the studies that a review has, by id, as raw values of their files."""
    known = [_known(name, raw) for name, raw in there.items() if isinstance(raw, dict)]
    taken = {name.casefold() for name in there}
    decisions = []
    for row in rows:
        decision = _decision(row, known, taken)
        decisions.append(decision)
        if decision.name:
            taken.add(decision.name.casefold())
            known.append(_known(decision.name, dict(row.values)))
    return decisions


def _decision(row: Row, known: list[_Known], taken: set[str]) -> Decision:
    if row.problem:
        return Decision(row, why_not=row.problem, failed=True)
    before = next(filter(None, (_why_same(row, other) for other in known)), "")
    if before:
        return Decision(row, why_not=before)
    return Decision(row, name=free_id(row.values, taken))


def _known(name: str, raw: Mapping[str, Any]) -> _Known:
    def text(field: str) -> str:
        value = raw.get(field)
        return str(value).strip().casefold() if isinstance(value, (str, int)) else ""

    return _Known(name, text("doi"), text("pubmed"), text("year"), title_words(text("title")))


def _why_same(row: Row, other: _Known) -> str:
    if row.text("doi") and row.text("doi").casefold() == other.doi:
        return f"the DOI is that of {other.name}: it is there already"
    if row.text("pubmed") and row.text("pubmed") == other.pubmed:
        return f"the PubMed id is that of {other.name}: it is there already"
    near = other.year.isdigit() and abs(int(row.text("year")) - int(other.year)) <= 1
    if near and nearly_same(title_words(row.text("title")), other.title) and not _differ(row, other):
        return f"title and year are nearly those of {other.name}: it is there already"
    return ""


def _differ(row: Row, other: _Known) -> bool:
    """Two papers that each have a DOI of their own."""
    return bool(row.text("doi") and other.doi)


def free_id(values: Values, taken: set[str]) -> str:
    """The first author's family name and the year, `sundell-2004`; with a letter where that is taken."""
    authors = values["authors"]
    first = authors if isinstance(authors, str) else authors[0]
    words = first.split()
    family = " ".join(words[:-1]) if len(words) > 1 and words[-1].replace("-", "").isupper() else first
    base = f"{slug(family) or 'study'}-{values['year']}"
    endings = ["", *(chr(letter) for letter in range(ord("b"), ord("z") + 1)), *(f"-{n}" for n in range(27, 10_000))]
    return next(base + ending for ending in endings if base + ending not in taken)


def slug(words: str) -> str:
    """`Ångström & Sons` → `angstrom-sons`."""
    letters = "".join(OTHER_LETTERS.get(sign, sign) for sign in words)
    plain = unicodedata.normalize("NFKD", letters).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].rstrip("-")
