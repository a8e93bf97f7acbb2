"""Nothing that an editor writes is passed over."""

from __future__ import annotations

from examples import content, result, review, study

from generator import walk
from generator.lookup import Lookup
from generator.model import Rating, TextPage


def test_texts_of_studies_come_with_their_review():
    whole = content(review(study(notes="A remark.")))
    found = [(of.id, text) for of, _, key, _, text in walk.values(Lookup(whole)) if of is not None and key == "notes"]
    assert found == [(whole.reviews[0].id, "A remark.")]


def test_texts_inside_lists_and_records_are_among_them():
    lookup = Lookup(content(review(study(outcomes=(result(detail="They slept."),)))))
    assert "They slept." in [text for *_, text in walk.values(lookup)]


def test_the_body_of_a_page_is_markdown_text_of_no_review():
    page = TextPage(id="how", title="How", summary="How.", body="Read *this*.")
    found = [
        (of, kind.words) for of, _, _, kind, text in walk.values(Lookup(content(pages=(page,)))) if text == page.body
    ]
    assert found == [(None, "Markdown text")]


def test_whatever_carries_ratings_is_walked():
    rated = study(ratings={"evidence": Rating(rating="3")})
    kinds = [type(one).__name__ for one in walk.rated(Lookup(content(review(rated))))]
    assert kinds == ["Review", "Intervention", "Study"]


def test_every_result_of_every_study_is_walked():
    lookup = Lookup(content(review(study("a", outcomes=(result(),)), study("b", outcomes=(result(),)))))
    assert len(list(walk.results(lookup))) == 2
