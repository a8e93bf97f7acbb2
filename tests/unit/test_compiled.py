from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from small_templates import CONTENT, write

from generator import compiled, pages, render
from generator.compiled import Compiled
from generator.render import Renderer


@pytest.fixture
def kept_in(tmp_path, monkeypatch):
    monkeypatch.setattr(compiled, "FOLDER", str(tmp_path / "kept"))
    return tmp_path / "kept"


def rendered(templates):
    """A page, with how many templates were compiled for it."""
    known = Compiled(str(templates))
    html = Renderer(CONTENT, templates, compiled=known).page(pages.of(CONTENT)[0])
    known.keep()
    return html, len(known.codes.keys() - known.before.keys())


def test_templates_are_compiled_once_and_kept(templates, kept_in):
    first, compiled_first = rendered(templates)
    assert compiled_first > 0
    assert rendered(templates) == (first, 0)


def test_a_template_that_changes_is_compiled_anew(templates, kept_in):
    rendered(templates)
    write(templates, "base.html", "<h2>{{ page.title }}</h2>")
    html, compiled_again = rendered(templates)
    assert html.startswith("<h2>")
    assert compiled_again == 1


def test_what_one_command_does_not_use_is_kept_for_another(templates, kept_in):
    rendered(templates)
    write(templates, "page.html", "<h1>{{ page.title }}</h1>")
    for _ in range(2):
        known = Compiled(str(templates))
        Renderer(CONTENT, templates, compiled=known).environment.get_template("page.html")
        known.keep()
        assert rendered(templates)[1] == 0


def test_of_a_template_only_its_last_text_is_kept(templates, kept_in):
    rendered(templates)
    before = len(Compiled(str(templates)).before)
    for number in range(3):
        write(templates, "base.html", f"<h{number}>{{{{ page.title }}}}</h{number}>")
        rendered(templates)
    assert len(Compiled(str(templates)).before) == before


def test_of_many_folders_of_templates_the_last_are_kept(templates, kept_in, tmp_path, monkeypatch):
    monkeypatch.setattr(compiled, "MOST", 2)
    for number in range(4):
        rendered(shutil.copytree(templates, tmp_path / f"copy-{number}"))
    assert len(list(kept_in.iterdir())) == 2
    assert rendered(tmp_path / "copy-3")[1] == 0


def test_what_was_kept_may_be_rubbish(templates, kept_in):
    first, _ = rendered(templates)
    for path in kept_in.iterdir():
        path.write_bytes(path.read_bytes()[:-3])
    assert rendered(templates)[0] == first


def test_where_nothing_can_be_kept_templates_are_compiled_each_time(templates, kept_in):
    kept_in.write_text("a file")
    assert rendered(templates)[1] == rendered(templates)[1] > 0


def test_templates_are_kept_where_python_keeps_its_modules():
    assert Path(compiled.FOLDER).name == "__pycache__"


def test_other_code_of_ours_compiles_templates_anew(templates, kept_in, monkeypatch):
    """A filter is at work when a template is compiled: with another filter, what was kept would be yesterday's."""
    write(templates, "base.html", "{{ 'a' | capitalised }}")
    assert rendered(templates)[0] == "A"
    monkeypatch.setattr(render, "capitalised", lambda words: words * 2)
    monkeypatch.setattr(compiled.digests, "of_program", lambda folders, wanted: b"changed")
    assert rendered(templates)[0] == "aa"
