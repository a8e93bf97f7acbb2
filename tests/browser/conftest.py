"""One Chromium for all browser tests; pages come from disk or a local server. A page that complains fails the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from chromium import NARROW, PATIENCE, WIDE, Opened, serving
from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
REVIEW = "reviews/shared-decision-making-family-meetings"
# One page of every kind that the real site has.
KINDS = {
    "home": "index.html",
    "review": f"{REVIEW}.html",
    "studies": f"{REVIEW}/studies.html",
    "study": f"{REVIEW}/studies/dijkstra-2019.html",
    "findings": f"{REVIEW}/findings.html",
    "effect-direction plot": f"{REVIEW}/effect-direction.html",
    "harvest plot": f"{REVIEW}/harvest-plot.html",
    "flow": f"{REVIEW}/flow.html",
    "evidence map": f"{REVIEW}/evidence-map.html",
    "where and when": f"{REVIEW}/where-and-when.html",
    "lists": f"{REVIEW}/lists.html",
    "scales": "scales.html",
    "scale": "scales/evidence.html",
    "outcomes": "outcomes.html",
    "designs": "designs.html",
    "directions": "directions.html",
    "glossary": "glossary.html",
    "text": "how-to-read.html",
    "data": "data.html",
    "cite and data": f"{REVIEW}/cite.html",
    "not found": "404.html",
}
each_kind = pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
__all__ = ["KINDS", "NARROW", "PATIENCE", "REVIEW", "ROOT", "WIDE", "each_kind", "serving"]


@pytest.fixture
def opened(browser) -> Iterator[Opened]:
    """Opens pages for one test; whatever the browser complains of fails it."""
    windows = Opened(browser)
    yield windows
    assert not windows.close()


@pytest.fixture
def open_real(opened, real_site, at_home) -> Callable[..., Page]:
    """Opens a page of the real site from disk; the page for unknown addresses, whose links need one, from its host."""

    def open_page(path: str, **options: Any) -> Page:
        return opened.page(at_home + path if path == KINDS["not found"] else real_site / path, **options)

    return open_page


@pytest.fixture(scope="session")
def at_home(real_site) -> Iterator[str]:
    """The address of the real site under its own path, as content/site.yaml has it."""
    address = yaml.safe_load((ROOT / "content" / "site.yaml").read_text("utf-8"))["url"]
    with serving(real_site, urlsplit(address).path) as here:
        yield here


@pytest.fixture(scope="session")
def served(real_site) -> Iterator[str]:
    """The address of the real site under a path of a server, as on a host that it shares."""
    with serving(real_site, "/some/where/") as address:
        yield address
