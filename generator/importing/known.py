"""The studies that are there, by what each is known again by: DOI, PubMed id, title and year. Pure, but for what is
added.

Of tens of thousands only those are compared whose titles can be nearly the same: they share one of its rarer words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from generator.advice import NEARLY_SAME, nearly_same, title_words
from generator.importing.row import Row

Words = frozenset[str]


class Known:
    """Studies in the order in which they were added."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._titles: list[Words] = []
        self._by_id: dict[tuple[str, str], int] = {}
        # By year and word, and whether the study has a DOI: two papers that each have one of their own are two.
        self._with: dict[tuple[int, str, bool], list[int]] = defaultdict(list)

    def add(self, name: str, raw: Mapping[str, Any]) -> None:
        def text(field: str) -> str:
            value = raw.get(field)
            return str(value).strip().casefold() if isinstance(value, (str, int)) else ""

        number, title = len(self._names), title_words(text("title"))
        self._names.append(name)
        self._titles.append(title)
        for field in ("doi", "pubmed"):
            if text(field):
                self._by_id.setdefault((field, text(field)), number)
        if text("year").isdecimal():
            for word in title:
                self._with[int(text("year")), word, bool(text("doi"))].append(number)

    def why_same(self, row: Row) -> str:
        """By what a row is a study that is there, of several the first; empty where it is none of them."""
        same = list(self._same(row))
        number, words = min(same, default=(0, ""), key=lambda one: one[0])
        return f"{words} {self._names[number]}" if same else ""

    def _same(self, row: Row) -> Iterator[tuple[int, str]]:
        for field, words in (("doi", "the DOI is that of"), ("pubmed", "the PubMed id is that of")):
            number = self._by_id.get((field, row.text(field).casefold()))
            if number is not None:
                yield number, words
        title = title_words(row.text("title"))
        for number in self._candidates(title, int(row.text("year")), own_doi=bool(row.text("doi"))):
            if nearly_same(title, self._titles[number]):
                yield number, "title and year are nearly those of"
                return

    def _candidates(self, title: Words, year: int, *, own_doi: bool) -> list[int]:
        """The studies of nearly the same year that can share enough words with a title, in order."""
        places = [
            (near, has_doi)
            for near in (year - 1, year, year + 1)
            for has_doi in ((False,) if own_doi else (False, True))
        ]
        rarest = sorted(title, key=lambda word: sum(len(self._with.get((near, word, has), ())) for near, has in places))
        # Whoever shares enough of the words has one of any that are more than may be missing.
        needed = len(title) - int(NEARLY_SAME * len(title)) + 1
        found = {
            number
            for word in rarest[:needed]
            for near, has in places
            for number in self._with.get((near, word, has), ())
        }
        return sorted(found)
