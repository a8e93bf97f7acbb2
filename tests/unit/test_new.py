from __future__ import annotations

import pytest

from generator import load, new
from generator.load import Library


def written(planned):
    assert planned.path is not None, planned.problem
    planned.path.parent.mkdir(parents=True, exist_ok=True)
    planned.path.write_text(planned.text, "utf-8")


@pytest.mark.parametrize(
    ("kind", "name", "path"),
    [
        ("study", "new-2026", "reviews/fictional/studies/new-2026.yaml"),
        ("review", "another", "reviews/another/review.yaml"),
        ("page", "more", "pages/more.md"),
    ],
)
def test_a_new_thing_is_a_draft_that_keeps_nothing_from_being_built(kind, name, path, tiny):
    planned = new.plan(kind, name, {"title": "New"}, tiny, "fictional")
    assert planned.path == tiny / path
    written(planned)
    content, problems = load.content(tiny)
    assert problems == []
    assert content is not None
    assert load.content(tiny, drafts=True)[1] != [] or kind == "page"


def test_a_new_scale_asks_for_what_it_must_have(tiny):
    written(new.plan("scale", "trust", {"title": "Trust"}, tiny))
    _, problems = load.content(tiny)
    assert {problem.place.file.rsplit("/", 1)[-1] for problem in problems} == {"trust.yaml"}


@pytest.mark.parametrize("title", ["Aardvark", "Owl", "Zebra"])
def test_a_new_term_goes_where_the_alphabet_puts_it_and_changes_no_other_line(title, tiny):
    before = (tiny / "glossary.yaml").read_text("utf-8").splitlines()
    written(new.plan("term", title.lower(), {"title": title, "meaning": "An animal."}, tiny))
    after = (tiny / "glossary.yaml").read_text("utf-8").splitlines()
    assert [line for line in after if line in before] == before
    library = Library(tiny)
    library.look_at_all()
    content, problems = library.content()
    assert problems == []
    titles = [term.title for term in content.terms]
    old = [one for one in titles if one != title]
    assert titles.index(title) == sum(one.casefold() < title.casefold() for one in old)


@pytest.mark.parametrize(
    ("kind", "name", "review", "words"),
    [
        ("study", "lee-2019", "fictional", "is there already"),
        ("review", "fictional", "", "is there already"),
        ("page", "how", "", "is there already"),
        ("scale", "cost", "", "is there already"),
        ("term", "unit-cost", "", "has a term 'unit-cost' already"),
        ("term", "Unit-Cost", "", "has a term 'Unit-Cost' already"),
        ("study", "../x", "fictional", "cannot be an id"),
        ("page", "a b", "", "cannot be an id"),
        ("study", "new-2026", "gone", "there is no review 'gone' – it can be fictional"),
    ],
)
def test_what_is_there_is_left_alone_and_what_cannot_be_is_said(kind, name, review, words, tiny):
    planned = new.plan(kind, name, {}, tiny, review)
    assert planned.path is None
    assert words in planned.problem


def test_a_glossary_that_cannot_be_read_is_mended_first(tiny):
    (tiny / "glossary.yaml").write_text("- id: [", "utf-8")
    assert "mend the glossary first" in new.plan("term", "owl", {}, tiny).problem


def test_a_first_term_makes_the_glossary(tiny):
    (tiny / "glossary.yaml").unlink()
    planned = new.plan("term", "owl", {"title": "Owl", "meaning": "A bird."}, tiny)
    assert planned.text.endswith("- id: owl\n  title: Owl\n  meaning: A bird.\n")
