"""CSL-JSON → rows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from generator.importing.export import Unreadable, text_of
from generator.importing.row import Row, row


def rows(data: bytes) -> list[Row]:
    try:
        found = json.loads(text_of(data))
    except json.JSONDecodeError as error:
        raise Unreadable(f"this is not JSON – line {error.lineno} cannot be read; export it again") from None
    except (ValueError, RecursionError):
        raise Unreadable("this is not JSON that can be read – export it again") from None
    items = found.get("items", [found]) if isinstance(found, dict) else found
    if not isinstance(items, list):
        raise Unreadable("this is not CSL-JSON – a list of references is expected")
    return [_csl_item(f"item {number}", item) for number, item in enumerate(items, 1)]


def _csl_item(place: str, item: Any) -> Row:
    if not isinstance(item, dict):
        return Row(place, problem="this is not a reference of CSL-JSON")
    try:
        issued = item.get("issued") or {}
        year = str(issued["date-parts"][0][0]) if issued.get("date-parts") else str(issued.get("raw", ""))
        authors = [_csl_name(one) for one in item.get("author") or item.get("editor") or []]
    except (AttributeError, KeyError, IndexError, TypeError, RecursionError):
        return Row(place, problem="this is not a reference of CSL-JSON: its authors or its date are of another form")
    texts = {name: str(value) for name, value in item.items() if isinstance(value, (str, int, float))}
    return row(
        place,
        {
            "title": texts.get("title"),
            "authors": authors,
            "year": year,
            "publication.journal": texts.get("container-title"),
            "publication.volume": texts.get("volume"),
            "publication.issue": texts.get("issue"),
            "publication.pages": texts.get("page", "").replace("–", "-"),
            "publication.publisher": texts.get("publisher"),
            "publication.isbn": texts.get("ISBN"),
            "doi": texts.get("DOI"),
            "pubmed": texts.get("PMID"),
            "url": texts.get("URL"),
        },
    )


def _csl_name(name: Mapping[str, Any]) -> str:
    if name.get("literal"):
        return f"{{{name['literal']}}}"
    family = " ".join(str(name[part]) for part in ("non-dropping-particle", "family") if name.get(part))
    return f"{family}, {name.get('given', '')}" if name.get("given") else f"{{{family}}}"
