from __future__ import annotations

import pytest

from generator.converted import _Reader, as_written, found_in
from generator.text import converted


@pytest.mark.parametrize(
    "link",
    [
        "[a](https://example.org/b)",
        "[a](<https://example.org/b>)",
        "[a][1]\n\n[1]: https://example.org/b 'c'",
        "<https://example.org/b>",
        "<a href=https://example.org/b>a</a>",
        "[a\nb](https://example.org/b)",
        "[a](\nhttps://example.org/b)",
        "| a |\n|---|\n| [b](https://example.org/b) |",
        "[a](https:&#47;&#x2f;example.org/b)",
    ],
)
def test_a_link_is_found_however_it_is_written(link):
    assert found_in(link).targets == ["https://example.org/b"]


@pytest.mark.parametrize("link", ["`[a](term:b)`", "    [a](term:b)", "\\[a](term:b)", "[a] (term:b)", "[a][b]"])
def test_what_only_looks_like_a_link_is_none(link):
    assert found_in(link).targets == []


def test_each_target_is_named_once_in_the_order_of_the_text():
    assert found_in("[a](term:b) [c](term:d) [e](term:b)").targets == ["term:b", "term:d"]


@pytest.mark.parametrize(
    "title", ["# A *word*", "A *word*\n===", "> # A *word*", "1. # A *word*", "<h1>A <em>word</em></h1>"]
)
def test_a_title_is_found_by_its_words(title):
    assert found_in(title).titles == ["A word"]


@pytest.mark.parametrize("title", ["## A word", "A word\n---", "\\# A word", "    # A word", "`# A word`", "No. # 1"])
def test_what_is_no_title_is_not(title):
    assert found_in(title).titles == []


@pytest.mark.parametrize("picture", ["![a](b)", "![a\nb](c)", "![a][1]\n\n[1]: b", "![1]\n\n[1]: b", "<IMG/SRC=b>"])
def test_a_picture_is_found(picture):
    assert found_in(picture).pictures == 1


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("<script>alert(1)</script>", ["<script>"]),
        ("A <svg/onload=alert(1)> b", ["<svg>"]),
        ('<p onclick="a()" style="b">c</p>', ["onclick", "style"]),
        ("n <total> m <total>", ["<total>"]),
        ("| a |\n|--:|\n| b |", []),
        ("a[^1]\n\n[^1]: b", []),
        ("`<script>` and 1 < 2 > 0 & c", []),
        ("<!-- a note -->", []),
    ],
)
def test_what_cleaning_would_take_away_is_named_once(text, lost):
    assert found_in(text).lost == lost


def test_a_text_that_cannot_be_shown_says_why():
    with pytest.raises(ValueError, match="nested too deeply"):
        found_in("- " * 600 + "a")


def test_a_target_is_found_again_as_its_text_writes_it():
    assert as_written("javascript:a(1)", ["term:b", "java&#115;cript:a(1"]) == "java&#115;cript:a(1"
    assert as_written("term:b", ["term:c"]) == "term:b"


@pytest.mark.parametrize(
    "text",
    [
        "# A *word* & more &lt;b&gt;",
        "[a](b \"x > y\") ![c](d&quot;e) [f]\n\n[f]: #g 'h'",
        "a[^1] ##### no\n\n##### A heading\n\n[^1]: b",
        "| a | b |\n|--:|---|\n| [c](term:d) | - e |\n\n```\nf\n```",
    ],
)
def test_a_text_without_html_is_read_as_a_parser_of_html_reads_it(text):
    ours, theirs = _Reader(), _Reader()
    ours.take(converted(text))
    theirs.feed(converted(text))
    theirs.close()
    assert ours.found == theirs.found
