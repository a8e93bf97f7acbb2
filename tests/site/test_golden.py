"""Pages of the tiny site and drawings of the made-up review, compared as text. Look at the diff of a change, then run
with --update-golden."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

EXPECTED = Path(__file__).parent / "expected"
PAGES = {
    "home": "index.html",
    "review": "reviews/fictional.html",
    "study": "reviews/fictional/studies/berg-2018.html",
    "scale": "scales/evidence.html",
    "findings": "reviews/fictional/findings.html",
    "effect-direction": "reviews/fictional/effect-direction.html",
    "evidence-map": "reviews/fictional/evidence-map.html",
    "risk-of-bias": "reviews/fictional/risk-of-bias.html",
}
# A drawing: the page it is on, and how it begins there.
DRAWINGS = {
    "flow": ("flow", '<svg class="flow'),
    "harvest": ("harvest-plot", '<svg class="harvest"'),
    "forest-estimate": ("forest-plot", '<svg class="forest"'),
    "forest-pooled": ("forest-plot", '<tr class="fp__pooled">'),
    "forest-axis": ("forest-plot", '<svg class="forest forest--axis"'),
    "bias-bar": ("risk-of-bias", '<svg class="bias-bar"'),
    "years": ("where-and-when", '<svg class="bar'),
}


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_as_it_was_looked_at(name, tiny_site, request):
    compare((tiny_site / PAGES[name]).read_text("utf-8"), EXPECTED / f"{name}.html", request)


@pytest.mark.parametrize("name", DRAWINGS)
def test_the_drawing_is_as_it_was_looked_at(name, fictional_site, request):
    page, beginning = DRAWINGS[name]
    html = (fictional_site / f"reviews/lantern-walks/{page}.html").read_text("utf-8")
    compare(drawing(html[html.index(beginning) :]), EXPECTED / f"{name}.svg", request)


def drawing(html):
    """The first drawing of a text, whole, with those inside it; an element a line."""
    depth = 0
    for found in re.finditer(r"<svg\b|</svg>", html):
        depth += 1 if found.group() == "<svg" else -1
        if depth == 0:
            start = html.index("<svg")
            return re.sub(r">\s*<", ">\n<", html[start : found.end()]) + "\n"
    raise AssertionError("the drawing never ends")


# Built pages have no line breaks between blocks; a diff is read by lines.
BLOCKS = re.compile(
    r"(?<!\n)(<(?:head|meta|link|title|script|body|header|main|footer|nav|section|div|h[1-6]|p|ul|ol|li|dl|dt|dd|figure|"
    r"figcaption|table|caption|thead|tbody|tfoot|tr|th|td)\b"
    r"|</(?:head|body|header|main|footer|nav|section|div|ul|ol|dl|figure|table|thead|tbody|tfoot|tr)>)"
)
HASH = re.compile(r"(assets/[\w/-]+)\.[0-9a-f]{10}(\.\w+)")


def compare(made, golden, request):
    # The hash in an asset's name changes with each change of a style: other tests see to it.
    made = HASH.sub(r"\1\2", made)
    made = BLOCKS.sub(r"\n\1", made) if golden.suffix == ".html" else made
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(made, "utf-8")
    assert made == golden.read_text("utf-8")
