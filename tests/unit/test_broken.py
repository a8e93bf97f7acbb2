"""Each file of tests/broken/ is a mistake that an editor makes. Its first lines, as comments, say

    # file        where in the content the file stands: reviews/fictional/studies/lee-2019.yaml
    # rule        the rule that it breaks, if it is one across records
    # expect      14:7 and the message, for each problem of the file
    # expect-in   another/file.yaml 3:4 and the message, for each problem that the mistake makes elsewhere

and that is all that `build.py check` may say of the tiny content with this file in it.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from generator import check, load

BROKEN = sorted((Path(__file__).parent.parent / "broken").iterdir())
HEAD = re.compile(r"^# (file|rule|expect|expect-in) (.+)$", re.MULTILINE)
TODAY = date(2026, 11, 22)


def head(path):
    """What a broken file says of itself: word and rest, in order."""
    return HEAD.findall(path.read_text("utf-8"))


def expected(path):
    place = next(rest for word, rest in head(path) if word == "file")
    for word, rest in head(path):
        if word == "expect":
            yield f"{place}:{rest.replace(' ', ': ', 1)}"
        elif word == "expect-in":
            file, position, message = rest.split(" ", 2)
            yield f"{file}:{position}: {message}"


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.name)
def test_a_mistake_is_told_at_its_place_in_an_editors_words_and_nothing_else_is(path, tiny, in_folder):
    place = tiny / next(rest for word, rest in head(path) if word == "file")
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(path.read_bytes())
    in_folder(tiny)
    content, problems = load.content(Path())
    if content is not None:
        problems = check.problems(content, TODAY)
    assert [f"{one.place}: {one.message}" for one in problems] == list(expected(path))


def test_every_broken_file_says_what_to_expect():
    assert [path.name for path in BROKEN if not list(expected(path))] == []


def test_every_rule_has_a_broken_file():
    named = {rest for path in BROKEN for word, rest in head(path) if word == "rule"}
    assert named == {rule.__name__ for rule in check.RULES}


def test_no_message_has_the_words_of_the_machine():
    machine = re.compile(r"\b(None|null|dict|str|int|float|bool|token|scalar|sequence|mapping|node|object|exception)\b")
    said = [re.sub(r"'[^']*'", "", message) for path in BROKEN for message in expected(path)]
    assert [message for message in said if machine.search(message)] == []
