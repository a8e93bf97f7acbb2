from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from generator.beside import Beside, possible
from generator.model import Sample


@pytest.fixture(autouse=True)
def _can_fork():
    assert possible() or os.cpu_count() == 1


def test_what_another_process_made_comes_back():
    assert Beside(lambda: (os.getpid(), "a")).result() != (os.getpid(), "a")
    value = {"a": (1, b"b", None, True, [2.5])}
    assert Beside(lambda: value).result() == value


def test_what_is_no_plain_value_does_not_come_back(capfd):
    assert Beside(lambda: Sample(total=4)).result() is None


def test_more_than_a_pipe_holds_comes_back():
    assert Beside(lambda: b"a" * 3_000_000).result() == b"a" * 3_000_000


def test_work_that_fails_or_is_killed_gives_nothing(capfd):
    assert Beside(lambda: 1 / 0).result() is None
    assert Beside(lambda: os.kill(os.getpid(), signal.SIGKILL)).result() is None


def test_work_that_nobody_wants_any_more_ends():
    other = Beside(lambda: time.sleep(600))
    other.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(other.process, 0)


def test_the_copy_ends_without_what_its_process_does_at_its_end(tmp_path):
    """No test of this one runs on in the copy, and nothing is written twice."""
    told = tmp_path / "told"
    Beside(lambda: told.write_text(str(os.getpid()))).result()
    assert told.read_text() != str(os.getpid())


def test_a_copy_that_stands_apart_ends_with_all_that_it_began_even_at_once(tmp_path):
    """Whatever this process does when it is told to end, a copy that has just begun does none of it."""
    told = tmp_path / "told"

    def begin():
        Beside(lambda: told.write_text(str(os.getpid())) and time.sleep(600))
        time.sleep(600)

    before = signal.signal(signal.SIGTERM, lambda *_: time.sleep(600))
    try:
        for _ in range(20):
            other = Beside(begin, apart=True)
            other.end()
            assert other.result() is None
    finally:
        signal.signal(signal.SIGTERM, before)
    other = Beside(begin, apart=True)
    while not told.exists() or not told.read_text():
        time.sleep(0.01)
    other.stop()
    # It has been ended with the other; that it is gone may take the system a moment more.
    end = time.monotonic() + 20
    while is_alive(int(told.read_text())):
        assert time.monotonic() < end
        time.sleep(0.01)


def is_alive(process):
    """Whether a process is at work; one that has ended may wait for somebody to ask how."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except OSError:
        return False
