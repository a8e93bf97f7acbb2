"""Tables → a workbook (XLSX). Pure: the same tables give the same bytes, and no cell is ever a formula.

Written by hand because lines of a sheet can then be made once for each review and put together for the site: a library
takes about ten times as long, and cannot.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from generator import zipped
from generator.frozen import frozen
from generator.tables import Cell, Table, Texts
from generator.zipped import Part

MOST_SIGNS = 32_767  # in one cell; Excel calls a file with more damaged
NARROW, WIDE, MUCH, FIRST = 14, 44, 30, 100
# What XML cannot hold; and what Excel would read as an escaped sign.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
UNSAFE = re.compile("[\x00-\x1f\ufffe\uffff&<>]|_x")
ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
IN_NAMES = re.compile(r"[\[\]:*?/\\']")
NAMESPACE = "http://schemas.openxmlformats.org"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPES = f"""\
{HEAD}<Types xmlns="{NAMESPACE}/package/2006/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/xl/workbook.xml" \
ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>\
<Override PartName="/xl/styles.xml" \
ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>%s</Types>"""
OF_SHEET = """\
<Override PartName="/xl/worksheets/sheet%d.xml" \
ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>"""
RELATIONS = f'{HEAD}<Relationships xmlns="{NAMESPACE}/package/2006/relationships">%s</Relationships>'
RELATION = f'<Relationship Id="rId%d" Type="{NAMESPACE}/officeDocument/2006/relationships/%s" Target="%s"/>'
BOOK = f"""\
{HEAD}<workbook xmlns="{NAMESPACE}/spreadsheetml/2006/main" \
xmlns:r="{NAMESPACE}/officeDocument/2006/relationships"><sheets>%s</sheets></workbook>"""
# Two ways for a cell to look: as it is, and bold, for the names of columns.
STYLES = f"""\
{HEAD}<styleSheet xmlns="{NAMESPACE}/spreadsheetml/2006/main">\
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>\
<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>\
<fills count="2"><fill><patternFill patternType="none"/></fill>\
<fill><patternFill patternType="gray125"/></fill></fills>\
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>\
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"""
SHEET = f"""\
{HEAD}<worksheet xmlns="{NAMESPACE}/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0">\
<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>\
<cols>%s</cols><sheetData>%s"""
EMPTY = "<c/>"
END = b"</sheetData></worksheet>"


@frozen
class Sheet:
    """`parts` are what `lines` made, as it is or packed, in order; `widths` are those of columns in signs."""

    title: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    parts: tuple[bytes | Part, ...]


def lines(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Lines of a sheet; those of several tables with the same columns can be put together as they are."""
    texts = Texts(_cell)
    made = [
        "".join(
            [
                texts[value] if isinstance(value, str) else f"<c><v>{value}</v></c>" if value is not None else EMPTY
                for value in row
            ]
        )
        for row in rows
    ]
    return f"<row>{'</row><row>'.join(made)}</row>".encode() if made else b""


def _cell(text: str) -> str:
    return f'<c t="inlineStr"><is><t xml:space="preserve">{_text(text)}</t></is></c>' if text else EMPTY


def _text(text: str) -> str:
    if len(text) > MOST_SIGNS:
        text = text[: MOST_SIGNS - 1] + "…"
    if not UNSAFE.search(text):
        return text
    text = ESCAPED.sub("_x005F_", FORBIDDEN.sub("", text))
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def widths(rows: Sequence[Sequence[Cell]], columns: Sequence[str]) -> tuple[int, ...]:
    """A column with long texts is wide; the first rows tell."""
    found = [NARROW] * len(columns)
    for row in rows[:FIRST]:
        for number, value in enumerate(row):
            if isinstance(value, str) and len(value) > MUCH:
                found[number] = WIDE
    return tuple(found)


def of_table(table: Table) -> Sheet:
    return Sheet(table.title, table.columns, widths(table.rows, table.columns), (lines(table.rows),))


def workbook(sheets: Sequence[Sheet]) -> bytes:
    return zipped.whole(zipped.member_of(path, parts) for path, parts in _files(sheets))


def _files(sheets: Sequence[Sheet]) -> Iterator[tuple[str, Sequence[bytes | Part]]]:
    numbers = range(1, len(sheets) + 1)
    names = _names(sheets)
    listed = "".join(f'<sheet name="{_text(names[n - 1])}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    beside = "".join(RELATION % (n, "worksheet", f"worksheets/sheet{n}.xml") for n in numbers)
    beside += RELATION % (len(sheets) + 1, "styles", "styles.xml")
    yield "[Content_Types].xml", [(TYPES % "".join(OF_SHEET % n for n in numbers)).encode()]
    yield "_rels/.rels", [(RELATIONS % (RELATION % (1, "officeDocument", "xl/workbook.xml"))).encode()]
    yield "xl/workbook.xml", [(BOOK % listed).encode()]
    yield "xl/_rels/workbook.xml.rels", [(RELATIONS % beside).encode()]
    yield "xl/styles.xml", [STYLES.encode()]
    for number, sheet in zip(numbers, sheets, strict=True):
        yield f"xl/worksheets/sheet{number}.xml", [_head(sheet), *sheet.parts, END]


def _head(sheet: Sheet) -> bytes:
    wide = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(sheet.widths, 1)
    )
    cells = "".join(_cell(name).replace("<c ", '<c s="1" ', 1) for name in sheet.columns)
    return (SHEET % (wide, f"<row>{cells}</row>")).encode()


def _names(sheets: Sequence[Sheet]) -> list[str]:
    """Names that Excel takes: of 31 signs at most, and no two alike."""
    names: list[str] = []
    for sheet in sheets:
        base = name = IN_NAMES.sub(" ", sheet.title).strip()[:28] or "Sheet"
        number = 2
        while name.casefold() in {one.casefold() for one in names}:
            name, number = f"{base} {number}", number + 1
        names.append(name)
    return names
