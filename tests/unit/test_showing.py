from __future__ import annotations

from datetime import date
from functools import cached_property
from pathlib import Path

import pytest
import small_templates

from generator import load, text
from generator.export.file import File
from generator.lookup import Lookup, Part, PartLookup
from generator.showing import Showing

TODAY = date(2026, 11, 22)
ROOT = Path(__file__).parents[2]
WHOLE, _ = load.content(ROOT / "tests" / "content")
SHARED = WHOLE.with_(reviews=())
NOTE = WHOLE.reviews[0].sections[1].text


@pytest.fixture
def templates(templates):
    """Small ones, for all kinds of pages that there are."""
    for path in (ROOT / "templates").glob("pages/**/*.html"):
        small_templates.write(templates, path.relative_to(ROOT / "templates"), '{% extends "base.html" %}')
    return templates


def lookup():
    return PartLookup(WHOLE, Part(reviews=WHOLE.reviews), whole=lambda: Lookup(WHOLE))


def shown(templates, before=None):
    return Showing(SHARED, templates, {}, TODAY).review(WHOLE.reviews[0], lookup(), before or {})


def test_of_a_review_it_is_known_what_the_next_check_can_use(templates, monkeypatch):
    # Whatever tests before this one have asked for.
    text.forget()
    monkeypatch.setattr(text, "known", {NOTE: "<p>As it was.</p>"})
    outline, known = shown(templates)
    assert outline.review.id == WHOLE.reviews[0].id
    assert (known["studies"], known["asked"]) == (3, False)
    assert known["texts"][NOTE] == "<p>As it was.</p>"
    assert len(known["keys"]) == 3


def test_a_page_is_made_only_if_its_key_is_another(templates):
    keys = shown(templates)[1]["keys"]
    small_templates.write(templates, "pages/study.html", "{{ nothing }}")
    assert shown(templates) is None
    assert shown(templates, keys) is not None
    assert shown(templates, {**keys, min(keys): b"another"}) is None


def test_what_no_review_has_for_itself_is_looked_at_by_the_outlines_of_all(templates):
    showing = Showing(SHARED, templates, {}, TODAY)
    outline, _ = shown(templates)
    assert showing.site([outline])["turns"] == ()
    small_templates.write(templates, "pages/data.html", "{{ nothing }}")
    assert Showing(SHARED, templates, {}, TODAY).site([outline]) is None


@pytest.mark.parametrize("name", ["cite", "data"])
def test_the_size_of_a_file_is_told_without_making_it(templates, name, monkeypatch):
    made = cached_property(lambda _: pytest.fail("data were made"))
    made.__set_name__(File, "data")
    monkeypatch.setattr(File, "data", made)
    groups = "offered.groups" if name == "data" else "groups"
    file = "{% if file.is_empty %}{{ nothing }}{% endif %}{{ size_of_data(file) }}"
    every = f"{{% for _, files in {groups} %}}{{% for file in files %}}{file}{{% endfor %}}{{% endfor %}}"
    small_templates.write(templates, f"pages/{name}.html", every)
    outline, _ = shown(templates)
    assert Showing(SHARED, templates, {}, TODAY).site([outline]) is not None
