"""How much work a command does on the real content, in counts: they are the same on every machine, and a change that
makes one of them rise has to say why."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from generator import load, text
from generator.again import Again, Folders
from generator.render import Renderer

ROOT = Path(__file__).parents[2]
REVIEW = "reviews/shared-decision-making-family-meetings"
STUDY = f"{REVIEW}/studies/sundell-2004.yaml"
STUDIES, SHARED = 33, 13  # files: those of the studies, and those that all reviews share


@pytest.fixture
def folders(tmp_path):
    content = Path(shutil.copytree(ROOT / "content", tmp_path / "content"))
    return Folders(content, ROOT / "templates", ROOT / "static", tmp_path / "site", tmp_path / "cache")


@pytest.fixture
def work(monkeypatch):
    """What is done, counted."""
    done: Counter[str] = Counter()

    def counted(name, function):
        def count(*values, **more):
            done[name] += 1
            return function(*values, **more)

        return count

    monkeypatch.setattr(load, "_read", counted("read", load._read))
    monkeypatch.setattr(Renderer, "page", counted("rendered", Renderer.page))
    monkeypatch.setattr(text, "_clean", counted("converted", text._clean))
    text.html.cache_clear()
    return done


def build(folders, done):
    done.clear()
    text.html.cache_clear()
    again = Again(folders, date(2026, 11, 25))
    report = again.write(again.site())
    again.keep("said")
    return dict(done), report.written


def change(folders, name, old, new):
    path = folders.content / name
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")


def test_a_first_build_reads_each_file_and_makes_each_page_once(folders, work):
    done, written = build(folders, work)
    files = [path for path in folders.content.rglob("*") if path.is_file()]
    pages = [path for path in folders.output.rglob("*.html") if path.is_file()]
    assert done["read"] == len(files)
    assert done["rendered"] == len(pages)
    assert written > len(pages)


def test_a_build_that_changes_nothing_reads_no_review_and_makes_no_page(folders, work):
    build(folders, work)
    done, written = build(folders, work)
    assert done.get("read", 0) <= SHARED + 2
    assert (done.get("rendered", 0), done.get("converted", 0), written) == (0, 0, 0)


def test_a_study_that_changes_reads_its_review_and_makes_the_pages_that_show_it(folders, work):
    build(folders, work)
    change(folders, STUDY, "year: 2004", "year: 2005")
    done, written = build(folders, work)
    assert done["read"] <= STUDIES + 1 + SHARED + 2
    # Its own page, those that show all studies, and that of the data.
    assert done["rendered"] <= 14
    assert done["converted"] <= 30
    assert written <= 30


def modules(*words, folder):
    """How many modules a command has loaded by its end."""
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import build\ntry: build.main({list(words)!r})\n"
    code += "except SystemExit: pass\nfinally: print(len(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, timeout=120, check=True
    )
    return int(done.stdout.split()[-1])


def test_few_modules_are_loaded_where_little_is_done(folders, tmp_path):
    words = [
        word
        for name in ("content", "templates", "static", "output", "cache")
        for word in (f"--{name}", str(getattr(folders, name)))
    ]
    most = {"--help": 95, "build": 350, "unchanged": 76}
    assert modules("--help", folder=tmp_path) <= most["--help"]
    assert modules(*words, folder=tmp_path) <= most["build"]
    assert modules(*words, folder=tmp_path) <= most["unchanged"]
