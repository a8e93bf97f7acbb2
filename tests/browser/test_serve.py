"""The preview: a change to any file reloads the open page with it; a broken file is shown there until it is mended."""

from __future__ import annotations

import asyncio
import json
import re
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection

import pytest
from playwright.sync_api import Page, expect
from previewing import LISTENS, PATIENCE, Preview, running
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

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
    "grammar": ("content/designs.yaml", "- id: rct", "- id: [rct", r"designs\.yaml:\d+:\d+", "is not closed"),
    "a missing value": ("content/site.yaml", "title: Tiny evidence", "title:", r"site\.yaml:1:\d+", "title"),
    "a field": (f"content/{STUDY}.yaml", "population:", "popluation:", r"lee-2019\.yaml:\d+:1", "did you mean"),
    "an id": (f"content/{STUDY}.yaml", "country: NO", "country: XX", r"lee-2019\.yaml:\d+:10", "is not a country"),
    "a year": (f"content/{STUDY}.yaml", "year: 2019", "year: 219", r"lee-2019\.yaml:\d+:7", "is not a year"),
    "a rating": ("content/reviews/fictional/review.yaml", "evidence: 3+*", "evidence: 9", r"review\.yaml:\d+", "level"),
    "a link": (
        "content/pages/how.md",
        "(scale:evidence/3+)",
        "(scale:evidence/9)",
        r"how\.md:\d+",
        "'9' is not a level",
    ),
    "a head": ("content/pages/how.md", "summary:", "sumary:", r"how\.md:\d+:1", "did you mean"),
    "a tab": ("content/countries.yaml", "- {id: NO", "-\t{id: NO", r"countries\.yaml:\d+:2", "a tab stands here"),
    "template": ("templates/pages/designs.html", "in designs %}", "in designz %}", r"designs\.html:\d+:\d+", "designz"),
}


@pytest.fixture(scope="module")
def preview(tmp_path_factory) -> Iterator[Preview]:
    yield from running(tmp_path_factory.mktemp("preview"))


@pytest.fixture
def page(opened) -> Page:
    opened.expected = ("404 (Not Found)",)  # what the browser writes of the page that shows as much
    page = opened.empty()
    page.add_init_script(LISTENS)
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


def test_a_change_to_a_stylesheet_shows_in_the_open_page_without_a_reload(preview, page):
    preview.watched_by(page, "index.html")
    page.evaluate("window.still = true")
    style = preview.file("static/css/1-tokens.css")
    style.write_text(style.read_text("utf-8") + "\n:root { --changed: 7px; }\n", "utf-8")
    page.wait_for_function(
        "() => getComputedStyle(document.documentElement).getPropertyValue('--changed').trim() === '7px'"
    )
    assert page.evaluate("window.still")


def test_a_reload_keeps_the_place_on_the_page(preview, page):
    page.set_viewport_size({"width": 400, "height": 300})
    preview.watched_by(page, "glossary.html")
    page.evaluate("scrollTo(0, 200)")
    preview.change("content/glossary.yaml", "title: Unit cost", "title: Unit price")
    expect(page.get_by_role("main")).to_contain_text("Unit price")
    page.wait_for_function("() => scrollY === 200")
    preview.change("content/glossary.yaml", "title: Unit price", "title: Unit cost")


def test_a_checkout_of_200_files_is_survived(preview, page):
    preview.watched_by(page, "page-199.html")
    pages = [preview.file(f"content/pages/page-{number}.md") for number in range(200)]
    for number, path in enumerate(pages):
        path.write_text(f"---\ntitle: Page {number}\nsummary: One of many.\n---\n\nWords.\n", "utf-8")
    expect(page.get_by_role("heading", level=1)).to_have_text("Page 199")
    for path in pages:
        path.unlink()
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no page at this address")


def test_another_host_name_is_refused(preview):
    port = int(preview.address.rstrip("/").rsplit(":", 1)[1])
    answers = {}
    for host in ("127.0.0.1", "localhost", "evil.example", "127.0.0.1.evil.example"):
        for path in ("/", "/livereload.js", "/livereload"):
            connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            connection.request("GET", path, headers={"Host": f"{host}:{port}"})
            answers[host, path] = connection.getresponse().status
            connection.close()
    refused = {host for (host, _), status in answers.items() if status == 403}
    assert refused == {"evil.example", "127.0.0.1.evil.example"}
    assert answers["127.0.0.1", "/"] == answers["localhost", "/livereload.js"] == 200


def test_a_page_of_another_site_is_not_told_of_reloads(preview):
    port = int(preview.address.rstrip("/").rsplit(":", 1)[1])
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    upgrade = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13"}
    key = {"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Origin": "https://evil.example"}
    connection.request("GET", "/livereload", headers=upgrade | key)
    assert connection.getresponse().status == 403
    connection.close()


def test_a_browser_hears_of_changes_from_its_first_word_on(preview):
    """Else what changes just after it has asked for the state of the site is told to nobody."""

    async def told():
        request = HTTPRequest(
            f"{preview.address.replace('http', 'ws', 1)}livereload", headers={"Origin": preview.address[:-1]}
        )
        browser = await websocket_connect(request)
        await browser.write_message(json.dumps({"command": "hello"}))
        assert json.loads(await browser.read_message())["command"] == "hello"
        preview.change("content/glossary.yaml", "title: Unit cost", "title: Unit price")
        found = json.loads(await asyncio.wait_for(browser.read_message(), PATIENCE))
        browser.close()
        return found["command"]

    # Playwright's own loop is at work in this thread.
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(asyncio.run, told()).result() == "reload"
    preview.change("content/glossary.yaml", "title: Unit price", "title: Unit cost")


def test_no_other_computer_can_reach_it(preview):
    port = int(preview.address.rstrip("/").rsplit(":", 1)[1])
    # The whole of 127.0.0.0/8 is this computer; the preview listens on one address of it alone.
    with socket.socket() as other, pytest.raises(ConnectionRefusedError):
        other.connect(("127.0.0.2", port))


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
def test_a_broken_file_shows_its_problem_over_the_last_good_page_until_it_is_mended(kind, preview, page):
    file, old, new, place, message = BROKEN[kind]
    panel = page.get_by_role("alert")
    preview.watched_by(page, "designs.html")
    preview.change(file, old, new)
    try:
        expect(panel).to_contain_text("to mend")
        expect(panel).to_contain_text(re.compile(place))
        expect(panel).to_contain_text(message)
        expect(panel.locator("pre").first).to_contain_text("^")
        expect(panel.get_by_role("link").first).to_have_attribute("href", re.compile(r"^vscode://file/.*:\d+:\d+$"))
        expect(page.get_by_role("heading", level=1)).to_have_text("Study designs")
    finally:
        preview.change(file, new, old)
    expect(panel).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_have_text("Study designs")


@pytest.fixture(scope="module")
def following(tmp_path_factory) -> Iterator[Preview]:
    yield from running(tmp_path_factory.mktemp("following"), "--follow")


def test_the_page_that_the_edited_file_makes_is_opened_if_asked(following, page):
    following.watched_by(page, "index.html")
    following.change(f"content/{STUDY}.yaml", "a trial in two valleys", "a trial in five valleys")
    page.wait_for_url(f"**/{STUDY}.html")
    page.wait_for_function("() => window.listens")
    following.change(f"content/{STUDY}.yaml", "a trial in five valleys", "a trial in six valleys")
    expect(page.get_by_role("main")).to_contain_text("a trial in six valleys")
    page.wait_for_function("() => window.listens")
    following.change("content/pages/how.md", "What the signs mean", "What the signs say")
    page.wait_for_url("**/how.html")
