from __future__ import annotations

import re
from pathlib import Path

import pytest
from examples import content, lookup, review, study

from generator import addresses, pages, render
from generator.addresses import Address
from generator.legends import of_word
from generator.model import TextPage

CONTENT = content(review(study("a")))
LEGEND = """\
{% macro explained(words, legend) %}
<a href="{{ link(legend.more) }}">{{ words }}</a>[{{ note_number(legend) }}]
{%- endmacro %}
"""


@pytest.fixture
def templates(tmp_path):
    """A folder of templates, each with its title alone."""
    folder = tmp_path / "templates"
    for name in {page.template for page in pages.of(CONTENT)}:
        write(folder, name, '{% extends "base.html" %}')
    write(folder, "base.html", "<h1>{{ page.title }}</h1>\n{% block content %}{% endblock %}")
    write(folder, "components/legend.html", LEGEND)
    return folder


def write(folder, name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())


def site(templates, whole=CONTENT, **values):
    made, problems = render.site(whole, templates, **values)
    assert problems == []
    return {path: data.decode() for path, data in made.items()}


def problem(templates, in_folder):
    in_folder(templates.parent)
    _, problems = render.site(CONTENT, Path("templates"))
    assert len(problems) == 1
    return f"{problems[0].place}: {problems[0].message}"


# ── what is rendered ──


def test_every_page_is_rendered_at_its_path(templates):
    made = site(templates)
    assert {path for path in made if path.endswith(".html")} == {page.address.path for page in pages.of(CONTENT)}
    assert made["reviews/fictional/studies/a.html"] == "<h1>Lee 2019</h1>\n"


def test_the_data_of_a_page_stand_beside_it(templates):
    expected = {address.path for page in pages.of(CONTENT) for address, _ in page.tables}
    assert expected
    assert {path for path in site(templates) if path.endswith(".csv")} == expected


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


def test_a_page_keeps_its_white_space_where_a_reader_would_see_it(templates):
    assert render.compact("<p>\n   a</p>") == "<p>\na</p>"
    assert render.compact("<pre>\n   a</pre>") == "<pre>\n   a</pre>"


def test_each_legend_of_a_page_has_one_number():
    on_page = render.OnPage(render.Renderer(CONTENT, Path()), pages.of(CONTENT)[0])
    one, other = (of_word("design", design) for design in CONTENT.designs)
    assert [on_page.note_number(legend) for legend in (one, other, one)] == [1, 2, 1]
    assert list(on_page.legends.values()) == [one, other]


@pytest.mark.parametrize(
    ("preview", "url", "link"),
    [
        (False, "https://example.org/a/b/", "/a/b/scales.html"),
        (False, "https://example.org", "/scales.html"),
        (True, "https://example.org/a/b/", "/scales.html"),
    ],
)
def test_the_page_for_unknown_addresses_links_from_the_root_of_its_host(preview, url, link):
    whole = CONTENT.with_(site=CONTENT.site.with_(url=url))
    page = next(page for page in pages.of(whole) if page.address == addresses.NOT_FOUND)
    on_page = render.OnPage(render.Renderer(whole, Path(), preview=preview), page)
    assert on_page.link(addresses.SCALES) == link


def test_an_asset_is_linked_like_a_page():
    page = pages.Page(Address("reviews/a/studies/b.html"), "", "", "")
    assert render.OnPage(render.Renderer(CONTENT, Path()), page).asset("site.css") == "../../../assets/site.css"


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


# ── mistakes in templates ──


def test_a_misspelt_variable_is_told_with_the_templates_that_led_there(templates, in_folder):
    write(templates, "pages/study.html", '<p>\n{% from "components/sign.html" import sign %}\n{{ sign(study) }}')
    write(templates, "components/sign.html", "{% macro sign(study) %}\n  {{ study.tilte }}\n{% endmacro %}")
    assert problem(templates, in_folder) == (
        "templates/components/sign.html:2:3: 'generator.model.study.Study object' has no attribute 'tilte' "
        "(reached through templates/pages/study.html:3)"
    )


def test_one_mistake_that_all_pages_share_is_told_once(templates, in_folder):
    write(templates, "base.html", "<title>\n{{ pgae.title }}</title>")
    assert problem(templates, in_folder).startswith("templates/base.html:2:1: 'pgae' is undefined (reached through ")


