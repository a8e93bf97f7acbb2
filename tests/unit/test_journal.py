from __future__ import annotations

import json

import pytest

from generator import journal, owned, write
from generator.journal import Journal, checksum

FILES = {"a.css": b"style", "new.html": b"new", "index.html": b"home"}
PLAN = Journal(
    (), {"a.css": checksum(b"style"), "new.html": checksum(b"new")}, {"index.html": checksum(b"home")}, ("x",)
)


@pytest.fixture
def output(tmp_path):
    """A site with a page that changes and one that goes."""
    write.folder(tmp_path / "site", {"index.html": b"HOME", "x": b"x"})
    return tmp_path / "site"


@pytest.fixture
def staged(output):
    staging = output / f"{journal.STAGING}1"
    journal.stage(staging, PLAN, FILES, {"index.html", "x"}, set(FILES))
    return staging


def pages(output):
    return {path.name: path.read_bytes() for path in output.iterdir() if path.is_file() and path.name != owned.LIST}


def test_what_was_written_down_is_read_again(staged):
    assert journal.read(staged) == PLAN
    assert journal.waiting(staged, PLAN) == list(FILES)


def test_until_it_is_completed_nothing_has_happened(output, staged):
    assert pages(output) == {"index.html": b"HOME", "x": b"x"}


def test_completed_it_is_the_new_site_and_nothing_is_left_of_it(output, staged):
    assert journal.complete(output, staged, PLAN) == 1
    assert pages(output) == FILES
    assert owned.listed(output) == set(FILES)
    assert journal.left_behind(output) == []


def test_without_its_name_a_journal_is_unfinished(staged):
    (staged / journal.NAME).rename(staged / f"{journal.NAME}.tmp")
    assert journal.read(staged) is None


@pytest.mark.parametrize("data", [b"", b"new!", b"ne"])
def test_a_file_that_the_disk_has_lost_makes_the_journal_worth_nothing(staged, data):
    (staged / "1").write_bytes(data)
    assert journal.read(staged) is None


@pytest.mark.parametrize("told", ["", "{", "[]", "null", "{}", '{"first": []}', "\xff"])
def test_what_is_no_journal_is_none(staged, told):
    (staged / journal.NAME).write_text(told, "latin-1")
    assert journal.read(staged) is None


@pytest.mark.parametrize("path", ["../victim", "/victim", "a/../../victim"])
@pytest.mark.parametrize("part", ["first", "last"])
def test_a_journal_that_would_lead_out_of_the_folder_is_none(output, staged, part, path):
    told = json.loads((staged / journal.NAME).read_bytes())
    (staged / journal.NAME).write_text(json.dumps({**told, part: [path]}), "utf-8")
    assert journal.read(staged) is None
    with write.alone(output):
        pass
    assert pages(output) == {"index.html": b"HOME", "x": b"x"}
    assert journal.left_behind(output) == []


def test_the_order_is_what_is_new_then_what_changed_then_what_goes(output, staged, monkeypatch):
    done = []
    replace, remove = journal.os.replace, owned.remove
    monkeypatch.setattr(journal.os, "replace", lambda source, to: (done.append(to.name), replace(source, to))[1])
    monkeypatch.setattr(owned, "remove", lambda folder, path: (done.append(path), remove(folder, path))[1])
    journal.complete(output, staged, PLAN)
    assert done == [owned.LIST, "a.css", "new.html", "index.html", "x", owned.LIST]


def test_data_and_images_come_before_pages_and_what_changes_its_capitals_goes_first(output):
    plan = write._plan(output, {"b.html": b"", "X": b"x", "a.css": b"", "index.html": b"HOME"}, {"x"})
    assert plan.first == ("x",)
    assert list(plan.new) == ["X", "a.css", "b.html"]
    assert plan.changed == {}


def test_only_folders_of_our_own_are_staging_folders(output, tmp_path):
    (output / f"{journal.STAGING}notes").mkdir()
    (output / f"{journal.STAGING}2").symlink_to(tmp_path)
    (output / f"{journal.STAGING}3").touch()
    for number in (10, 9):
        (output / f"{journal.STAGING}{number}").mkdir()
    found = journal.left_behind(output)
    assert [path.name for path in found] == [f"{journal.STAGING}9", f"{journal.STAGING}10"]
    assert journal.next_to(found, output).name == f"{journal.STAGING}11"
    write.folder(output, FILES)
    assert (output / f"{journal.STAGING}notes").is_dir()
    assert (output / f"{journal.STAGING}2").is_symlink()
    assert journal.left_behind(output) == []


def test_a_file_of_somebody_else_that_came_since_is_not_overwritten(output, staged):
    (output / "new.html").write_bytes(b"mine")
    with write.alone(output):
        pass
    assert pages(output) == {"index.html": b"HOME", "x": b"x", "new.html": b"mine"}
    assert write.folder(output, FILES).refused == (("new.html", write.NOT_OURS),)
    assert pages(output) == {"index.html": b"HOME", "x": b"x", "new.html": b"mine"}
