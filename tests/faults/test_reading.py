"""Files that vanish, grow, change and turn into something else while they are read, or just before: always words, never
a traceback, and the site that was there stays whole."""

from __future__ import annotations

import builtins
import io
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from faulty import PATIENCE, held

import build
from generator import kept, make, owned, static, write
from generator.load import Library
from generator.preview.living import Living
from generator.problems import Problem

ROOT = Path(__file__).parents[2]
TREES = {"content": ROOT / "tests" / "content", "templates": ROOT / "templates", "static": ROOT / "static"}


def gone(path):
    path.unlink()


def a_folder(path):
    path.unlink()
    path.mkdir()


def a_link_to_nowhere(path):
    path.unlink()
    path.symlink_to("nowhere")


def a_link_to_itself(path):
    path.unlink()
    path.symlink_to(path.name)


def emptied(path):
    path.write_bytes(b"")


def cut_short(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def grown(path):
    path.write_bytes(path.read_bytes() + b"# more\n" * 200_000)


def no_text(path):
    path.write_bytes(bytes(range(256)))


def gone_with_its_folder(path):
    shutil.rmtree(path.parent)


TURNS = (gone, a_folder, a_link_to_nowhere, a_link_to_itself, emptied, cut_short, grown, no_text, gone_with_its_folder)
turns = pytest.mark.parametrize("turn", TURNS, ids=lambda turn: turn.__name__)
moments = pytest.mark.parametrize("moment", ["before", "after"])


@contextmanager
def turning(path, turn, moment):
    """Something happens to a file the first time that it is opened: just before, or just after."""
    waiting = [path]

    def happens(opened, now):
        if now == moment and not isinstance(opened, int) and [Path(os.fspath(opened))] == waiting:
            waiting.clear()
            turn(path)

    def opening(real):
        def opened(file, *words, **more):
            happens(file, "before")
            handle = real(file, *words, **more)
            happens(file, "after")
            return handle

        return opened

    with pytest.MonkeyPatch.context() as patch:
        for module in (io, os, builtins):
            patch.setattr(module, "open", opening(module.open))
        yield
    assert not waiting, f"{path} was not read"


@pytest.fixture
def trees(tmp_path):
    return {name: Path(shutil.copytree(tree, tmp_path / name)) for name, tree in TREES.items()}


def files_of(name):
    return sorted(path.relative_to(TREES[name]) for path in TREES[name].rglob("*") if path.is_file())


def anew(tree):
    """The tree as it was before something happened to one of its files."""
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(TREES[tree.name], tree)


def check_words(problems):
    for problem in problems:
        assert isinstance(problem, Problem)
        assert problem.message
        assert "Traceback" not in problem.message
        assert "Errno" not in problem.message


@turns
@moments
def test_a_file_of_content_may_turn_into_anything_while_it_is_read(trees, turn, moment):
    for path in files_of("content"):
        with turning(trees["content"] / path, turn, moment):
            library = Library(trees["content"])
            library.look_at_all()
            check_words(library.content(drafts=True)[1])
        anew(trees["content"])


@turns
@moments
def test_a_static_file_may_turn_into_anything_while_it_is_read(trees, turn, moment):
    for path in files_of("static")[::3]:
        with turning(trees["static"] / path, turn, moment):
            check_words(static.assets(trees["static"])[1])
        anew(trees["static"])


@turns
@moments
@pytest.mark.parametrize("path", ["base.html", "pages/review.html", "components/rating.html"])
def test_a_template_may_turn_into_anything_while_it_is_read(trees, turn, moment, path):
    living = Living(*trees.values())
    living.look()
    with turning(trees["templates"] / path, turn, moment):
        shown = living.page("reviews/fictional.html")
    check_words(shown.problems)
    assert shown.problems or shown.html or turn in (emptied, cut_short)


@turns
def test_a_build_whose_content_changes_under_it_leaves_a_whole_site(trees, turn, tmp_path, capsys):
    output = tmp_path / "_site"
    words = [
        "build",
        f"--output={output}",
        f"--cache={tmp_path / 'cache'}",
        *(f"--{name}={tree}" for name, tree in trees.items()),
    ]
    assert build.main(words) == 0
    before = held(output)
    with turning(trees["content"] / "reviews/fictional/studies/lee-2019.yaml", turn, "before"):
        assert build.main(words) == 1
    assert held(output) == before
    said = capsys.readouterr().err
    assert said.endswith("Nothing was written.\n")
    assert "Traceback" not in said


@turns
def test_a_preview_goes_on_whatever_becomes_of_a_file(trees, turn):
    living = Living(*trees.values())
    living.look()
    before = living.page("index.html").html
    for name, path in (("content", "site.yaml"), ("static", files_of("static")[0])):
        whole = trees[name] / path
        turn(whole)
        living.look({whole})
        living.look()
        check_words(living.problems)
        assert living.page("index.html").html
        anew(trees[name])
        living.look()
        assert living.problems == ()
    assert living.page("index.html").html == before


def ended(folder, *more):
    """What a build, or another command, says that is left alone with what is there; it must come to an end."""
    words = [f"--{name}={folder / name}" for name in (*TREES, "output", "cache")]
    command = [sys.executable, str(ROOT / "build.py"), *more, *words]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("content/pages/how.md", "content/pages/how.md:1:1: this file cannot be read – it is not a file of text"),
        ("static/js/legend.js", "static/js/legend.js:1:1: this file cannot be read – it is not a file"),
        ("static/css/report.css", "static/css/report.css:1:1: this file cannot be read – it is not a file"),
        ("templates/pages/review.html", "pages/review.html"),
    ],
)
def test_a_pipe_in_the_place_of_a_file_is_told_and_keeps_nobody_waiting(trees, tmp_path, path, words):
    (tmp_path / path).unlink(missing_ok=True)
    os.mkfifo(tmp_path / path)
    code, said = ended(tmp_path)
    assert code == 1
    assert words in said


