from __future__ import annotations

from typing import ClassVar

import pytest
from examples import read, said

from generator import reader
from generator.kinds import Amount, Count, Date, Markdown, Text, Truth
from generator.model import Country, Rating, Study
from generator.records import Record, Shape, Source, key, record


@record
class Part(Record):
    bare: ClassVar[str] = "name"

    name: Text = key("The name.")
    size: Count | None = key("How big it is.", default=None)


@record
class Whole(Record):
    title: Text = key("The title of the whole.")
    parts: tuple[Part, ...] = key("The parts.", default=(), bare="one")
    by_place: dict[str, Part] = key("Parts by place.", default={})
    amount: Amount | None = key("How much.", default=None)
    sure: Truth | None = key("Whether it is sure.", default=None)
    day: Date | None = key("The day.", default=None)
    note: Markdown | None = key("A note.", default=None)


def whole(text):
    value, problems = read(Whole, "title: A\n" + text)
    assert said(problems) == []
    return value


def problems_of(text, shape=Whole):
    value, problems = read(shape, text)
    assert value is None
    return said(problems)


# ── values ──


def test_norway_is_a_country():
    countries, problems = read(Shape(items=Shape(record=Country)), "- {id: NO, title: Norway}")
    assert not problems
    assert countries[0].id == "NO"


@pytest.mark.parametrize("text", ["3", '"3"', "'3'"])
def test_a_rating_is_the_same_with_and_without_quotes(text):
    rating, problems = read(Rating, text)
    assert not problems
    assert rating == Rating(rating="3")


@pytest.mark.parametrize("text", ["3+", "3+*", "not-rated", "4++*"])
def test_a_rating_in_short_is_kept_as_it_is_written(text):
    assert read(Rating, text)[0] == Rating(rating=text)


@pytest.mark.parametrize("text", ["yes", "null", "~", "2019", "1_000", "12:30", "0x1F", "2026-01-31"])
def test_a_text_stays_a_text_whatever_yaml_would_make_of_it(text):
    assert read(Whole, f"title: {text}")[0].title == text


def test_a_date_stays_a_text():
    assert whole("day: 2026-01-31").day == "2026-01-31"


def test_an_amount_keeps_its_digits():
    assert str(whole("amount: 499.50").amount) == "499.50"


def test_markdown_keeps_its_lines_and_a_plain_text_is_one_line():
    assert whole("note: |\n  - a\n  - b\n").note == "- a\n- b\n"
    assert read(Whole, "title: |\n  a\n  b\n")[0].title == "a b"


def test_a_single_value_stands_for_a_list_of_one_and_for_a_record_with_one_field():
    assert whole("parts: a").parts == (Part(name="a"),)
    assert whole("parts: [a, {name: b, size: 2}]").parts == (Part(name="a"), Part(name="b", size=2))
    assert whole("by_place: {left: a}").by_place == {"left": Part(name="a")}


def test_a_field_left_for_later_is_as_if_it_were_not_there():
    assert whole("parts:\nnote:\nby_place:\n") == Whole(title="A")


def test_lines_may_end_as_windows_ends_them():
    assert read(Whole, "title: A\r\nparts:\r\n  - b\r\n")[0] == Whole(title="A", parts=(Part(name="b"),))


def test_a_line_of_dashes_may_open_a_file_and_one_of_dots_may_close_it():
    assert read(Whole, "---\ntitle: A\n...\n")[0] == Whole(title="A")


# ── places ──


def test_each_value_knows_its_place():
    value = whole("parts:\n  - a\n  - name: b\n    size: 2\nby_place: {left: c}\n")
    place = value.problem(("parts", 1), "").place
    assert (place.line, place.column) == (4, 5)
    place = value.problem(("by_place", "left"), "").place
    assert (place.line, place.column, place.length) == (6, 12, 4)
    place = value.parts[1].problem("size", "").place
    assert (place.line, place.column, place.length) == (5, 11, 1)


def test_a_text_that_begins_further_down_a_file_has_the_places_of_the_file():
    source = Source("page.md", ("---", "titel: A", "---"))
    _, problems = reader.read(source, "titel: A", Shape(record=Whole), first_line=2)
    assert said(problems) == ["2:1 'titel' is not a field here – did you mean 'title'?"]
    assert problems[0].excerpt == "titel: A"


def test_columns_count_signs_and_not_bytes():
    assert problems_of("title: A\nparts: [{name: Å😀, size: x}]") == ["2:26 'x' is not a whole number"]


# ── problems ──


def test_all_problems_of_a_text_are_told_at_once():
    assert problems_of("parts: [{size: x}]\nsure: maybe\nday: soon") == [
        "1:16 'x' is not a whole number",
        "1:9 'name' is missing – the name",
        "2:7 'maybe' is not true or false",
        "3:6 'soon' is not a date – write year, month and day, such as 2026-01-31",
        "1:1 'title' is missing – the title of the whole",
    ]


