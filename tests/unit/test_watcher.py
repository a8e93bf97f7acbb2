from __future__ import annotations

import os

import pytest

from generator import watcher


@pytest.fixture
def content(tmp_path):
    folder = tmp_path / "content"
    folder.mkdir()
    return folder


def listening(changes):
    """Changes, from when none is missed."""
    assert next(changes) == set()
    return changes


def test_changes_are_told_in_bursts(content):
    told = listening(watcher.changes([content]))
    (content / "one.yaml").write_text("x")
    assert content / "one.yaml" in next(told)


def test_a_folder_that_was_taken_away_is_listened_to_again_when_it_is_back(content):
    told = listening(watcher.changes([content, content.parent / "other"]))
    content.rename(content.parent / "away")
    content.mkdir()
    assert None in (next(told) for _ in range(5))
    listening(told)
    (content / "one.yaml").write_text("x")
    assert content / "one.yaml" in next(told)


def test_where_nobody_tells_of_changes_they_are_looked_for(content, monkeypatch):
    def refuse(*_):
        raise OSError("too many watches")

    monkeypatch.setattr(watcher, "told", refuse)
    said = []
    told = listening(watcher.changes([content], said.append))
    assert said == ["changes are looked for every 0.8 s: no events of the file system (too many watches)"]
    (content / "one.yaml").write_text("x")
    assert next(told) == {content / "one.yaml"}


def test_files_that_come_change_and_go_are_found(content):
    kept, changed, gone = (content / name for name in ("a.yaml", "b.yaml", "c.yaml"))
    for path in (kept, changed, gone):
        path.write_text("x")
    found = listening(watcher.looked_for([content], pause=0))
    changed.write_text("y")
    os.utime(changed, ns=(1, 1))
    gone.unlink()
    (content / "d").mkdir()
    (content / "d" / "e.yaml").write_text("x")
    assert next(found) == {changed, gone, content / "d" / "e.yaml"}


def test_a_folder_that_is_not_there_holds_nothing(tmp_path):
    assert watcher.states([tmp_path / "gone"]) == {}
