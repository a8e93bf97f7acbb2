from __future__ import annotations

import re
from pathlib import Path

import pytest
from examples import content, lookup, review, study
from small_templates import CONTENT, write

from generator import pages, render
from generator.model import TextPage


def site(templates, whole=CONTENT, **values):
    made, problems = render.site(whole, templates, **values)
    assert problems == []
    return {path: data.decode(errors="replace") for path, data in made.items()}


PIECES = [("a@example.org", "mailto:a@example.org")]


# ── what is rendered ──


def test_every_page_is_rendered_at_its_path(templates):
    made = site(templates)
    assert {path for path in made if path.endswith(".html")} == {page.address.path for page in pages.of(CONTENT)}
    assert made["reviews/fictional/studies/a.html"] == "<h1>Lee 2019</h1>\n"


def test_the_data_of_a_page_stand_beside_it(templates):
    expected = {path for page in pages.of(CONTENT) for path in page.beside}
    assert {"reviews/fictional/data/studies.csv", "data/studies.csv", "data/site.xlsx"} <= expected
    of_its_own = {"reviews/fictional.jsonld"}  # what the page is about, for programs
    assert {path for path in site(templates) if not path.endswith(".html")} == expected | of_its_own


def test_text_is_escaped(templates):
    made = site(templates, content(review(study("a", authors=("<b>O'Neill & Co</b> A",)))))
    assert made["reviews/fictional/studies/a.html"] == "<h1>&lt;b&gt;O&#39;Neill &amp; Co&lt;/b&gt; 2019</h1>\n"


def test_markdown_becomes_html_with_links_from_the_page_it_stands_on(templates):
    write(templates, "pages/study.html", "{{ markdown(study.notes) }}")
    made = site(templates, content(review(study("a", notes="See [the story](term:story) and [this](study:a)."))))
    assert made["reviews/fictional/studies/a.html"] == (
        '<p>See <a href="../../../glossary.html#term-story">the story</a>[1] and <a href="a.html">this</a>.</p>'
    )


def test_words_in_a_link_of_our_own_stay_escaped(templates):
    write(templates, "pages/study.html", "{{ inline(study.notes) }}")
    made = site(templates, content(review(study("a", notes="[a <b> & *c*](term:story)"))))
    assert ">a  &amp; <em>c</em></a>" in made["reviews/fictional/studies/a.html"]


@pytest.mark.parametrize(
    ("words", "pieces"),
    [
        ("a@example.org", [("a@example.org", "mailto:a@example.org")]),
        ("https://example.org/a?b#c", [("https://example.org/a?b#c", "https://example.org/a?b#c")]),
        (
            "The team, a.b+c@example.org.",
            [("The team, ", ""), ("a.b+c@example.org", "mailto:a.b+c@example.org"), (".", "")],
        ),
        ("a@example.org or b@example.org", [*PIECES, (" or ", ""), ("b@example.org", "mailto:b@example.org")]),
        ("1%2@example.org", [("1%2@example.org", "mailto:1%252@example.org")]),
        ("https://example.org/@a", [("https://example.org/@a", "https://example.org/@a")]),
        ("1 Long Lane, London", [("1 Long Lane, London", "")]),
        ("javascript:a@b", [("javascript:a@b", "")]),
        ("https://a@example.org/", [("https://a@example.org/", "")]),
    ],
)
def test_an_address_in_a_line_can_be_followed(words, pieces):
    assert render.reachable(words) == pieces


@pytest.mark.parametrize(
    ("iso", "words"), [("2020-02-13", "13 February 2020"), ("2027-11", "November 2027"), ("2026-05-01", "1 May 2026")]
)
def test_a_date_is_written_out(iso, words):
    assert render.day(iso) == words


def test_small_filters():
    assert render.capitalised("more about RCTs") == "More about RCTs"
    assert render.host("https://www.example.org/a") == "example.org"


def test_the_menu_leads_to_the_pages_it_names(templates):
    write(templates, "base.html", "{% for words, address in menu %}{{ words }}: {{ link(address) }}{% endfor %}")
    whole = CONTENT.with_(site=CONTENT.site.with_(menu=("how",)))
    assert site(templates, whole)["scales/cost.html"] == "How: ../how.html"


def test_the_legend_of_a_word_is_that_of_its_kind():
    renderer, whole = render.Renderer(CONTENT, Path()), lookup(*CONTENT.reviews)
    (one,) = CONTENT.reviews
    assert renderer.legend_of("term", whole.terms["story"]).title == "Story"
    assert renderer.legend_of("scale", whole.scales["cost"]).title == "Cost rating"
    assert renderer.legend_of("intervention", one.interventions[0], one).more.path == "reviews/fictional.html"


def test_an_error_of_our_own_is_no_mistake_of_a_template(templates, monkeypatch):
    monkeypatch.setattr(render.Renderer, "page", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        render.site(CONTENT, templates)


def test_a_text_that_stands_on_a_page_twice_has_footnotes_of_its_own_each_time(templates):
    write(templates, "pages/text.html", "{{ markdown(text.body) }}{{ inline(text.body) }}")
    whole = CONTENT.with_(pages=(TextPage(id="how", title="How", summary="How.", body="a[^1]\n\n[^1]: b"),))
    ids = re.findall(r'id="(fn[^"]*)"', site(templates, whole)["how.html"])
    assert len(ids) == len(set(ids)) == 4
