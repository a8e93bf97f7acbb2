from __future__ import annotations

import gzip
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import build
from generator import again, lock, write
from generator.again import Again
from generator.export.file import size_in_words

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


@pytest.mark.parametrize("harm", ["change", "remove"])
def test_verify_names_what_is_not_as_the_content_makes_it_and_mends_nothing(at_work, capsys, harm):
    main()
    page = at_work / "_site" / "index.html"
    page.unlink() if harm == "remove" else page.write_text("mine")
    assert main("--verify") == 1
    assert page.name in capsys.readouterr().err
    assert page.exists() == (harm != "remove")


def test_verify_names_what_no_build_wrote_and_finds_no_fault_in_it(at_work, capsys):
    main()
    (at_work / "_site" / "CNAME").write_text("evidence.example.org")
    assert main("--verify") == 0
    assert "_site/CNAME: no build wrote this" in capsys.readouterr().out


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


ROW = re.compile(
    r'<a href="([^"]+)" download="[^"]+">.*?<td>(.*?)</td>.*?<td class="files__size">([^<]+)</td>', re.DOTALL
)


@pytest.mark.parametrize("words", [[], ["--bom"]], ids=["plain", "with marks"])
def test_the_page_of_data_says_how_large_files_are_as_they_lie_there(at_work, words):
    main(*words)
    offered = ROW.findall((at_work / "_site" / "data.html").read_text("utf-8"))
    sizes = {path: (at_work / "_site" / path).stat().st_size for path, _, _ in offered}
    assert {path: size for path, _, size in offered} == {path: size_in_words(size) for path, size in sizes.items()}
    assert len([path for path, size in sizes.items() if path.endswith(".csv") and size < 1000]) > 3


@pytest.mark.parametrize("words", [[], ["--bom"]], ids=["plain", "with marks"])
def test_a_table_with_no_rows_is_offered_as_such(at_work, words):
    study = at_work / "content" / "reviews" / "fictional" / "studies" / "berg-2015.yaml"
    study.write_text(re.sub(r"(?m)^risk_of_bias:\n(  .*\n)+", "", study.read_text("utf-8")), "utf-8")
    assert main(*words) == 0
    offered = ROW.findall((at_work / "_site" / "data.html").read_text("utf-8"))
    empty = {path for path, use, _ in offered if use.endswith("It has no rows so far.")}
    lines = {path: (at_work / "_site" / path).read_bytes().count(b"\n") for path, _, _ in offered}
    assert empty == {path for path, count in lines.items() if path.endswith(".csv") and count == 1}
    assert "data/bias.csv" in empty


def test_pages_that_are_no_more_are_named_with_what_can_be_done_for_old_links(at_work, capsys):
    assert main() == 0
    page = at_work / "content" / "pages" / "how.md"
    text = page.read_text("utf-8")
    page.with_name("how-to.md").write_text(text, "utf-8")
    page.unlink()
    for path in (at_work / "content").rglob("*.*"):
        path.write_text(
            path.read_text("utf-8").replace("page:how", "page:how-to").replace("[how]", "[how-to]"), "utf-8"
        )
    capsys.readouterr()
    assert main() == 0
    assert "gone: how.html – old links to a page that has moved lead on if 'aliases' say so" in capsys.readouterr().out
    (page.with_name("how-to.md")).write_text(text.replace("---\n", "---\naliases: how\n", 1), "utf-8")
    assert main() == 0
    assert "gone" not in capsys.readouterr().out


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


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--output", "content"], "the output cannot be content: it is the content – choose another --output"),
        (["--output", "."], "the output cannot be .: it holds the content – choose another --output"),
        (
            ["--output", "templates/a"],
            "the output cannot be templates/a: it is in the templates – choose another --output",
        ),
        (["--output", "static"], "the output cannot be static: it is the static files – choose another --output"),
        (["--cache", "_site/kept"], "the cache cannot be _site/kept: it is in the output – choose another --cache"),
        (["--cache", "_site"], "the cache cannot be _site: it is the output – choose another --cache"),
        (
            ["--cache", "content/kept"],
            "the cache cannot be content/kept: it is in the content – choose another --cache",
        ),
        (["--cache", "static"], "the cache cannot be static: it is the static files – choose another --cache"),
        (["--cache", "x", "--output", "x/y"], "the cache cannot be x: it holds the output – choose another --cache"),
        (["--cache", "link/x"], "the cache cannot be link/x: it is in the templates – choose another --cache"),
    ],
)
def test_what_is_written_stands_apart_from_what_is_read_and_from_what_else_is_written(at_work, capsys, words, said):
    for name in ("templates", "static"):
        (at_work / name).mkdir()
    (at_work / "link").symlink_to("templates")
    before = sorted(path for path in at_work.rglob("*"))
    for more in ([], ["--verify"]):
        assert build.main(["build", *words, *more]) == 1
        assert capsys.readouterr().err == f"{said}\n"
    assert sorted(path for path in at_work.rglob("*")) == before


def test_an_output_that_is_a_link_to_itself_is_told_in_a_sentence(at_work, capsys):
    (at_work / "_site").symlink_to("_site")
    assert main() == 1
    assert "Traceback" not in capsys.readouterr().err


def test_a_mistake_that_is_mended_while_the_site_is_made_is_told_of_in_a_sentence(at_work, capsys, monkeypatch):
    path = at_work / "content" / "site.yaml"
    right = path.read_text("utf-8")
    path.write_text(f"{right}titel: A\n", "utf-8")
    site = Again.site
    monkeypatch.setattr(Again, "site", lambda again: (site(again), path.write_text(right, "utf-8"))[0])
    assert main() == 1
    said = "content: a file was changed while the site was made – build again. Nothing was written.\n"
    assert capsys.readouterr().err == said


def test_what_is_kept_of_a_first_build_is_kept_before_another_may_write(at_work, monkeypatch):
    output, busy = at_work / "_site", []

    def keep(again, said):
        monkeypatch.setattr(lock, "PATIENCE", 0)
        with ThreadPoolExecutor() as other:
            busy.append(other.submit(write.folder, output, {"index.html": b"other"}).result().refused)

    monkeypatch.setattr(Again, "keep", keep)
    assert main() == 0
    assert busy == [((".", write.BUSY),)]


def test_a_page_that_is_taken_away_before_it_is_kept_is_made_by_the_next_build(at_work, monkeypatch):
    keep, page = Again.keep, at_work / "_site" / "index.html"
    with monkeypatch.context() as once:
        once.setattr(Again, "keep", lambda again, said: (page.unlink(), keep(again, said)))
        assert main() == 0
    assert main() == 0
    assert main("--verify") == 0


def test_warnings_that_are_not_let_pass_leave_nothing_beside_a_site_of_many_studies(at_work, monkeypatch):
    monkeypatch.setattr(again, "MANY", 1)
    study = at_work / "content" / "reviews" / "fictional" / "review.yaml"
    study.write_text(study.read_text("utf-8").replace("next_review: 2027-11", "next_review: 2020-01"), "utf-8")
    before = sorted(path.name for path in at_work.iterdir())
    assert main("--strict") == 1
    assert sorted(path.name for path in at_work.iterdir()) == before
