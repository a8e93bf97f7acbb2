"""Views of a review's evidence: which there are, and what each shows."""

from __future__ import annotations

from examples import lookup, result, review, study

from generator import views


def test_a_review_without_findings_and_studies_has_no_view():
    assert views.of(review(), lookup()) == ()


def test_every_view_names_its_own_template_and_has_a_caption():
    one = review(study(outcomes=(result(),)))
    for view in views.of(one, lookup(one)):
        assert view.template.startswith("pages/views/")
        assert view.caption
