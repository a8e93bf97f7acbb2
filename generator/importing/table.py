"""Tables of text → lines of cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from generator.importing.export import MOST, Unreadable, text_of

MOST_COLUMNS = 1_000
MOST_CELLS = 3_000_000


def separated(data: bytes, kind: str) -> list[list[str]]:
    """The lines of a file whose cells stand between commas, semicolons or tabs."""
    text = text_of(data)
    head = text.splitlines()[0] if text.strip() else ""
    semicolons = ";" in head and "," not in head
    between = "\t" if kind == ".tsv" or head.count("\t") > head.count(",") else ";" if semicolons else ","
    try:
        return bounded(csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=False))
    except csv.Error as error:
        raise Unreadable(f"this is not a table – {error}") from None


def bounded(lines: Iterable[list[str]]) -> list[list[str]]:
    """The lines of a table; one that is larger than a table of studies can be is refused before it fills the memory."""
    found: list[list[str]] = []
    cells = 0
    for line in lines:
        cells += len(line)
        if len(line) > MOST_COLUMNS:
            raise Unreadable(
                f"row {len(found) + 1} has more than {MOST_COLUMNS:,} columns – take away what is no study"
            )
        if len(found) > MOST or cells > MOST_CELLS:
            raise Unreadable(f"it has more than {MOST:,} rows or {MOST_CELLS:,} cells – import it in parts")
        found.append(line)
    return found
