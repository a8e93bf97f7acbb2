from __future__ import annotations

import pytest
from examples import read

from generator import yaml_text
from generator.model import Review, Scale, Study, Term
from generator.records import fields_of
from generator.skeleton import file_of, skeleton


@pytest.mark.parametrize("cls", [Study, Review, Scale, Term])
def test_all_that_a_skeleton_lacks_is_what_must_be_filled_in(cls):
    _, problems = read(cls, skeleton(cls, {}))
    assert problems
    assert [one.message for one in problems if "has nothing behind it" not in one.message] == []


@pytest.mark.parametrize("cls", [Study, Review, Scale, Term])
def test_every_field_stands_in_a_skeleton_once(cls):
    lines = skeleton(cls, {}).splitlines()
    for name, field in fields_of(cls).items():
        begin = f"{name}:" if field.required else f"# {name}:"
        assert sum(line.startswith(begin) for line in lines) == 1, name


def test_what_is_given_is_filled_in():
    given = {"title": "No: 3", "authors": ["Lee A", "Dahl, D"], "publication.journal": "J", "draft": "true"}
    held = yaml_text.raw(skeleton(Study, given))
    assert held["title"] == "No: 3"
    assert held["authors"] == ["Lee A", "Dahl, D"]
    assert held["publication"] == {"journal": "J"}
    assert next(iter(held)) == "draft"


def test_a_file_tells_an_editors_program_its_schema_and_the_editor_how_to_go_on():
    first, second, third, *_ = file_of(Study, {}, 4, "A draft.").splitlines()
    assert first == "# yaml-language-server: $schema=../../../../.vscode/schemas/study.json"
    assert second == "# A draft."
    assert third.startswith("# Fill in")
