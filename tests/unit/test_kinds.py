from __future__ import annotations

from decimal import Decimal

import pytest

from generator import kinds
from generator.problems import Misfit
from generator.records import shape_of

NUMBER, WHOLE, YEAR = kinds.Number(), kinds.WholeNumber(), shape_of(kinds.Year).kind
LEVEL = shape_of(kinds.LevelId).kind


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (kinds.PlainText(), "NO", "NO"),
        (kinds.PlainText(), " two \n lines ", "two lines"),
        (kinds.MarkdownText(), "- one\n- two\n", "- one\n- two\n"),
        (kinds.Identifier(), "family-group_Conference2", "family-group_Conference2"),
        (LEVEL, "3+", "3+"),
        (LEVEL, "4++", "4++"),
        (kinds.Reference("country", "a country"), "NO\n", "NO"),
        (kinds.RatingText(), " 3+* ", "3+*"),
        (kinds.Choice(("a", "b")), "a", "a"),
        (kinds.YesNo(), "true", True),
        (kinds.YesNo(), "false", False),
        (WHOLE, "0", 0),
        (WHOLE, "1000000000", 1_000_000_000),
        (YEAR, "2019", 2019),
        (NUMBER, "499.50", Decimal("499.50")),
        (NUMBER, "-0.5", Decimal("-0.5")),
        (NUMBER, "+5", Decimal(5)),
        (kinds.Day(), "2024-02-29", "2024-02-29"),
        (kinds.Day(month_will_do=True), "2024-02", "2024-02"),
    ],
)
def test_a_text_that_fits_gives_its_value(kind, text, value):
    assert kind.read(text) == value
    assert type(kind.read(text)) is type(value)


def test_an_amount_keeps_its_digits_as_written():
    assert str(NUMBER.read("499.50")) == "499.50"


@pytest.mark.parametrize("text", ["012", "-012", "1e3", "1_000", "12:30", ".nan", ".inf", "0x1F", "0o7", "1.", "", "٣"])
@pytest.mark.parametrize("kind", [NUMBER, WHOLE])
def test_what_yaml_takes_for_a_number_and_a_reader_does_not_is_no_number(kind, text):
    with pytest.raises(Misfit):
        kind.read(text)


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        (WHOLE, "1,200", "'1,200' is not a whole number – write 1200"),
        (WHOLE, "12 345 678", "'12 345 678' is not a whole number – write 12345678"),
        (WHOLE, "n = 97", "'n = 97' is not a whole number – write 97 alone"),
        (WHOLE, "1,200 children", "'1,200 children' is not a whole number – write 1200 alone"),
        (WHOLE, "fewer than 1200", "'fewer than 1200' is not a whole number"),
        (WHOLE, "50%", "'50%' is not a whole number"),
        (WHOLE, "3 months", "'3 months' is not a whole number"),
        (WHOLE, "0,82", "'0,82' is not a whole number"),
        (WHOLE, "1.5", "'1.5' is not a whole number"),
        (WHOLE, "-1", "-1 is not a whole number from 0 to 1,000,000,000"),
        (WHOLE, "1000000001", "1000000001 is not a whole number from 0 to 1,000,000,000"),
        (YEAR, "1799", "1799 is not a year from 1800 to 2100"),
        (NUMBER, "0,82", "'0,82' is not a number – write 0.82"),
        (NUMBER, "00.5", "'00.5' is not a number – write 0.5"),
        (NUMBER, "−0.5", "'−0.5' is not a number – write -0.5"),
        (NUMBER, "<0.05", "'<0.05' is not a number"),
        (NUMBER, "1" * 16, f"'{'1' * 16}' is not a number"),
    ],
)
def test_a_number_that_does_not_fit_says_how_to_write_it(kind, text, words):
    assert misfit(kind, text) == words


@pytest.mark.parametrize(
    "text", ["", "a b", "-a", "a-", "../a", "a/b", "a.b", "a:b", "å", "a" * 81, "a\n", "a\x00", "3+", "<b>"]
)
def test_an_id_cannot_lead_out_of_a_folder_or_need_escaping(text):
    assert misfit(kinds.Identifier(), text).endswith(
        "cannot be an id – use small letters, digits and single hyphens, such as 'family-group-conference'"
    )


@pytest.mark.parametrize("text", ["3*", "+", "3+++", "3 +"])
def test_a_level_is_letters_and_digits_with_two_plus_signs_at_most(text):
    assert "use letters and digits, with a + behind" in misfit(LEVEL, text)


def test_a_choice_that_is_near_gets_a_hint_and_one_that_is_far_off_does_not():
    choice = kinds.Choice(("higher", "lower", "none"))
    assert misfit(choice, "highest") == "'highest' is not higher, lower or none – did you mean 'higher'?"
    assert misfit(choice, "up") == "'up' is not higher, lower or none"


@pytest.mark.parametrize(("text", "meant"), [("yes", "true"), ("True", "true"), ("NO", "false"), ("FALSE", "false")])
def test_another_word_for_true_or_false_is_told_which_to_write(text, meant):
    assert misfit(kinds.YesNo(), text) == f"'{text}' is not true or false – write {meant}"


def test_a_word_that_means_neither_is_not_true_or_false():
    assert misfit(kinds.YesNo(), "1") == "'1' is not true or false"


@pytest.mark.parametrize("text", ["2026-02-30", "2026-13-01", "31.01.2026", "2026-1-1", "20260131", "2026-01", "soon"])
def test_a_date_is_a_day_of_the_calendar(text):
    assert misfit(kinds.Day(), text) == f"'{text}' is not a date – write year, month and day, such as 2026-01-31"


@pytest.mark.parametrize("text", ["2026-00", "2026-13", "2026-1", "2026"])
def test_a_month_is_one_of_a_year(text):
    assert misfit(kinds.Day(month_will_do=True), text).startswith(f"'{text}' is not a date")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (kinds.Reference("country", "a country"), "the id of a country"),
        (kinds.Choice(("a", "b")), "one of a or b"),
        (YEAR, "a year from 1800 to 2100"),
        (kinds.Day(), "a date such as 2026-01-31"),
        (kinds.Day(month_will_do=True), "a date such as 2026-01-31 or 2026-01"),
    ],
)
def test_a_kind_says_what_it_is(kind, words):
    assert kind.words == words


def misfit(kind, text):
    with pytest.raises(Misfit) as raised:
        kind.read(text)
    return str(raised.value)
