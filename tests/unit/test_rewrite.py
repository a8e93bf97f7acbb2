from __future__ import annotations

import difflib
import shutil
from pathlib import Path

import pytest

from generator import rewrite, sheet, yaml_text

STUDIES = Path(__file__).parents[2] / "content" / "reviews" / "shared-decision-making-family-meetings" / "studies"
TEXT = """\
# A study with comments.
title: A trial  # of stories
authors:
  - Lee A
  - Dahl D
# When it was published:
year: 2019
sample: {intervention: 40, unit: children}
outcomes:
  # The first result.
  - outcome: sleep
    detail: >-
      They slept
      earlier.
  - {outcome: other, label: "owls"}
provenance:
  source: https://example.org/
notes: >-
  Folded as its
  editor had it.
"""


def changes(values, text=TEXT):
    """The lines taken away, then those put in."""
    diff = difflib.ndiff(text.splitlines(), rewrite.changed(text, values).splitlines())
    return sorted((line for line in diff if line[:2] in ("- ", "+ ")), key=lambda line: line[0] == "+")


@pytest.mark.parametrize(
    ("values", "lines"),
    [
        ({"year": "2020"}, ["- year: 2019", "+ year: 2020"]),
        ({"title": "No: a trial"}, ["- title: A trial  # of stories", "+ title: 'No: a trial' # of stories"]),
        ({"authors": "Lee A; Ola B"}, ["-   - Dahl D", "+   - Ola B"]),
        (
            {"sample.intervention": "41"},
            [
                "- sample: {intervention: 40, unit: children}",
                "+ sample: {intervention: 41, unit: children}",
            ],
        ),
        ({"region": "Two valleys"}, ["+ region: Two valleys"]),
        ({"sample.unit": ""}, ["- sample: {intervention: 40, unit: children}", "+ sample: {intervention: 40}"]),
        ({"year": ""}, ["- # When it was published:", "- year: 2019"]),
        ({"authors": "Ola B"}, ["-   - Lee A", "-   - Dahl D", "+   - Ola B"]),
        ({"authors": "Lee A; Dahl D; Ola B"}, ["+   - Ola B"]),
        (
            {"outcomes.2.label": "crows"},
            ['-   - {outcome: other, label: "owls"}', '+   - {outcome: other, label: "crows"}'],
        ),
        ({"outcomes.3.outcome": "sleep"}, ["+   - outcome: sleep"]),
        (
            {"provenance.source.kind": "abstract"},
            [
                "-   source: https://example.org/",
                "+   source:",
                "+     url: https://example.org/",
                "+     kind: abstract",
            ],
        ),
        ({"intervention": "a; b"}, ["+ intervention: [a, b]"]),
        ({"publication.journal": "J"}, ["+ publication:", "+   journal: J"]),
    ],
)
def test_a_change_touches_its_own_lines_alone(values, lines):
    assert changes(values) == lines


@pytest.mark.parametrize("name", ["country", "comparison_confirmed"])
def test_a_new_name_goes_where_the_format_has_it(name):
    lines = rewrite.changed(TEXT, {name: "true"}).splitlines()
    assert lines.index("year: 2019") < lines.index(f"{name}: true") < lines.index("outcomes:")


def test_any_value_of_any_study_can_be_changed_and_no_other_changes_with_it():
    checked = 0
    for path in sorted(STUDIES.iterdir()):
        text = path.read_text("utf-8")
        before = sheet.flat(yaml_text.raw(text))
        for name in list(before)[:: max(1, len(before) // 6)]:
            after = sheet.flat(yaml_text.raw(rewrite.changed(text, {name: "Another value"})))
            assert after == {**before, name: "Another value"}, (path.name, name)
            checked += 1
    assert checked > 100


def test_a_file_in_braces_is_written_as_a_whole(tmp_path):
    shutil.rmtree(tmp_path)
    assert rewrite.changed("{title: A, year: 2019}\n", {"year": "2020"}) == "{title: A, year: 2020}\n"


def test_one_author_without_a_list_becomes_a_list_of_several():
    assert rewrite.changed("authors: Berg C\n", {"authors": "Berg C; Dahl D"}) == "authors: [Berg C, Dahl D]\n"
