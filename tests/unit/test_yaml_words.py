"""What libyaml says of a text, in an editor's words. The place is that of the mistake, not that of its discovery."""

from __future__ import annotations

import pytest
from examples import read, said

from generator.model import TextPage
from generator.yaml_words import TAB, WORDS

MISTAKES = {
    "title: A: B": "1:9 a colon and a space stand inside a text",
    "title: A\n  by: B": "2:5 a colon and a space stand inside a text",
    "title: A\n\tsummary: B": "2:1 a tab stands here",
    "title: |\n\tA": "2:1 a tab stands here",
    "\ttitle: A": "1:1 a tab stands here",
    "- \t- A": "1:3 a tab stands here",
    "title: @home": "1:8 a text cannot begin with this sign",
    "title: `code`": "1:8 a text cannot begin with this sign",
    "title: A\nsummary\nmore: B": "2:1 a colon and a space are missing here",
    "title: *both* ways": "1:8 a text that begins with * or & needs quotes around it",
    "title: &": "1:8 a text that begins with * or & needs quotes around it",
    "title: 'A\nsummary: B": "1:8 this quote is never closed",
    'title: "A\n---\n': "1:8 this quote is never closed",
    'title: "A \\quote"': "1:8 in double quotes a backslash has a special meaning",
    'title: "A \\x"': "1:8 in double quotes a backslash has a special meaning",
    "title: 'A' and B": "1:12 the text ends at the quote before this",
    "title: 'it's'": "1:12 the text ends at the quote before this",
    "- A\ntitle: B": "2:1 this line does not belong to the list above it",
    "title: - A": "1:8 a list item cannot begin here",
    "title: [A, B": "1:8 this list in [ ] is not closed",
    'title: ["A" "B"]': "1:8 this list in [ ] is not closed",
    "title: {a: A": "1:8 this group in { } is not closed",
    "title: [A]]": "1:11 this line does not fit the lines above it",
    "title:\n    a: A\n  b: B": "3:3 this line does not fit the lines above it",
    "title: !<A": "1:11 a value cannot be tagged with !",
    "%A\n---\ntitle: B": "1:3 a line that begins with % has a special meaning",
    "title: A\n...\nsummary: B": "3:1 this line does not fit the lines above it",
    "title: |0\n A": "1:9 the indentation of this text is not clear",
    "title: [A,,B]": "1:11 a value is missing here",
    # Which of them is one too many depends on who gives up first, libyaml or we.
    "title: " + "[" * 2000: "1:",
    "title: | A": "1:10 after | or > the text begins on the next line",
}


@pytest.mark.parametrize(("text", "beginning"), MISTAKES.items())
def test_a_text_that_is_not_yaml_is_told_what_to_do(text, beginning):
    value, problems = read(TextPage, text)
    assert value is None
    assert said(problems)[-1].startswith(beginning)


def test_all_words_are_said_of_some_text():
    messages = {read(TextPage, text)[1][-1].message for text in MISTAKES}
    assert {TAB, *(words for _, words in WORDS)} <= messages


def test_a_complaint_without_words_is_passed_on():
    assert said(read(TextPage, "%YAML 3.0\n---\n")[1]) == [
        "1:1 this cannot be read as YAML: found incompatible YAML document"
    ]


def test_a_complaint_at_the_end_of_a_text_stands_inside_the_file():
    assert said(read(TextPage, "more: [")[1])[-1] == (
        "1:8 a value is missing here, a bracket is not closed, or a sign needs quotes"
    )
