"""References → RIS. Pure.

An organisation's name stands as it is. Where programs would take it for a person's, it is marked as EndNote asks: with
two commas for its first, or with one at its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.export.reference import Name, Reference

KINDS = {"article": "JOUR", "book": "BOOK", "report": "RPRT", "document": "GEN", "webpage": "ELEC"}
LIKE_A_PERSON = re.compile(r" [A-Z][A-Z. -]{0,5}$")


def text(references: Iterable[Reference]) -> str:
    """Records one after the other; those of several files can be put together as they are."""
    return "".join(f"{line}\r\n" for one in references for line in _lines(one))


def keyed(record: str, before: str) -> str:
    """A record with something before its key."""
    return record.replace("\r\nID  - ", f"\r\nID  - {before}", 1)


def _lines(one: Reference) -> Iterator[str]:
    yield f"TY  - {KINDS[one.kind]}"
    yield from (f"{tag}  - {value}" for tag, value in _values(one) if value)
    yield "ER  - "
    yield ""


def _values(one: Reference) -> Iterator[tuple[str, str]]:
    first, last = one.page_ends
    yield "ID", one.key
    yield "TI", one.title
    yield from (("AU", _name(author)) for author in one.authors)
    yield "T2", one.within
    yield "PY", one.year
    yield "DA", one.date.replace("-", "/") if "-" in one.date else ""
    yield from (("VL", one.volume), ("IS", one.issue), ("SP", first), ("EP", last))
    yield from (("PB", one.publisher), ("SN", one.isbn), ("DO", one.doi), ("UR", one.url))
    yield from (("AN", one.pubmed), ("DB", "PubMed")) if one.pubmed else ()
    yield "N1", one.about


def _name(author: Name) -> str:
    if author.given:
        return f"{author.family}, {author.given}"
    if "," in author.family:
        return author.family.replace(",", ",,", 1)
    return f"{author.family}," if LIKE_A_PERSON.search(author.family) else author.family
