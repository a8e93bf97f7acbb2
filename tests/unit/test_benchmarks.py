"""What benchmarks rest on: made-up content that is content, the same each time, and honest words for ratios."""

from __future__ import annotations

import pytest
import summary
import synthetic
from visible_text import visible_text

from generator import make


@pytest.fixture(scope="module")
def content(tmp_path_factory):
    return synthetic.write(tmp_path_factory.mktemp("made-up") / "content", studies=67)


def test_made_up_content_is_without_problems(content):
    found, problems, _ = make.checked(content)
    assert problems == []
    assert [len(review.studies) for review in found.reviews] == [23, 22, 22]


def test_made_up_content_is_the_same_each_time(content, tmp_path):
    again = synthetic.write(tmp_path / "content", studies=67)
    files = [path.relative_to(content) for path in sorted(content.rglob("*")) if path.is_file()]
    assert all((content / path).read_bytes() == (again / path).read_bytes() for path in files)


def test_made_up_studies_are_as_large_as_real_ones_and_say_what_they_are(content):
    texts = [path.read_text("utf-8") for path in content.glob("reviews/*/studies/*.yaml")]
    assert all(1_000 <= len(text) <= 1_700 for text in texts)
    assert all("made up for a benchmark" in text and "**synthetic**" in text and "doi" not in text for text in texts)


def test_a_ratio_whose_range_crosses_1_is_a_tie():
    assert str(summary.ratio([1, 2, 3], [2, 2, 2])) == "1.00 (0.50–1.50) tie"
    assert str(summary.ratio([1, 1, 1], [2, 4, 3])) == "0.33 (0.25–0.50)"


def test_growth_in_step_with_the_size_has_the_exponent_1():
    assert summary.exponent((1_000, 2.0), (10_000, 20.0)) == pytest.approx(1)


def test_visible_text_is_that_of_the_main_part_whatever_its_tags():
    page = "<p>Above</p><main><h1>One</h1><p>two<b>three</b>\n four&amp;</p><script src=x></script></main><p>Below</p>"
    assert visible_text(page) == "One twothree four&"
