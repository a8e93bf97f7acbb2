"""Pages of the tiny site, compared as text. Look at the diff of a change, then run with --update-golden."""

from __future__ import annotations

from pathlib import Path

import pytest

EXPECTED = Path(__file__).parent / "expected"
PAGES = {
    "home": "index.html",
    "review": "reviews/fictional.html",
    "study": "reviews/fictional/studies/berg-2018.html",
    "scale": "scales/evidence.html",
}


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_as_it_was_looked_at(name, tiny_site, request):
    made = (tiny_site / PAGES[name]).read_text("utf-8")
    golden = EXPECTED / f"{name}.html"
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(made, "utf-8")
    assert made == golden.read_text("utf-8")