def test_a_key_written_twice_is_reported_at_the_second():
    assert problems_of("title: A\nsure: true\ntitle: B") == [
        "3:1 'title' is written twice – it stands on line 1 already"
    ]
    assert problems_of("title: A\nby_place: {a: b, a: c}") == [
        "2:18 'a' is written twice – it stands on line 2 already"
    ]


def test_a_misspelt_field_suggests_the_right_one_and_is_not_missing_as_well():
    assert problems_of("titel: A") == ["1:1 'titel' is not a field here – did you mean 'title'?"]


def test_a_field_that_is_there_already_is_not_suggested():
    assert problems_of("title: A\ntitel: A") == [
        "2:1 'titel' is not a field here – it can be amount, by_place, day, note, parts or sure"
    ]


def test_a_required_field_that_is_left_empty_is_named():
    assert problems_of("title:") == ["1:1 'title' has nothing behind it – the title of the whole"]


def test_a_required_list_that_is_empty_is_named():
    (told,) = [one for one in problems_of("title: A\nyear: 2019\nauthors: []", Study) if "'authors'" in one]
    assert told.startswith(
        "3:1 'authors' has nothing behind it – family name and initials, Sundell K; or an organisation"
    )


@pytest.mark.parametrize("empty", ['""', '"  "', "''"])
def test_a_text_of_nothing_is_no_text(empty):
    assert problems_of(f"title: {empty}") == ["1:8 there is nothing here – write text, or remove the line"]


def test_markdown_of_nothing_is_no_markdown():
    assert problems_of("title: A\nnote: |\n\n") == [
        "2:7 there is nothing here – write Markdown text, or remove the line"
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "---\n...\n"])
def test_an_empty_file_is_named(text):
    (problem,) = problems_of(text)
    assert problem.endswith("this file is empty – it should hold lines of 'name: value'")


@pytest.mark.parametrize("text", ["? [a, b]\n: c", "? {a: b}\n: c", "'': c", '" ": c'])
def test_a_name_is_a_word(text):
    assert problems_of("title: A\n" + text)[0].endswith("a name and a colon should stand here")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("title: [a]", "1:8 this is a list where text should be"),
        ("title: {a: b}", "1:8 these are lines of 'name: value' where text should be"),
        (
            "title: A\nparts: {name: a}",
            "2:8 these are lines of 'name: value' where a list should be – begin each item with '- '",
        ),
        ("title: A\nparts: [[a]]", "2:9 this is a list where lines of 'name: value' should be"),
        ("title: A\nby_place: a", "2:11 this is text where lines of 'name: value' should be"),
        ("- title: A", "1:1 this is a list where lines of 'name: value' should be"),
        ("A", "1:1 this is text where lines of 'name: value' should be"),
    ],
)
def test_what_stands_in_the_place_of_something_else_is_told_what_should_be_there(text, words):
    assert problems_of(text) == [words]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("title: A\n---\ntitle: B", "2:1 a second document begins here – a file holds one; remove the line of ---"),
        ("title: !!str A", "1:8 a value cannot be tagged with ! – remove the tag, or put the text in quotes"),
        ("!whole\ntitle: A", "1:1 a value cannot be tagged with ! – remove the tag, or put the text in quotes"),
        ("title: &a A", "1:8 a part of a file cannot be named with & – remove the name, or put the text in quotes"),
        ("title: *a", "1:8 a part of a file cannot be used again with * – write it out, or put the text in quotes"),
        ("<<: {title: A}", "1:1 parts cannot be merged with << – write them out"),
    ],
)
def test_what_yaml_can_and_an_editor_does_not_need_is_refused_in_words(text, words):
    assert problems_of(text) == [words]


# ── limits ──


@pytest.mark.parametrize("text", ["[" * 40, "{a: " * 40, "\n".join("  " * n + "a:" for n in range(40)), "- " * 40])
@pytest.mark.parametrize("name", ["title", "unknown"])
def test_what_is_nested_too_deeply_ends_the_reading(text, name):
    assert problems_of(f"{name}:\n  " + text.replace("\n", "\n  "))[-1].endswith(
        "this is nested more than 30 levels deep"
    )


def test_a_hundred_thousand_brackets_are_told_once():
    """Newer versions of libyaml give up by themselves, before they tell of the first bracket."""
    *others, last = problems_of("parts: " + "[" * 100_000)
    assert last.endswith("this is nested more than 30 levels deep")
    assert others in ([], ["1:9 this is a list where lines of 'name: value' should be"])


def test_a_file_of_too_many_values_is_to_be_split():
    problems = problems_of("title: A\nparts: [" + "a," * 60_000 + "]")
    assert problems[-1].endswith("this file holds more than 50,000 values – split it")


def test_an_alias_bomb_never_goes_off():
    lines = [
        "a: &a [x, x]",
        *(f"{new}: &{new} [*{old}, *{old}]" for old, new in zip("abcdefgh", "bcdefghi", strict=True)),
    ]
    assert problems_of("\n".join(lines)) == [
        "1:4 a part of a file cannot be named with & – remove the name, or put the text in quotes"
    ]
