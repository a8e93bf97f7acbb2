"""Threat 2, a malicious import file: refused in words, with the way out, before it fills memory or leads out."""

from __future__ import annotations

import io
import json
import struct
import tracemalloc
import zipfile

import openpyxl
import pytest

import build
from generator import files, importing, reader, yaml_text
from generator.importing import Row, Unreadable, csl, read, ris, table, workbook
from generator.importing.export import MOST
from generator.kinds import Identifier
from generator.model import Study
from generator.records import Shape

MB = 1_000_000
HEAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefghi", "bcdefghij", strict=True)
)


@pytest.fixture(scope="module")
def parts():
    """The parts of a workbook that is whole."""
    book = openpyxl.Workbook()
    for line in (["Title", "Authors", "Year"], ["A trial", "Lee A", 2019]):
        book.active.append(line)
    stream = io.BytesIO()
    book.save(stream)
    with zipfile.ZipFile(stream) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def why_not(data, most=60 * MB):
    """In which words a workbook is refused; it must not have taken more memory than this."""
    tracemalloc.start()
    with pytest.raises(Unreadable) as refused:
        workbook.workbook(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < most
    return str(refused.value)


SHEET = "xl/worksheets/sheet1.xml"


def test_a_workbook_that_is_whole_is_read(parts):
    assert workbook.workbook(packed(parts)) == [["Title", "Authors", "Year"], ["A trial", "Lee A", "2019"]]


def test_a_bomb_is_known_by_what_the_archive_says_of_its_size(parts):
    data = bytearray(packed({**parts, SHEET: bytes(2 * MB)}))
    at = data.index(b"PK\x01\x02")
    while not data[at + 46 :].startswith(SHEET.encode()):
        at = data.index(b"PK\x01\x02", at + 1)
    struct.pack_into("<I", data, at + 24, 4_000 * MB)
    assert why_not(bytes(data)) == f"it unpacks to 4,000 MB in {len(parts)} parts – export it in parts"


def test_a_bomb_that_says_it_is_small_unpacks_to_no_more_than_it_says(parts):
    data = bytearray(packed({**parts, SHEET: HEAD.encode() + b" " * (60 * MB)}))
    at = data.index(b"PK\x01\x02")
    while not data[at + 46 :].startswith(SHEET.encode()):
        at = data.index(b"PK\x01\x02", at + 1)
    struct.pack_into("<I", data, at + 24, 4000)
    assert why_not(bytes(data), most=20 * MB).startswith("this is not a workbook of Excel – ")


def test_an_archive_of_too_many_parts_is_refused(parts):
    assert "parts – export it in parts" in why_not(packed({**parts, **{f"xl/{n}.xml": b"" for n in range(1001)}}))


@pytest.mark.parametrize("name", ["[Content_Types].xml", "xl/workbook.xml", SHEET, "xl/styles.xml", "any.name"])
@pytest.mark.parametrize(
    "evil",
    [
        f"{LAUGHS}]><l>&j;</l>",
        '<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><l>&a;</l>',
        '<!DOCTYPE l SYSTEM "http://example.net/a.dtd"><l/>',
        '<?xml version="1.0"?><!-- a --><!DOCTYPE l [<!ENTITY % a SYSTEM "http://example.net/a">%a;]><l/>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_that_defines_words_of_its_own_is_refused(parts, name, evil, encoding):
    said = why_not(packed({**parts, name: evil.encode(encoding)}))
    assert said == "a part of it defines words of its own (DOCTYPE), which Excel never does – save it anew from Excel"


def rows_of(*rows):
    return (HEAD + "".join(rows) + "</sheetData></worksheet>").encode()


def test_a_row_that_is_too_wide_is_refused(parts):
    wide = '<row r="1"><c r="XFD1"><v>1</v></c></row>'
    assert "row 1 has more than 1,000 columns" in why_not(packed({**parts, SHEET: rows_of(wide)}))


def test_rows_that_are_too_many_are_refused(parts):
    far = '<row r="1048576"><c r="A1048576"><v>1</v></c></row>'
    assert f"more than {MOST:,} rows" in why_not(packed({**parts, SHEET: rows_of(far)}))


def test_cells_that_are_too_many_are_refused():
    with pytest.raises(Unreadable, match="3,000,000 cells – import it in parts"):
        table.bounded([[""] * 1000] * 3001)


@pytest.mark.parametrize("data", [b"", b"PK\x05\x06" + bytes(18), b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"<html>"])
def test_what_is_no_workbook_is_said(data):
    assert "this is not a workbook of Excel" in why_not(data)


def test_names_in_an_archive_lead_nowhere(parts, tmp_path, in_folder):
    in_folder(tmp_path)
    evil = dict.fromkeys(("../evil", "/evil", "C:\\evil", "xl/../../evil", "CON", "a\\..\\evil"), b"evil")
    assert workbook.workbook(packed({**parts, **evil}))[1][0] == "A trial"
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_too_large_is_not_even_read(tmp_path, monkeypatch):
    monkeypatch.setattr(read, "LARGEST", 10)
    (tmp_path / "a.ris").write_text("TY  - JOUR\nTI  - A\n", "utf-8")
    with pytest.raises(Unreadable, match="export it in parts"):
        importing.rows_of(tmp_path / "a.ris", {})


@pytest.mark.parametrize(
    ("name", "one"), [("a.json", "{}"), ("a.ris", "TY  - JOUR\nER  - \n"), ("a.bib", "\n@article{a, title={b}}")]
)
def test_references_that_are_too_many_are_refused(tmp_path, name, one):
    many = [one] * (MOST + 1)
    (tmp_path / name).write_text(f"[{','.join(many)}]" if name == "a.json" else "".join(many), "utf-8")
    with pytest.raises(Unreadable, match="more than 50,000 references – export it in parts"):
        importing.rows_of(tmp_path / name, {})


def test_an_export_of_a_whole_search_is_taken():
    """20,000 references, as many as a large search finds; most studies of one year have some words in common."""
    rows = [
        Row(f"row {n}", {"title": f"Effects of word{n % 997} and word{n % 499} in trial number {n}", "year": "2019",
                         "authors": [f"Lee{n % 50} A"], **({"doi": f"10.1000/{n}"} if n % 4 else {})})
        for n in range(20_000)
    ]  # fmt: skip
    decisions = importing.plan(rows, {})
    assert len({one.name for one in decisions if one.name}) == sum(bool(one.name) for one in decisions) > 19_000


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"[" + b"1" * 5000 + b"]",
        b'{"items": 1}',
        b"nul",
        b"\xff\xfe\x00",
        b'"\\ud800',
    ],
)
def test_json_that_is_no_list_of_references_is_said(data):
    with pytest.raises(Unreadable):
        csl.rows(data)


def test_half_a_sign_in_json_makes_no_file_that_cannot_be_read():
    item = {
        "title": "A \ud800 trial\u0007 \u202e",
        "author": [{"family": "Lee\udfff", "given": "A"}],
        "issued": {"raw": "2019"},
    }
    (row,) = csl.rows(json.dumps([item]).encode())
    assert (row.text("title"), row.text("authors")) == ("A trial", "Lee A")


EVIL_NAMES = [
    "../../../etc/passwd",
    "..",
    "/etc/passwd",
    "C:\\Windows\\a",
    "\\\\host\\share",
    "CON",
    "nul",
    "a" * 5000,
    "a\x00b",
    "%2e%2e%2f",
    "․․/․․/a",
    "🙂",
    "аdmin",
    ".hidden",
    "a.",
    "-rf",
    "$(id)",
    "`id`",
    "a\nb",
]


@pytest.mark.parametrize("name", EVIL_NAMES)
def test_no_name_in_an_export_leads_out_of_the_folder_of_studies(tmp_path, name):
    folder = tmp_path / "reviews" / "one" / "studies"
    data = json.dumps([{"title": name, "author": [{"literal": name}], "issued": {"raw": "2019"}}]).encode()
    decisions = importing.plan(csl.rows(data), {})
    importing.write(folder, decisions, 4)
    made = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path.parent for path in made] == [folder]
    Identifier().read(made[0].stem)
    source, text, problems = files.read(made[0])
    assert problems == []
    assert reader.read(source, text, Shape(record=Study))[0] is None
    assert yaml_text.raw(text)["year"] == "2019"


def test_what_is_refused_is_told_on_the_command_line_without_a_traceback(tiny, tmp_path, parts, capsys):
    bomb = tmp_path / "bomb.xlsx"
    bomb.write_bytes(packed({**parts, SHEET: f"{LAUGHS}]><l>&j;</l>".encode()}))
    before = sorted(tiny.rglob("*"))
    assert build.main(["import", str(bomb), "--content", str(tiny)]) == 1
    assert capsys.readouterr().err.startswith(f"{bomb}: a part of it defines words of its own")
    assert sorted(tiny.rglob("*")) == before


def test_a_record_that_never_ends_is_one_problem():
    rows = ris.rows(b"TY  - JOUR\n" + b"KW  - a\n" * 50_000)
    assert [row.problem for row in rows] == ["there is no title"]
