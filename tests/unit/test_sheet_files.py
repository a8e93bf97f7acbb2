from __future__ import annotations

import openpyxl
import pytest

from generator import importing, sheet, sheet_files
from generator.importing import Unreadable


@pytest.fixture
def studies(tiny):
    return tiny / "reviews" / "fictional" / "studies"


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_sheet_on_disk_is_read_again_as_it_was(studies, tmp_path, kind):
    lines = sheet.lines(sheet_files.studies(studies))
    path = tmp_path / f"sheet.{kind}"
    sheet_files.write(path, lines)
    again = importing.lines_of(path)
    assert sheet.is_sheet(again)
    assert sheet.changes(again, sheet_files.studies(studies)) == ([], [])


def test_a_workbook_is_ready_to_work_in_and_has_no_formulas(studies, tmp_path):
    path = tmp_path / "sheet.xlsx"
    sheet_files.write(path, sheet.lines(sheet_files.studies(studies)))
    page = openpyxl.load_workbook(path).active
    assert (page.title, page.freeze_panes) == ("Studies", "B2")
    assert "f" not in {cell.data_type for line in page.iter_rows() for cell in line}
    assert page["A1"].font.bold


@pytest.mark.parametrize(
    ("name", "words"), [("a.ods", "a sheet can be .xlsx or .csv"), ("file/x.csv", "it cannot be written")]
)
def test_what_cannot_be_written_is_said(tmp_path, name, words):
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(Unreadable, match=words):
        sheet_files.write(tmp_path / name, [["id"]])


def change(path, after, study="lee-2019"):
    return sheet.Change("row 2", study, path, "", after)


def test_only_the_changed_files_are_written_and_only_where_they_stay_studies(studies):
    before = {path.name: path.read_text("utf-8") for path in studies.iterdir()}
    wrong = sheet_files.update(studies, [change("year", "2018"), change("year", "soon", "berg-2015")])
    assert wrong == {"berg-2015": ["'soon' is not a year"]}
    after = {path.name: path.read_text("utf-8") for path in studies.iterdir()}
    assert {name for name in before if before[name] != after[name]} == {"lee-2019.yaml"}
    assert after["lee-2019.yaml"] == before["lee-2019.yaml"].replace("year: 2019", "year: 2018")


def test_a_dry_run_writes_nothing(studies):
    before = (studies / "lee-2019.yaml").read_text("utf-8")
    assert sheet_files.update(studies, [change("year", "2018")], dry=True) == {}
    assert (studies / "lee-2019.yaml").read_text("utf-8") == before


@pytest.mark.parametrize(
    ("text", "path", "after"),
    [
        ("---\ntitle: A\n", "country", "NO"),
        ("draft: true\ntitle: A\n", "year", "20O4"),
        ("draft: true\nauthors: [Berg C, Dahl D]\n", "authors.1", "Q"),
        ("draft: true\nprovenance:\n  other_sources: [https://example.org/]\n", "provenance.other_sources.1.kind", "x"),
        ("draft: true\ntitle: A\ntitle: B\n", "year", "2004"),
    ],
)
def test_a_file_that_would_be_damaged_stays_as_it_is(studies, text, path, after):
    file = studies / "lee-2019.yaml"
    file.write_text(text, "utf-8")
    wrong = sheet_files.update(studies, [change(path, after)])
    assert (file.read_text("utf-8") == text) is bool(wrong)
    assert wrong or sheet_files.studies(studies)["lee-2019"] == {"title": "A", "country": "NO"}


def test_windows_ends_of_lines_and_a_missing_last_one_are_minded(studies):
    file = studies / "lee-2019.yaml"
    file.write_bytes(b"title: A\r\nyear: 2019")
    assert sheet_files.update(studies, [change("country", "NO")]) == {}
    assert file.read_bytes() == b"title: A\r\nyear: 2019\r\ncountry: NO\r\n"


def test_a_sign_that_no_workbook_can_hold_is_said(tmp_path):
    with pytest.raises(Unreadable, match="lee-2019 has a control character"):
        sheet_files.write(tmp_path / "a.xlsx", [["id", "title"], ["lee-2019", "A \a"]])
