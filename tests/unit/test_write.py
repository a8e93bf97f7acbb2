from __future__ import annotations

from pathlib import Path

import pytest

from generator import write
from generator.write import LIST, Report

GONE = ("reviews/a.html", "reviews/a/studies/b.html")
FILES = {"index.html": b"home", "reviews/a.html": b"a", "reviews/a/studies/b.html": b"b"}


@pytest.fixture
def output(tmp_path):
    return tmp_path / "site"


def held(folder):
    """All files of a folder but our list."""
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name != LIST)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def stamps(folder):
    return {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in folder.rglob("*") if path.is_file()}


def listed(folder):
    return [line for line in (folder / LIST).read_text().splitlines() if not line.startswith("#")]


def refused(report):
    assert (report.written, report.unchanged, report.removed) == (0, 0, 0)
    return dict(report.refused)


# ── what a build writes ──


def test_a_first_build_writes_every_file_and_lists_it(output):
    assert write.folder(output, FILES) == Report(written=3)
    assert held(output) == FILES
    assert listed(output) == sorted(FILES)


def test_a_build_of_the_same_files_touches_nothing(output):
    write.folder(output, FILES)
    before = stamps(output)
    assert write.folder(output, FILES) == Report(unchanged=3)
    assert stamps(output) == before


def test_only_what_changed_is_written(output):
    write.folder(output, FILES)
    before = stamps(output)
    assert write.folder(output, {**FILES, "index.html": b"HOME"}) == Report(written=1, unchanged=2)
    after = stamps(output)
    assert [path.name for path in after if after[path] != before[path]] == ["index.html"]


def test_what_the_build_no_longer_makes_is_removed_with_the_folders_it_leaves_empty(output):
    write.folder(output, FILES)
    assert write.folder(output, {"index.html": b"home"}) == Report(unchanged=1, removed=2, gone=GONE)
    assert sorted(path.name for path in output.iterdir()) == [LIST, "index.html"]
    assert listed(output) == ["index.html"]


def test_a_folder_with_a_file_of_somebody_else_stays(output):
    write.folder(output, FILES)
    (output / "reviews" / "notes.txt").write_text("mine")
    write.folder(output, {})
    assert held(output) == {"reviews/notes.txt": b"mine"}


def test_a_stale_file_that_somebody_removed_already_is_not_counted(output):
    write.folder(output, FILES)
    (output / "reviews" / "a.html").unlink()
    assert write.folder(output, {"index.html": b"home"}) == Report(unchanged=1, removed=1, gone=GONE)


def test_a_page_may_become_a_folder_and_a_folder_a_page(output):
    write.folder(output, {"a": b"page"})
    assert write.folder(output, {"a/b": b"page"}) == Report(written=1, removed=1)
    assert held(output) == {"a/b": b"page"}
    assert write.folder(output, {"a": b"page"}) == Report(written=1, removed=1)
    assert held(output) == {"a": b"page"}


def test_a_file_of_somebody_else_in_the_place_of_a_folder_is_refused(output):
    output.mkdir()
    (output / "a").write_bytes(b"mine")
    assert refused(write.folder(output, {"a/b": b"page"})) == {
        "a/b": "a file stands where the folder of a/b should be – move it away"
    }


def test_a_folder_with_a_file_of_somebody_else_cannot_become_a_page(output):
    write.folder(output, {"a/b": b"page"})
    (output / "a" / "mine").write_bytes(b"mine")
    assert list(refused(write.folder(output, {"a": b"page"}))) == ["a"]
    assert (output / "a" / "b").exists()


def test_a_disk_without_room_leaves_the_site_as_it_was(output, monkeypatch):
    write.folder(output, FILES)
    before = held(output)

    def full(path, data):
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(Path, "write_bytes", full)
    report = write.folder(output, {**FILES, "index.html": b"new", "more.html": b"more"})
    assert (report.written, refused(report)) == (0, {".": "this cannot be written – No space left on device"})
    monkeypatch.undo()
    assert held(output) == before
    assert not list(output.glob(".being-written-*"))


def test_a_name_with_a_line_break_in_the_list_is_one_name(output):
    write.folder(output, FILES)
    (output / "precious.txt").write_bytes(b"mine")
    with (output / write.LIST).open("a", encoding="utf-8") as listed:
        listed.write("a\u2028precious.txt\n")
    write.folder(output, FILES)
    assert (output / "precious.txt").read_bytes() == b"mine"


def test_no_half_written_file_is_left(output):
    write.folder(output, FILES)
    assert list(output.rglob("*.tmp")) == []


# ── what is not ours ──


def test_files_of_others_are_never_touched(output):
    output.mkdir()
    (output / "CNAME").write_text("example.org")
    before = stamps(output)
    write.folder(output, FILES)
    write.folder(output, {})
    assert stamps(output).items() >= before.items()
    assert held(output) == {"CNAME": b"example.org"}


def test_a_file_of_somebody_else_is_not_overwritten_and_nothing_is_written(output):
    output.mkdir()
    (output / "index.html").write_text("mine")
    assert refused(write.folder(output, FILES)) == {
        "index.html": "this was not written by a build – move it away, or choose another --output"
    }
    assert held(output) == {"index.html": b"mine"}
    assert not (output / LIST).exists()


def test_a_folder_that_stands_where_a_page_belongs_is_refused(output):
    write.folder(output, FILES)
    (output / "index.html").unlink()
    (output / "index.html").mkdir()
    assert "index.html" in refused(write.folder(output, FILES))


