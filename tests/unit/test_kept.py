from __future__ import annotations

import os

import pytest

from generator import kept

VALUES = {"program": b"\x00", "parts": {"a": {"files": [("index.html", 3, 5)]}}, "turns": ("2027-11~",)}


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "cache" / "one.index")


def test_what_is_kept_comes_back_the_same(path):
    kept.save(path, VALUES)
    assert kept.load(path) == VALUES


def test_nothing_is_kept_where_nothing_was_saved(path):
    assert kept.load(path) is None


@pytest.mark.parametrize(
    "harm", [lambda data: data[:-1], lambda data: data[:20], lambda _: b"", lambda _: b"\xff" * 99]
)
def test_what_is_cut_short_or_rubbish_is_nothing(path, harm):
    kept.save(path, VALUES)
    with open(path, "rb") as file:
        data = file.read()
    with open(path, "wb") as file:
        file.write(harm(data))
    assert kept.load(path) is None


def test_a_whole_file_under_the_name_of_another_is_nothing(path):
    kept.save(path, VALUES)
    os.rename(path, path.replace(".index", ".outlines"))
    assert kept.load(path.replace(".index", ".outlines")) is None


def test_any_byte_that_is_another_makes_it_nothing(path):
    kept.save(path, VALUES)
    with open(path, "rb") as file:
        data = file.read()
    for at in range(0, len(data), 7):
        with open(path, "wb") as file:
            file.write(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        assert kept.load(path) is None


def test_a_cache_that_cannot_be_written_is_no_harm(tmp_path):
    (tmp_path / "file").write_text("")
    kept.save(str(tmp_path / "file" / "one.index"), VALUES)
    assert kept.load(str(tmp_path / "file" / "one.index")) is None


def test_a_pipe_is_nothing_and_makes_room(path):
    kept.save(path, VALUES)
    os.unlink(path)
    for name in (path, path + kept.BESIDE):
        os.mkfifo(name)
    assert kept.load(path) is None
    kept.save(path, VALUES)
    assert kept.load(path) == VALUES
    assert os.listdir(os.path.dirname(path)) == ["one.index"]


def test_what_is_written_is_written_through_no_link(path, tmp_path):
    os.makedirs(os.path.dirname(path))
    (tmp_path / "mine").write_text("mine")
    os.symlink(tmp_path / "mine", path + kept.BESIDE)
    kept.save(path, VALUES)
    assert kept.load(path) == VALUES
    assert (tmp_path / "mine").read_text() == "mine"


def test_builds_into_two_folders_keep_apart(tmp_path):
    assert kept.place("c", "content", "one") != kept.place("c", "content", "two")
    assert kept.place("c", "content", "one") == kept.place("c", "./content", "one/")


def test_files_lie_as_before_until_one_changes(tmp_path):
    file = tmp_path / "a.html"
    file.write_text("a")
    states = kept.states(str(tmp_path), ["a.html"])
    assert kept.lie_as_before(str(tmp_path), states)
    file.write_text("ab")
    assert not kept.lie_as_before(str(tmp_path), states)
    file.unlink()
    assert not kept.lie_as_before(str(tmp_path), states)


def test_a_file_that_another_of_its_size_and_time_stands_for_does_not_lie_as_before(tmp_path):
    file = tmp_path / "a.html"
    file.write_text("a")
    states = kept.states(str(tmp_path), ["a.html"])
    before = file.stat()
    wait_for_another_time(tmp_path, before)
    file.write_text("b")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert not kept.lie_as_before(str(tmp_path), states)


def wait_for_another_time(folder, state):
    """The system's clock of files goes on in steps of some milliseconds."""
    while (folder / "clock").write_text("") or (folder / "clock").stat().st_ctime_ns == state.st_ctime_ns:
        continue


def test_what_stands_behind_a_link_to_a_folder_does_not_lie_as_before(tmp_path):
    (tmp_path / "reviews" / "a").mkdir(parents=True)
    (tmp_path / "index.html").write_text("a")
    (tmp_path / "reviews" / "a" / "index.html").write_text("a")
    states = kept.states(str(tmp_path), ["index.html", "reviews/a/index.html"])
    assert kept.lie_as_before(str(tmp_path), states)
    (tmp_path / "reviews").rename(tmp_path / "elsewhere")
    assert list(kept.lost(str(tmp_path), states)) == ["reviews/a/index.html"]
    (tmp_path / "reviews").symlink_to("elsewhere")
    assert list(kept.lost(str(tmp_path), states)) == ["reviews/a/index.html"]
    assert not kept.lie_as_before(str(tmp_path), states)


@pytest.mark.parametrize(
    ("days", "then", "today", "turned"),
    [
        ((), "2026-11-25", "2026-11-26", False),
        (("2026-11~",), "2026-11-25", "2026-11-30", False),
        (("2026-11~",), "2026-11-25", "2026-12-01", True),
        (("2026-11-25~",), "2026-11-25", "2026-11-26", True),
        (("2026-11-25~",), "2026-11-26", "2026-11-27", False),
        ((), "2026-11-25", "2026-11-24", True),
    ],
)
def test_a_day_on_which_a_warning_comes_is_noticed(days, then, today, turned):
    assert kept.has_turned(days, then, today) is turned


def test_what_a_killed_build_left_is_to_be_cleared_up_before_anything_is_called_unchanged(tmp_path):
    assert not kept.was_killed(str(tmp_path))
    (tmp_path / f"{kept.STAGING}1").mkdir()
    assert kept.was_killed(str(tmp_path))
