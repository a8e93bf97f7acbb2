from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator import cards, command_line, make, on_request, pdf

ROOT = Path(__file__).parents[2]
CARD, PDF = "reviews/fictional/card.png", "reviews/fictional.pdf"


def made(tiny, *asked, static=ROOT / "static"):
    return make.site(tiny, ROOT / "templates", static, asked)


def test_without_being_asked_for_neither_is_made_nor_named(tiny):
    files = made(tiny).files
    assert not [path for path in files if path.endswith((".pdf", "card.png"))]
    assert not [
        path for path, data in files.items() if path.endswith(".html") and (b"og:image" in data or b".pdf" in data)
    ]
    assert not [path for path in files if "report" in path]


def test_a_card_is_named_by_the_pages_of_its_review(tiny):
    files = made(tiny, "cards").files
    assert CARD in files
    assert (
        f'<meta property="og:image" content="https://tiny.example.org/tiny/{CARD}">'.encode()
        in files["reviews/fictional.html"]
    )
    assert b"og:image" not in files["reviews/fictional/studies/lee-2019.html"]


def test_the_page_of_a_review_leads_to_its_pdf_and_says_its_size(tiny):
    files = made(tiny, "pdf").files
    page = files["reviews/fictional.html"].decode()
    assert f'<a href="fictional.pdf">This summary as PDF</a> ({round(len(files[PDF]) / 1000)} KB)' in page
    assert '<link rel="item" href="fictional.pdf" type="application/pdf">' in page
    assert "citation_pdf_url" not in page


@pytest.mark.parametrize(("module", "asked"), [(cards, "cards"), (pdf, "pdf")])
def test_what_is_wanting_is_said_only_where_it_is_asked_for(module, asked, monkeypatch):
    monkeypatch.setattr(module, "problem", lambda: "get it")
    assert on_request.lacking([asked]) == "get it"
    assert on_request.lacking([one for one in on_request.ALL if one != asked]) == ""
    assert on_request.lacking([]) == ""


def test_without_a_stylesheet_for_pdfs_that_is_a_problem(tiny, tmp_path):
    static = Path(shutil.copytree(ROOT / "static", tmp_path / "static"))
    (static / "css" / "report.css").unlink()
    (problem,) = made(tiny, "pdf", static=static).problems
    assert "there is no such file" in str(problem)


def test_colours_that_are_not_named_are_a_problem(tiny, tmp_path):
    static = Path(shutil.copytree(ROOT / "static", tmp_path / "static"))
    for sheet in (static / "css").glob("*.css"):
        sheet.write_text(sheet.read_text("utf-8").replace("--accent: #", "--accent: oklch"), "utf-8")
    (problem,) = made(tiny, "cards", static=static).problems
    assert "no stylesheet says --accent as a colour like #6a2656" in str(problem)


def test_a_mistake_in_the_template_of_pdfs_is_told_with_its_line(tiny, tmp_path):
    templates = Path(shutil.copytree(ROOT / "templates", tmp_path / "templates"))
    (templates / "report.html").write_text("<p>\n{{ nothing.here }}")
    (problem,) = make.site(tiny, templates, ROOT / "static", ["pdf"]).problems
    assert str(problem).startswith(f"{templates}/report.html:2")


def test_a_build_again_leaves_what_was_asked_for_as_it_is(tiny, tmp_path, capsys):
    folders = ["--content", tiny, "--templates", ROOT / "templates", "--static", ROOT / "static"]
    words = [*map(str, folders), "--output", f"{tmp_path}/site", "--cache", f"{tmp_path}/cache", "--cards", "--pdf"]
    assert command_line.main(["build", *words]) == 0
    before = {path: (tmp_path / "site" / path).read_bytes() for path in (CARD, PDF)}
    assert command_line.main(["build", *words]) == 0
    assert " 0 files written" in capsys.readouterr().out
    assert command_line.main(["build", *words, "--verify"]) == 0
    assert {path: (tmp_path / "site" / path).read_bytes() for path in (CARD, PDF)} == before
    assert command_line.main(["build", *words[:-2]]) == 0
    assert not (tmp_path / "site" / PDF).exists()


@pytest.mark.parametrize("option", ["--cards", "--pdf"])
def test_without_its_packages_nothing_is_written_and_a_sentence_says_why(option, tiny, tmp_path):
    hidden = "import sys, build; sys.modules |= dict.fromkeys(['resvg_py', 'weasyprint'])"
    code = f"{hidden}; sys.exit(build.main(sys.argv[1:]))"
    folders = ["--content", tiny, "--templates", ROOT / "templates", "--static", ROOT / "static"]
    command = [sys.executable, "-c", code, *folders, "--output", tmp_path / "site", option]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "is not installed – .venv/bin/pip install -e" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "site").exists()
