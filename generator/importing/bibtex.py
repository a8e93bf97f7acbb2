"""BibTeX → rows."""

from __future__ import annotations

import logging
from typing import Any

from generator.importing.export import library, text_of
from generator.importing.row import Row, first_of, row

BROKEN = "this is not whole BibTeX – a brace, a quotation mark or a comma may be missing"


def rows(data: bytes) -> list[Row]:
    """Each entry, and each that is broken, in the order of the file."""
    parser = library("bibtexparser")
    middlewares = library("bibtexparser.middlewares")
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what is wrong is told by row
    plain = [middlewares.LatexDecodingMiddleware(keep_braced_groups=True)]
    found = parser.parse_string(text_of(data), append_middleware=plain)
    made = [(entry.start_line or 0, _bibtex_entry(entry)) for entry in found.entries]
    for block in found.failed_blocks:
        line = block.start_line or 0
        made.append((line, Row(f"entry at line {line + 1}", problem=BROKEN)))
    return [one for _, one in sorted(made, key=lambda pair: pair[0])]


def _bibtex_entry(entry: Any) -> Row:
    found = {field.key.lower(): str(field.value) for field in entry.fields}
    return row(
        f"entry '{entry.key}' (line {(entry.start_line or 0) + 1})",
        {
            "title": _bare(found.get("title", "")),
            "authors": _bibtex_authors(found.get("author") or found.get("editor") or ""),
            "year": found.get("year") or found.get("date"),
            "publication.journal": _bare(first_of(found, ("journal", "journaltitle", "booktitle"))),
            "publication.volume": found.get("volume"),
            "publication.issue": found.get("number") or found.get("issue"),
            "publication.pages": found.get("pages", "").replace("--", "-").replace("–", "-"),
            "publication.publisher": _bare(first_of(found, ("publisher", "institution", "school"))),
            "publication.isbn": found.get("isbn"),
            "doi": found.get("doi"),
            "pubmed": found.get("pmid"),
            "url": found.get("url"),
        },
    )


def _bibtex_authors(text: str) -> list[str]:
    """Names between `and`s that are in no braces."""
    names, depth, current = [], 0, ""
    for word in text.replace("\n", " ").split(" "):
        if word == "and" and not depth:
            names.append(current.strip())
            current = ""
            continue
        depth += word.count("{") - word.count("}")
        current += f" {word}"
    names = [one for one in [*names, current.strip()] if one]
    return [one if one.startswith("{") and one.endswith("}") else _bare(one) for one in names]


def _bare(text: str) -> str:
    return text.replace("{", "").replace("}", "")
