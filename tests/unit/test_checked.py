"""A check of what has not changed says the same, and is told without anything that reads content."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
import small_templates

import build
from generator import checked, kept

ROOT = Path(__file__).parents[2]
HEAVY = "argparse dataclasses hashlib pathlib re typing yaml markdown jinja2 generator.checking"
STUDY = "content/reviews/fictional/studies/lee-2019.yaml"


@pytest.fixture
def at_work(tiny, templates, tmp_path, in_folder):
    """A folder with content and templates, in which one works."""
    for path in (ROOT / "templates").glob("pages/**/*.html"):
        small_templates.write(templates, path.relative_to(ROOT / "templates"), '{% extends "base.html" %}')
    (tmp_path / "static").symlink_to(ROOT / "static")
    in_folder(tmp_path)
    return tmp_path


@pytest.fixture
def run(at_work, capsys):
    """Run a check, and give all that is to be seen of it."""

    def run(*words):
        code = build.main(["check", *words])
        seen = capsys.readouterr()
        return code, seen.out, seen.err

    return run


@pytest.fixture
def anew(monkeypatch):
    """The checks that had to look."""
    looked = []
    told = checked._told_anew
    monkeypatch.setattr(checked, "_told_anew", lambda *given: looked.append(1) or told(*given))
    return looked


def write_into(name, old, new):
    text = Path(name).read_text("utf-8")
    assert old in text
    Path(name).write_text(text.replace(old, new, 1), "utf-8")


def break_a_rule():
    write_into(STUDY, "year: 2019", "year: 1850")


def warn():
    write_into("content/pages/how.md", "Start with", "By the EEG, start with")


@pytest.mark.parametrize("words", [(), ("--strict",), ("--format", "json"), ("--format=github",)])
@pytest.mark.parametrize("first", [lambda: None, break_a_rule, warn], ids=["clean", "problem", "warning"])
def test_the_second_time_the_same_is_said_in_each_format_without_a_look(run, anew, words, first):
    first()
    said = run(*words)
    assert run(*words) == said
    assert anew == [1]


def test_a_format_that_nobody_asked_for_yet_is_told_without_a_look_as_well(run, anew):
    warn()
    assert run()[0] == 0
    code, out, err = run("--format", "json", "--strict")
    assert (code, err, len(json.loads(out)["problems"])) == (1, "", 1)
    assert anew == [1]


@pytest.mark.parametrize("name", [STUDY, "content/glossary.yaml", "templates/pages/study.html"])
def test_a_change_is_looked_at(run, anew, name):
    run()
    with open(name, "a", encoding="utf-8") as file:
        file.write("\n")
    run()
    assert len(anew) == 2


def test_a_mistake_that_comes_and_goes_is_told_and_is_no_more(run):
    clean = run()
    write_into(STUDY, "year: 2019", "year: 1850")
    code, _, err = run()
    assert code == 1
    assert "a study of 1850 is not possible here" in err
    write_into(STUDY, "year: 1850", "year: 2019")
    assert run() == clean


def test_what_is_kept_may_be_deleted_or_cut_at_any_time(run, anew, at_work):
    said = run()
    for path in (at_work / ".cache" / "site").iterdir():
        path.write_bytes(path.read_bytes()[:-1])
    assert run() == said
    assert len(anew) == 2
    for path in (at_work / ".cache" / "site").iterdir():
        path.unlink()
    assert run() == said
    assert len(anew) == 3


def test_in_another_folder_files_have_other_names(run, at_work, in_folder):
    break_a_rule()
    words = [f"--{name}={at_work / name}" for name in ("content", "templates", "static")]
    words.append(f"--cache={at_work / '.cache'}")
    assert run(*words)[2].startswith(f"{STUDY}:")
    (at_work / "elsewhere").mkdir()
    in_folder(at_work / "elsewhere")
    assert run(*words)[2].startswith(f"{at_work / STUDY}:")


@pytest.mark.parametrize("spelt", ["content/", "./content", "content//"])
def test_a_folder_is_one_folder_however_it_is_written(run, anew, spelt):
    assert run()[1].startswith("content: ")
    assert run("--content", spelt)[1].startswith("content: ")
    assert anew == [1]


def test_a_folder_that_is_not_there_is_not_an_empty_one(run):
    assert "there is no such folder" in run("--content", "gone")[2]
    os.mkdir("gone")
    assert "there is no such file" in run("--content", "gone")[2]


@pytest.mark.parametrize("days", [1, -1])
def test_a_problem_is_told_again_on_the_same_day_alone(run, anew, monkeypatch, days):
    break_a_rule()
    run()
    other = date.today() + timedelta(days)
    monkeypatch.setattr(checked.time, "strftime", lambda _: other.isoformat())
    run()
    assert len(anew) == 2


def test_a_warning_that_comes_with_a_day_is_told_from_that_day_on(run, anew, monkeypatch):
    write_into("content/reviews/fictional/review.yaml", "next_review: 2027-11", "next_review: 2100-01")
    assert run()[2] == ""
    monkeypatch.setattr(checked.time, "strftime", lambda _: "2100-01-31")
    assert run()[2] == ""
    assert anew == [1]
    monkeypatch.setattr(checked.time, "strftime", lambda _: "2100-02-01")
    assert "this page was to be looked at again in 2100-01" in run()[2]


def test_what_changed_while_it_was_looked_at_is_not_kept(run, anew, monkeypatch):
    keep = checked.State.can_be_kept

    def changed(state):
        break_a_rule()
        return keep(state)

    monkeypatch.setattr(checked.State, "can_be_kept", changed)
    assert run()[0] == 0
    monkeypatch.setattr(checked.State, "can_be_kept", keep)
    assert run()[0] == 1


@pytest.mark.parametrize("cache", ["content/.cache", "templates/../content", "templates"])
def test_nothing_is_kept_in_what_is_looked_at(run, at_work, cache):
    before = sorted(at_work.rglob("*"))
    assert run("--cache", cache)[0] == 0
    assert sorted(at_work.rglob("*")) == before


def test_a_cache_that_cannot_be_written_costs_time_alone(run, at_work, anew):
    (at_work / "file").write_text("")
    said = run("--cache", "file/in-a-file")
    assert run("--cache", "file/in-a-file") == said
    assert len(anew) == 2


def test_another_program_looks_anew(run, anew, at_work):
    run()
    for path in (at_work / ".cache" / "site").iterdir():
        values = kept.load(str(path))
        kept.save(str(path), values | {"program": b"another", "parts": "rubbish", "words": 1})
    assert run()[0] == 0
    assert len(anew) == 2


@pytest.mark.parametrize(
    "words", [["--links"], ["--format", "xml"], ["--what"], ["--content"], ["--help"], ["--strict=1"]]
)
def test_any_other_word_is_for_the_whole_command_line(words):
    assert checked.main(words) is None


def test_links_are_asked_each_time(run, monkeypatch):
    from generator import elsewhere

    asked = []
    monkeypatch.setattr(elsewhere, "problems", lambda content: asked.append(content.site.title) or [])
    run()
    assert run("--links") == run("--links")
    assert len(asked) == 2
    break_a_rule()
    assert run("--links")[0] == 1
    assert len(asked) == 2


def test_it_is_told_without_loading_what_reads_content(at_work):
    run_once = "import sys; before = set(sys.modules); import build; build.main(['check'])\n"
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{run_once}"
    code += f"print(*(set({HEAVY.split()}) & set(sys.modules) - before))"
    build.main(["check"])
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.splitlines() == ["content: all is well with 1 review and 3 studies", ""]
