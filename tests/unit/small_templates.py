"""A folder of templates, each with its title alone, and the content that they show."""

from __future__ import annotations

from examples import content, review, study

from generator import pages

CONTENT = content(review(study("a")))
LEGEND = """\
{% macro explained(words, legend) %}
<a href="{{ link(legend.more) }}">{{ words }}</a>[{{ note_number(legend) }}]
{%- endmacro %}
"""


def fill(folder):
    for name in {page.template for page in pages.of(CONTENT)}:
        write(folder, name, '{% extends "base.html" %}')
    write(folder, "base.html", "<h1>{{ page.title }}</h1>\n{% block content %}{% endblock %}")
    write(folder, "components/legend.html", LEGEND)
    return folder


def write(folder, name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
