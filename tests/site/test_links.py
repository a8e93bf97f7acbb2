"""Every link, asset and id that a page refers to is there; nothing comes from elsewhere; nothing is inline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from reading import Page, pages, target

ROOT = Path(__file__).parents[2]
ONE_ID = ("popovertarget", "for", "list", "form", "anchor", "aria-activedescendant")
IDS = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details", "headers")
ADDRESSES = ("href", "src", "poster", "data", "action", "cite", "srcset")
OUTSIDE = re.compile(r"https?://|mailto:")
WHOLE = re.compile(r"https?://[\w-]+(\.[\w-]+)+(:\d+)?(/\S*)?|mailto:[\w.+-]+@[\w.-]+")
# Links that a browser loads; the others say where something is.
LOADED = {"stylesheet", "icon", "apple-touch-icon", "manifest", "preload", "modulepreload", "prefetch"}
INLINE_CODE = ("style", "srcdoc")


@pytest.fixture(scope="module", params=["real_site", "tiny_site", "fictional_site"])
def site(request) -> Path:
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def every_page(site) -> list[Page]:
    found = pages(site)
    assert len(found) > 10
    return found


@pytest.fixture(scope="module")
def root(request, site) -> str:
    """The site's path on its host, as content/site.yaml has it: `/evidence/`."""
    content = ROOT / "content" if site == request.getfixturevalue("real_site") else ROOT / "tests" / "content"
    address = yaml.safe_load((content / "site.yaml").read_text("utf-8"))["url"]
    return urlsplit(address).path.rstrip("/") + "/"


def attributes(page: Page, names: tuple[str, ...]) -> Iterator[tuple[Any, str, str]]:
    """Elements of a page that have one of these attributes, with the attribute and its value."""
    for element in page.elements():
        for name, value in element.attrib.items():
            # html5lib gives an attribute of foreign content (xlink:href in an SVG) as a pair.
            if isinstance(name, str) and name in names:
                yield element, name, value


def test_every_address_inside_the_site_is_a_file_and_its_anchor_an_id_there(site, every_page, root):
    ids = {page.path: set(page.ids) for page in every_page}
    broken, checked = [], 0
    for page in every_page:
        for element, _, value in attributes(page, ADDRESSES):
            if OUTSIDE.match(value):
                continue
            checked += 1
            path, anchor = target(page, value, root)
            if not (site / path).is_file():
                broken.append(f"{page.path}: <{element.tag}> {value}: no such file")
            elif anchor and anchor not in ids[path]:
                broken.append(f"{page.path}: <{element.tag}> {value}: no such id in {path}")
    assert not broken
    assert checked > 10 * len(every_page)


def test_every_id_that_an_attribute_refers_to_is_on_the_page(every_page):
    broken, checked = [], 0
    for page in every_page:
        for element, name, value in attributes(page, ONE_ID + IDS):
            names = value.split() if name in IDS else [value]
            checked += len(names)
            broken += [f"{page.path}: <{element.tag} {name}={value!r}>" for one in names if one not in page.ids]
            if not names:
                broken.append(f"{page.path}: <{element.tag} {name}> is empty")
    assert not broken
    assert checked > len(every_page)


def test_no_id_stands_twice_on_a_page(every_page):
    twice = {page.path: [name for name, count in Counter(page.ids).items() if count > 1] for page in every_page}
    assert not {path: names for path, names in twice.items() if names}


def test_every_button_opens_a_popover(every_page):
    for page in every_page:
        for element, _, value in attributes(page, ("popovertarget",)):
            assert element.tag == "button"
            assert page.by_id(value).get("popover") is not None, f"{page.path}: {value}"


def test_pages_load_nothing_from_elsewhere(every_page):
    """Only a link to click may lead out of the site; every style, script and image is the site's own."""
    loaded = [
        (page.path, element.tag, value)
        for page in every_page
        for element, name, value in attributes(page, ADDRESSES)
        if not (element.tag in ("a", "{http://www.w3.org/2000/svg}a") and name == "href")
        and not (element.tag == "link" and not LOADED & set(element.get("rel", "").split()))
    ]
    assert loaded
    assert not [one for one in loaded if urlsplit(one[2]).scheme or urlsplit(one[2]).netloc or "//" in one[2]]


def test_links_out_of_the_site_are_whole_addresses(every_page):
    out = [(page.path, value) for page in every_page for _, _, value in attributes(page, ("href",)) if ":" in value]
    assert out
    assert not [one for one in out if not WHOLE.fullmatch(one[1])]
    assert not [
        page.path for page in every_page for _, _, value in attributes(page, ("href",)) if value.startswith("//")
    ]


def test_only_the_page_for_unknown_addresses_links_from_the_root_of_the_host(every_page):
    """So every other page works from disk and under any path; 404.html, shown at any depth, works on the host."""
    for page in every_page:
        inside = [value for _, _, value in attributes(page, ADDRESSES) if not OUTSIDE.match(value)]
        from_root = [value for value in inside if value.startswith("/")]
        own_anchors = [value for value in inside if value.startswith("#")]
        if page.path == "404.html":
            assert sorted(from_root + own_anchors) == sorted(inside)
        else:
            assert not from_root


def test_no_page_tells_where_on_the_disk_it_was_made(site, every_page):
    private = re.compile(r"file:|/home/|/root/|/tmp/|/Users/|[A-Z]:\\|" + re.escape(str(ROOT)))
    assert not [page.path for page in every_page if private.search(page.markup)]
    assert not [
        path.name for path in (site / "assets").iterdir() if private.search(path.read_text("utf-8", errors="replace"))
    ]


def test_styles_and_scripts_are_files(every_page):
    """The pages' content security policy allows nothing inline."""
    for page in every_page:
        assert not list(page.elements("style")), page.path
        assert all(script.get("src") for script in page.scripts), page.path
        names = [name for element in page.elements() for name in element.attrib if isinstance(name, str)]
        assert not [name for name in names if name.startswith("on") or name in INLINE_CODE], page.path
        assert "javascript:" not in page.markup.lower(), page.path


def test_every_page_forbids_what_it_does_not_need(every_page):
    for page in every_page:
        policies = [one for one in page.elements("meta") if one.get("http-equiv") == "Content-Security-Policy"]
        assert len(policies) == 1, page.path
        rules = dict(rule.split(maxsplit=1) for rule in policies[0].get("content").split("; "))
        assert rules["default-src"] == "'none'", page.path
        assert "unsafe" not in policies[0].get("content"), page.path
        assert set(rules) >= {"style-src", "script-src", "img-src", "base-uri", "form-action"}, page.path
