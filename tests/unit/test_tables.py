"""Tables of data as CSV."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import tables
from generator.tables import Table, as_csv


def lines(*rows, columns=("a", "b")):
    return list(csv.reader(io.StringIO(as_csv(Table("t", "T", columns, rows)).decode(), newline="")))


def test_the_first_line_names_the_columns():
    assert lines(("x", 1)) == [["a", "b"], ["x", "1"]]


def test_what_is_not_reported_is_an_empty_cell_and_nought_is_nought():
    assert lines((None, 0))[1] == ["", "0"]


def test_commas_quotes_and_line_ends_come_back():
    assert lines(('a "b", c', "d\ne"))[1] == ['a "b", c', "d\ne"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@sum", "\tx", "\rx", "\nx", "＝1", "＠sum"])
def test_no_text_is_a_formula_to_a_spreadsheet(text):
    assert lines((text, 1))[1][0] == "'" + text


@pytest.mark.parametrize("inside", [";=1+1", ";@sum", ";-1", "\t+1", "\n=1+1", "\r＝1", "\n-1+1"])
def test_where_a_spreadsheet_may_begin_a_cell_no_text_is_a_formula_either(inside):
    """Opened where the decimal sign is a comma, cells end at semicolons, and no quotes in a line are seen."""
    assert lines((f"a{inside}", 1))[1][0] == f"a{inside[0]}'{inside[1:]}"


@pytest.mark.parametrize("text", ["Lee A; -Kim B", "10.1002/3.0.CO;2-2", "a=b; c=d", "Two:\n\n- one\n- two"])
def test_what_begins_no_cell_stays_as_it_is(text):
    assert lines((text, 1))[1][0] == text


def test_a_number_below_zero_stays_a_number():
    assert lines((-1, -0.5))[1] == ["-1", "-0.5"]


def test_a_true_minus_begins_no_formula():
    assert lines(("−0.4 (−0.6 to −0.2)", 1))[1][0] == "−0.4 (−0.6 to −0.2)"


CELLS = st.none() | st.integers() | st.decimals() | st.floats() | st.text("a ,;'\"\r\né").map("a".__add__)


@settings(derandomize=True)
@given(st.lists(st.lists(CELLS, min_size=1)))
def test_lines_are_those_of_the_standard_library(rows):
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    assert tables.lines(rows).decode() == text.getvalue()


def test_lines_can_be_put_together_as_they_are():
    whole = Table("t", "T", ("a",), (("x",), ("=y",)))
    assert tables.lines([("a",)]) + tables.lines([("x",)]) + tables.lines([("=y",)]) == as_csv(whole) == whole.csv


def test_a_byte_order_mark_stands_before_tables_alone_where_it_is_asked_for():
    assert tables.marked({"a.csv": b"x", "b.json": b"y"}) == {"a.csv": b"\xef\xbb\xbfx", "b.json": b"y"}


def test_the_lines_end_as_the_standard_has_it():
    assert as_csv(Table("t", "T", ("a",), (("x",),))) == b"a\r\nx\r\n"
