"""The library's HTML, whatever the text: what is not looked for could not have been found."""

from __future__ import annotations

from typing import Any

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown.extensions import def_list, footnotes, smarty, tables

from generator.converter import SIGNS, Converter

EXTENSIONS = (tables.TableExtension, footnotes.FootnoteExtension, def_list.DefListExtension, smarty.SmartyExtension)
PIECES = (
    """
a|b c| |  |\t|'|"|-|--|---|.|..|...|[|]|(|)|!|![|<|</|<b>|</b>|<!--|-->|<div>|</div>|<br/>|&|&amp;|&#46;|&#45;|# |\\|
`|``|*|**|_|__|[^1]|[a]|[a](b)|[a](b 'c')|<http://a.b>|<a@b.c>|:   |> |1. |- |    |{|}|é|’|s|90s|<?|?>|=|+|:|;|,
""".strip("\n")
    .replace("\n", "")
    .split("|")
)
LINES = ("|", "\n", "\n\n", "\r", "\n# ", "\n|---|\n", "\n---\n", "\n===\n", "\n[^1]: ", "\n[a]: x\n", "\n:   ", "\n> ")
UNSEEN = ("\x02", "\x03", "\x0c", "\x85", "\u2028", "klzzwxh:0000", "wzxhzdk:0")
ONE = Converter()
# What is taken for HTML stands apart until all else is done: two signs that it kept apart meet.
CDATA = "<![CDATA[x]]>&quot;&#45;-&nbsp;<br />- i\n(...    "


def library() -> Any:
    return markdown.Markdown(extensions=[one() for one in EXTENSIONS], output_format="html")


@settings(max_examples=1500, derandomize=True, database=None, deadline=None)
@given(st.lists(st.sampled_from((*PIECES, *LINES, *UNSEEN)), max_size=24).map("".join))
def test_a_text_becomes_what_the_library_makes_of_it(text):
    assert ONE.convert(text) == library().convert(text)


@pytest.mark.parametrize("text", ["a\x02-b-\x03- c", "a.\x03.. b", "a \x02 \nb", "\n===\n  <div>a", CDATA])
def test_a_sign_that_is_only_there_on_the_way_is_looked_for(text):
    assert ONE.convert(text) == library().convert(text)


def test_every_pattern_of_the_library_is_known_by_its_name():
    steps = library().treeprocessors
    named = {name for step in ("inline", "smarty") for name in SIGNS if name in steps[step].inlinePatterns}
    assert named == set(SIGNS)
    assert sum(len(steps[step].inlinePatterns) for step in ("inline", "smarty")) == len(SIGNS)


def test_one_text_leaves_nothing_behind_for_the_next():
    ONE.convert("[a]: https://example.org\n\n*a* [^1]\n\n[^1]: b")
    assert ONE.convert("[a] [^1]") == "<p>[a] [^1]</p>"
