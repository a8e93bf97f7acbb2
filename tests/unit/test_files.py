from __future__ import annotations

import os
from pathlib import Path

import pytest
from examples import said

from generator import files


def decoded(data):
    source, text, problems = files.decoded("a.yaml", data)
    return source, text, said(problems)


def below(folder):
    problems = []
    return ["/".join(parts) for parts, _ in files.below(folder, problems)], problems


# ── bytes ──


def test_a_text_is_decoded_and_split_into_its_lines():
    source, text, problems = decoded("title: Å\nyear: 2019\n".encode())
    assert problems == []
    assert text == "title: Å\nyear: 2019\n"
    assert source.lines == ("title: Å", "year: 2019", "")


def test_a_byte_order_mark_is_passed_over():
    assert decoded(b"\xef\xbb\xbftitle: A")[1] == "title: A"


def test_a_line_ends_where_yaml_ends_it():
    source, _, problems = decoded("a\r\nb\rc\nd\u2028e\u2029f\x85g".encode())
    assert problems == []
    assert source.lines == tuple("abcdefg")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_named(encoding):
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    assert decoded(mark + "title: A".encode(encoding))[2] == ["1:1 this file is saved as UTF-16 – save it as UTF-8"]


def test_a_sign_that_is_not_utf_8_is_reported_at_its_place():
    source, _, problems = decoded(b"title: A\nregion: \xc3\x85 or \xc5\nyear: 2019\n")
    assert problems == ["2:14 this sign is not UTF-8 – save the file as UTF-8 (in most editors: 'Save with encoding')"]
    assert source.lines[1] == "region: Å or \ufffd"


@pytest.mark.parametrize(
    ("sign", "name"),
    [
        ("\x00", "U+0000"),
        ("\x07", "U+0007"),
        ("\x1b", "U+001B"),
        ("\x7f", "U+007F"),
        ("\x9f", "U+009F"),
        ("\ufeff", "U+FEFF"),
        ("\uffff", "U+FFFF"),
    ],
)
def test_a_control_character_is_reported_at_its_place(sign, name):
    assert decoded(f"title: A\nregion: a{sign}b".encode())[2] == [
        f"2:10 a control character ({name}) stands here – delete it; it may have come with a copy from elsewhere"
    ]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04\x14\x00\x06\x00word/document.xml", " but a file of Word or Excel, or a ZIP archive"),
        (b"PK\x03\x04\xff\xfe", " but a file of Word or Excel, or a ZIP archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", " but an old file of Word or Excel"),
        (b"{\\rtf1\\ansi title: A}", " but a file of a word processor (RTF)"),
        (b"%PDF-1.7\n", " but a PDF"),
        (b"\x89PNG\r\n", " but a picture"),
        (b"title\0\0\0\0\xff", ""),
    ],
)
def test_a_file_that_is_no_text_is_told_as_one(data, kind):
    _, text, problems = files.decoded("a.yaml", data)
    words = f"this is not a text file{kind} – write its text into a file of plain text, and save that as UTF-8"
    assert (text, [str(one) for one in problems]) == ("", [f"a.yaml:1:1: {words}"])


@pytest.mark.parametrize("data", [b"PK: 1", b"GIF89: x", b"{rtf: 1}", b"percent: %PDF-"])
def test_a_text_that_begins_with_letters_of_another_kind_is_one(data):
    assert files.decoded("a.yaml", data)[2] == []


def test_a_tab_is_no_control_character():
    assert decoded(b"title: a\tb")[2] == []


def test_a_file_of_a_megabyte_is_read_and_a_larger_one_is_not():
    assert decoded(b"#" * files.LARGEST)[2] == []
    assert decoded(b"#" * (files.LARGEST + 1))[2] == [
        "1:1 this file is larger than 1 MB (1,000,001 bytes) – content is text alone; split it"
    ]


# ── files ──


def test_a_file_on_disk_is_read_under_the_name_that_messages_use(tmp_path, in_folder):
    (tmp_path / "a.yaml").write_text("title: A")
    in_folder(tmp_path)
    source, text, problems = files.read(Path("a.yaml"))
    assert (source.name, text, problems) == ("a.yaml", "title: A", [])


def test_a_large_file_on_disk_is_not_read(tmp_path):
    (tmp_path / "a.yaml").write_bytes(b"#" * 2_000_000)
    assert said(files.read(tmp_path / "a.yaml")[2]) == [
        "1:1 this file is larger than 1 MB (2,000,000 bytes) – content is text; split it"
    ]


def test_a_file_that_cannot_be_read_is_a_problem(tmp_path):
    assert said(files.read(tmp_path / "gone.yaml")[2]) == ["1:1 this file cannot be read – No such file or directory"]
    assert said(files.read(tmp_path)[2]) == ["1:1 this file cannot be read – Is a directory"]


def test_a_path_is_named_from_where_one_works_if_it_is_below(tmp_path, in_folder):
    in_folder(tmp_path)
    assert files.shown(tmp_path / "content" / "a.yaml") == "content/a.yaml"
    assert files.shown(Path("content/../a.yaml")) == "a.yaml"
    assert files.shown(Path("/elsewhere/a.yaml")) == "/elsewhere/a.yaml"
    assert files.shown(Path("../a.yaml")) == "../a.yaml"


# ── folders ──


def test_files_come_in_the_order_of_their_paths(tmp_path):
    for name in ("b/a.yaml", "a/b.yaml", "c.yaml", "a/a.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert below(tmp_path) == (["c.yaml", "a/a.yaml", "a/b.yaml", "b/a.yaml"], [])


@pytest.mark.parametrize(
    "name",
    [".hidden", "_draft.yaml", "#a.yaml#", "a.yaml~", "a.yaml.swp", "a.bak", "Thumbs.db", "README.md", ".DS_Store"],
)
def test_hidden_and_temporary_files_are_passed_over(tmp_path, name):
    (tmp_path / name).touch()
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "a.yaml").touch()
    assert below(tmp_path) == ([], [])


def test_a_link_to_a_folder_is_not_followed(tmp_path):
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "a.yaml").touch()
    (tmp_path / "loop").symlink_to(tmp_path)
    assert below(tmp_path)[0] == ["loop", "inside/a.yaml"]


def test_a_folder_that_cannot_be_listed_is_a_problem(tmp_path):
    found, problems = below(tmp_path / "gone")
    assert found == []
    assert said(problems) == ["1:1 this folder cannot be read – No such file or directory"]


def test_a_link_leads_out_when_its_end_is_elsewhere(tmp_path):
    content, elsewhere = tmp_path / "content", tmp_path / "content-of-others"
    content.mkdir()
    elsewhere.mkdir()
    (content / "a.yaml").touch()
    for name, target in {
        "in": "a.yaml",
        "out": elsewhere,
        "climbing": "../content-of-others",
        "broken": "gone",
    }.items():
        os.symlink(target, content / name)
    assert not files.leads_out(content / "a.yaml", content)
    assert not files.leads_out(content / "in", content)
    assert not files.leads_out(content / "broken", content)
    assert files.leads_out(content / "out", content)
    assert files.leads_out(content / "climbing", content)


def test_a_pipe_is_a_problem_and_keeps_nobody_waiting(tmp_path):
    os.mkfifo(tmp_path / "site.yaml")
    assert said(files.read(tmp_path / "site.yaml")[2]) == ["1:1 this file cannot be read – it is not a file of text"]
