from __future__ import annotations

import gzip
from pathlib import Path

import pytest

import build

ROOT = Path(__file__).parents[2]


@pytest.fixture
def at_work(tiny, in_folder):
    """Work beside a copy of the tiny content, as an editor does."""
    in_folder(tiny.parent)
    return tiny.parent


def main(*words):
    return build.main(["build", "--templates", str(ROOT / "templates"), "--static", str(ROOT / "static"), *words])


def test_a_site_that_was_just_built_is_exactly_what_the_content_makes(at_work, capsys):
    main()
    assert main("--verify") == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("_site: exactly what the content makes, ")


@pytest.mark.parametrize("harm", ["change", "remove", "add"])
def test_verify_names_what_is_not_as_the_content_makes_it_and_mends_nothing(at_work, capsys, harm):
    main()
    page = at_work / "_site" / ("index.html" if harm != "add" else "mine.html")
    page.unlink() if harm == "remove" else page.write_text("mine")
    assert main("--verify") == 1
    assert page.name in capsys.readouterr().err
    assert page.exists() == (harm != "remove")


def test_verify_needs_no_cache_and_makes_none(at_work):
    main("--cache", "one")
    assert main("--verify", "--cache", "two") == 0
    assert not (at_work / "two").exists()


def test_packed_texts_are_there_on_request_and_go_with_it(at_work):
    main("--compress")
    assert (at_work / "_site" / "index.html.br").is_file()
    assert main("--verify", "--compress") == 0
    main()
    assert not (at_work / "_site" / "index.html.br").exists()


def test_tables_begin_with_a_byte_order_mark_on_request_and_without_it_by_default(at_work):
    table = at_work / "_site" / "data" / "studies.csv"
    main()
    plain = table.read_bytes()
    assert plain.startswith(b"id,")
    main("--bom", "--compress")
    assert table.read_bytes() == b"\xef\xbb\xbf" + plain
    assert gzip.decompress(table.with_name("studies.csv.gz").read_bytes()) == table.read_bytes()
    assert main("--verify", "--bom", "--compress") == 0
    main()
    assert table.read_bytes() == plain


def test_a_strict_build_after_a_plain_one_still_minds_warnings(at_work, capsys):
    study = at_work / "content" / "reviews" / "fictional" / "studies" / "lee-2019.yaml"
    study.write_text(
        study.read_text("utf-8").replace("It is the only", "Most studies disagree. It is the only"), "utf-8"
    )
    assert main() == 0
    assert "1 warning; see what with" in capsys.readouterr().out
    assert main("--strict") == 1
    assert "'Most studies'" in capsys.readouterr().err


def test_the_cache_is_no_part_of_the_site(at_work):
    main()
    assert (at_work / ".cache" / "site").is_dir()
    assert not list((at_work / "_site").rglob("*.index"))
