"""A file of references → rows, by the ending of its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from generator.importing import bibtex, columns, csl, ris, table, workbook
from generator.importing.export import Unreadable, check_number
from generator.importing.row import Row

LARGEST = 50_000_000
READERS: dict[str, Callable[[bytes], list[Row]]] = {
    ".ris": ris.rows,
    ".bib": bibtex.rows,
    ".bibtex": bibtex.rows,
    ".json": csl.rows,
}
BEGINS = {".ris": b"TY  -", ".bib": b"\n@", ".bibtex": b"\n@"}
SEPARATED = (".csv", ".tsv", ".txt")


def rows_of(path: Path, given: Mapping[str, str]) -> tuple[list[Row], list[str]]:
    """The rows of a file, and in words which column was taken for what. `given` says so for columns that are not
    guessed. Raises Unreadable."""
    kind = path.suffix.lower()
    if kind in READERS:
        if given:
            raise Unreadable(f"a file that ends in {kind} has no columns – --column is for tables")
        data = bytes_of(path)
        check_number(data.count(BEGINS.get(kind, b"\0")))  # before time is spent on them
        rows = READERS[kind](data)
        check_number(len(rows))
        return rows, []
    return columns.rows(lines_of(path), given)


def is_table(path: Path) -> bool:
    return path.suffix.lower() in (*SEPARATED, ".xlsx")


def lines_of(path: Path) -> list[list[str]]:
    """The lines of a table, every cell as text. Raises Unreadable."""
    kind = path.suffix.lower()
    if kind == ".xlsx":
        return workbook.workbook(bytes_of(path))
    if kind in SEPARATED:
        return table.separated(bytes_of(path), kind)
    raise Unreadable(f"'{kind or path.name}' is not known – it can be .ris, .bib, .json, .csv, .tsv or .xlsx")


def bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise Unreadable(f"it is larger than {LARGEST // 1_000_000} MB – export it in parts")
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(f"it cannot be read – {error.strerror or error}") from None
