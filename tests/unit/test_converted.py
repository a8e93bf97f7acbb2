from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import converted
from generator.converted import as_written, found_in


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


PARTS = (
    *(
        "<",
        ">",
        "</",
        "/>",
        " />",
        "<p>",
        "</p>",
        "<p",
        "</p ",
        '<a href="',
        '<a id="',
        '">',
        '"',
        "'",
        " href=",
        " id=a",
    ),
    *(
        "<br>",
        "<br/>",
        "<hr />",
        "<B>",
        "<h1>",
        "<img>",
        "<!--",
        "-->",
        "<![CDATA[",
        "<?",
        "&amp;",
        "&",
        "&copy",
        "a",
        "\n",
    ),
    *(
        ' id="x"',
        ' class="y"',
        ' title="z"',
        ' onclick="a"',
        ' style="b"',
        "term:a",
        "https://a.b",
        "<table>",
        "<script>",
    ),
)


@settings(derandomize=True, max_examples=1_000)
@given(st.lists(st.sampled_from(PARTS), max_size=10).map("".join))
def test_what_is_seen_at_once_is_what_a_reader_of_html_finds(html):
    at_once = converted._seen_at_once(html)
    assert at_once is None or at_once == converted._read(html)


def test_most_texts_are_seen_at_once():
    assert converted._seen_at_once(
        '<p>A <em>b</em> <a href="term:c&amp;d" title="e">f</a>.</p>\n<hr>'
    ) == converted.Found(targets=["term:c&d"])
