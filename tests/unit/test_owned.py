from __future__ import annotations

import os

import pytest

from generator import owned


def test_what_is_listed_is_read_again(tmp_path):
    (tmp_path / owned.LIST).write_bytes(owned.as_list(["b/ü.html", "a.html"]))
    assert owned.listed(tmp_path) == {"a.html", "b/ü.html"}
    assert owned.as_list(["b", "a"]) == owned.as_list(["a", "b"])


def test_a_list_is_read_once_for_as_long_as_it_lies_as_it_does(tmp_path):
    (tmp_path / owned.LIST).write_bytes(owned.as_list(["a.html"]))
    assert owned.listed(tmp_path) is owned.listed(tmp_path)
    (tmp_path / "new").write_bytes(owned.as_list(["b.html"]))
    os.replace(tmp_path / "new", tmp_path / owned.LIST)
    assert owned.listed(tmp_path) == {"b.html"}


def test_names_in_a_list_that_would_lead_out_do_not_count(tmp_path):
    (tmp_path / owned.LIST).write_text("# a list\na.html\n/b\n../c\nd/../e\n.\n\n.nojekyll\nf\\g\n")
    assert owned.listed(tmp_path) == {"a.html", ".nojekyll"}


def test_a_folder_in_the_place_of_the_list_is_none(tmp_path):
    (tmp_path / owned.LIST).mkdir()
    assert owned.listed(tmp_path) == set()


def test_without_a_list_nothing_is_ours(tmp_path):
    assert owned.listed(tmp_path) == set()


@pytest.mark.parametrize("path", ["../a", "a/../../b", "/a", "..", ".", "", "a\\..\\b", "a\0b"])
def test_a_path_that_may_lead_out_does_not_stay_inside(path):
    assert not owned.stays_inside(path)


def test_a_file_is_removed_with_the_folders_that_it_leaves_empty(tmp_path):
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "c.html").touch()
    assert owned.remove(tmp_path, "a/b/c.html") == 1
    assert list(tmp_path.iterdir()) == []


def test_folders_that_a_killed_build_left_empty_go_as_well(tmp_path):
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert owned.remove(tmp_path, "a/b/c.html") == 0
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_removed_behind_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "c.html").touch()
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "a").symlink_to(tmp_path / "real")
    assert owned.remove(tmp_path / "site", "a/c.html") == 0
    assert (tmp_path / "real" / "c.html").exists()
