"""`build --watch` as an editor runs it: saves that come at any moment, Ctrl+C, kills; and a long day of edits."""

from __future__ import annotations

import gc
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from faulty import PATIENCE, dead_links, litter

from generator import ahead, beside, command_line, owned
from generator.watching import Watch

ROOT = Path(__file__).parents[2]
FICTIONAL = "reviews/fictional"
STUDY = f"{FICTIONAL}/studies/lee-2019"
EDITS, LOOKS = 200, 10
BUILD = [
    sys.executable,
    str(ROOT / "build.py"),
    "--templates",
    str(ROOT / "templates"),
    "--static",
    str(ROOT / "static"),
]
# The folder tells one process that watches from another.
WATCH = [*BUILD, "--watch", "--content"]


@contextmanager
def watched(folder):
    """The command, from when it listens; with a file that holds what it says."""
    said = folder / "said.txt"
    process = started(folder, said)
    try:
        wait_for(lambda: "written" in said.read_text("utf-8"))
        time.sleep(0.5)
        yield process, said
    finally:
        process.kill()
        process.wait()


def started(folder, said):
    # What is started in the background, or by nohup, does not heed these, and what that starts neither.
    heeds = {one: signal.signal(one, signal.SIG_DFL) for one in (signal.SIGINT, signal.SIGHUP)}
    with said.open("w") as file:
        process = subprocess.Popen([*WATCH, str(folder / "content")], cwd=folder, stdout=file, stderr=file)
    for one, before in heeds.items():
        signal.signal(one, before)
    return process


def wait_for(claim):
    end = time.monotonic() + PATIENCE
    while not claim():
        assert time.monotonic() < end
        time.sleep(0.02)


def save(folder, words):
    path = folder / "content" / f"{STUDY}.yaml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if line.startswith("title:"))
    path.write_text("".join([*lines[:at], f"title: {words}\n", *lines[at + 1 :]]), "utf-8")


def is_whole(folder):
    done = subprocess.run([*BUILD, "--verify"], cwd=folder, capture_output=True, check=False)
    return done.returncode == 0


def shows(folder, words):
    return words in (folder / "_site" / f"{STUDY}.html").read_text("utf-8")


def test_what_is_saved_is_on_the_disk_soon_and_ctrl_c_ends_all_of_it(tiny):
    folder = tiny.parent
    with watched(folder) as (process, said):
        save(folder, "Stories at noon")
        wait_for(lambda: shows(folder, "Stories at noon"))
        wait_for(lambda: is_whole(folder))
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0
    assert said.read_text("utf-8").splitlines()[-1].endswith(" stopped")
    assert "Traceback" not in said.read_text("utf-8")
    assert at_work(folder) == []


def test_a_touch_of_the_content_folder_itself_is_answered(tiny):
    folder = tiny.parent
    with watched(folder) as (process, said):
        os.utime(folder / "content")
        (folder / "content").chmod(0o755)
        time.sleep(0.5)
        save(folder, "Stories at noon")
        wait_for(lambda: shows(folder, "Stories at noon"))
        assert process.poll() is None
    assert "Traceback" not in said.read_text("utf-8")


@pytest.mark.parametrize("ending", [signal.SIGHUP, signal.SIGTERM, signal.SIGINT])
def test_whatever_ends_it_in_the_middle_of_a_first_build_leaves_nothing_at_work_or_beside(tiny, ending):
    folder = tiny.parent
    for number in range(60):
        shutil.copytree(folder / "content" / FICTIONAL, folder / "content" / f"reviews/more-{number}")
    process = started(folder, folder / "said.txt")
    wait_for(lambda: list(folder.glob(".being-made-*/reviews")))
    process.send_signal(ending)
    process.wait(PATIENCE)
    wait_for(lambda: at_work(folder) == [])
    assert list(folder.glob(".being-made-*")) == []


def test_told_to_end_in_several_ways_at_once_it_ends_with_all_that_it_began(tiny):
    folder = tiny.parent
    for number in range(40):
        shutil.copytree(folder / "content" / FICTIONAL, folder / "content" / f"reviews/more-{number}")
    for _ in range(3):
        process = started(folder, folder / "said.txt")
        wait_for(lambda: len(at_work(folder)) > 1)
        for told in (signal.SIGSTOP, signal.SIGINT, signal.SIGHUP, signal.SIGTERM, signal.SIGCONT):
            process.send_signal(told)
        process.wait(PATIENCE)
        assert at_work(folder) == []


def at_work(folder):
    """The processes that watch it. `ps` cuts lines at the width of a terminal, also where there is none."""
    found = subprocess.run(["ps", "-A", "-ww", "-o", "args="], capture_output=True, text=True, check=True).stdout
    return [line for line in found.splitlines() if "--watch" in line and f"{folder}/" in line]


def test_at_any_moment_between_saves_the_site_is_one_of_whole_pages_whose_links_hold(tiny):
    folder = tiny.parent
    with watched(folder):
        for number in range(12):
            save(folder, f"Stories {number}")
            wait_for(lambda words=f"Stories {number}": shows(folder, words))
            if number % 2:
                # The second step may be about to begin, at work, or done.
                time.sleep(number / 30)
            assert dead_links(there(folder / "_site")) == []


