from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from generator import lock


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(lock, "PATIENCE", 0)


def is_free(folder):
    """Whether somebody else would be let in."""

    def enter():
        with lock.alone(folder):
            return True

    with ThreadPoolExecutor() as other:
        try:
            return other.submit(enter).result()
        except lock.Busy:
            return False


def test_nobody_else_is_in_the_block(tmp_path):
    with lock.alone(tmp_path):
        assert not is_free(tmp_path)
        assert is_free(tmp_path.parent)


def test_who_is_in_the_block_may_enter_once_more_and_leaves_it_once(tmp_path):
    (tmp_path / "same").symlink_to(tmp_path)
    with lock.alone(tmp_path):
        with lock.alone(tmp_path / "same"):
            assert not is_free(tmp_path)
        assert not is_free(tmp_path)
    assert is_free(tmp_path)


def test_after_the_block_the_folder_is_free_again_however_it_ended(tmp_path):
    with pytest.raises(ValueError, match="ours"), lock.alone(tmp_path):
        raise ValueError("ours")
    assert is_free(tmp_path)


def test_a_folder_that_can_be_locked_itself_gets_no_file(tmp_path):
    with lock.alone(tmp_path):
        assert list(tmp_path.iterdir()) == []


def test_where_a_folder_cannot_be_locked_a_file_in_it_is_and_no_link_is_followed(tmp_path, monkeypatch):
    real, folders = lock._taken, []

    def taken(handle):
        if os.path.samestat(os.fstat(handle), tmp_path.stat()):
            folders.append(handle)
            raise OSError(9, "Bad file descriptor")
        return real(handle)

    monkeypatch.setattr(lock, "_taken", taken)
    with lock.alone(tmp_path):
        assert not is_free(tmp_path)
    assert len(folders) == 2
    assert [path.name for path in tmp_path.iterdir()] == [lock.FILE]
    (tmp_path / lock.FILE).unlink()
    (tmp_path / lock.FILE).symlink_to("elsewhere")
    with pytest.raises(OSError, match="symbolic links"), lock.alone(tmp_path):
        pass


def test_who_waits_is_let_in_when_the_other_is_done(tmp_path, monkeypatch):
    first = os.open(tmp_path, os.O_RDONLY)
    assert lock._taken(first)
    waits = []

    def sleep(seconds):
        waits.append(seconds)
        os.close(first)

    monkeypatch.setattr(lock.time, "sleep", sleep)
    monkeypatch.setattr(lock, "PATIENCE", 60)
    with lock.alone(tmp_path):
        assert waits == [lock.STEP]


def test_while_a_folder_is_found_free_nobody_enters(tmp_path):
    with lock.if_free(tmp_path) as free:
        assert free
        assert not is_free(tmp_path)
    assert is_free(tmp_path)


def test_a_folder_with_somebody_in_it_or_that_is_not_there_is_not_free(tmp_path):
    with lock.alone(tmp_path), lock.if_free(tmp_path) as free:
        assert not free
    with lock.if_free(tmp_path / "nowhere") as free:
        assert not free


def test_a_folder_that_is_not_there_cannot_be_locked(tmp_path):
    with pytest.raises(FileNotFoundError), lock.alone(tmp_path / "nowhere"):
        pass
