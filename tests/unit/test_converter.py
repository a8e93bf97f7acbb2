"""Our way through the converter's patterns gives what its own gives."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions import def_list, footnotes, smarty, tables

from generator.converter import NEEDED, Sparing, converter

# Signs of Markdown, what smart quotes look at, and what stands between; put together, they are nearly all there is.
PARTS = (
    *(
        "`",
        "``",
        "\\",
        "[",
        "[^1]",
        "![",
        "](b)",
        "][b]",
        "(",
        ")",
        "<",
        "<b>",
        "</b>",
        "<a@b.c>",
        "<https://a.b>",
        ">",
    ),
    *(
        "&",
        "&amp;",
        "&#39;",
        "&ndash;",
        "*",
        "**",
        "***",
        "_",
        "__",
        "  \n",
        "\n",
        "\n\n",
        "---",
        "--",
        "-",
        "...",
        ".",
    ),
    *(
        "'",
        '"',
        "'80s",
        "\"'",
        "'s",
        " ",
        "  ",
        "a",
        "one two",
        "É",
        "1. ",
        "- ",
        "# ",
        "> ",
        ": ",
        "|",
        "|-|-|",
        "    ",
    ),
    *(
        "[^1]: note",
        "[b]: https://example.org",
        "\n[b]: <c> 'd'\n",
        "<div>",
        "</div>",
        "<!-- a -->",
        "\u0002",
        "klzzwxh:0000",
    ),
)


def usual():
    extensions = [
        tables.TableExtension(),
        footnotes.FootnoteExtension(),
        def_list.DefListExtension(),
        smarty.SmartyExtension(),
    ]
    return Markdown(extensions=extensions, output_format="html")


OURS, THEIRS = converter(), usual()


@settings(derandomize=True, max_examples=1_000, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=14).map("".join))
def test_a_text_becomes_the_same_html(text):
    assert OURS.reset().convert(text) == THEIRS.reset().convert(text)


@settings(derandomize=True, deadline=None)
@given(st.text())
def test_any_text_becomes_the_same_html(text):
    assert OURS.reset().convert(text) == THEIRS.reset().convert(text)


def test_every_pattern_is_applied_in_its_turn():
    for name in ("inline", "smarty"):
        ours, theirs = OURS.treeprocessors[name], THEIRS.treeprocessors[name]
        assert isinstance(ours, Sparing)
        assert [one.pattern for one, _ in ours.needed] == [one.pattern for one in theirs.inlinePatterns]
    order = [type(one).__name__.replace("Sparing", "InlineProcessor") for one in OURS.treeprocessors]
    assert order == [type(one).__name__ for one in THEIRS.treeprocessors]


@pytest.mark.parametrize("name", sorted(NEEDED))
def test_what_a_pattern_needs_is_told_of_a_pattern_that_there_is(name):
    """One that a later version calls otherwise would be tried everywhere, and nobody would see why that is slow."""
    assert any(name in OURS.treeprocessors[applying].inlinePatterns for applying in ("inline", "smarty"))


def test_ours_is_the_way_that_is_taken():
    """A converter that no longer calls it by this name would go its own way: correct, and slow."""
    tried = []
    made = converter()
    pattern, signs = next(one for one in made.treeprocessors["inline"].needed if one[1] == "`")
    pattern.getCompiledRegExp = lambda: tried.append(signs) or pattern.compiled_re
    made.convert("Plain *words*.")
    assert tried == []
    made.convert("With `code`.")
    assert tried
