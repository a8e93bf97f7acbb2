from __future__ import annotations

from generator import aliases, load


def content(tiny, **texts):
    for name, text in texts.items():
        path = {"study": "reviews/fictional/studies/lee-2019.yaml", "review": "reviews/fictional/review.yaml"}[name]
        (tiny / path).write_text((tiny / path).read_text("utf-8") + text, "utf-8")
    found, problems = load.content(tiny)
    assert problems == []
    return found


def test_a_former_id_is_looked_for_beside_the_new_one():
    assert aliases.path_of("lee-2018", "reviews/x/studies/") == "reviews/x/studies/lee-2018.html"


def test_a_former_address_is_taken_as_it_is():
    assert aliases.path_of("old/lee.html", "reviews/x/studies/") == "old/lee.html"
    assert aliases.path_of("old/lee/", "reviews/x/studies/") == "old/lee/index.html"


def test_a_study_that_moved_is_found_where_it_was(tiny):
    found = aliases.former_pages(content(tiny, study="aliases: [lee-2018, old/lee/]\n"), [])
    new = "reviews/fictional/studies/lee-2019.html"
    assert found == {"reviews/fictional/studies/lee-2018.html": new, "old/lee/index.html": new}


def test_a_review_that_moved_takes_its_pages_along_and_the_former_ids_of_its_studies(tiny):
    pages = ["reviews/fictional.html", "reviews/fictional/findings.html", "how.html", "reviews/fictional/data/x.csv"]
    found = aliases.former_pages(content(tiny, study="aliases: lee-2018\n", review="aliases: stories\n"), pages)
    assert found == {
        "reviews/stories.html": "reviews/fictional.html",
        "reviews/stories/findings.html": "reviews/fictional/findings.html",
        "reviews/fictional/studies/lee-2018.html": "reviews/fictional/studies/lee-2019.html",
        "reviews/stories/studies/lee-2018.html": "reviews/fictional/studies/lee-2019.html",
    }


def test_each_former_page_is_known_by_its_path_alone(tiny):
    made = content(tiny, study="aliases: [lee-2018, old/lee/]\n", review="aliases: [once, twice]\n")
    paths = ["reviews/fictional.html", "reviews/fictional/studies.html", "reviews/fictional/studies/lee-2019.html"]
    former = aliases.former_pages(made, paths)
    assert {old: aliases.now_at(made, old) for old in former} == former
    assert [aliases.now_at(made, path) for path in [*paths, "reviews/never.html", "reviews/once/data/a.csv"]] == [
        None
    ] * 5
