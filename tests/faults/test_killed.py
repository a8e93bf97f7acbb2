"""A build that is killed: at each call of the file system, and at a hundred random moments. The site is the old one or
the new one, a reader who follows links meets no dead one, and the next command makes it whole."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from functools import partial
from pathlib import Path

import pytest
from faulty import FOREIGN, WATCH, dead_links, dying, held, litter, next_command, put

import build
from generator import kept, make, write

ROOT = Path(__file__).parents[2]


def page(*links):
    return b"".join(b'<a href="%s">%s</a>' % (link.encode(), link.encode()) for link in links)


# Two sites that differ in every way in which sites differ: a style of another name, a page more, a page less.
OLD = {
    "index.html": page("assets/site.1.css", "reviews/a.html", "reviews/gone/", "data.csv"),
    "assets/site.1.css": b"old",
    "assets/logo.svg": b"logo",
    "data.csv": b"old",
    "reviews/a.html": page("../index.html", "../assets/site.1.css", "../assets/logo.svg"),
    "reviews/gone/index.html": page("../../index.html", "more.html"),
    "reviews/gone/more.html": page("./", "../a.html", "../../assets/site.1.css"),
    "same.html": page("index.html"),
}
NEW = {
    "index.html": page("assets/site.2.css", "reviews/a.html", "reviews/new/", "data.csv", "same.html"),
    "assets/site.2.css": b"new",
    "assets/logo.svg": b"logo",
    "data.csv": b"new",
    "reviews/a.html": page("../index.html", "../assets/site.2.css", "../assets/logo.svg", "new/one.html"),
    "reviews/new/index.html": page("one.html", "../../assets/site.2.css"),
    "reviews/new/one.html": page("./", "../a.html"),
    "same.html": page("index.html"),
}
ALL_MOMENTS = 1_000


@pytest.fixture
def output(tmp_path):
    return tmp_path / "site"


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """The system keeps what a killed process told it. Only where the power fails it matters what is on the disk."""
    monkeypatch.setattr(os, "fsync", lambda handle: None)


def start(output, files=OLD):
    shutil.rmtree(output, ignore_errors=True)
    put(output, FOREIGN)
    assert not write.folder(output, files).refused


def check_whole(output, old=OLD, new=NEW):
    """After a kill: each file is one of the two, whole; foreign files are as they were; links lead on."""
    now = held(output)
    assert FOREIGN.items() <= now.items()
    ours = {path: data for path, data in now.items() if path not in FOREIGN}
    assert [path for path, data in ours.items() if data not in (old.get(path), new.get(path))] == []
    assert dead_links(ours) == []


def check_next(output, old=OLD, new=NEW):
    """The next command: the site is one of the two. The next build: it is the new one, and nothing else is there."""
    next_command(output)
    assert held(output) in ({**old, **FOREIGN}, {**new, **FOREIGN})
    assert litter(output) == []
    assert not write.folder(output, new).refused
    assert held(output) == {**new, **FOREIGN}
    assert litter(output) == []


@pytest.mark.parametrize("torn", [False, True], ids=["between calls", "half-way through a file"])
def test_a_build_may_be_killed_at_any_call_of_the_file_system(output, torn):
    for moment in range(1, ALL_MOMENTS):
        start(output)
        killed = dying(lambda: write.folder(output, NEW), moment, torn=torn)
        check_whole(output)
        check_next(output)
        if not killed:
            break
    assert 40 < moment < ALL_MOMENTS - 1


def test_a_first_build_may_be_killed_at_any_call(output):
    for moment in range(1, ALL_MOMENTS):
        shutil.rmtree(output, ignore_errors=True)
        put(output, FOREIGN)
        killed = dying(lambda: write.folder(output, NEW), moment)
        assert {**NEW, **FOREIGN}.items() >= held(output).items()
        check_next(output, old={})
        if not killed:
            break
    assert 20 < moment < ALL_MOMENTS - 1


def test_a_command_that_mends_may_itself_be_killed_at_any_call(output, tmp_path):
    half = tmp_path / "half"
    start(half)
    # The first moment at which the journal is whole, and a few files have taken their places.
    moment = next(moment for moment in range(1, ALL_MOMENTS) if half_done(half, moment))
    for second in range(1, ALL_MOMENTS):
        shutil.rmtree(output, ignore_errors=True)
        shutil.copytree(half, output)
        killed = dying(lambda: next_command(output), second)
        check_whole(output)
        check_next(output)
        if not killed:
            break
    assert moment > 20
    assert 10 < second < ALL_MOMENTS - 1


def half_done(output, moment):
    start(output)
    assert dying(lambda: write.folder(output, NEW), moment)
    now = held(output)
    return now["index.html"] == OLD["index.html"] and now["data.csv"] == NEW["data.csv"]


def test_a_page_that_becomes_a_folder_comes_whole_however_often_the_build_is_killed(output):
    old, new = {"index.html": page("a"), "a": b"page", "b/c": b"page"}, {"index.html": b"", "a/b": b"x", "b": b"y"}
    for moment in range(1, ALL_MOMENTS):
        start(output, old)
        killed = dying(lambda: write.folder(output, new), moment)
        check_next(output, old, new)
        if not killed:
            break


@pytest.mark.parametrize("torn", [False, True], ids=["between calls", "half-way through a file"])
def test_what_a_build_keeps_is_the_old_or_the_new_and_a_killed_one_leaves_nothing_for_ever(tmp_path, torn):
    path = str(tmp_path / "cache" / "one.index")
    for moment in range(1, ALL_MOMENTS):
        kept.save(path, "old")
        killed = dying(lambda: kept.save(path, "new"), moment, torn=torn)
        assert kept.load(path) in ("old", "new")
        kept.save(path, "newest")
        assert kept.load(path) == "newest"
        assert os.listdir(tmp_path / "cache") == ["one.index"]
        if not killed:
            break
    assert moment > 2


# ── a hundred random moments ──


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    """The tiny site as it is and after an edit that changes every page, takes pages away and brings others."""
    folder = tmp_path_factory.mktemp("sites")
    before, after = (Path(shutil.copytree(ROOT / "tests" / "content", folder / name)) for name in ("before", "after"))
    site = after / "site.yaml"
    site.write_text(site.read_text("utf-8").replace("Tiny evidence", "Another name"), "utf-8")
    (after / "pages" / "new.md").write_text("---\ntitle: New\nsummary: A page.\n---\n\nWords.\n", "utf-8")
    made = {one: make.site(one, ROOT / "templates", ROOT / "static") for one in (before, after)}
    assert not [problem for one in made.values() for problem in one.problems]
    assert made[before].files.keys() - made[after].files.keys() == set()
    return made


def words(content, output):
    folders = {"content": content, "output": output, "templates": ROOT / "templates", "static": ROOT / "static"}
    return ["build", *(f"--{name}={folder}" for name, folder in folders.items()), f"--cache={output.parent / 'cache'}"]


def killed_after(do, moment):
    """Do something in a process of its own, and kill it a moment after it has begun. Whether it still lived."""
    telling, told = os.pipe()
    child = os.fork()
    if not child:
        try:
            silent = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silent, 1)
            os.dup2(silent, 2)
            os.write(told, b".")
            do()
        finally:
            os._exit(0)
    os.close(told)
    os.read(telling, 1)
    os.close(telling)
    time.sleep(moment)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def test_a_build_may_be_killed_at_a_hundred_random_moments(output, sites, capsys):
    """A fifth of them by the clock, from the very start of a build; a third by the clock while it writes; the others at
    a call, so that it is in the middle of the work for sure."""
    chance = random.Random(33)
    (before, old), (after, new) = sites.items()
    start(output, old.files)
    whole = duration(lambda: build.main(words(before, output)))
    calls = [0]
    with WATCH.told(lambda event, words: calls.append(0)):
        writing = duration(lambda: write.folder(output, new.files))
    killed = 0
    for round_ in range(100):
        (before, old), (after, new) = (after, new), (before, old)
        write_new = partial(write.folder, output, new.files)
        if round_ % 5 == 0:
            killed += killed_after(partial(build.main, words(after, output)), chance.random() * whole)
        elif round_ % 5 < 3:
            killed += killed_after(write_new, chance.random() * writing)
        else:
            killed += dying(write_new, chance.randrange(1, len(calls)))
        check_whole(output, old.files, new.files)
        if round_ % 5 == 0:
            assert build.main(words(after, output)) == 0
            assert held(output) == {**new.files, **FOREIGN}
        check_next(output, old.files, new.files)
    assert killed >= 40


def duration(do):
    begun = time.perf_counter()
    do()
    return time.perf_counter() - begun


def test_the_site_is_whole_even_if_the_next_build_finds_a_problem(output, sites, tmp_path, capsys):
    (before, old), (_, new) = sites.items()
    broken = Path(shutil.copytree(before, tmp_path / "broken"))
    (broken / "site.yaml").write_text("titel: x\n", "utf-8")
    seen = set()
    for moment in range(1, ALL_MOMENTS, 12):
        start(output, old.files)
        killed = dying(lambda: write.folder(output, new.files), moment)
        assert build.main(words(broken, output)) == 1
        now = held(output)
        assert now in ({**old.files, **FOREIGN}, {**new.files, **FOREIGN})
        seen.add(now["index.html"])
        if not killed:
            break
    assert seen == {old.files["index.html"], new.files["index.html"]}
    assert "Traceback" not in capsys.readouterr().err
