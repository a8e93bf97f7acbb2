from __future__ import annotations

import pytest

from generator import fonts
from generator.fonts import SANS, SERIF, Font

TEXT = Font(SERIF)


@pytest.mark.parametrize("font", fonts.ALL, ids=lambda font: f"{font.family} {font.weight} {font.italic}")
def test_each_typeface_comes_with_its_package_and_has_the_signs_of_the_site(font):
    assert font.path.is_file()
    assert fonts.has_all(font, "Aä ÿ č ’ – − £ × + * 0123")


def test_the_signs_of_directions_are_in_upright_sans():
    assert fonts.has_all(Font(SANS), "▲▼◀▶–")
    assert fonts.has_all(Font(SANS, 600), "▲▼◀▶–")


def test_a_sign_that_a_typeface_lacks_is_known_to_be_lacking():
    assert not fonts.has_all(TEXT, "家庭")


def test_words_are_as_wide_as_their_letters():
    assert fonts.width("ii", TEXT, 10) == 2 * fonts.width("i", TEXT, 10)
    assert fonts.width("W", TEXT, 20) == 2 * fonts.width("W", TEXT, 10) > fonts.width("i", TEXT, 20)
    assert fonts.width("", TEXT, 10) == 0


def test_no_line_is_wider_than_its_room():
    words = "how much wood would a woodchuck chuck if a woodchuck could chuck wood"
    made = fonts.lines(words, TEXT, 12, 100)
    assert " ".join(made) == words
    assert all(fonts.width(line, TEXT, 12) <= 100 for line in made)


def test_a_word_that_is_too_wide_has_a_line_of_its_own():
    assert fonts.lines("a Donaudampfschifffahrt b", TEXT, 20, 30) == ["a", "Donaudampfschifffahrt", "b"]


def test_balanced_lines_are_as_many_and_more_alike():
    words = "one two three four five six seven eight"
    plain, balanced = fonts.lines(words, TEXT, 12, 180), fonts.balanced(words, TEXT, 12, 180)
    assert len(plain) == len(balanced) == 2
    assert abs(len(balanced[0]) - len(balanced[1])) < abs(len(plain[0]) - len(plain[1]))


def test_the_first_size_that_fits_is_taken():
    assert fonts.fitted("short", TEXT, [(30, 1), (20, 1)], 500) == (30, ["short"])
    size, made = fonts.fitted("one two three four", TEXT, [(40, 1), (10, 1)], 120)
    assert (size, made) == (10, ["one two three four"])


def test_what_does_not_fit_in_the_smallest_size_ends_in_dots():
    size, made = fonts.fitted("one two three four five six seven", TEXT, [(30, 1), (20, 2)], 80)
    assert size == 20
    assert len(made) == 2
    assert made[-1].endswith("…")
    assert all(fonts.width(line, TEXT, 20) <= 80 for line in made)
