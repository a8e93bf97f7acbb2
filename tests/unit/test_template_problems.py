from __future__ import annotations

from pathlib import Path

import pytest
from examples import content
from small_templates import CONTENT, write

from generator import render
from generator.model import TextPage


def problem(templates, in_folder):
    in_folder(templates.parent)
    _, problems = render.site(CONTENT, Path("templates"))
    assert len(problems) == 1
    return f"{problems[0].place}: {problems[0].message}"


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
