from __future__ import annotations

import pytest

import build
from generator import load
from generator.explain_page import explain_page


@pytest.fixture
def whole(tiny, in_folder):
    in_folder(tiny.parent)
    return load.content(tiny)[0]


def test_a_study_page_is_made_of_its_file_its_review_and_the_vocabulary(whole):
    words, known = explain_page("reviews/fictional/studies/lee-2019.html", whole)
    assert known
    lines = [line.split() for line in words.splitlines()]
    assert lines[0] == "the page reviews/fictional/studies/lee-2019.html: Lee et al. 2019".split()
    assert ["template", "templates/pages/study.html"] in lines
    shown = [line[1] for line in lines if line[0] == "shows"]
    assert {"content/reviews/fictional/studies/lee-2019.yaml", "content/reviews/fictional/review.yaml"} <= set(shown)
    assert "content/outcomes.yaml" in shown
    assert "content/reviews/fictional/studies/berg-2015.yaml" not in shown


def test_files_beside_a_page_are_named(whole):
    words, _ = explain_page("/reviews/fictional/studies.html", whole)
    assert "beside    reviews/fictional/data/studies.csv" in words


def test_an_unknown_page_is_said_with_the_nearest(whole):
    assert explain_page("glosary.html", whole) == (
        "there is no page 'glosary.html' – did you mean 'glossary.html'?",
        False,
    )


@pytest.mark.parametrize("path", ["/", "index.html", "404.html", "changes.html", "scales/evidence.html"])
def test_every_kind_of_page_can_be_explained_on_the_command_line(whole, path, capsys):
    assert build.main(["explain", path]) == 0
    assert "template  templates/pages/" in capsys.readouterr().out


def test_without_content_the_problems_are_told(tiny, in_folder, capsys):
    (tiny / "site.yaml").unlink()
    in_folder(tiny.parent)
    assert build.main(["explain", "index.html"]) == 1
    assert "there is no such file" in capsys.readouterr().err


def test_an_address_that_an_alias_leads_from_is_explained_by_where_it_leads(tiny, in_folder):
    study = tiny / "reviews/fictional/studies/lee-2019.yaml"
    study.write_text(study.read_text("utf-8") + "aliases: old/lee.html\n", "utf-8")
    in_folder(tiny.parent)
    words, known = explain_page("old/lee.html", load.content(tiny)[0])
    assert known
    assert words.splitlines()[:2] == [
        "old/lee.html leads to reviews/fictional/studies/lee-2019.html, by an alias",
        "the page reviews/fictional/studies/lee-2019.html: Lee et al. 2019",
    ]
