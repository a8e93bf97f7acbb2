"""JSON Schema for an editor's program: it takes what the reader takes, and finds what is wrong with one file alone."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import ClassVar

import jsonschema
import pytest
import yaml

from generator import load, schema

ROOT = Path(__file__).parent.parent.parent
BROKEN = sorted((ROOT / "tests" / "broken").glob("*.yaml"))


class Core(yaml.SafeLoader):
    """YAML 1.2 as editors' programs read it: NO is a text, and so is a date."""

    yaml_implicit_resolvers: ClassVar = {}


for tag, pattern, signs in (
    ("bool", r"^(?:true|false)$", "tf"),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", "-+.0123456789"),
    ("null", r"^(?:~|null|)$", ["~", "n", ""]),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(signs))


def schemas_of(folder):
    content, problems = load.content(folder)
    assert problems == []
    return schema.schemas(content)


REAL, TINY = schemas_of(ROOT / "content"), schemas_of(ROOT / "tests" / "content")


def kind_of(path):
    """The kind of file that stands at a path below content/."""
    return next((kind for kind, (pattern, _) in schema.KINDS_OF_FILE.items() if Path(path).match(pattern)), None)


def wrong(schemas, path, text):
    validator = jsonschema.Draft7Validator(schemas[kind_of(path)])
    return [error.message for error in validator.iter_errors(yaml.load(text, Core))]


@pytest.mark.parametrize("name", REAL)
def test_each_is_a_schema_of_draft_07(name):
    jsonschema.Draft7Validator.check_schema(REAL[name])


@pytest.mark.parametrize(("folder", "schemas"), [("content", REAL), ("tests/content", TINY)])
def test_every_file_of_the_content_fits_its_schema(folder, schemas):
    files = sorted((ROOT / folder).rglob("*.yaml"))
    assert len(files) > 8
    for path in files:
        assert wrong(schemas, path.relative_to(ROOT / folder), path.read_text("utf-8")) == [], path


# What only the reader sees: how a value was written, names of files and folders, days that no month has.
READER_ALONE = """
date_of_no_day field_twice file_name_with_spaces folder_name_with_a_dot no_review_beside_the_studies
item_of_a_list_without_its_sign
number_with_a_zero_before_it number_with_an_exponent id_that_windows_keeps web_address_in_letters_that_look_alike
web_address_with_a_name_before_its_host
""".split()


def place_of(path):
    return re.search(r"^# file (.+)$", path.read_text("utf-8"), re.MULTILINE).group(1)


def is_for_a_schema(path):
    text = path.read_text("utf-8")
    if "\n# rule " in text or kind_of(place_of(path)) is None:
        return False
    try:
        yaml.load(text, Core)
    except yaml.YAMLError:
        return False
    return not re.search(r"[&*!]\w|<<:", text)


FOR_A_SCHEMA = [path for path in BROKEN if is_for_a_schema(path)]


@pytest.mark.parametrize("path", FOR_A_SCHEMA, ids=lambda path: path.stem)
def test_a_mistake_in_one_file_is_seen_while_typing(path):
    seen = wrong(TINY, place_of(path), path.read_text("utf-8"))
    assert bool(seen) == (path.stem not in READER_ALONE)


def test_most_mistakes_are_seen_while_typing():
    assert len(FOR_A_SCHEMA) > 30


def test_an_id_that_the_content_does_not_know_is_seen_while_typing():
    text = (ROOT / "tests/broken/outcome_misspelt.yaml").read_text("utf-8")
    assert wrong(TINY, "reviews/fictional/studies/lee-2019.yaml", text)


def test_every_field_tells_what_it_is():
    fields = REAL["study"]["definitions"]["Study"]["properties"]
    assert fields["country"]["description"] == "The country's code."
    assert "NO" in fields["country"]["enum"]
    assert all(field["description"] for field in fields.values())


def test_the_settings_of_the_project_point_to_them():
    assert json.loads((ROOT / ".vscode/settings.json").read_text("utf-8")) == schema.settings()


def test_schemas_are_written_only_where_they_changed(tmp_path):
    content, _ = load.content(ROOT / "tests" / "content")
    assert schema.keep(tmp_path / "schemas", content) == len(schema.KINDS_OF_FILE)
    assert schema.keep(tmp_path / "schemas", content) == 0


def test_a_pipe_in_the_place_of_a_schema_keeps_nobody_waiting(tmp_path):
    content, _ = load.content(ROOT / "tests" / "content")
    (tmp_path / "schemas").mkdir()
    os.mkfifo(tmp_path / "schemas" / "study.json")
    assert schema.keep(tmp_path / "schemas", content) == len(schema.KINDS_OF_FILE)
    assert (tmp_path / "schemas" / "study.json").is_file()


def test_schemas_stand_beside_the_settings_and_nowhere_else(tmp_path):
    content, _ = load.content(ROOT / "tests" / "content")
    schema.keep_help(tmp_path / "content", content)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / ".vscode").mkdir()
    (tmp_path / ".vscode" / "settings.json").write_text("{}", "utf-8")
    schema.keep_help(tmp_path / "content", content)
    assert {path.stem for path in (tmp_path / ".vscode" / "schemas").iterdir()} == set(schema.KINDS_OF_FILE)


def test_help_that_cannot_be_written_is_told_and_stops_nothing(tmp_path, capsys):
    content, _ = load.content(ROOT / "tests" / "content")
    (tmp_path / ".vscode").mkdir()
    for name in ("settings.json", "schemas"):
        (tmp_path / ".vscode" / name).write_text("{}", "utf-8")
    schema.keep_help(tmp_path / "content", content)
    assert "help while typing is out of date" in capsys.readouterr().err
