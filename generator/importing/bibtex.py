"""BibTeX → rows."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from typing import Any

from generator.importing.export import library, text_of
from generator.importing.row import Row, first_of, row

READ = frozenset(
    "title author editor year date journal journaltitle booktitle volume number issue pages publisher institution "
    "school isbn doi pmid url".split()
)
BROKEN = "this is not whole BibTeX – a brace, a quotation mark or a comma may be missing"


def rows(data: bytes) -> list[Row]:
    """Each entry, and each that is broken, in the order of the file."""
    parser = library("bibtexparser")
    middlewares = library("bibtexparser.middlewares")
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what is wrong is told by row
    text = text_of(data)
    as_written = {entry.key: entry.fields_dict for entry in parser.parse_string(text).entries}
    # A percent sign begins a comment in LaTeX; in a title it is one, and nobody writes comments there.
    decoded = re.sub(r"(?<!\\)%", r"\\%", text)
    # With the braces that keep names whole, and without.
    few = _only_what_is_read(middlewares)
    braced = [few, middlewares.LatexDecodingMiddleware(keep_braced_groups=True)]
    found = parser.parse_string(decoded, append_middleware=braced)
    bare = parser.parse_string(decoded, append_middleware=[few, middlewares.LatexDecodingMiddleware()])
    made = [
        (entry.start_line or 0, _bibtex_entry(entry, plain, as_written.get(entry.key, {})))
        for entry, plain in zip(found.entries, bare.entries, strict=True)
    ]
    for block in found.failed_blocks:
        line = block.start_line or 0
        made.append((line, Row(f"entry at line {line + 1}", problem=BROKEN)))
    return [one for _, one in sorted(made, key=lambda pair: pair[0])]


def _only_what_is_read(middlewares: Any) -> Any:
    """Takes abstracts and the like away before their LaTeX is decoded: it takes longer than all the rest."""

    class OnlyWhatIsRead(middlewares.BlockMiddleware):  # type: ignore[misc]
        def transform_entry(self, entry: Any, *_: Any, **__: Any) -> Any:
            entry.fields = [field for field in entry.fields if field.key.lower() in READ]
            return entry

    return OnlyWhatIsRead()


def _bibtex_entry(entry: Any, plain: Any, as_written: Mapping[str, Any]) -> Row:
    """A row of an entry; addresses are no LaTeX, and stay as they are written."""
    names = {field.key.lower(): str(field.value) for field in entry.fields}
    found = {field.key.lower(): str(field.value) for field in plain.fields}
    written = {name.lower(): str(field.value) for name, field in as_written.items()}
    found |= {name: written[name].replace("\\", "") for name in ("url", "doi") if name in written}
    return row(
        f"entry '{entry.key}' (line {(entry.start_line or 0) + 1})",
        {
            "title": found.get("title", ""),
            "authors": _bibtex_authors(names.get("author") or names.get("editor") or ""),
            "year": found.get("year") or found.get("date"),
            "publication.journal": first_of(found, ("journal", "journaltitle", "booktitle")),
            "publication.volume": found.get("volume"),
            "publication.issue": found.get("number") or found.get("issue"),
            "publication.pages": found.get("pages", "").replace("--", "-").replace("–", "-"),
            "publication.publisher": first_of(found, ("publisher", "institution", "school")),
            "publication.isbn": found.get("isbn"),
            "doi": found.get("doi"),
            "pubmed": found.get("pmid"),
            "url": found.get("url"),
        },
    )


def _bibtex_authors(text: str) -> list[str]:
    """Names between `and`s that are in no braces."""
    names, depth, current = [], 0, ""
    for word in text.split():
        if word == "and" and not depth:
            names.append(current.strip())
            current = ""
            continue
        depth += word.count("{") - word.count("}")
        current += f" {word}"
    names = [one for one in [*names, current.strip()] if one and one != "others"]
    return [one if one.startswith("{") and one.endswith("}") else _bare(one) for one in names]


def _bare(text: str) -> str:
    return text.replace("{", "").replace("}", "")
