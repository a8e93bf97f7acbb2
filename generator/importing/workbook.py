"""A workbook of Excel → lines of cells, every cell as text.

A workbook is an archive of XML: what it says of its size is looked at before anything is unpacked, and XML that defines
words of its own is not read.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any
from xml.parsers import expat

from generator.importing.export import Unreadable, library
from generator.importing.table import bounded

LARGEST_UNPACKED = 200_000_000
MOST_PARTS = 1_000
PIECE = 65_536


def workbook(data: bytes) -> list[list[str]]:
    """The first sheet of a workbook."""
    openpyxl = library("openpyxl")
    try:
        _look_at(data)
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        page = book.worksheets[0]
        page.reset_dimensions()  # what some programs write there is less than what they wrote into the sheet
        found = bounded(_lines(page.iter_rows(values_only=True)))
        book.close()
    except Unreadable:
        raise
    except Exception:  # whatever the library says of it is said to a programmer
        raise Unreadable("this is not a workbook of Excel – open it there, and save it as .xlsx") from None
    return found


def _lines(rows: Iterable[Iterable[Any]]) -> Iterator[list[str]]:
    return ([cell_text(value) for value in row] for row in rows)


def _look_at(data: bytes) -> None:
    """Refuse an archive that would unpack to more than a table can be, and XML that could."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        # Python unpacks no more of a part than the archive says that it holds.
        size = sum(part.file_size for part in parts)
        if size > LARGEST_UNPACKED or len(parts) > MOST_PARTS:
            raise Unreadable(f"it unpacks to {size // 1_000_000:,} MB in {len(parts):,} parts – export it in parts")
        for part in parts:
            with archive.open(part) as file:
                _read_head(file)


def _read_head(file: Any) -> None:
    """Read an XML file up to its first element: what it defines stands before that."""
    parser = expat.ParserCreate()
    begun: list[str] = []
    parser.StartElementHandler = lambda name, _: begun.append(name)
    parser.StartDoctypeDeclHandler = _refuse
    try:
        while not begun and (piece := file.read(PIECE)):
            parser.Parse(piece)
    except expat.ExpatError:
        return  # a picture, or not XML: no reader of XML gets further


def _refuse(*_: Any) -> None:
    raise Unreadable(
        "a part of it defines words of its own (DOCTYPE), which Excel never does – save it anew from Excel"
    )


def cell_text(value: Any) -> str:
    """A cell as an editor sees it: 2004 and not 2004.0, a day as 2026-01-31."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value.date().isoformat() if hasattr(value, "date") else value).strip()
