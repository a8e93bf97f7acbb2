from __future__ import annotations

import io
import os
import time

import pytest

from generator import beside, progress
from generator.progress import Line, Progress, is_looked_at, line


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def at_once(monkeypatch):
    monkeypatch.setattr(progress, "FIRST", 0.0)
    monkeypatch.setattr(progress, "STEP", 0.01)


def wait_for(terminal, words):
    end = time.monotonic() + 30
    while words not in terminal.getvalue():
        assert time.monotonic() < end
        time.sleep(0.005)


def last_seen(drawn):
    """What a terminal shows at the end: each line over the one before it."""
    shown = ""
    for part in drawn.split("\r"):
        shown = part + shown[len(part) :]
    return shown.rstrip()


@pytest.mark.parametrize(
    ("made", "total", "words", "shown"),
    [
        (0, 8, "", "[--------------------] 0 of 8 reviews"),
        (2, 8, "", "[#####---------------] 2 of 8 reviews"),
        (8, 8, "writing", "[####################] writing"),
        (9, 8, "", "[####################] 9 of 8 reviews"),
        (0, 1, "", "[--------------------] 0 of 1 review"),
        (0, 0, "writing", "writing"),
    ],
)
def test_a_line_says_how_many_reviews_are_made(made, total, words, shown, monkeypatch):
    monkeypatch.setattr(progress, "WIDEST", 20)
    assert line(made, total, words, 80) == shown


@pytest.mark.parametrize("width", range(45))
def test_a_line_is_narrower_than_its_terminal(width):
    for words in ("", "putting the data of all reviews together"):
        assert len(line(1_200, 3_000, words, width)) <= max(0, width - 1)


def test_what_is_told_is_drawn_over_itself_and_gone_at_the_end(at_once):
    terminal = Terminal()
    with progress.shown(terminal) as told:
        told.to_make(4)
        assert told.made()
        wait_for(terminal, "] 1 of 4 reviews")
        told.then("writing what changed")
        wait_for(terminal, "] writing what changed")
    assert last_seen(terminal.getvalue()) == ""
    assert "\n" not in terminal.getvalue()
    assert "\x1b" not in terminal.getvalue()


def test_what_an_ended_process_drew_is_wiped_where_somebody_looks():
    terminal, file = Terminal(), io.StringIO()
    terminal.write("[#####-----] 1 of 2 reviews")
    progress.wipe(terminal)
    assert last_seen(terminal.getvalue()) == ""
    progress.wipe(file)
    assert file.getvalue() == ""


def test_what_takes_less_than_a_second_draws_nothing():
    terminal = Terminal()
    with progress.shown(terminal) as told:
        told.to_make(1)
    assert terminal.getvalue() == ""


def test_both_processes_count(at_once):
    terminal = Terminal()
    with progress.shown(terminal) as told:
        told.to_make(1)

        def other():
            told.to_make(2)
            return told.made() and told.made()

        assert beside.Beside(other).result()
        told.made()
        wait_for(terminal, "] 3 of 3 reviews")


def test_no_more_than_ten_lines_are_drawn_in_a_second(monkeypatch):
    monkeypatch.setattr(progress, "FIRST", 0.0)
    terminal = Terminal()
    begun = time.monotonic()
    with progress.shown(terminal) as told:
        for _ in range(50):
            told.made()
            time.sleep(0.01)
    assert terminal.getvalue().count("\r") / 2 <= 2 + 10 * (time.monotonic() - begun)


@pytest.mark.parametrize(("term", "looked_at"), [("xterm", True), ("dumb", False)])
def test_only_a_terminal_that_can_draw_gets_a_line(monkeypatch, term, looked_at):
    monkeypatch.setenv("TERM", term)
    assert is_looked_at(Terminal()) == looked_at
    assert not is_looked_at(io.StringIO())
    with progress.shown(io.StringIO()) as told:
        assert type(told) is Progress


def test_a_terminal_that_went_is_no_crash(at_once):
    terminal = Terminal()
    drawn = Line(terminal)
    terminal.close()
    drawn.to_make(1)
    time.sleep(0.05)
    drawn.end()


def test_a_build_on_a_terminal_says_how_far_it_is(tiny, tmp_path, in_folder, at_once, monkeypatch):
    import pty
    import threading
    from pathlib import Path

    from generator import command_line

    root = Path(__file__).parents[2]
    ours, theirs = pty.openpty()
    drawn = []
    reading = threading.Thread(target=lambda: drawn.extend(iter(lambda: os.read(ours, 1024), b"end")), daemon=True)
    reading.start()
    in_folder(tmp_path)
    with os.fdopen(theirs, "w") as terminal:
        monkeypatch.setattr("sys.stderr", terminal)
        folders = ["--templates", str(root / "templates"), "--static", str(root / "static")]
        assert command_line.main(["build", *folders]) == 0
        time.sleep(0.2)
        terminal.write("end")
        terminal.flush()
        reading.join(30)
    words = b"".join(drawn).decode()
    assert "] 0 of 1 review" in words or "] 1 of 1 review" in words
    assert last_seen(words) == ""