def test_a_file_that_happens_to_be_the_same_stays_somebody_elses(output):
    output.mkdir()
    (output / "index.html").write_bytes(b"home")
    assert write.folder(output, FILES) == Report(written=2, unchanged=1)
    assert write.folder(output, {path: data for path, data in FILES.items() if path != "index.html"}).removed == 0
    assert (output / "index.html").read_bytes() == b"home"


def test_an_output_that_is_a_file_is_refused(output):
    output.write_text("mine")
    assert refused(write.folder(output, FILES)) == {".": "this is a file – the output needs a folder"}
    assert output.read_text() == "mine"


# ── links ──


def test_a_link_is_not_written_through(output, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "file").write_text("mine")
    output.mkdir()
    (output / "reviews").symlink_to(tmp_path / "elsewhere")
    (output / "index.html").symlink_to(tmp_path / "elsewhere" / "file")
    assert refused(write.folder(output, FILES)) == dict.fromkeys(
        ("index.html", "reviews"), "a link stands where the build would write – remove it"
    )
    assert held(tmp_path / "elsewhere") == {"file": b"mine"}


def test_a_link_to_the_same_bytes_is_refused_as_well(output, tmp_path):
    (tmp_path / "file").write_bytes(b"home")
    output.mkdir()
    (output / "index.html").symlink_to(tmp_path / "file")
    assert list(refused(write.folder(output, FILES))) == ["index.html"]


def test_a_link_to_a_folder_of_the_same_pages_is_refused_as_well(output, tmp_path):
    write.folder(output, FILES)
    (output / "reviews").rename(tmp_path / "elsewhere")
    (output / "reviews").symlink_to(tmp_path / "elsewhere")
    assert list(refused(write.folder(output, FILES))) == ["reviews"]


def test_nothing_is_removed_through_a_link(output, tmp_path):
    write.folder(output, FILES)
    (output / "reviews").rename(tmp_path / "elsewhere")
    (output / "reviews").symlink_to(tmp_path / "elsewhere")
    assert write.folder(output, {"index.html": b"home"}) == Report(unchanged=1)
    assert set(held(tmp_path / "elsewhere")) == {"a.html", "a/studies/b.html"}


def test_a_link_in_the_place_of_a_stale_file_stays(output, tmp_path):
    write.folder(output, FILES)
    (tmp_path / "file").write_text("mine")
    (output / "reviews" / "a.html").unlink()
    (output / "reviews" / "a.html").symlink_to(tmp_path / "file")
    write.folder(output, {"index.html": b"home"})
    assert (output / "reviews" / "a.html").is_symlink()
    assert (tmp_path / "file").read_text() == "mine"


def test_our_list_is_not_written_through_a_link(output, tmp_path):
    output.mkdir()
    (tmp_path / "file").write_text("mine")
    (output / LIST).symlink_to(tmp_path / "file")
    write.folder(output, FILES)
    assert (tmp_path / "file").read_text() == "mine"
    assert not (output / LIST).is_symlink()


def test_the_output_may_itself_be_a_link(output, tmp_path):
    (tmp_path / "real").mkdir()
    output.symlink_to(tmp_path / "real")
    write.folder(output, FILES)
    assert write.folder(output, {"index.html": b"home"}) == Report(unchanged=1, removed=2, gone=GONE)
    assert held(tmp_path / "real") == {"index.html": b"home"}


# ── our list ──


@pytest.mark.parametrize(
    "line", ["../victim", "a/../../victim", "/{victim}", "./../victim", "..\\victim", "..", ".", "/", "a/\0/../victim"]
)
def test_a_tampered_list_never_leads_out_of_the_folder(output, tmp_path, line):
    victim = tmp_path / "victim"
    victim.write_text("mine")
    write.folder(output, FILES)
    with (output / LIST).open("a") as file:
        file.write(line.replace("/{victim}", str(victim)) + "\n")
    assert not write.folder(output, {"index.html": b"home"}).refused
    assert victim.read_text() == "mine"
    assert held(output) == {"index.html": b"home"}


def test_a_list_that_is_not_text_is_read_as_far_as_it_goes(output):
    write.folder(output, FILES)
    (output / LIST).write_bytes(b"index.html\n\xff\xfe\nreviews/a.html\n")
    assert write.folder(output, {"index.html": b"HOME"}).removed == 1


def test_a_lost_list_is_made_again_where_all_files_are_the_same(output):
    write.folder(output, FILES)
    (output / LIST).unlink()
    assert write.folder(output, FILES) == Report(unchanged=3)
    assert listed(output) == sorted(FILES)


# ── a disk that does not do what it is asked ──


def test_a_name_that_is_too_long_is_a_refusal(output):
    name = "a" * 300 + ".html"
    ((where, words),) = write.folder(output, {name: b"a"}).refused
    assert name in where
    assert words == "this cannot be written – File name too long"


def test_a_folder_that_cannot_be_made_is_a_refusal(tmp_path):
    (tmp_path / "file").touch()
    ((where, words),) = write.folder(tmp_path / "file" / "site", FILES).refused
    assert where
    assert words.startswith("this cannot be written – ")


def test_a_folder_in_the_place_of_our_list_is_a_refusal(output):
    (output / LIST).mkdir(parents=True)
    ((_, words),) = write.folder(output, FILES).refused
    assert words == "this cannot be written – Is a directory"
    assert held(output) == {}
