"""The preview: a change to any file reloads the open page with it; a broken file is shown there until it is mended."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import ROOT
from playwright.sync_api import Page, expect

PATIENCE = 60  # seconds; a computer may be slow, and nothing here is about how fast it is
STUDY = "reviews/fictional/studies/lee-2019"
# A file of each kind, the page to look at, and the words to change there.
CHANGES = {
    "site": ("content/site.yaml", "index.html", "Made-up research for tests", "Made-up research for sleepers"),
    "scale": (
        "content/scales/evidence.yaml",
        "scales/evidence.html",
        "One study hints at it.",
        "Two studies hint at it.",
    ),
    "outcomes": ("content/outcomes.yaml", "outcomes.html", "How children sleep.", "How children sleep at night."),
    "designs": ("content/designs.yaml", "designs.html", "Chance decides who", "A coin decides who"),
    "directions": ("content/directions.yaml", "directions.html", "The source does not say.", "The source is silent."),
    "countries": ("content/countries.yaml", f"{STUDY}.html", "Norway", "The Kingdom of Norway"),
    "glossary": ("content/glossary.yaml", "glossary.html", "What it costs for one child.", "The price for one child."),
    "page": ("content/pages/how.md", "how.html", "What the signs mean", "What the signs are about"),
    "review": ("content/reviews/fictional/review.yaml", "reviews/fictional.html", "Stories may help", "Tales may help"),
    "study": (f"content/{STUDY}.yaml", f"{STUDY}.html", "a trial in two valleys", "a trial in three valleys"),
    "template": ("templates/pages/glossary.html", "glossary.html", ">Glossary</h1>", ">List of words</h1>"),
}
# What is broken in which file, and the place and the words that the page has for it.
BROKEN = {
    "content": (
        f"content/{STUDY}.yaml",
        "country: NO",
        "country: XX",
        r"lee-2019\.yaml:\d+:10",
        "'XX' is not a country",
    ),
    "template": ("templates/pages/designs.html", "in designs %}", "in designz %}", r"designs\.html:\d+:\d+", "designz"),
}


@dataclass
class Preview:
    """A preview that is running, and the folders it watches."""

    folder: Path
    address: str

    def file(self, name: str) -> Path:
        return self.folder / name

    def change(self, name: str, old: str, new: str) -> None:
        text = self.file(name).read_text("utf-8")
        assert text.count(old) == 1, f"{name} has not one {old!r}"
        self.file(name).write_text(text.replace(old, new), "utf-8")

    def watched_by(self, page: Page, path: str) -> Page:
        """Opens a page and waits until it listens for reloads."""
        with page.expect_websocket() as found:
            page.goto(self.address + path)
        found.value.wait_for_event("framesent", lambda frame: '"info"' in frame)
        return page


@pytest.fixture(scope="module")
def preview(tmp_path_factory) -> Iterator[Preview]:
    folder = tmp_path_factory.mktemp("preview")
    for source in ("tests/content", "templates", "static"):
        shutil.copytree(ROOT / source, folder / Path(source).name)
    names = [f"--{name}={folder / name}" for name in ("content", "templates", "static")]
    said = folder / "said.txt"
    with said.open("w") as out:
        command = [sys.executable, str(ROOT / "build.py"), "serve", "--port=8700", *names]
        with subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, cwd=folder) as process:
            try:
                yield Preview(folder, address_in(said, process))
            finally:
                process.terminate()
    assert "Traceback" not in said.read_text("utf-8")


def address_in(said: Path, process: subprocess.Popen[bytes]) -> str:
    """The address that the preview says it has, once it says so."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        if found := re.search(r"Preview at (http://127\.0\.0\.1:\d+/)", said.read_text("utf-8")):
            return found[1]
        time.sleep(0.05)
    raise AssertionError(f"no preview: {said.read_text('utf-8')}")


@pytest.fixture
def page(opened) -> Page:
    opened.expected = ("500 (Problems)", "404 (Not Found)")  # what the browser writes of pages that show as much
    page = opened.empty()
    page.set_default_timeout(PATIENCE * 1000)
    expect.set_options(timeout=PATIENCE * 1000)
    yield page
    expect.set_options(timeout=5_000)


@pytest.mark.parametrize("kind", CHANGES)
def test_a_change_to_a_file_reloads_the_open_page_with_it(kind, preview, page):
    file, path, old, new = CHANGES[kind]
    preview.watched_by(page, path)
    shown = [words.removeprefix(">").removesuffix("</h1>") for words in (old, new)]
    expect(page.get_by_role("main")).to_contain_text(shown[0])
    preview.change(file, old, new)
    expect(page.get_by_role("main")).to_contain_text(shown[1])


def test_a_change_to_a_stylesheet_shows_in_the_open_page(preview, page):
    preview.watched_by(page, "index.html")
    style = preview.file("static/css/1-tokens.css")
    style.write_text(style.read_text("utf-8") + "\n:root { --changed: 7px; }\n", "utf-8")
    page.wait_for_function("getComputedStyle(document.documentElement).getPropertyValue('--changed').trim() === '7px'")


def test_a_new_file_gives_a_new_page_and_deleting_it_takes_the_page_away(preview, page):
    heading = page.get_by_role("heading", level=1)
    preview.watched_by(page, "more.html")
    expect(heading).to_have_text("There is no page at this address")
    preview.file("content/pages/more.md").write_text(
        "---\ntitle: More\nsummary: All the rest.\n---\n\nMore.\n", "utf-8"
    )
    expect(heading).to_have_text("More")
    preview.file("content/pages/more.md").unlink()
    expect(heading).to_have_text("There is no page at this address")


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_file_shows_its_problem_and_mending_it_brings_the_page_back(kind, preview, page):
    file, old, new, place, message = BROKEN[kind]
    heading = page.get_by_role("heading", level=1)
    preview.watched_by(page, "designs.html")
    expect(heading).to_have_text("Study designs")
    preview.change(file, old, new)
    try:
        expect(heading).to_have_text("1 problem to mend")
        expect(page.get_by_role("main")).to_contain_text(re.compile(place))
        expect(page.get_by_role("main")).to_contain_text(message)
    finally:
        preview.change(file, new, old)
    expect(heading).to_have_text("Study designs")
