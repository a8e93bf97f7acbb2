"""Threat 1, a stranger's pull request: names of files and ids that would lead somewhere else are refused in words."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator import load, make, write
from generator.aliases import path_of
from generator.files import CONTROL
from generator.kinds import FormerAddress, Identifier
from generator.problems import Misfit

EVIL = [
    "..",
    ".",
    "",
    "../a",
    "../../../../etc/passwd",
    "a/../../b",
    "/etc/passwd",
    "~/a",
    "C:",
    "C:\\a",
    "c:a",
    "\\\\host\\a",
    "a\\..\\b",
    "a/b",
    "con",
    "PRN",
    "Aux",
    "nul",
    "COM1",
    "lpt9",
    "a.",
    "a ",
    " a",
    "a.b",
    ".a",
    "-a",
    "a-",
    "a\x00",
    "a\x00.html",
    "a\nb",
    "a\r\n",
    "a\tb",
    "a" * 81,
    "a" * 5000,
    "%2e%2e",
    "a%00",
    "а",
    "ａ",
    "a\u200bb",
    "a\u202eb",
    "․․",
    "a／b",
    "a∕b",
    "é",
    "🙂",
    "a:b",
    "a*",
    "a?",
    'a"b',
    "a<b>",
    "a|b",
    "a'b",
    "a&b",
    "a#b",
    "a;b",
    "$(a)",
    "`a`",
    "{{a}}",
    "a@b",
]
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", EVIL)
def test_no_such_id(name):
    with pytest.raises(Misfit, match="cannot be an id – "):
        Identifier().read(name)


@pytest.mark.parametrize("name", [name for name in EVIL if name not in ("a-", "a/b", "-a", "a.b", "a" * 81)])
def test_no_such_former_address(name):
    for text in (name, f"{name}/a.html", f"a/{name}/"):
        if name or text != "a//":
            with pytest.raises(Misfit, match="cannot be a former address – "):
                FormerAddress().read(text)


@pytest.mark.parametrize(
    "name", [name for name in EVIL if 0 < len(name) < 200 and not set(name) & set("\x00/\ud800")][2:]
)
def test_a_file_with_such_a_name_is_told_and_not_read(tiny, name):
    file = tiny / "reviews" / "fictional" / "studies" / f"{name}.yaml"
    file.write_text((tiny / "reviews/fictional/studies/lee-2019.yaml").read_text("utf-8"), "utf-8")
    content, problems = load.content(tiny)
    passed_over = name.startswith(".")
    assert (content is not None) == passed_over
    assert [one.message for one in problems if "cannot be an id" not in one.message] == []
    assert len(problems) == (not passed_over)
    assert not any(CONTROL.search(str(problem.place)) for problem in problems)


def test_a_folder_with_such_a_name_is_told(tiny):
    os.rename(tiny / "reviews" / "fictional", tiny / "reviews" / "nul")
    assert any("Windows keeps this name for itself" in one.message for one in load.content(tiny)[1])


def test_a_link_to_a_folder_elsewhere_is_told_and_not_followed(tiny, tmp_path):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "review.yaml").write_text("title: Nobody may read this", "utf-8")
    (tiny / "reviews" / "other").symlink_to(tmp_path / "other")
    _, problems = load.content(tiny)
    assert any("link to somewhere outside" in one.message for one in problems)


def test_a_pipe_keeps_nobody_waiting(tiny):
    os.mkfifo(tiny / "pages" / "pipe.md")
    assert any("it is not a file of text" in one.message for one in load.content(tiny)[1])


@pytest.mark.parametrize("name", ["a-b/c/", "old/page.html", "a.b/c.d.html", "_a/"])
def test_every_former_address_that_is_taken_stays_below_the_site(name, tmp_path):
    path = tmp_path / "site" / path_of(FormerAddress().read(name), "reviews/")
    assert path.resolve().is_relative_to(tmp_path / "site")


def test_a_build_writes_nothing_outside_of_its_folder(tiny, tmp_path):
    """Nor through links that somebody has put there before it."""
    output = tmp_path / "site"
    (tmp_path / "elsewhere").mkdir()
    output.mkdir()
    (output / "reviews").symlink_to(tmp_path / "elsewhere")
    made = make.site(tiny, ROOT / "templates", ROOT / "static")
    report = write.folder(output, made.files)
    assert report.refused or list((tmp_path / "elsewhere").iterdir()) == []
    assert list((tmp_path / "elsewhere").iterdir()) == []