def test_a_pipe_that_somebody_writes_into_is_told_as_well(trees, tmp_path):
    """A link to it, as a pipe itself is not even looked into; and nothing to be read of it yet, which is no nothing."""
    os.mkfifo(tmp_path / "pipe")
    (trees["content"] / "pages" / "more.md").symlink_to(tmp_path / "pipe")
    writing = os.open(tmp_path / "pipe", os.O_RDWR)
    try:
        code, said = ended(tmp_path)
    finally:
        os.close(writing)
    assert code == 1
    assert "content/pages/more.md:1:1: " in said


def test_pipes_in_the_cache_and_in_the_output_keep_nobody_waiting(trees, tmp_path):
    assert ended(tmp_path)[0] == 0
    before = held(tmp_path / "output")
    for path in (tmp_path / "cache").iterdir():
        path.unlink()
        os.mkfifo(path)
        os.mkfifo(f"{path}{kept.BESIDE}")
    assert ended(tmp_path)[0] == 0
    assert " 0 files written, " in ended(tmp_path)[1]
    assert all(path.is_file() for path in (tmp_path / "cache").iterdir())
    (tmp_path / "output" / owned.LIST).unlink()
    os.mkfifo(tmp_path / "output" / owned.LIST)
    (tmp_path / "output" / ".nojekyll").unlink()
    os.mkfifo(tmp_path / "output" / ".nojekyll")
    assert ended(tmp_path) == (
        1,
        f"{tmp_path}/output/.nojekyll: {write.NOT_OURS}\n1 problem to mend. Nothing was written.\n",
    )
    assert f"{tmp_path}/output/.nojekyll: is a link or a folder, not a file\n" in ended(tmp_path, "--verify")[1]
    (tmp_path / "output" / ".nojekyll").unlink()
    assert ended(tmp_path)[0] == 0
    assert held(tmp_path / "output") == before


def test_a_folder_of_content_may_vanish_while_it_is_walked(trees, monkeypatch, tmp_path):
    real = os.scandir

    def scandir(path):
        if not isinstance(path, int) and Path(path).name == "studies":
            Path(path).rename(tmp_path / "away")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    check_words(make.checked(trees["content"])[1])
