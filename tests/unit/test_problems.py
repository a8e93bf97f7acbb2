from __future__ import annotations

import pytest

from generator.problems import (
    LONGEST_EXCERPT,
    Place,
    Problem,
    counted,
    did_you_mean,
    in_file_order,
    listed,
    nearest,
    quoted,
    report,
)


def problem(line=1, column=1, message="wrong", excerpt="", *, length=1, file="a.yaml"):
    return Problem(Place(file, line, column, length), message, excerpt)


def test_a_problem_shows_place_message_line_and_caret():
    assert str(problem(14, 7, "'6' is not a level", "rating: 6").place) == "a.yaml:14:7"
    assert str(problem(14, 9, "'6' is not a level", "rating: 6")) == (
        "a.yaml:14:9: '6' is not a level\n    rating: 6\n            ^"
    )


def test_carets_are_as_long_as_the_value_and_end_with_the_line():
    assert problem(1, 7, excerpt="year: 98765", length=5).pointed_excerpt()[1] == "    " + " " * 6 + "^^^^^"
    assert problem(1, 7, excerpt="year: 98765", length=500).pointed_excerpt()[1] == "    " + " " * 6 + "^^^^^"


def test_a_caret_stands_behind_a_line_that_ends_too_early():
    assert problem(1, 6, excerpt="year:").pointed_excerpt() == ["    year:", "         ^"]


def test_a_tab_is_one_column_wide_so_the_caret_stands_below_its_sign():
    assert problem(1, 2, excerpt="\tyear: x").pointed_excerpt() == ["     year: x", "     ^"]


def test_a_problem_without_a_line_is_its_message_alone():
    assert str(problem(excerpt="   ")) == "a.yaml:1:1: wrong"


def test_a_long_line_is_cut_around_the_place():
    line = "a" * 300 + "X" + "b" * 300
    text, carets = problem(1, 301, excerpt=line).pointed_excerpt()
    assert len(text) <= LONGEST_EXCERPT + 5
    assert text[carets.index("^")] == "X"


def test_problems_stand_in_file_order_each_once():
    first, second, third = problem(2, 9), problem(10, 1), problem(1, 1, file="b.yaml")
    assert in_file_order([third, second, first, second]) == [first, second, third]


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 studies"), (1, "1 study"), (2, "2 studies"), (1234, "1,234 studies")]
)
def test_a_number_is_counted_in_words(number, words):
    assert counted(number, "study", "studies") == words


def test_most_plurals_take_an_s():
    assert counted(2, "problem") == "2 problems"


def test_the_nearest_word_ignores_capitals():
    assert nearest("COUNTRY", ["country", "county"]) == "country"


def test_there_is_no_nearest_word_where_none_is_like_it():
    assert nearest("year", ["country", "design"]) is None


def test_a_hint_gives_the_id_that_another_name_means():
    assert did_you_mean("randomised", ["rct", "cohort"], {"randomised": "rct"}) == " – did you mean 'rct'?"
    assert did_you_mean("randomized", ["rct", "cohort"], {"randomised": "rct"}) == " – did you mean 'rct' (randomised)?"


def test_a_name_that_is_only_a_little_alike_is_no_hint_and_one_that_holds_the_word_is():
    names = {"Poland": "PL", "Switzerland": "CH", "Chad": "TD", "United Kingdom (Scotland)": "GB-SCT"}
    known = [*names.values(), *map(str, range(20))]
    assert did_you_mean("Holland", known, names) == ""
    assert did_you_mean("Chad", known, names) == " – did you mean 'TD'?"
    assert did_you_mean("Switserland", known, names) == " – did you mean 'CH' (Switzerland)?"
    assert did_you_mean("Scotland", known, names) == " – did you mean 'GB-SCT' (United Kingdom (Scotland))?"


def test_a_hint_lists_all_where_they_are_few_and_none_is_near():
    assert did_you_mean("x", ["b", "a"]) == " – it can be a or b"


def test_there_is_no_hint_where_there_are_too_many_to_list_or_none():
    assert did_you_mean("x", [f"word-{number}" for number in range(13)]) == ""
    assert did_you_mean("x", []) == ""


def test_words_are_listed_as_one_says_them():
    assert [listed([]), listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"], "and")] == [
        "",
        "a",
        "a or b",
        "a, b and c",
    ]


def test_a_quoted_text_stays_on_one_line_and_is_cut_when_long():
    assert quoted("two\n  lines") == "'two lines'"
    assert quoted("x" * 61) == "'" + "x" * 60 + "…'"


def test_a_report_ends_with_the_number_of_problems():
    assert report([problem()]) == "a.yaml:1:1: wrong\n\n1 problem to mend."
    assert report([problem(), problem(2)]).endswith("\n\n2 problems to mend.")


def test_a_report_says_that_its_number_may_go_up_when_more_can_be_read():
    unread = [Problem(Place(f"content/{name}.yaml"), "wrong", unread=True) for name in "ab"]
    assert report([problem(), unread[0]]).endswith("2 problems to mend. More may show when a.yaml can be read.")
    assert report(unread).endswith("2 problems to mend. More may show when these 2 files can be read.")


def test_where_no_answer_is_near_and_too_many_are_known_another_way_out_is_told():
    many = [f"word-{number}" for number in range(13)]
    assert did_you_mean("x", many) == ""
    assert did_you_mean("x", many, other="look it up") == " – look it up"
    assert did_you_mean("x", many[:2], other="look it up") == " – it can be word-0 or word-1"
    assert did_you_mean("word-", many, other="look it up") == " – did you mean 'word-9'?"
