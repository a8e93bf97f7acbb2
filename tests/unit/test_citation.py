"""CITATION.cff, made by hand, says of the program what pyproject.toml says."""

from __future__ import annotations

import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]


def test_the_program_is_cited_as_it_is_called():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert (cited["title"], cited["version"]) == (project["name"], project["version"])
    assert cited["abstract"] == project["description"]
    # What the format asks for (Citation File Format 1.2.0); the rest of it was held against its schema by hand.
    assert {"cff-version", "message", "authors"} <= cited.keys()
    assert cited["cff-version"] == "1.2.0"
