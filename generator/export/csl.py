"""References → CSL-JSON, which citation processors read. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from generator.export.reference import Name, Reference

KINDS = {
    "article": "article-journal",
    "book": "book",
    "report": "report",
    "document": "document",
    "webpage": "webpage",
}


AS_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def part(references: Iterable[Reference]) -> str:
    """Items of a list, each on a line of its own, without the list's brackets."""
    return ",\n".join(AS_JSON(item(one)) for one in references)


def keyed(item: str, before: str) -> str:
    """An item with something before its key."""
    return item.replace('"id":"', f'"id":"{before}', 1)


def whole(parts: Iterable[bytes]) -> bytes:
    """A list of such parts."""
    return b"[\n" + b",\n".join(part for part in parts if part) + b"\n]\n"


def item(one: Reference) -> dict[str, Any]:
    """A reference by CSL's own names; what is not known has no name there."""
    said = {
        "id": one.key,
        "type": KINDS[one.kind],
        "title": one.title,
        "author": [_name(author) for author in one.authors],
        "issued": {"date-parts": [one.date_parts]} if one.date else None,
        "container-title": one.within,
        "volume": one.volume,
        "issue": one.issue,
        "page": one.pages,
        "publisher": one.publisher,
        "ISBN": one.isbn,
        "DOI": one.doi,
        "PMID": one.pubmed,
        "URL": one.url,
        "note": one.about,
    }
    return {name: value for name, value in said.items() if value}


def _name(author: Name) -> dict[str, str]:
    return {"family": author.family, "given": author.given} if author.given else {"literal": author.family}
