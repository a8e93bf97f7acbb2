"""Tables of text or of Excel → lines of cells, every cell as text."""

from __future__ import annotations

import csv
import io
from typing import Any

from generator.importing.export import Unreadable, library, short, text_of

MOST_ROWS = 50_000


def separated(data: bytes, kind: str) -> list[list[str]]:
    """The lines of a file whose cells stand between commas, semicolons or tabs."""
    text = text_of(data)
    head = text.splitlines()[0] if text.strip() else ""
    semicolons = ";" in head and "," not in head
    between = "\t" if kind == ".tsv" or head.count("\t") > head.count(",") else ";" if semicolons else ","
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=False))[: MOST_ROWS + 1]
    except csv.Error as error:
        raise Unreadable(f"this is not a table – {error}") from None


def workbook(data: bytes) -> list[list[str]]:
    """The first sheet of a workbook."""
    openpyxl = library("openpyxl")
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        page = book.worksheets[0]
        page.reset_dimensions()  # what some programs write there is less than what they wrote into the sheet
        lines = page.iter_rows(values_only=True, max_row=MOST_ROWS)
        found = [[cell_text(value) for value in line] for line in lines]
        book.close()
    except Exception as error:
        raise Unreadable(f"this is not a workbook of Excel – {short(error)}") from None
    return found


def cell_text(value: Any) -> str:
    """A cell as an editor sees it: 2004 and not 2004.0, a day as 2026-01-31."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value.date().isoformat() if hasattr(value, "date") else value).strip()
