from __future__ import annotations

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup
from small_templates import write

from generator import templating
from generator.templating import Templates


@pytest.fixture
def shown(tmp_path):
    """What a template of these words becomes."""

    def shown(words, others=(), name="a.html", **values):
        for path, text in {**dict(others), name: words}.items():
            write(tmp_path, path, text)
        environment = Templates(tmp_path, None)
        environment.globals["double"] = lambda number, plus=0: 2 * number + plus
        return environment.get_template(name).render(values)

    return shown


class Html:
    def __html__(self):
        return "<br>"


@pytest.mark.parametrize(
    ("value", "html"),
    [
        ("<b> & 'c'", "&lt;b&gt; &amp; &#39;c&#39;"),
        (Markup("<b>"), "<b>"),
        (Html(), "<br>"),
        (3, "3"),
        (None, "None"),
        (["<"], "[&#39;&lt;&#39;]"),
    ],
)
def test_what_is_shown_is_escaped_unless_it_is_html(value, html, shown):
    assert shown("{{ value }}", value=value) == html
    assert shown("{% macro a(b) %}{{ b }}{% endmacro %}{{ a(value) }}", value=value) == html


def test_what_there_is_not_cannot_be_shown_or_called(shown):
    for words in ("{{ nothing }}", "{{ nothing() }}", "{% for one in nothing %}{% endfor %}"):
        with pytest.raises(UndefinedError, match="'nothing' is undefined"):
            shown(words)


def test_what_is_called_gets_what_the_template_gives_and_no_more(shown):
    assert shown("{% for one in [1, 2] %}{{ double(one, plus=one) }}{% endfor %}") == "36"
    assert shown("{% block b %}{{ double(4) }}{% endblock %}") == "8"


def test_what_is_imported_knows_what_all_templates_know(shown):
    words = '{% from "b.html" import four %}{{ four() }}'
    assert shown(words, {"b.html": "{% macro four() %}{{ double(2) }}{% endmacro %}"}) == "4"


def test_a_template_is_loaded_once(tmp_path):
    write(tmp_path, "a.html", "a")
    environment = Templates(tmp_path, None)
    assert environment.get_template("a.html") is environment.get_template("a.html")


def test_a_template_is_made_compact_and_a_document_on_paper_is_not(shown):
    words = "<ul>\n  <li>a</li>\n  {{ b }}\n</ul>"
    assert shown(words, b="c") == "<ul><li>a</li>\nc</ul>"
    assert shown(words, b="c", name="report.html") == words.replace("{{ b }}", "c")


def test_white_space_that_readers_see_stays_in_a_template(shown):
    assert shown("<pre>\n  a</pre>") == "<pre>\n  a</pre>"


@pytest.mark.parametrize("first", ["", "\n", " ", "\n ", "a", "<b>\n", "\n<p>"])
@pytest.mark.parametrize("second", ["", "\n", "  ", "\n\n  <p>", "<li>", "  a"])
def test_a_page_is_as_compact_as_if_only_the_whole_were_made_so(first, second, shown):
    for words in (
        "<p>\n  {{ first }}\n {{ second }}\n<p>",
        "{{ first }}<p>{{ second }} \n  ",
        "{{ first }}\n{{ second }}",
    ):
        whole = words.replace("{{ first }}", first).replace("{{ second }}", second)
        made = shown(words, first=Markup(first), second=Markup(second))
        assert templating.compact(made) == templating.compact(whole)


def test_a_page_keeps_its_white_space_where_a_reader_would_see_it(templates):
    assert templating.compact("<p>\n   a</p>") == "<p>\na</p>"
    assert templating.compact("<pre>\n   a</pre>") == "<pre>\n   a</pre>"


def test_line_breaks_stay_where_a_reader_sees_a_space():
    assert (
        templating.compact("<ul>\n  <li>a\n  <b>b</b>\n  <i>c</i>\n  </li>\n</ul>")
        == "<ul><li>a\n<b>b</b>\n<i>c</i></li></ul>"
    )
    assert templating.compact("<button>\n<picture>\n<param>") == "<button>\n<picture>\n<param>"
