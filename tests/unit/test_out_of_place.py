from __future__ import annotations

from generator.out_of_place import NO_HOME, told_once
from generator.problems import Place, Problem


def told(*paths, well=()):
    """What is said of files that nothing reads, beside those that are well."""
    found = {tuple(path.split("/")): (Problem(Place(f"content/{path}"), NO_HOME),) for path in paths}
    found |= {tuple(path.split("/")): () for path in well}
    return [f"{one.place.file}: {one.message}" for one in told_once(found)]


def test_one_file_in_no_place_is_told_as_it_is():
    assert told("reviews/lee.yaml") == [f"content/reviews/lee.yaml: {NO_HOME}"]
    assert told("notes.yaml", "scales/a.txt", "scales/b.txt") == [
        f"content/{path}: {NO_HOME}" for path in ("notes.yaml", "scales/a.txt", "scales/b.txt")
    ]


def test_all_files_of_a_folder_in_which_nothing_is_read_are_told_as_one():
    (words,) = told("old/a.yaml", "old/deep/b.yaml", "old/deep/c.yaml", well=("site.yaml",))
    assert words.startswith("content/old: nothing reads the 3 files in this folder – scales/<id>.yaml, ")


def test_a_folder_whose_name_is_nearly_right_is_told_what_is_meant_even_for_one_file():
    studies = ("reviews/x/Study/lee.yaml",)
    assert told(*studies, well=("reviews/x/review.yaml",)) == [
        "content/reviews/x/Study: nothing reads the file in this folder – did you mean 'studies'?"
    ]
    assert told("scale/cost.yaml", "scale/evidence.yaml") == [
        "content/scale: nothing reads the 2 files in this folder – did you mean 'scales'?"
    ]


def test_a_folder_within_one_that_is_right_is_told_by_itself():
    (words,) = told("scales/old/a.yaml", "scales/old/b.yaml")
    assert words.startswith("content/scales/old: nothing reads the 2 files in this folder – scales/<id>.yaml, ")


def test_other_problems_stay_as_they_are():
    found = {("site.yaml",): (Problem(Place("content/site.yaml"), "wrong"),)}
    assert list(told_once(found)) == list(found["site.yaml",])
