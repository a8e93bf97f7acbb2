from __future__ import annotations

from pathlib import Path

from generator import saves
from generator.saves import Changed, changed_in

FICTIONAL = "reviews/fictional"


def test_a_burst_is_about_reviews_or_about_everything():
    content = Path("content")
    study, review = content / f"{FICTIONAL}/studies/lee-2019.yaml", content / "reviews/other/review.yaml"
    assert changed_in({study, review}, content) == Changed({"fictional": {study}, "other": {review}}, said=True)
    for path in (
        content / "site.yaml",
        Path("templates/base.html"),
        content / FICTIONAL,
        content / "reviews",
        content,
    ):
        assert changed_in({path}, content).everything
    assert not changed_in({content / ".site.yaml.swp", content / FICTIONAL / "studies" / "lee-2019.yaml~"}, content)
    assert changed_in(None, content) == Changed(everything=True, said=True)
    assert changed_in(set(), content) == Changed(everything=True)
    assert changed_in({content / FICTIONAL / "studies" / f"{n}.yaml" for n in range(51)}, content).everything


def test_changes_of_more_reviews_than_an_editor_has_open_are_about_everything():
    found = Changed()
    for number in range(saves.MOST_REVIEWS + 1):
        assert not found.everything
        found.add(Changed({f"review-{number}": set()}))
    assert found.everything
