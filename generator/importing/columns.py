"""The head of a table → which column is which field of a study: guessed from names in use, and shown."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from generator.importing.export import Unreadable
from generator.importing.row import Row, listed_authors, plain, row
from generator.problems import did_you_mean, quoted

# What Covidence, Rayyan, EPPI-Reviewer, Zotero and EndNote, and people, call each field; the best name first.
NAMES: dict[str, tuple[str, ...]] = {
    "title": ("title", "article title", "document title", "primary title", "paper"),
    "authors": ("authors", "author", "author s", "author names", "author full names"),
    "year": ("year", "published year", "publication year", "year of publication", "date"),
    "publication.journal": ("journal", "publication title", "journal title", "source title", "source", "parent title"),
    "publication.volume": ("volume", "vol"),
    "publication.issue": ("issue", "number", "issue number"),
    "publication.pages": ("pages", "page", "page numbers"),
    "publication.publisher": ("publisher", "institution"),
    "publication.isbn": ("isbn",),
    "doi": ("doi", "digital object identifier"),
    "pubmed": ("pubmed id", "pmid", "pubmed", "pubmed_id"),
    "url": ("url", "link", "urls"),
    "country": ("country", "country code"),
    "region": ("region", "setting"),
    "population": ("population", "participants"),
    "design_detail": ("study design", "design in detail", "design detail"),
    "follow_up": ("follow up", "length of follow up"),
    "notes": ("editor notes",),
}


def rows(lines: Sequence[Sequence[str]], given: Mapping[str, str]) -> tuple[list[Row], list[str]]:
    """A row for each line below the head, and in words what each column was taken for. Raises Unreadable where a column
    that was named is not there."""
    if not lines:
        return [], []
    head = [plain(name) for name in lines[0]]
    fields = guessed(head) | _given(head, given)
    fields = {number: field for number, field in fields.items() if field}
    filled = ((number, line) for number, line in enumerate(lines[1:], 2) if any(cell.strip() for cell in line))
    made = [_row(number, line, fields) for number, line in filled]
    return made, _said(head, fields)


def guessed(head: Sequence[str]) -> dict[int, str]:
    """The field of each column, by its number; of two columns for one field, the one with the better name."""
    found: dict[int, str] = {}
    plain = [_plain(name) for name in head]
    for field, names in NAMES.items():
        number = next((plain.index(_plain(name)) for name in names if _plain(name) in plain), None)
        if number is not None:
            found[number] = field
    return found


def _given(head: Sequence[str], given: Mapping[str, str]) -> dict[int, str]:
    plain = [_plain(name) for name in head]
    for name in given:
        if _plain(name) not in plain:
            raise Unreadable(f"there is no column {quoted(name)}{did_you_mean(name, [one for one in head if one])}")
    return {plain.index(_plain(name)): field for name, field in given.items()}


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", name.lower()).split())


def _row(number: int, line: Sequence[str], fields: Mapping[int, str]) -> Row:
    found: dict[str, str | Sequence[str] | None] = {field: line[at] for at, field in fields.items() if at < len(line)}
    if isinstance(found.get("authors"), str):
        found["authors"] = listed_authors(str(found["authors"]))
    return row(f"row {number}", found)


def _said(head: Sequence[str], fields: Mapping[int, str]) -> list[str]:
    taken = [f"{head[number]} → {field}" for number, field in sorted(fields.items())]
    left = [name for number, name in enumerate(head) if number not in fields and name]
    said = [f"columns: {', '.join(taken) or 'none that is known'}"]
    return [*said, f"not read: {', '.join(left)} (take one with --column 'Name=field')"] if left else said
