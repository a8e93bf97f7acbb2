from __future__ import annotations

from pathlib import Path

import pytest

import build
from generator import load
from generator.explain_file import explain_file

ROOT = Path(__file__).parents[2]
FOLDERS = [f"--templates={ROOT / 'templates'}", f"--static={ROOT / 'static'}"]


@pytest.fixture
def whole(tiny, in_folder):
    in_folder(tiny.parent)
    return load.content(tiny)[0]


def test_every_file_of_a_site_can_be_explained_on_the_command_line(tiny, in_folder, capsys):
    """What hosts ask for, what is there on request, and what is packed, too."""
    with (tiny / "site.yaml").open("a", encoding="utf-8") as file:
        file.write("security: {contact: safe@example.org, expires: 2027-01-31}\n")
    with (tiny / "reviews" / "fictional" / "review.yaml").open("a", encoding="utf-8") as file:
        file.write("aliases: old\n")
    in_folder(tiny.parent)
    assert build.main(["build", *FOLDERS, "--compress"]) == 0
    site = tiny.parent / "_site"
    paths = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    assert {"_redirects", ".well-known/security.txt", "site.zip.gz"} & set(paths) == {
        "_redirects",
        ".well-known/security.txt",
    }
    capsys.readouterr()
    for path in (*paths, "reviews/fictional.pdf", "reviews/fictional/card.png"):
        assert (path, build.main(["explain", path])) == (path, 0)
        assert path.removesuffix(".gz").removesuffix(".br") in capsys.readouterr().out


@pytest.mark.parametrize(
    ("path", "lines"),
    [
        (
            "data/studies.csv",
            ["the file data/studies.csv: Studies", "offered   data.html", "holds     A row for each study record"],
        ),
        ("/data/studies.csv", ["the file data/studies.csv: Studies"]),
        ("site.zip", ["the file site.zip", "holds     The whole site as one file"]),
        ("sitemap.xml", ["the file sitemap.xml", "holds     The addresses of all pages"]),
        ("reviews/fictional/data/studies.ris", ["the file reviews/fictional/data/studies.ris: RIS"]),
        ("reviews/fictional.jsonld", ["the file reviews/fictional.jsonld", "holds     What reviews/fictional.html is"]),
        ("assets/site.0123456789.css", ["the file assets/site.0123456789.css", "made of   static/"]),
        ("index.html.br", ["the file index.html.br", "packed    index.html"]),
    ],
)
def test_a_file_is_explained_by_what_it_holds_and_where_it_is_offered(whole, path, lines):
    words, known = explain_file(path, whole)
    assert known
    for said, line in zip(words.splitlines(), lines, strict=False):
        assert said.strip().startswith(line)


def test_an_unknown_file_is_said_with_the_nearest(whole):
    assert explain_file("data/studys.csv", whole) == (
        "there is no file 'data/studys.csv' – did you mean 'data/studies.csv'?",
        False,
    )
    assert explain_file("sitmap.xml", whole)[0].endswith("– did you mean 'sitemap.xml'?")
    assert explain_file("reviews/gone.jsonld", whole)[1] is False


@pytest.mark.parametrize("name", ["year", "study.year", "studies.randomised", "study_is_in_a_view"])
def test_a_name_with_a_dot_is_no_file(name, capsys):
    assert build.main(["explain", name]) == 0
    assert "the file" not in capsys.readouterr().out
