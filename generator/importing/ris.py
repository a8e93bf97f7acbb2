"""RIS, as Zotero, EndNote, EPPI-Reviewer, Covidence and Rayyan export it → rows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from generator.importing.export import Unreadable, library, text_of
from generator.importing.row import Row, first_of, row

AUTHORS = ("authors", "first_authors")
BEGIN = "TY  -"
NO_BEGIN = f"a reference begins with a line of '{BEGIN}' and its kind, such as '{BEGIN} JOUR'"
BROKEN = "this is not RIS that can be read – export the reference again"


def rows(data: bytes) -> list[Row]:
    """Each record by itself: one that is broken keeps no other from being read."""
    rispy = library("rispy")
    if not re.search(rf"^{BEGIN}", text_of(data), re.MULTILINE):
        raise Unreadable(f"this is not RIS – {NO_BEGIN}")
    found: list[Row] = []
    lines: list[str] = []
    begin = 1
    for number, line in enumerate([*text_of(data).splitlines(), "ER  - "], 1):
        if line.startswith(BEGIN) and any(one.startswith(BEGIN) for one in lines):
            text = "\n".join([*lines, "ER  - "])
            found.append(_ris_record(rispy, text, f"record {len(found) + 1} (line {_first(lines, begin)})"))
            lines, begin = [], number
        lines.append(line)
        if line.startswith("ER  -"):
            text = "\n".join(lines)
            if any(one.strip() for one in lines[:-1]):
                found.append(_ris_record(rispy, text, f"record {len(found) + 1} (line {_first(lines, begin)})"))
            lines, begin = [], number + 1
    return found


def _first(lines: list[str], begin: int) -> int:
    return begin + next((number for number, line in enumerate(lines) if line.strip()), 0)


def _ris_record(rispy: Any, text: str, place: str) -> Row:
    try:
        known = rispy.loads(text.lstrip("\ufeff"))
    except Exception:  # its words are those of a program
        return Row(place, problem=BROKEN)
    if len(known) != 1:
        return Row(place, problem=f"this is not RIS – {NO_BEGIN}")
    (found,) = known
    start, end = found.get("start_page", ""), found.get("end_page", "")
    return row(
        place,
        {
            "title": first_of(found, ("title", "primary_title", "short_title", "translated_title")),
            "authors": [_author(one) for name in AUTHORS for one in found.get(name) or []],
            "year": first_of(found, ("year", "publication_year", "date")),
            "publication.journal": first_of(
                found, ("journal_name", "secondary_title", "alternate_title1", "alternate_title3", "alternate_title2")
            ),
            "publication.volume": first_of(found, ("volume",)),
            "publication.issue": first_of(found, ("number", "issue")),
            "publication.pages": f"{start}-{end}" if start and end and "-" not in start else start,
            "publication.publisher": first_of(found, ("publisher",)),
            "publication.isbn": _isbn(first_of(found, ("issn",))),
            "doi": first_of(found, ("doi",)) or _doi_in(found),
            "pubmed": first_of(found, ("accession_number",)) if "pubmed" in _bases(found) else "",
            "url": _url(found.get("urls") or found.get("url") or []),
        },
    )


def _isbn(number: str) -> str:
    """RIS has one field for the number of a book and that of a journal; only a book's has 10 or 13 signs."""
    return number if len(re.findall(r"[0-9Xx]", number)) in (10, 13) else ""


def _author(name: str) -> str:
    """In RIS a person is `Family, Given`, or `Family GJ` in some exports; anything else is an organisation. EndNote
    marks an organisation by two commas for its first, or by one at its end."""
    if ",," in name or name.endswith(","):
        return f"{{{name.replace(',,', ',', 1) if ',,' in name else name[:-1]}}}"
    return name if "," in name or re.search(r" [A-Z][A-Z. -]{0,5}$", name) else f"{{{name}}}"


def _doi_in(found: Mapping[str, Any]) -> str:
    """Some exports have the DOI among links or notes."""
    texts = [str(one) for name in ("urls", "url", "notes", "file_attachments1") for one in _many(found.get(name))]
    return next((one for one in texts if "10." in one and "doi" in one.lower()), "")


def _bases(found: Mapping[str, Any]) -> str:
    """The databases that a reference says it came from."""
    return " ".join(str(found.get(name, "")) for name in ("name_of_database", "database_provider")).lower()


def _many(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value] if value else []


def _url(value: Any) -> str:
    """The first address; the library takes one with a semicolon in it apart."""
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        value = re.split(r";(?=https?://)", ";".join(value))
    return next((str(one) for one in _many(value) if str(one).startswith(("http://", "https://"))), "")
