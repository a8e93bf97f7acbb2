from __future__ import annotations

import re

import pytest

from generator import load


def problems_of(folder, in_folder):
    in_folder(folder)
    content, problems = load.content(folder)
    assert content is None
    return [f"{one.place}: {one.message}" for one in problems]


def test_the_tiny_content_is_read_whole(tiny):
    content, problems = load.content(tiny)
    assert problems == []
    (review,) = content.reviews
    assert review.id == "fictional"
    assert [study.id for study in review.studies] == ["berg-2015", "berg-2018", "lee-2019"]
    assert {study.review for study in review.studies} == {"fictional"}
    assert [scale.id for scale in content.scales] == ["cost", "evidence"]
    assert [page.id for page in content.pages] == ["how"]
    assert [len(part) for part in (content.domains, content.designs, content.directions, content.countries)] == [
        2,
        2,
        5,
        3,
    ]
    assert review.studies[-1].country == "NO"


def test_the_text_of_a_page_knows_its_place(tiny):
    content, _ = load.content(tiny)
    (page,) = content.pages
    assert page.body.startswith("\n## What the signs mean\n")
    place = page.origin.problem_within("body", "## What", "wrong").place
    assert (place.line, place.column) == (8, 1)


def test_a_page_may_have_the_lines_of_windows(tiny):
    path = tiny / "pages" / "how.md"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    content, problems = load.content(tiny)
    assert problems == []
    assert "\r" not in content.pages[0].body


def test_a_missing_folder_is_named(tmp_path, in_folder):
    assert problems_of(tmp_path / "content", lambda _: in_folder(tmp_path)) == [
        "content:1:1: there is no such folder – run this where content/ is, or give --content"
    ]


def test_a_file_is_no_folder_of_content(tmp_path, in_folder):
    (tmp_path / "content").touch()
    assert "content:1:1: there is no such folder" in problems_of(tmp_path / "content", lambda _: in_folder(tmp_path))[0]


def test_an_empty_folder_lacks_its_site(tmp_path, in_folder):
    assert problems_of(tmp_path, in_folder) == [
        "site.yaml:1:1: there is no such file – it holds the site's title and address"
    ]


def test_a_site_that_is_a_folder_is_no_site(tiny, in_folder):
    (tiny / "site.yaml").unlink()
    (tiny / "site.yaml").mkdir()
    assert problems_of(tiny, in_folder) == [
        "site.yaml:1:1: there is no such file – it holds the site's title and address"
    ]


def test_the_problems_of_all_files_are_told_at_once_in_file_order(tiny, in_folder):
    (tiny / "site.yaml").write_text("titel: Tiny")
    (tiny / "countries.yaml").write_text("- {id: NO}")
    (tiny / "pages" / "how.md").write_text("No head.")
    (tiny / "reviews" / "fictional" / "studies" / "lee-2019.yaml").write_bytes(b"\xff\xfe")
    assert [line.split(": ")[0] for line in problems_of(tiny, in_folder)] == [
        "countries.yaml:1:3",
        "pages/how.md:1:1",
        "reviews/fictional/studies/lee-2019.yaml:1:1",
        "site.yaml:1:1",
        "site.yaml:1:1",
        "site.yaml:1:1",
        "site.yaml:1:1",
    ]


def test_a_link_out_of_the_content_is_not_read(tiny, tmp_path, in_folder):
    (tmp_path / "secret.yaml").write_text("title: Secret")
    (tiny / "site.yaml").unlink()
    (tiny / "site.yaml").symlink_to(tmp_path / "secret.yaml")
    assert problems_of(tiny, in_folder) == [
        "site.yaml:1:1: this is a link to somewhere outside of the content – put the file itself here"
    ]


def test_a_folder_that_is_a_link_is_not_read(tiny, tmp_path, in_folder):
    (tmp_path / "elsewhere").mkdir()
    (tiny / "reviews" / "other").symlink_to(tmp_path / "elsewhere")
    (tiny / "reviews" / "again").symlink_to("fictional")
    again, other = problems_of(tiny, in_folder)
    assert again.startswith("reviews/again:1:1: nothing reads this file")
    assert other.startswith("reviews/other:1:1: this is a link to somewhere outside of the content")


@pytest.mark.parametrize(
    ("folder", "becomes", "way_out"),
    [
        ("reviews/fictional/studies", "reviews/fictional/study", "did you mean 'studies'?"),
        ("reviews", "review", "did you mean 'reviews'?"),
        ("scales", "scales/old", "scales/<id>.yaml, bias-tools/<id>.yaml, "),
    ],
)
def test_a_folder_in_the_wrong_place_is_told_once_and_not_file_by_file(tiny, in_folder, folder, becomes, way_out):
    aside = (tiny / folder).rename(tiny / "aside")
    (tiny / becomes).parent.mkdir(exist_ok=True)
    aside.rename(tiny / becomes)
    (told,) = [words for words in problems_of(tiny, in_folder) if "nothing reads" in words]
    assert re.match(rf"{becomes}:1:1: nothing reads the \d files in this folder – {re.escape(way_out)}", told)


def test_a_link_within_the_content_is_read(tiny):
    (tiny / "site.yaml").rename(tiny / "_site.yaml")
    (tiny / "site.yaml").symlink_to("_site.yaml")
    content, problems = load.content(tiny)
    assert problems == []
    assert content.site.title == "Tiny evidence"


def test_a_link_to_nowhere_is_a_problem(tiny, in_folder):
    (tiny / "glossary.yaml").unlink()
    (tiny / "glossary.yaml").symlink_to("gone.yaml")
    assert problems_of(tiny, in_folder) == ["glossary.yaml:1:1: this file cannot be read – No such file or directory"]


def test_the_folder_of_content_may_itself_be_a_link(tiny, tmp_path):
    (tmp_path / "link").symlink_to(tiny)
    content, problems = load.content(tmp_path / "link")
    assert problems == []
    assert len(content.reviews) == 1


@pytest.mark.parametrize("name", [".notes.yaml", "_draft.yaml", "README.md", "lee-2019.yaml~"])
def test_files_that_are_not_content_are_left_alone(tiny, name):
    (tiny / "reviews" / "fictional" / "studies" / name).write_text("not: content")
    assert load.content(tiny)[1] == []


def test_a_folder_of_studies_in_a_badly_named_review_is_one_problem(tiny, in_folder):
    (tiny / "reviews" / "fictional").rename(tiny / "reviews" / "A review!")
    (problem,) = problems_of(tiny, in_folder)
    assert problem.startswith("reviews/A review!/review.yaml:1:1: the name of this file or folder becomes an id")


def test_a_review_that_cannot_be_read_is_not_missing_as_well(tiny, in_folder):
    (tiny / "reviews" / "fictional" / "review.yaml").write_text("title: 'A")
    assert problems_of(tiny, in_folder) == ["reviews/fictional/review.yaml:1:8: this quote is never closed"]
