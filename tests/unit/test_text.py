from __future__ import annotations

import re

import pytest

from generator import text

EVIL = [
    "<script>alert(1)</script>",
    "<p onclick=alert(1)>a</p>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe src='https://example.org'></iframe>",
    "<object data='x'></object><embed src='x'>",
    "<style>*{display:none}</style>",
    "<p style='position:fixed'>a</p>",
    "<form action='javascript:alert(1)'><input autofocus onfocus=alert(1)></form>",
    "<base href='https://example.org'><meta http-equiv=refresh content=0>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a](vbscript:msgbox(1))",
    "<a href='java&#10;script:alert(1)'>a</a>",
    "<a href=' javascript:alert(1)'>a</a>",
    "<a href='&#106;avascript:alert(1)'>a</a>",
    "[a]: javascript:alert(1)\n\n[a]",
    "<javascript:alert(1)>",
    "<!-- --><script>alert(1)</script>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '[a](term:b "onclick=alert(1)")<a title="><script>alert(1)</script>">b</a>',
]
TAG = re.compile(r"<[^>]*>")


@pytest.mark.parametrize("evil", EVIL)
def test_nothing_that_runs_survives(evil):
    tags = " ".join(TAG.findall(text.html(evil))).lower()
    assert "<script" not in tags
    assert "javascript:" not in tags
    assert "data:" not in tags
    assert not re.search(r"<(img|svg|iframe|object|embed|style|form|input|base|meta|math)\b", tags)
    assert not re.search(
        r'\s(on\w+|style|srcdoc|formaction)=(?=[^"]*(?:"[^"]*"[^"]*)*>)', re.sub(r'"[^"]*"', '""', tags)
    )


def test_links_to_the_web_and_of_our_own_stay():
    assert text.html("[a](https://example.org/) [b](mailto:a@example.org) [c](term:d)") == (
        '<p><a href="https://example.org/">a</a> <a href="mailto:a@example.org">b</a> <a href="term:d">c</a></p>'
    )


def test_a_table_scrolls_in_a_region_of_its_own():
    html = text.html("| a | b |\n|---|--:|\n| c | d |\n")
    assert html.startswith(text.SCROLLED)
    assert html.endswith("</table></div>")
    assert "<th>b</th>" in html


def test_a_table_in_words_stays_words():
    assert text.html("`<table>`") == "<p><code>&lt;table&gt;</code></p>"


def test_a_definition_list_is_one():
    assert re.sub(r"\s", "", text.html("Story\n: What is told.")) == "<dl><dt>Story</dt><dd>Whatistold.</dd></dl>"


def test_quotes_and_dashes_are_those_of_print():
    assert text.html('"It\'s" -- ...') == "<p>“It’s” – …</p>"


def ids(html):
    return re.findall(r'id="([^"]*)"', html)


def test_a_footnote_and_its_sign_lead_to_each_other():
    html = text.html("a[^1]\n\n[^1]: b\n")
    assert sorted(ids(html)) == sorted(re.findall(r'href="#([^"]*)"', html))


def test_the_footnotes_of_two_texts_have_ids_of_their_own():
    assert not set(ids(text.html("a[^1]\n\n[^1]: b\n"))) & set(ids(text.html("c[^1]\n\n[^1]: d\n")))


def test_a_footnote_that_is_named_twice_has_a_way_back_to_each():
    html = text.html("a[^1] b[^1]\n\n[^1]: c\n")
    assert len(ids(html)) == len(set(ids(html))) == 3
    assert set(re.findall(r'href="#([^"]*)"', html)) == set(ids(html))


def test_one_paragraph_stands_inline_without_its_tags_and_more_stay_as_they_are():
    assert text.inline("a *b*") == "a <em>b</em>"
    assert text.inline("a\n\nb") == text.html("a\n\nb")


@pytest.mark.parametrize(
    "link",
    [
        "[words](term:b)",
        '[words](term:b "Title")',
        "[words](<term:b>)",
        "[words][1]\n\n[1]: term:b",
        '<a title="Title > x" href="term:b">words</a>',
        '<a id="x" class="footnote-ref" href="term:b">words</a>',
    ],
)
def test_a_link_of_our_own_is_found_however_it_is_written(link):
    assert [match.groups() for match in text.OWN_LINK.finditer(text.html(link))] == [("term:b", "words")]


def test_a_link_of_our_own_in_code_is_none():
    assert text.OWN_LINK.search(text.html("`[a](term:b)`")) is None


@pytest.mark.parametrize("deep", ["- " * 500 + "a", "1. " * 500 + "a"])
def test_a_text_that_is_nested_too_deeply_is_named_and_leaves_the_next_one_whole(deep):
    with pytest.raises(ValueError, match="nested too deeply"):
        text.html(deep)
    assert text.html("- a *b*") == "<ul>\n<li>a <em>b</em></li>\n</ul>"


@pytest.mark.parametrize(
    "address", ["//example.org", "/a.html", "a.html", "\\\\example.org", "?a", "file:a", "", "ftp://a"]
)
def test_no_address_stays_that_could_lead_to_another_host_or_to_a_file_of_ours(address):
    assert "href" not in text.html(f'<a href="{address}">a</a>')


def test_no_id_stays_that_could_stand_on_the_page_already():
    assert ids(text.html('<a id="main">a</a><sup id="fnord">b</sup>')) == []


def test_a_text_that_stands_on_a_page_again_has_other_ids_there():
    html = text.html("a[^1] b[^1]\n\n[^1]: c\n")
    again = text.again(html, 2)
    assert not set(ids(html)) & set(ids(again))
    assert set(re.findall(r'href="#([^"]*)"', again)) == set(ids(again))


@pytest.mark.parametrize("many", ["[" * 20_000, "[`]`" * 5_000, "[a](" * 5_000, "![" * 10_000, "[\\]" * 7_000])
def test_brackets_that_would_take_the_converter_for_ever_are_told(many):
    with pytest.raises(ValueError, match="too many brackets"):
        text.html(many)


@pytest.mark.parametrize("many", ["[a](term:b) " * 1_500, "| [a](term:b) | [0, 1) |\n" * 300, "\\[ " * 5_000])
def test_many_links_are_not_too_many(many):
    assert text.looked_at(many) < text.MOST_LOOKED_AT


def test_a_text_that_is_too_long_is_told():
    with pytest.raises(ValueError, match=r"longer than 50,000 signs – split it"):
        text.html("word " * 10_001)


def test_a_part_can_say_its_language_and_only_links_and_abbreviations_have_a_title():
    assert text.html('<em lang="no" title="a">b</em>') == '<p><em lang="no">b</em></p>'
    assert 'title="a"' in text.html('<abbr title="a">b</abbr>')
