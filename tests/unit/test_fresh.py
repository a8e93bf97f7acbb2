from __future__ import annotations

import pytest

from generator import kept, owned
from generator.fresh import Fresh, NotWritten

FILES = {"index.html": b"one", "a/b/c.html": b"three"}


@pytest.fixture
def output(tmp_path):
    return tmp_path / "site"


def beside(output):
    return [path.name for path in output.parent.iterdir() if path != output]


def test_nothing_is_there_until_all_of_it_is(output):
    fresh = Fresh(output)
    fresh.add(FILES)
    assert not output.exists()
    assert fresh.finish(FILES)
    assert {path: (output / path).read_bytes() for path in FILES} == FILES
    assert owned.listed(output) == set(FILES)
    assert beside(output) == []


def test_files_lie_in_their_place_as_they_were_written(output):
    fresh = Fresh(output)
    states = fresh.add(FILES)
    fresh.finish(FILES)
    assert kept.states(str(output), FILES) == states


def test_where_something_is_by_now_nothing_is_put(output):
    fresh = Fresh(output)
    fresh.add(FILES)
    output.mkdir()
    (output / "mine.txt").write_text("mine")
    assert not fresh.finish(FILES)
    assert [path.name for path in output.iterdir()] == ["mine.txt"]
    assert beside(output) == []


def test_what_is_dropped_leaves_nothing(output):
    fresh = Fresh(output)
    fresh.add(FILES)
    fresh.drop()
    assert list(output.parent.iterdir()) == []


def test_what_a_killed_build_left_is_cleared_away_and_what_a_living_one_makes_is_not(output):
    left = output.parent / f".being-made-{output.name}-999999"
    left.mkdir()
    living = Fresh(output)
    living.folder = living.folder.rename(output.parent / f".being-made-{output.name}-888888")
    other = Fresh(output)
    assert not left.exists()
    assert living.folder.exists()
    other.drop()
    living.drop()


def test_a_folder_that_is_there_does_not_fit_nor_does_a_link_to_nowhere(output):
    assert Fresh.fits(output)
    output.symlink_to("nowhere")
    assert not Fresh.fits(output)


def test_a_disk_that_takes_a_file_no_more_is_told_in_words(output):
    fresh = Fresh(output)
    with pytest.raises(NotWritten, match="this cannot be written – File exists"):
        fresh.add({"a": b"", "a/b": b""})
    fresh.drop()
