from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from generator import sheet, sheet_files

ROOT = Path(__file__).parents[2]
RAW = {
    "title": "A trial",
    "authors": ["Lee A", "Dahl D"],
    "year": "2019",
    "sample": {"total": "12"},
    "outcomes": [{"outcome": "sleep", "direction": "mixed"}, {"outcome": "other"}],
    "provenance": {"inclusion": "confirmed", "source": "https://example.org/"},
}


def test_a_study_is_flat_by_the_paths_of_its_values():
    assert sheet.flat(RAW) == {
        "title": "A trial",
        "authors": "Lee A; Dahl D",
        "year": "2019",
        "sample.total": "12",
        "outcomes.1.outcome": "sleep",
        "outcomes.1.direction": "mixed",
        "outcomes.2.outcome": "other",
        "provenance.inclusion": "confirmed",
        "provenance.source": "https://example.org/",
    }


def test_a_text_with_a_semicolon_is_told_from_the_next_of_its_list():
    assert sheet.flat({"authors": ["A; B", "C"]}) == {"authors.1": "A; B", "authors.2": "C"}


def test_columns_stand_in_the_order_of_the_format_and_hold_what_may_be_filled_in():
    columns = sheet.columns([sheet.flat(RAW)])
    assert columns[:4] == ["id", "title", "authors", "year"]
    assert columns.index("sample.total") < columns.index("outcomes.1.outcome") < columns.index("outcomes.2.outcome")
    assert "region" in columns
    assert sheet.order("outcomes.2.detail") < sheet.order("outcomes.10.detail") < sheet.order("unheard-of")


def test_a_sheet_that_nobody_edited_changes_nothing():
    studies = sheet_files.studies(ROOT / "content" / "reviews" / "shared-decision-making-family-meetings" / "studies")
    lines = sheet.lines(studies)
    assert len(lines) == len(studies) + 1
    assert sheet.is_sheet(lines)
    assert sheet.changes(lines, studies) == ([], [])


def edited(cells, study=RAW):
    head = list(cells)
    return sheet.changes([["id", *head], ["lee-2019", *cells.values()]], {"lee-2019": sheet.flat(study)})


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"year": "2020"}, ["row 2: lee-2019.year: '2019' → '2020'"]),
        ({"region": "Two valleys"}, ["row 2: lee-2019.region: '' → 'Two valleys'"]),
        ({"sample.total": ""}, ["row 2: lee-2019.sample.total: '12' → ''"]),
        ({"title": " A  trial "}, []),
        ({"": "a note of mine"}, []),
    ],
)
def test_each_value_that_is_another_is_a_change(cells, expected):
    found, wrong = edited(cells)
    assert [str(one) for one in found] == expected
    assert wrong == []


def test_a_line_of_no_study_is_said_with_its_number():
    _, wrong = sheet.changes([["id", "title"], ["lee-2018", "X"], ["", ""]], {"lee-2019": {}})
    (words,) = wrong
    assert words.startswith("row 2: 'lee-2018' is not a study of this review – did you mean 'lee-2019'?")
    assert words.endswith("a new study comes with: build.py new study")


@pytest.mark.parametrize("text", ["=1+1", "+3", "-12.5", "@x", "'quoted", "plain"])
def test_no_cell_is_a_formula_and_what_was_written_comes_back(text):
    studies = {"a": {"title": text, "provenance.inclusion": "confirmed"}}
    lines = sheet.lines(studies)
    assert not any(cell.startswith(("=", "+", "-", "@")) for line in lines for cell in line)
    assert sheet.changes(lines, studies) == ([], [])


@example({"title": "\t"})
@given(some.dictionaries(some.sampled_from(["title", "region", "notes"]), some.text(max_size=30)))
def test_any_texts_go_to_a_sheet_and_back(study):
    studies = {"a": study}
    assert sheet.changes(sheet.lines(studies), studies) == ([], [])


@pytest.mark.parametrize(
    "lines", [[], [["id"]], [["Title", "Authors"]], [["id", "title"]], [["title", "id", "provenance.inclusion"]]]
)
def test_another_table_is_no_sheet(lines):
    assert not sheet.is_sheet(lines)


def test_a_column_that_stands_twice_is_said_and_nothing_is_changed():
    lines = [["id", "title", "title"], ["a", "A", "B"]]
    assert sheet.changes(lines, {"a": {"title": "A"}}) == (
        [],
        ["row 1: the column 'title' stands twice – take one of the two away"],
    )
