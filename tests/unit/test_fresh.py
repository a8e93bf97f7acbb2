from __future__ import annotations

import os

import pytest

from generator import fresh, kept, lock, owned
from generator.fresh import Fresh, NotWritten

FILES = {"index.html": b"one", "a/b/c.html": b"three"}


@pytest.fixture
def output(tmp_path):
    return tmp_path / "site"


def beside(output):
    return [path.name for path in output.parent.iterdir() if path != output]


def test_nothing_is_there_until_all_of_it_is(output):
    made = Fresh(output)
    made.add(FILES)
    assert not output.exists()
    assert made.finish(FILES)
    assert {path: (output / path).read_bytes() for path in FILES} == FILES
    assert owned.listed(output) == set(FILES)
    assert beside(output) == []


def test_files_lie_in_their_place_as_they_were_written(output):
    made = Fresh(output)
    states = made.add(FILES)
    made.finish(FILES)
    assert kept.states(str(output), FILES) == states


def test_where_something_is_by_now_nothing_is_put(output):
    made = Fresh(output)
    made.add(FILES)
    output.mkdir()
    (output / "mine.txt").write_text("mine")
    assert not made.finish(FILES)
    made.drop()
    assert [path.name for path in output.iterdir()] == ["mine.txt"]
    assert beside(output) == []


@pytest.mark.parametrize("call", ["_handle", "_taken"], ids=["before it is opened", "before it is locked"])
def test_a_folder_that_another_build_cleared_away_before_it_was_locked_is_made_again(output, monkeypatch, call):
    real, cleared = getattr(lock, call), []

    def slow(what):
        if not cleared:
            cleared.append(only(output.parent.iterdir()))
            # As the other build does; it had the lock while this one waited.
            cleared[0].rmdir()
        return real(what)

    monkeypatch.setattr(lock, call, slow)
    made = Fresh(output)
    assert made.folder not in cleared
    made.add(FILES)
    assert made.finish(FILES)
    made.drop()
    assert beside(output) == []


def only(found):
    (one,) = found
    return one


def test_builds_that_have_one_number_do_not_take_each_others_folder(output, monkeypatch):
    """Two containers on one disk, or a number that was given again."""
    monkeypatch.setattr(os, "getpid", lambda: 7)
    one, other = Fresh(output), Fresh(output)
    assert one.folder != other.folder
    one.drop()
    other.drop()


def test_nobody_comes_in_while_what_a_killed_build_left_is_cleared_away(output, monkeypatch):
    left = output.parent / f".being-made-{output.name}-999999"
    left.mkdir()
    real, seen = fresh.shutil.rmtree, []

    def rmtree(folder, **more):
        with lock.if_free(folder) as free:
            seen.append((folder, free))
        real(folder, **more)

    monkeypatch.setattr(fresh.shutil, "rmtree", rmtree)
    Fresh(output).drop()
    assert seen[0] == (left, False)


def test_a_place_where_no_folder_can_be_made_is_told_in_words(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(NotWritten, match="this cannot be written – "):
        Fresh(tmp_path / "file" / "site")


def test_a_disk_that_takes_the_folder_no_more_is_told_in_words(output, monkeypatch):
    made = Fresh(output)

    def full(source, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "rename", full)
    with pytest.raises(NotWritten, match="this cannot be written – No space left on device"):
        made.finish({})
    made.drop()
    assert list(output.parent.iterdir()) == []


def test_what_is_dropped_leaves_nothing(output):
    made = Fresh(output)
    made.add(FILES)
    made.drop()
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
    made = Fresh(output)
    with pytest.raises(NotWritten, match="this cannot be written – File exists"):
        made.add({"a": b"", "a/b": b""})
    made.drop()


def test_what_somebody_holds_is_not_cleared_away_and_it_is_said(output):
    made = Fresh(output)
    assert not fresh.clear_away(output)
    made.held.close()
    assert fresh.clear_away(output)
    assert beside(output) == []
