"""The format reference: nothing of the model is left out of it, and the file in docs/ is what the model says now."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import get_type_hints

import pytest

from generator import load, reference
from generator.advice import WARNINGS
from generator.check import RULES
from generator.lookup import Lookup
from generator.model import Content, Study
from generator.records import Origin, fields_of, shape_of
from generator.references import KINDS, Referred, follow

ROOT = Path(__file__).parents[2]
RECORDS = dict.fromkeys(reference.FILES)
for whole in reference.FILES:
    RECORDS |= dict.fromkeys(reference.records_in(whole, set()))


def test_the_format_reference_is_up_to_date():
    messages = reference.messages_in(ROOT / "tests" / "broken", ROOT / "tests" / "warned")
    stale = (ROOT / "docs" / "format-reference.md").read_text("utf-8") != reference.markdown(messages)
    assert not stale, "docs/format-reference.md is not what the model says now – run: make docs"


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_field_has_a_note(record):
    unexplained = [field.name for field in fields_of(record).values() if not field.note.strip()]
    assert unexplained == []


def test_every_kind_of_file_is_in_the_reference():
    hints = get_type_hints(Content, include_extras=True)
    of_files = [field.name for field in dataclasses.fields(Content) if field.name != "unread"]
    held = {reference.record_in(shape_of(hints[name])) for name in of_files} - {Origin}
    assert {*held, Study} == set(reference.FILES)


def test_a_file_is_headed_by_its_path():
    paths = [reference.path_of(cls) for cls in reference.FILES]
    assert all(path.startswith("content/") and path.endswith((".yaml", ".md")) for path in paths)
    assert all(f"### `{path}`\n" in reference.markdown() for path in paths)


def test_every_record_is_described_once():
    lines = reference.markdown().splitlines()
    assert all(lines.count(f"#### {reference.title(cls)}") == 1 for cls in RECORDS if cls not in reference.FILES)


def test_every_rule_is_a_sentence():
    said = reference.markdown()
    assert all(rule.__name__.replace("_", " ").capitalize() + "." in said for rule in RULES)


def test_every_rule_and_warning_stands_with_what_it_says():
    messages = reference.messages_in(ROOT / "tests" / "broken", ROOT / "tests" / "warned")
    assert messages.keys() == {rule.__name__ for rule in (*RULES, *WARNINGS)}
    said = reference.markdown(messages)
    assert all(f"“{reference.safe(words)}”" in said for words in messages.values())


@pytest.mark.parametrize("kind", KINDS)
def test_the_examples_of_each_kind_of_link_lead_somewhere(kind):
    content, problems = load.content(ROOT / "content")
    assert content, problems
    lookup = Lookup(content)
    assert reference.EXAMPLES[kind]
    assert all(isinstance(follow(example, lookup, None), Referred) for example in reference.EXAMPLES[kind])


def test_a_sign_of_markdown_in_a_note_is_shown_as_it_is():
    assert reference.safe("a star: *, and [words](term:id) | `a*b`") == r"a star: \*, and \[words\](term:id) \| `a*b`"
