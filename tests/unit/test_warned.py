"""Each file of tests/warned/ holds what an editor should look at. Its first lines, as comments, say

    # file        where in the content the file stands
    # warning     the warning that it gets
    # expect      14:7 and the message

and that is all that `build.py check` may say of the tiny content with this file in it, which has no warning without it.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from generator import advice, check, load

WARNED = sorted((Path(__file__).parent.parent / "warned").iterdir())
HEAD = re.compile(r"^# (file|warning|expect) (.+)$", re.MULTILINE)
TODAY = date(2026, 11, 22)


def said(path, word):
    return [rest for name, rest in HEAD.findall(path.read_text("utf-8")) if name == word]


def warnings_in(folder):
    content, problems = load.content(folder)
    assert content is not None, problems
    assert check.problems(content, TODAY) == []
    return advice.warnings(content, TODAY)


def test_the_tiny_content_has_no_warning(tiny):
    assert warnings_in(tiny) == []


@pytest.mark.parametrize("path", WARNED, ids=lambda path: path.stem)
def test_what_should_be_looked_at_is_told_at_its_place_and_nothing_else_is(path, tiny, in_folder):
    (place,) = said(path, "file")
    (tiny / place).write_bytes(path.read_bytes())
    in_folder(tiny)
    found = warnings_in(Path())
    assert [f"{one.place}: {one.message}" for one in found] == [
        f"{place}:{words.replace(' ', ': ', 1)}" for words in said(path, "expect")
    ]
    assert found
    assert all(one.warning for one in found)


def test_every_warning_has_a_file():
    assert {name for path in WARNED for name in said(path, "warning")} == {one.__name__ for one in advice.WARNINGS}
