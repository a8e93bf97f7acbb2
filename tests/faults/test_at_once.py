"""Builds and a preview at once: one build writes at a time, and none is in the way of another for longer than that."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import subprocess
import sys
import threading
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from faulty import FOREIGN, PATIENCE, dead_links, held, litter, next_command
from test_killed import NEW, OLD, start

import build
from generator import lock, make, write
from generator.write import Report

ROOT = Path(__file__).parents[2]


@pytest.fixture
def output(tmp_path):
    return tmp_path / "site"


@contextmanager
def writing(output):
    """Another build, in a process of its own, that has the lock and does not let go."""
    code = "import sys\nfrom pathlib import Path\nfrom generator import lock\n"
    code += f"with lock.alone(Path({str(output)!r})):\n    print('locked', flush=True)\n    sys.stdin.read()\n"
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout.readline() == b"locked\n"
        try:
            yield other
        finally:
            other.kill()


def test_while_another_build_writes_one_waits_and_then_says_so_in_a_sentence(output, monkeypatch):
    start(output)
    monkeypatch.setattr(lock, "PATIENCE", 0.05)
    with writing(output):
        assert write.folder(output, NEW) == Report(refused=((".", write.BUSY),))
        assert held(output) == {**OLD, **FOREIGN}


def test_a_build_that_cannot_begin_says_so_in_a_sentence(output, tmp_path, monkeypatch, capsys):
    start(output)
    monkeypatch.setattr(lock, "PATIENCE", 0)
    folders = {"content": ROOT / "tests" / "content", "output": output, "cache": tmp_path / "cache"}
    with writing(output):
        assert build.main(["build", *(f"--{name}={folder}" for name, folder in folders.items())]) == 1
    assert capsys.readouterr().err == f"{output}: {write.BUSY}\n"
    assert held(output) == {**OLD, **FOREIGN}


def test_a_build_goes_on_as_soon_as_the_other_is_done(output, monkeypatch):
    start(output)
    monkeypatch.setattr(lock, "PATIENCE", PATIENCE)
    with writing(output) as other:
        ending = threading.Timer(0.1, other.stdin.close)
        ending.start()
        assert not write.folder(output, NEW).refused
        ending.join()
    assert held(output) == {**NEW, **FOREIGN}


def test_a_build_that_was_killed_with_the_lock_in_its_hands_blocks_nobody(output, monkeypatch):
    start(output)
    monkeypatch.setattr(lock, "PATIENCE", 0)
    with writing(output) as other:
        other.kill()
        other.wait()
        assert not write.folder(output, NEW).refused


def test_what_a_living_build_has_staged_is_not_cleared_away(output, monkeypatch):
    start(output)
    monkeypatch.setattr(lock, "PATIENCE", 0)
    staged = output / f"{write.journal.STAGING}1"
    with writing(output):
        staged.mkdir()
        with pytest.raises(lock.Busy):
            next_command(output)
        assert staged.is_dir()
    next_command(output)
    assert not staged.exists()


def test_a_folder_that_cannot_be_locked_has_a_file_for_it(output, monkeypatch):
    """As on network file systems: a folder can be opened for reading alone, and only what can be written is locked."""
    folders = []

    def flock(handle, how, real=fcntl.flock):
        if os.path.isdir(f"/proc/self/fd/{handle}") or os.path.isdir(f"/dev/fd/{handle}"):
            folders.append(handle)
            raise OSError(9, "Bad file descriptor")
        real(handle, how)

    monkeypatch.setattr(fcntl, "flock", flock)
    start(output)
    assert folders
    monkeypatch.setattr(lock, "PATIENCE", 0)
    with lock.alone(output), ThreadPoolExecutor() as other:
        assert other.submit(write.folder, output, NEW).result().refused == ((".", write.BUSY),)
    assert not write.folder(output, NEW).refused
    assert held(output) == {**NEW, **FOREIGN, lock.FILE: b""}


# ── two builds and a preview ──


def command(folder, name, *more):
    folders = {"content": folder / "content", "templates": ROOT / "templates", "static": ROOT / "static"}
    return [sys.executable, str(ROOT / "build.py"), name, *(f"--{of}={where}" for of, where in folders.items()), *more]


@contextmanager
def preview_of(folder):
    """A preview as an editor has it open; gives its address."""
    said = folder / "said.txt"
    with said.open("w") as out, subprocess.Popen(command(folder, "serve", "--port=8760"), stdout=out, stderr=out) as it:
        try:
            end = time.monotonic() + PATIENCE
            while not (found := re.search(r"http://127\.0\.0\.1:\d+/", said.read_text("utf-8"))):
                assert it.poll() is None
                assert time.monotonic() < end
                time.sleep(0.05)
            yield found[0]
        finally:
            it.terminate()
    assert "Traceback" not in said.read_text("utf-8")


def seen(address, words):
    """Asks until a page says something: the preview looks at a change when it is told of it."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            if words in answer.read().decode():
                return True
        time.sleep(0.02)
    return False


def test_two_builds_and_a_preview_work_on_the_same_folders_at_once(tmp_path):
    shutil.copytree(ROOT / "tests" / "content", tmp_path / "content")
    output, site = tmp_path / "_site", tmp_path / "content" / "site.yaml"
    with preview_of(tmp_path) as address:
        for name in ("Tiny evidence", "Second name", "Third name"):
            site.write_text(site.read_text("utf-8").replace("Tiny evidence", name), "utf-8")
            making = command(tmp_path, "build", f"--output={output}", f"--cache={tmp_path / 'cache'}")
            pair = [subprocess.Popen(making, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) for _ in range(2)]
            assert seen(address, name)
            for one in pair:
                words = one.communicate(timeout=PATIENCE)[0].decode()
                assert (one.returncode, "Traceback" in words) == (0, False), words
            files = make.site(tmp_path / "content", ROOT / "templates", ROOT / "static").files
            assert held(output) == files
            assert dead_links(files) == []
            assert litter(output) == []
            site.write_text(site.read_text("utf-8").replace(name, "Tiny evidence"), "utf-8")
