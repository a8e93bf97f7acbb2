from __future__ import annotations

import pytest

from generator import write
from generator.verify import differences, others

FILES = {"index.html": b"one", "a/b.html": b"two"}


@pytest.fixture
def site(tmp_path):
    write.folder(tmp_path / "site", FILES)
    return tmp_path / "site"


def test_a_folder_that_a_build_made_differs_in_nothing(site):
    assert differences(site, FILES) == []


def test_whatever_is_not_as_it_was_made_is_named(site):
    (site / "index.html").write_bytes(b"One")
    (site / "a" / "b.html").unlink()
    assert differences(site, FILES) == [
        ("a/b.html", "is missing"),
        ("index.html", "is not as this content makes it"),
    ]


def test_what_an_earlier_build_wrote_and_no_content_makes_is_named(site):
    assert differences(site, {"index.html": b"one"}) == [("a/b.html", "is not made by this content")]


def test_what_no_build_wrote_makes_no_difference_and_is_named_apart(site):
    (site / "CNAME").write_text("evidence.example.org")
    (site / "a" / "mine.txt").touch()
    assert differences(site, FILES) == []
    assert others(site, FILES) == ["CNAME", "a/mine.txt"]


def test_a_link_is_no_file_even_if_it_leads_to_the_same(site, tmp_path):
    (tmp_path / "elsewhere").write_bytes(b"one")
    (site / "index.html").unlink()
    (site / "index.html").symlink_to(tmp_path / "elsewhere")
    (site / "more").symlink_to(tmp_path)
    assert differences(site, FILES) == [("index.html", "is a link or a folder, not a file")]
    assert others(site, FILES) == ["more"]


def test_where_nothing_is_all_is_missing(tmp_path):
    assert [words for _, words in differences(tmp_path / "nowhere", FILES)] == ["is missing"] * 2


def test_what_a_killed_build_left_is_named_once(site):
    (site / ".being-written-1").mkdir()
    (site / ".being-written-1" / "0").touch()
    (site / ".being-written.lock").touch()
    assert differences(site, FILES) == [
        (".being-written-1", "a build was killed here, or is at work – the next build clears up after it")
    ]