def there(output):
    """The files of a site while builds are at work."""
    return {path: (output / path).read_bytes() for path in owned.listed(output) if (output / path).is_file()}


@pytest.mark.parametrize("stopping", [signal.SIGTERM, signal.SIGKILL])
def test_however_it_is_stopped_among_saves_the_next_build_leaves_the_site_whole(tiny, stopping):
    chance, folder = random.Random(4), tiny.parent
    for turn in range(3):
        with watched(folder) as (process, _):
            for number in range(6):
                save(folder, f"Stories {turn} {number}")
                time.sleep(chance.random() / 3)
            process.send_signal(stopping)
            process.wait(PATIENCE)
        wait_for(lambda: subprocess.run(BUILD, cwd=folder, capture_output=True, check=False).returncode == 0)
        assert is_whole(folder)
        assert litter(folder / "_site") == []
        assert shows(folder, f"Stories {turn} 5")


# No exception gets out of the first two; of the third, none may know. With whether the site is there by then.
AWKWARD = {
    "in a fork": ("os.register_at_fork(after_in_parent=end)", False),
    "in a finalizer": ("watching.sweep = lambda: weakref.finalize(watching.Changed(), end)", True),
    "after a fork": ("group = os.setpgid; os.setpgid = lambda *of: group(*of) or of[0] and end()", False),
}
TOLD_THERE = """
import os, signal, sys, weakref
sys.path.insert(0, {root!r})
from generator import command_line, watching
signal.signal(signal.SIGINT, signal.default_int_handler)
end = lambda: os.kill(os.getpid(), signal.{ending})
{moment}
sys.exit(command_line.main(sys.argv[1:]))
"""


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize(("moment", "built"), AWKWARD.values(), ids=AWKWARD)
def test_told_to_end_at_an_awkward_moment_it_ends_with_all_that_it_began(tiny, moment, built, ending):
    script = tiny.parent / "told.py"
    script.write_text(TOLD_THERE.format(root=str(ROOT), moment=moment, ending=ending.name), "utf-8")
    command = [sys.executable, str(script), *BUILD[2:], "--watch"]
    with (tiny.parent / "said.txt").open("w") as file:
        done = subprocess.run(command, cwd=tiny.parent, stdout=file, stderr=file, timeout=PATIENCE, check=False)
    assert done.returncode == (128 + ending if ending is signal.SIGTERM else 0)
    assert at_work(tiny.parent) == []
    assert (tiny.parent / "_site").exists() == built
    assert list(tiny.parent.glob(".being-made-*")) == []


def test_saves_without_a_pause_end_in_the_site_of_the_last(tiny):
    folder = tiny.parent
    with watched(folder):
        for number in range(40):
            save(folder, f"Stories {number}")
            time.sleep(0.03)
        wait_for(lambda: shows(folder, "Stories 39"))
        wait_for(lambda: is_whole(folder))


# ── A long day ──


def weight():
    """How many objects there are, and how much they and the texts in them take."""
    gc.unfreeze()
    gc.collect()
    objects = gc.get_objects()
    texts = {id(one): one for holder in objects for one in gc.get_referents(holder) if not gc.is_tracked(one)}
    return sum(map(sys.getsizeof, objects)) + sum(map(sys.getsizeof, texts.values()))


def edit(content, text, number):
    """What an editor does: most saves are of a sentence, some are mistakes, some are of the review or add a file."""
    path = content / f"{STUDY}.yaml"
    if number % 10 == 3:
        path.write_text(f"{text}contry: SE\n", "utf-8")
    elif number % 10 == 5:
        path = content / "reviews" / "fictional" / "review.yaml"
        review = path.read_text("utf-8").splitlines()
        review = [f"question: Do {number} stories help?" if line.startswith("question:") else line for line in review]
        path.write_text("\n".join([*review, ""]), "utf-8")
    elif number % 50 in (37, 38):
        path = content / "pages" / "new.md"
        path.write_text(f"---\ntitle: New {number}\nsummary: A page.\n---\n\nWords.\n", "utf-8")
        if number % 50 == 38:
            path.unlink()
    else:
        path.write_text(text.replace("It is the only", f"This is number {number}. It is the only"), "utf-8")
    return path


def test_after_two_hundred_edits_there_is_no_more_in_memory_than_after_fifty(tiny, monkeypatch, in_folder):
    monkeypatch.setattr(beside, "possible", lambda: False)
    monkeypatch.setattr(ahead, "LOOKS", LOOKS)
    in_folder(tiny.parent)
    folders = ["--templates", str(ROOT / "templates"), "--static", str(ROOT / "static")]
    found = Watch(command_line.parser().parse_args(["build", "--watch", *folders]))
    found.build()
    text = (tiny / f"{STUDY}.yaml").read_text("utf-8")
    weighed = []
    for number in range(1, EDITS + 1):
        found.take({edit(tiny, text, number)})
        if number % 3 == 0 and (number in range(30, 60) or number > EDITS - 30):
            weighed.append(weight())
    assert f"This is number {EDITS}." in (tiny.parent / "_site" / f"{STUDY}.html").read_text("utf-8")
    assert max(weighed[10:]) < max(weighed[:10]) * 1.02
