"""A table of data → CSV that a spreadsheet opens as it is meant. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from generator.frozen import frozen

Cell = str | int | float | Decimal | None
# What a spreadsheet would take for the beginning of a formula, also in the wide letters of East Asia; a number that is
# below zero is none.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Where the decimal sign is a comma, spreadsheets begin a cell behind a semicolon; and what splits cells there does not
# see that a line end is in quotes. A list of Markdown, with a blank behind its sign, is left as it is.
ENDS = re.compile(r'[",\r\n]')
DOUBLE = '"'
# A line of one empty cell: without quotes it would be no line.
NOTHING = '""'
SPLITS = re.compile(r"[;\t\r\n]")
INSIDE = re.compile(r"(?<=[;\t\r\n])(?=[=@＝＠]|[-+＋－](?! ))")
MARK = b"\xef\xbb\xbf"


@frozen(slots=False)
class Table:
    """Data as rows. `name` is the file's, without an ending; `title` is what a link to it says. None is 'not
    reported' and leaves its cell empty."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @cached_property
    def csv(self) -> bytes:
        return as_csv(self)


def as_csv(table: Table) -> bytes:
    """UTF-8, a comma between cells, lines as RFC 4180 ends them."""
    return lines([table.columns, *table.rows])


class Texts(dict[str, str]):
    """Texts as one kind of file has them; each is made so once, and the same stand in many cells."""

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__()
        self.make = make

    def __missing__(self, text: str) -> str:
        made = self[text] = self.make(text)
        return made


def lines(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Lines of CSV; those of several tables with the same columns can be put together as they are."""
    texts = Texts(_quoted)
    texts_of = [
        [texts[cell] if isinstance(cell, str) else "" if cell is None else str(cell) for cell in row] for row in rows
    ]
    return "".join([f"{','.join(line) or NOTHING}\r\n" for line in texts_of]).encode()


def _quoted(text: str) -> str:
    """In quotes where it holds what ends a cell or a line, or a quote."""
    safe = _safe(text)
    return f'"{safe.replace(DOUBLE, DOUBLE * 2)}"' if ENDS.search(safe) else safe


def marked(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Files with a byte-order mark before each CSV: some programs take it for another encoding without one."""
    return {path: MARK + data if path.endswith(".csv") else data for path, data in files.items()}


def _safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe before it, as OWASP has it."""
    whole = f"'{text}" if text.startswith(FORMULA) else text
    return INSIDE.sub("'", whole) if SPLITS.search(text) else whole
