from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from generator import yaml_text

LINES = some.text(some.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=60)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("A trial", "A trial"),
        ("NO: a trial", "'NO: a trial'"),
        ("# 3", "'# 3'"),
        ("2004", "2004"),
        ("-12.50", "-12.50"),
        ("true", "true"),
        ("null", "'null'"),
        ("[x](y)", "'[x](y)'"),
        ("two\nlines", "two lines"),
        ("it's", "it's"),
    ],
)
def test_a_text_is_written_as_one_value(text, written):
    assert yaml_text.scalar(text) == written


@given(LINES)
def test_what_is_written_is_read_again(text):
    plain = " ".join(text.split())
    assert yaml_text.raw(f"a: {yaml_text.scalar(plain)}\n") == {"a": plain}


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("a: 3\nb: [no, 1.0]", {"a": "3", "b": ["no", "1.0"]}),
        ("a: [", None),
        ("!!python/object:os.x {}", {}),
        ("", None),
    ],
)
def test_a_file_is_read_as_texts_and_can_make_nothing(text, held):
    assert yaml_text.raw(text) == held
