"""Inputs at which a fuzzer once broke a law, each by a name that says what was wrong, and the laws themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from fuzz import seeds
from fuzz.laws import LAWS

FOUND = sorted(path for path in (Path(__file__).parent / "found").rglob("*") if path.is_file())


@pytest.mark.parametrize("path", FOUND, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_once_broke_a_law_does_so_no_more(path):
    LAWS[path.parent.name](path.read_bytes())


@pytest.mark.parametrize("target", LAWS)
def test_every_target_has_seeds_and_they_keep_its_law(target):
    found = seeds.of(target)
    assert found
    for seed in found[:60]:
        LAWS[target](seed)