def test_a_mistake_of_grammar_is_told_at_its_line(templates, in_folder):
    write(templates, "pages/study.html", "<p>\n{% if study %}\n{% endfor %}")
    assert problem(templates, in_folder).startswith("templates/pages/study.html:3:1: Encountered unknown tag 'endfor'")


def test_a_mistake_of_grammar_in_a_part_is_told_with_the_template_that_led_there(templates, in_folder):
    write(templates, "pages/study.html", '<p>\n{% include "components/a.html" %}')
    write(templates, "components/a.html", "{{ a b }}")
    told = problem(templates, in_folder)
    assert told.startswith("templates/components/a.html:1:1: expected token 'end of print statement', got 'b'")
    assert told.endswith(" (reached through templates/pages/study.html:2)")


def test_an_endless_include_is_told(templates, in_folder):
    write(templates, "pages/study.html", '\n{% include "pages/study.html" %}')
    assert problem(templates, in_folder) == (
        "templates/pages/study.html:2:1: this template includes itself without end "
        "(reached through templates/pages/study.html:2)"
    )


def test_a_missing_part_is_told_where_it_is_asked_for(templates, in_folder):
    write(templates, "pages/study.html", '<p>\n{% include "components/gone.html" %}')
    assert problem(templates, in_folder) == (
        "templates/pages/study.html:2:1: there is no template 'components/gone.html'"
    )


def test_a_missing_page_template_is_told(templates, in_folder):
    (templates / "pages" / "study.html").unlink()
    assert problem(templates, in_folder) == "templates/pages/study.html:1:1: there is no such template"


@pytest.mark.parametrize("name", ["pages/study.html", "components/a.html"])
def test_a_template_that_is_not_utf_8_is_told_at_its_line(templates, in_folder, name):
    write(templates, "pages/study.html", '{% include "components/a.html" %}')
    write(templates, name, b"<p>\n\xff</p>")
    told = problem(templates, in_folder)
    assert told.startswith(f"templates/{name}:2:1: this sign is not UTF-8 – save the file as UTF-8")
    assert ("(reached through templates/pages/study.html:1)" in told) == (name == "components/a.html")


def test_a_calculation_that_fails_is_told(templates, in_folder):
    write(templates, "pages/study.html", "\n{{ 1 / 0 }}")
    assert problem(templates, in_folder) == "templates/pages/study.html:2:1: division by zero"


def test_a_missing_folder_of_templates_is_one_problem(tmp_path, in_folder):
    assert problem(tmp_path / "templates", in_folder) == (
        "templates:1:1: there is no such folder – it holds the templates of the pages"
    )


def test_mistakes_in_several_templates_are_told_at_once(templates):
    write(templates, "pages/study.html", "{{ a }}")
    write(templates, "pages/scales.html", "{{ b }}")
    made, problems = render.site(CONTENT, templates)
    assert [one.message for one in problems] == ["'b' is undefined", "'a' is undefined"]
    assert "index.html" in made


@pytest.mark.parametrize("body", ["- " * 500 + "a", "[a](term:gone)"])
def test_a_text_that_cannot_be_shown_is_a_problem_that_names_it(templates, body):
    write(templates, "pages/text.html", "{{ markdown(text.body) }}")
    whole = content(pages=(TextPage(id="how", title="How", summary="How.", body=body),))
    _, problems = render.site(whole, templates)
    assert len(problems) == 1
    assert problems[0].message.startswith(("the text '- - - ", "'gone' is not a term of the glossary"))


def test_a_text_that_stands_on_a_page_twice_has_footnotes_of_its_own_each_time(templates):
    write(templates, "pages/text.html", "{{ markdown(text.body) }}{{ inline(text.body) }}")
    whole = content(pages=(TextPage(id="how", title="How", summary="How.", body="a[^1]\n\n[^1]: b"),))
    made, _ = render.site(whole, templates)
    ids = re.findall(r'id="(fn[^"]*)"', made["how.html"].decode())
    assert len(ids) == len(set(ids)) == 4


def test_an_error_of_our_own_is_no_mistake_of_a_template(templates, monkeypatch):
    monkeypatch.setattr(render.Renderer, "page", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        render.site(CONTENT, templates)
