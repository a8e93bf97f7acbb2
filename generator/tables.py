"""A table of data → CSV that a spreadsheet opens as it is meant. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

Cell = str | int | float | Decimal | None
# What a spreadsheet would take for the beginning of a formula; a number that is below zero is none.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Table:
    """Data as rows. `name` is the file's, without an ending; `title` is what a link to it says. None is 'not
    reported' and leaves its cell empty."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def as_csv(table: Table) -> bytes:
    """UTF-8, a comma between cells, lines as RFC 4180 ends them."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_row(table.columns))
    writer.writerows(_row(row) for row in table.rows)
    return text.getvalue().encode()


def _row(cells: Sequence[Cell]) -> list[Cell]:
    return ["" if cell is None else _safe(cell) if isinstance(cell, str) else cell for cell in cells]


def _safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe before it, as OWASP has it."""
    return f"'{text}" if text.startswith(FORMULA) else text
