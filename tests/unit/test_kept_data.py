from __future__ import annotations

import pytest
from examples import lookup, review, study

from generator.export.of_review import ReviewData
from generator.kept import BESIDE
from generator.kept_data import KeptData


@pytest.fixture
def data():
    one = review(study("a"))
    return ReviewData(one, lookup(one), ()).contribution


def test_what_was_kept_comes_back_as_it_was(tmp_path, data):
    kept = KeptData(str(tmp_path / "site"))
    states = kept.keep("fictional", data)
    assert kept.lies_as_before(states)
    assert KeptData(str(tmp_path / "site")).load("fictional") == data


def test_what_is_cut_short_or_gone_is_nothing(tmp_path, data):
    kept = KeptData(str(tmp_path / "site"))
    kept.keep("fictional", data)
    (path,) = tmp_path.iterdir()
    path.write_bytes(path.read_bytes()[:-9])
    assert kept.load("fictional") is None
    path.unlink()
    assert kept.load("fictional") is None


def test_what_could_not_be_kept_does_not_lie_there(tmp_path, data):
    (tmp_path / "file").write_text("")
    kept = KeptData(str(tmp_path / "file" / "site"))
    assert not kept.lies_as_before(kept.keep("fictional", data))


def test_reviews_that_went_are_forgotten_and_others_caches_are_left_alone(tmp_path, data):
    kept, other = KeptData(str(tmp_path / "site")), KeptData(str(tmp_path / "other"))
    for name in ("a", "b"):
        kept.keep(name, data)
        other.keep(name, data)
        (tmp_path / f"site.{name}.data{BESIDE}").write_text("what a killed build left")
    kept.forget_all_but(["a"])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other.a.data", "other.b.data", "site.a.data"]
