"""A disk that is full, read-only, or fails: the site that was there is still whole, and the build says why in words."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from faulty import FOREIGN, dead_links, failing, held, litter, next_command, put, writes
from test_killed import ALL_MOMENTS, NEW, OLD, start

import build
from generator import journal, write
from generator.write import Report

ROOT = Path(__file__).parents[2]
BIG = {**NEW, "assets/film.bin": b"x" * 3_000_000}


@pytest.fixture
def output(tmp_path):
    return tmp_path / "site"


def untouched(output, old=OLD):
    assert held(output) == {**old, **FOREIGN}
    assert litter(output) == []


def words_of(report):
    return [words for _, words in report.refused]


# ── every call refused, whichever disk it is ──


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EROFS, errno.EIO], ids=os.strerror)
def test_from_any_call_on_the_disk_may_refuse_to_write(output, error):
    """Room or leave ends at any call that needs it: nothing is written, or what is begun is told and is finished."""
    for moment in range(1, ALL_MOMENTS):
        start(output)
        with failing(error, moment, refused=writes) as calls:
            report = write.folder(output, NEW)
        now = held(output)
        if calls[0] < moment:
            break
        assert words_of(report)[0].startswith(f"this cannot be written – {os.strerror(error)}")
        assert "Traceback" not in str(report)
        assert dead_links({path: data for path, data in now.items() if path not in FOREIGN}) == []
        if not report.written:
            untouched(output)
        else:
            assert words_of(report)[0].endswith("; the next build goes on from here")
        next_command(output)
        assert held(output) in ({**OLD, **FOREIGN}, {**NEW, **FOREIGN})
        assert not write.folder(output, NEW).refused
        assert held(output) == {**NEW, **FOREIGN}
        assert litter(output) == []
    assert moment > 20


@pytest.mark.parametrize("call", ["os.remove", "os.rmdir", "os.scandir", "os.listdir"])
def test_what_cannot_be_removed_is_told_or_left_for_the_next_build(output, call):
    for moment in range(1, 30):
        start(output)
        with failing(errno.EPERM, moment, refused=lambda event, words: event == call):
            write.folder(output, NEW)
        assert not write.folder(output, NEW).refused
        assert held(output) == {**NEW, **FOREIGN}
        assert litter(output) == []


def test_a_build_that_was_stopped_half_way_says_so_and_is_finished_by_the_next(output, monkeypatch):
    start(output)
    # Renames onto files that are there need no room; but on some systems a program may hold such a file.
    home = output / "index.html"

    def held_open(source, target, replace=os.replace):
        if target == home:
            raise PermissionError(errno.EACCES, "Permission denied", str(source), None, str(target))
        replace(source, target)

    monkeypatch.setattr(os, "replace", held_open)
    (told,) = write.folder(output, NEW).refused
    assert told == ("index.html", "this cannot be written – Permission denied; the next build goes on from here")
    monkeypatch.undo()
    next_command(output)
    assert held(output) == {**NEW, **FOREIGN}


# ── a disk that is really full ──


def done(*command):
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


@contextmanager
def mounted(folder, size, files):
    """A disk of its own with little room: so many bytes, so many files and folders."""
    folder.mkdir(parents=True)
    assert done("mount", "-t", "tmpfs", "-o", f"size={size},nr_inodes={files}", "tmpfs", folder)
    try:
        yield
    finally:
        assert done("umount", folder)


def may_mount():
    """Whether this process may mount a disk: root, and not in a container that keeps it from that."""
    with tempfile.TemporaryDirectory() as folder:
        return done("mount", "-t", "tmpfs", "tmpfs", folder) and done("umount", folder)


@contextmanager
def as_if(folder, size, files):
    """The same, where no disk can be mounted: the system answers as it would, and no file may grow beyond the size."""
    folder.mkdir(parents=True)

    def refused(event, words):
        if not writes(event, words) or event == "os.rename" or not str(words[0]).startswith(f"{folder}/"):
            return False
        there = [path.lstat() for path in folder.rglob("*")]
        takes_one = not os.path.lexists(str(words[0]))
        return sum(one.st_size for one in there) >= size or (takes_one and 1 + len(there) >= files)

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        with failing(errno.ENOSPC, 1, refused=refused):
            yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture(params=[mounted, as_if] if may_mount() else [as_if], ids=lambda way: way.__name__)
def little_room(request):
    return request.param


def test_a_full_disk_leaves_the_site_as_it_was(output, little_room):
    with little_room(output, 1_500_000, 1_000):
        start_in(output)
        (told,) = write.folder(output, BIG).refused
        assert told[0] == "."
        assert told[1].startswith("this cannot be written – ")
        untouched(output)
        assert write.folder(output, OLD) == Report(unchanged=len(OLD))
        assert not write.folder(output, NEW).refused
        assert held(output) == {**NEW, **FOREIGN}


def start_in(output):
    """As `start`, in a folder that has to stay."""
    put(output, FOREIGN)
    assert not write.folder(output, OLD).refused


def test_a_disk_on_which_no_more_files_can_be_made_leaves_the_site_as_it_was(output, little_room):
    """Each site takes some files more than the one before, until the disk has no more."""
    with little_room(output, 1_500_000, 60):
        start_in(output)
        last, refused = OLD, 0
        for more in range(1, 40):
            site = {**OLD, **{f"more/{number}/{more}.html": b"x" for number in range(more)}}
            report = write.folder(output, site)
            if report.refused:
                refused += 1
                assert words_of(report) == [f"this cannot be written – {os.strerror(errno.ENOSPC)}"]
                assert report.written == 0
                untouched(output, last)
            else:
                last = site
                assert held(output) == {**site, **FOREIGN}
    assert last != OLD
    assert refused > 10


def test_a_full_disk_is_told_to_the_editor_in_a_sentence(tmp_path, in_folder, capsys, little_room):
    in_folder(tmp_path)
    shutil.copytree(ROOT / "tests" / "content", "content")
    with little_room(tmp_path / "_site", 65_536, 30):
        assert build.main(["build", f"--templates={ROOT / 'templates'}", f"--static={ROOT / 'static'}"]) == 1
        said = capsys.readouterr().err.splitlines()
        assert held(tmp_path / "_site") == {}
    words = [f"_site: this cannot be written – {os.strerror(error)}" for error in (errno.ENOSPC, errno.EFBIG)]
    assert said[0] in words
    assert said[1:] == ["1 problem to mend. Nothing was written."]


# ── a folder that may not be written ──


@contextmanager
def read_only(folder):
    """Mounted read-only where this process may do that; else made immutable, or without leave to write."""
    if os.geteuid() != 0:
        folder.chmod(0o555)
        undo = ["chmod", "755", folder]
    elif done("mount", "--bind", folder, folder):
        assert done("mount", "-o", "remount,ro,bind", folder)
        undo = ["umount", folder]
    elif done("chattr", "+i", folder):
        undo = ["chattr", "-i", folder]
    else:
        with pretended(folder):
            yield
        return
    try:
        yield
    finally:
        assert done(*undo)


@contextmanager
def pretended(folder):
    """As seen by a process that may do none of these: the system says of the folder that it cannot be written."""

    def access(path, mode, ask=os.access):
        return not Path(path).is_relative_to(folder) and ask(path, mode)

    def refused(event, words):
        return writes(event, words) and str(words[0]).startswith(f"{folder}/")

    with pytest.MonkeyPatch.context() as patch, failing(errno.EROFS, 1, refused=refused):
        patch.setattr(os, "access", access)
        yield


def test_a_read_only_folder_leaves_the_site_as_it_was(output):
    start(output)
    with read_only(output):
        assert write.folder(output, NEW).refused == ((".", write.READ_ONLY),)
        untouched(output)
        assert write.folder(output, OLD) == Report(unchanged=len(OLD))
        next_command(output)
    assert not write.folder(output, NEW).refused


def test_a_read_only_folder_inside_of_the_site_keeps_everything_from_being_written(output):
    start(output)
    with read_only(output / "reviews"):
        report = write.folder(output, NEW)
        assert ("reviews", write.READ_ONLY) in report.refused
        assert report.written == 0
        untouched(output)
    assert not write.folder(output, NEW).refused


def test_what_a_killed_build_left_in_a_folder_that_is_read_only_now_is_left_there(output):
    start(output)
    (output / f"{journal.STAGING}1").mkdir()
    with read_only(output):
        next_command(output)
        assert write.folder(output, OLD) == Report(unchanged=len(OLD))
    assert not write.folder(output, OLD).refused
    untouched(output)
