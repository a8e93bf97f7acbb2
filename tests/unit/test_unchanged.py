from __future__ import annotations

from pathlib import Path

import pytest

import build
from generator import kept
from generator.unchanged import unchanged

ROOT = Path(__file__).parents[2]


@pytest.fixture
def words(tiny, tmp_path):
    """The words of a plain build of the tiny content."""
    folders = {"content": tiny, "templates": ROOT / "templates", "static": ROOT / "static"}
    folders |= {"output": tmp_path / "site", "cache": tmp_path / "cache"}
    return [word for name, folder in folders.items() for word in (f"--{name}", str(folder))]


def test_before_the_first_build_nothing_is_known(words):
    assert unchanged(words) == ""


def test_after_a_build_it_is_told_that_nothing_changes(words, capsys):
    assert build.main(words) == 0
    first = capsys.readouterr().out
    said = unchanged(words)
    assert said.endswith(" s")
    assert " 0 files written, " in said
    assert said.split(";")[0] == first.split(";")[0]
    assert kept.TOOK not in said


def test_a_folder_may_stand_behind_an_equals_sign(words):
    build.main(words)
    assert unchanged([f"{name}={value}" for name, value in zip(words[::2], words[1::2], strict=True)])


@pytest.mark.parametrize("more", [["--compress"], ["--strict"], ["--help"], ["check"], ["--output"], ["--what", "x"]])
def test_any_other_word_is_for_the_whole_command_line(words, more):
    build.main(words)
    assert unchanged([*words, *more]) == ""


def test_a_change_of_content_or_output_has_to_be_built(words, tiny, tmp_path):
    build.main(words)
    page = tmp_path / "site" / "index.html"
    page.write_text("somebody was here")
    assert unchanged(words) == ""
    build.main(words)
    assert unchanged(words)
    (tiny / "site.yaml").write_text((tiny / "site.yaml").read_text() + "#\n")
    assert unchanged(words) == ""


def test_the_list_of_what_is_ours_is_missed_too(words, tmp_path):
    build.main(words)
    (tmp_path / "site" / ".written-by-build").unlink()
    assert unchanged(words) == ""


def test_a_link_in_the_place_of_a_folder_is_no_build_of_ours_and_is_told_once(words, tmp_path, capsys):
    build.main(words)
    reviews = tmp_path / "site" / "reviews"
    reviews.rename(tmp_path / "elsewhere")
    reviews.symlink_to(tmp_path / "elsewhere")
    assert unchanged(words) == ""
    capsys.readouterr()
    assert build.main(words) == 1
    assert capsys.readouterr().err.splitlines() == [
        f"{reviews}: a link stands where the build would write – remove it",
        "1 problem to mend. Nothing was written.",
    ]
    reviews.unlink()
    assert build.main(words) == 0
    assert unchanged(words)


def test_a_site_that_was_asked_for_with_more_is_not_taken_for_a_plain_one(words):
    build.main([*words, "--compress"])
    assert unchanged(words) == ""
