"""The site on hosts as docs/hosting/ sets them up, and from disk: every link is walked in the browser, page by page."""

from __future__ import annotations

import urllib.error
import urllib.request
import zipfile
from pathlib import Path

import pytest
from conftest import KINDS
from hosting import nginx, plain_server
from playwright.sync_api import expect

from generator import make, write
from generator.publish import headers, packed

ROOT = Path(__file__).parents[2]
LINKS = """() => [...document.querySelectorAll('[href], [src]')]
  .map(one => new URL(one.getAttribute('href') ?? one.getAttribute('src'), document.baseURI).href)"""
REVIEW, STUDIES = KINDS["review"], KINDS["studies"]


@pytest.fixture(scope="session")
def packed_site(tmp_path_factory):
    """The real site with its files packed as well, as `build --compress` writes it."""
    made = make.site(ROOT / "content", ROOT / "templates", ROOT / "static")
    output = tmp_path_factory.mktemp("packed") / "site"
    assert not write.folder(output, {**made.files, **packed.beside(made.files)}).refused
    return output


@pytest.fixture(scope="session")
def at_nginx(packed_site, tmp_path_factory):
    with nginx(packed_site, tmp_path_factory.mktemp("nginx")) as address:
        yield address


@pytest.fixture(scope="session")
def at_plain_server(real_site, tmp_path_factory):
    with plain_server(real_site, tmp_path_factory.mktemp("plain")) as address:
        yield address


@pytest.fixture(scope="session")
def from_zip(real_site, tmp_path_factory):
    """The folder that a reader has who unpacked site.zip."""
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(real_site / "site.zip") as whole:
        whole.extractall(folder)
    (top,) = folder.iterdir()
    return top


def walk(page, start):
    """Opens each page that can be reached from the first, and gives the addresses of all, and of all other files."""
    pages, files, queue = {start}, set(), [start]
    while queue:
        answer = page.goto(queue.pop())
        assert answer is None or answer.status in (0, 200), page.url
        found = {link.split("#")[0].split("?")[0] for link in page.evaluate(LINKS)}
        found = {link for link in found if link.startswith(start.rpartition("/")[0])}
        fresh = {link for link in found if link.endswith((".html", "/"))} - pages
        pages |= fresh
        queue += sorted(fresh)
        files |= found - pages
    return pages, files


def paths(addresses, start):
    return {address.removeprefix(start) or "index.html" for address in addresses}


def pages_of(site):
    found = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    return found - {"404.html"}


def fetched(address, **asked):
    """Status, headers and body, also of an answer that there is no such file."""
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=asked), timeout=30) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


# ── every link ──


@pytest.mark.parametrize("host", ["at_nginx", "at_plain_server"])
def test_every_page_is_reached_from_the_first_and_every_link_leads_somewhere(opened, request, host, real_site):
    start = request.getfixturevalue(host)
    pages, files = walk(opened.empty(), start)
    assert paths(pages, start) == pages_of(real_site)
    assert {"changes.xml", "site.webmanifest", "site.zip"} <= paths(files, start)
    assert {address: fetched(address)[0] for address in files} == dict.fromkeys(files, 200)


def test_unpacked_on_a_disk_every_link_of_the_one_file_leads_somewhere(opened, from_zip):
    start = (from_zip / "index.html").as_uri()
    pages, files = walk(opened.empty(), start)
    top = start.removesuffix("index.html")
    assert paths(pages, top) == pages_of(from_zip)
    assert [path for path in paths(files, top) if not (from_zip / path).is_file()] == []


def test_unpacked_on_a_disk_legends_open_charts_are_drawn_and_studies_are_found(opened, from_zip):
    page = opened.page(from_zip / REVIEW)
    page.get_by_role("button", name="what does evidence rating").first.click()
    expect(page.locator("[popover]:popover-open")).to_have_count(1)
    for chart in ("harvest plot", "flow", "where and when"):
        page.goto((from_zip / KINDS[chart]).as_uri())
        heights = page.locator("main svg").evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
        assert max(heights) > 10
    page.goto((from_zip / STUDIES).as_uri())
    page.get_by_label("Search the records").fill("dijkstra")
    expect(page.locator(".explorer__status")).to_have_text("4 of 33 studies")


# ── nginx ──


@pytest.mark.parametrize("path", ["", "index.html", REVIEW, "assets/", "changes.xml", "no/such/page.html"])
def test_nginx_says_with_every_file_what_the_build_says_in_its_headers(at_nginx, packed_site, path):
    if path == "assets/":
        path = next(one.relative_to(packed_site).as_posix() for one in packed_site.glob("assets/site.*.css"))
    status, said, _ = fetched(at_nginx + path)
    assert status == (404 if "no/such" in path else 200)
    assert {name: said.get_all(name) for name in headers.of_every_file()} == {
        name: [value] for name, value in headers.of_every_file().items()
    }
    kept = headers.FOR_EVER if path.startswith("assets/") else headers.REVALIDATED
    assert said.get_all("Cache-Control") == [kept]


def test_a_browser_that_asks_nginx_again_is_told_that_nothing_changed(at_nginx):
    _, said, _ = fetched(at_nginx + REVIEW)
    status, _, body = fetched(at_nginx + REVIEW, **{"If-None-Match": said["ETag"]})
    assert (status, body) == (304, b"")


def test_nginx_sends_what_is_packed_already(at_nginx, packed_site):
    _, said, body = fetched(at_nginx + REVIEW, **{"Accept-Encoding": "gzip"})
    assert said["Content-Encoding"] == "gzip"
    assert body == (packed_site / f"{REVIEW}.gz").read_bytes()
    assert fetched(at_nginx + REVIEW)[2] == (packed_site / REVIEW).read_bytes()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("", "text/html; charset=utf-8"),
        ("changes.xml", "application/atom+xml; charset=utf-8"),
        ("sitemap.xml", "text/xml; charset=utf-8"),
        ("site.webmanifest", "application/manifest+json"),
        ("site.zip", "application/zip"),
        ("robots.txt", "text/plain; charset=utf-8"),
    ],
)
def test_nginx_says_of_what_kind_a_file_is(at_nginx, path, kind):
    assert fetched(at_nginx + path)[1]["Content-Type"] == kind


@pytest.mark.parametrize("path", [".written-by-build", "_headers", ".nojekyll", ".being-written-1/0"])
def test_nginx_keeps_to_itself_what_is_not_for_readers(at_nginx, path):
    assert fetched(at_nginx + path)[0] == 404


def test_nginx_finds_nothing_to_warn_of_in_the_recipe(at_nginx, tmp_path_factory):
    log = max(tmp_path_factory.getbasetemp().glob("nginx*/error.log"))
    assert "[warn]" not in log.read_text("utf-8")


def test_the_folder_without_its_slash_leads_to_the_site(at_nginx):
    status, _, body = fetched(at_nginx.removesuffix("/"))
    assert (status, b"Evidence summaries" in body) == (200, True)


@pytest.mark.parametrize(
    "path", ["gone.html", "reviews/gone", "reviews/a/b/c/gone.html", "assets/gone.css", "reviews/", "assets"]
)
def test_an_unknown_address_of_any_depth_has_a_page_with_its_styles_and_a_way_home(opened, at_nginx, path):
    opened.expected = ("404 (Not Found)",)
    page = opened.page(at_nginx + path)
    expect(page.get_by_role("heading", name="There is no page at this address")).to_be_visible()
    assert page.evaluate("() => [...document.styleSheets].some(one => one.cssRules.length)")
    page.locator("main a").first.click()
    assert page.url.startswith(at_nginx)
    assert fetched(page.url)[0] == 200
