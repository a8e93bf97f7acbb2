"""Threat 1, a stranger's pull request: payloads in every text. None runs, none changes what a page is made of.

The rules refuse many of these texts. Here they are passed over: what makes the pages is shown to hold by itself.
"""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from functools import partial
from html.parser import HTMLParser
from itertools import chain
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree as ET

import planting
import pytest
from planting import PAYLOADS, harmless, share
from watching import watching

from generator import check, load, numbers, render, static, text
from generator.converted import found_in
from generator.lookup import Lookup, PartLookup, shared_by_reviews
from generator.publish import beside
from generator.references import KINDS, follow

ROOT = Path(__file__).parents[2]
PLAIN = [" ".join(payload.split()) for payload in PAYLOADS]
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
LANDMARKS = "html head title body header main footer nav script style link meta base iframe object embed img".split()
LANDMARKS += "form video audio source dialog math frame frameset portal template noscript".split()
TODAY = date(2026, 11, 22)


def loaded(folder):
    content, problems = load.content(folder)
    assert content is not None, "\n".join(map(str, problems))
    return content


def pages_of(content):
    """The site of a content whose rules are passed over."""
    assets, names = static.published(static.assets(ROOT / "static")[0])
    pages, problems = render.site(content, ROOT / "templates", names)
    assert not problems, "\n".join(map(str, problems))
    return {**pages, **assets, **beside(content, pages, names)}


def plain(number, many):
    """The payloads for one of so many plain texts, behind a number by which they are sorted."""
    return f"{number:03} {share(number, many, PLAIN, ' ')}"


def swallows(payload):
    """Whether a payload takes what stands behind it into itself: then it comes last."""
    try:
        return "Behind it." not in text.html(f"{payload}\n\nBehind it.")
    except ValueError:
        return True


@pytest.fixture(scope="session")
def harmless_content(tmp_path_factory):
    folder = tmp_path_factory.mktemp("harmless") / "content"
    planting.write(folder, lambda number, many: harmless(plain(number, many)), lambda *_: "Words.")
    return loaded(folder)


@pytest.fixture(scope="session")
def harmless_pages(harmless_content):
    """The same site, with letters for the signs that mean something to HTML."""
    return pages_of(harmless_content)


@pytest.fixture(scope="session")
def shown(harmless_content):
    """The payloads that can be made into a page; the others name what there is not, and no page is made of them."""
    lookup = Lookup(harmless_content)
    (review,) = harmless_content.reviews
    known = numbers.of((), lookup)
    ours = re.compile(rf"(?:{'|'.join(KINDS)}):")

    def leads_on(payload):
        targets = [target for target in found_in(payload).targets if ours.match(target)]
        return set(numbers.used(payload)) <= set(known) and not any(
            isinstance(follow(target, lookup, review), str) for target in targets
        )

    return sorted(filter(leads_on, PAYLOADS), key=swallows)


@pytest.fixture(scope="session")
def planted_folder(tmp_path_factory, shown):
    folder = tmp_path_factory.mktemp("planted")
    planter = planting.write(
        folder / "content",
        plain,
        lambda number, many: share(number, many, shown, "\n\n"),
    )
    return folder, planter


@pytest.fixture(scope="session")
def planted_pages(planted_folder):
    return pages_of(loaded(planted_folder[0] / "content"))


@pytest.fixture(scope="session")
def planted_site(planted_folder, planted_pages):
    """Two folders: the site as it is, and with its policy taken out."""
    for name, change in (("site", lambda html: html), ("without-policy", lambda html: POLICY.sub("", html))):
        for path, data in planted_pages.items():
            file = planted_folder[0] / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(change(data.decode()).encode() if path.endswith(".html") else data)
    return planted_folder[0]


class Tags(HTMLParser):
    """The elements of a page with the names of their attributes, in order."""

    def __init__(self, page):
        super().__init__()
        self.tags = []
        self.feed(page.decode())
        self.close()

    def handle_starttag(self, tag, attrs):
        self._add((tag, *(name for name, _ in attrs)))

    def handle_endtag(self, tag):
        self._add((f"/{tag}",))

    def _add(self, tag):
        # A box of the flow has as many lines of text as its words need.
        if tag[0].lstrip("/") != "text":
            self.tags.append(tag)


def landmarks(tags):
    return {name: sum(tag[0] == name for tag in tags) for name in LANDMARKS}


def test_there_are_payloads_enough_and_each_stands_once():
    assert len(PAYLOADS) >= 300
    assert len(set(PAYLOADS)) == len(PAYLOADS)


def test_every_field_of_text_has_had_all_of_them(planted_folder):
    _, planter = planted_folder
    assert planting.fields_of_text() - set(planter.done) == set()
    assert all(planter.done[one] == planter.many[one] for one in planter.many)


def test_most_payloads_can_be_made_into_a_page(shown):
    left = set(PAYLOADS) - set(shown)
    assert all(re.search(rf"(?i)(?:{'|'.join(KINDS)}):|\{{", one) for one in left), left
    assert len(left) < 20


def test_pages_are_made_of_the_same_elements_whatever_is_written_in_plain_texts(
    tmp_path, harmless_pages, harmless_content
):
    planting.write(tmp_path / "content", plain, lambda *_: "Words.")
    pages = pages_of(loaded(tmp_path / "content"))
    assert pages.keys() == harmless_pages.keys()
    html = [path for path in pages if path.endswith(".html")]
    differing = [path for path in html if tags_beside(pages[path]) != tags_beside(harmless_pages[path])]
    assert differing == []


# Of all plain texts, one may hold addresses that become links: whom to write to.
CONTACT = re.compile(r"<p>Contact: (.*?)</p>", re.DOTALL)


def tags_beside(page):
    """The elements of a page, beside the links in its contact, which lead to the web or to a mailbox."""
    text = page.decode()
    for line in CONTACT.findall(text):
        linked = re.findall(r"<[^>]*>", line)
        assert all(re.fullmatch(r'<a href="(?:https://|mailto:)[^"<>]*">|</a>', one) for one in linked), line
    return Tags(CONTACT.sub("", text).encode()).tags


def test_every_page_keeps_its_landmarks_whatever_is_written_in_markdown(planted_pages, harmless_pages):
    html = [path for path in planted_pages if path.endswith(".html")]
    differing = [
        path for path in html if landmarks(Tags(planted_pages[path]).tags) != landmarks(Tags(harmless_pages[path]).tags)
    ]
    assert (len(html) > 30, differing) == (True, [])


def test_what_stands_beside_the_pages_is_whole(planted_pages):
    for path, data in planted_pages.items():
        if path.endswith((".xml", ".svg")):
            ET.fromstring(data)
        elif path.endswith((".json", ".webmanifest")):
            json.loads(data)
        elif path.endswith(".csv"):
            cells = chain.from_iterable(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
            assert [cell for cell in cells if cell.startswith(("=", "@", "\t", "\r"))] == [], path
    for path in ("robots.txt", "_headers", ".well-known/security.txt"):
        assert b"__xss" not in planted_pages[path]


@pytest.mark.parametrize("folder", ["site", "without-policy"])
def test_nothing_runs_and_nothing_is_asked_for(browser, planted_site, harmless_pages, folder):
    with watching(browser) as watched:
        for path in harmless_pages:
            # The page for unknown addresses links from the root of its host, and this is none. What a policy keeps back
            # on one study's page it keeps back on all.
            left_out = path == "404.html" or (folder == "site" and re.search(r"/studies/.*-0(?!00)", path))
            if path.endswith(".html") and not left_out:
                tags = watched.open((planted_site / folder / path).as_uri())
                expected = landmarks(Tags(harmless_pages[path]).tags)
                # The table of studies fetches its script.
                names = "header main footer nav iframe object embed base img style meta video audio math".split()
                now = {name: tags.get(name, 0) for name in names}
                then = {name: expected[name] for name in names}
                if folder == "without-policy":
                    then["meta"] -= 1
                assert now == then, path
        assert watched.seen == []


def test_nothing_that_an_address_says_runs_in_the_explorer(browser, planted_site):
    where = (planted_site / "without-policy" / "reviews" / "lantern-walks" / "studies.html").as_uri()
    with watching(browser) as watched:
        for part in range(4):
            evil = quote(" ".join(PLAIN[part::4]), safe="")
            names = ("find", "q", "design", "country", "outcome", "direction", "from", "to", "sort", "compare")
            watched.page.goto(f"{where}?{'&'.join(f'{name}={evil}' for name in names)}")
            watched.page.wait_for_selector("input[type=search]")
            watched.page.fill("input[type=search]", " ".join(PLAIN[:20]))
            watched.page.wait_for_timeout(50)
            watched.seen += watched.page.evaluate("window.__seen")
        assert watched.seen == []


def test_nothing_runs_of_any_payload_by_itself(browser, tmp_path):
    """Each as Markdown, in a section of its own, on one page without a policy."""
    sections = []
    for payload in PAYLOADS:
        try:
            sections.append(f"<section>{text.html(payload)}</section><p title='{'x'}'>{text.inline(payload)}</p>")
        except ValueError:
            continue
    page = tmp_path / "payloads.html"
    page.write_text(f"<!doctype html><html lang=en><title>x</title><main>{''.join(sections)}</main>", "utf-8")
    with watching(browser) as watched:
        tags = watched.open(page.as_uri())
        ours = {f"{kind}:" for kind in KINDS}
        assert [one for one in watched.seen if not any(f"to {kind}" in one for kind in ours)] == []
    assert tags["section"] == len(sections)
    assert set(tags) <= text.TAGS | {"html", "head", "title", "body", "main", "section"}


# Links that may stand in a text; what else is in the payloads is told by another rule, or does nothing.
GOOD = re.compile(r"https://example\.(?:org|net)(?:/[\w?]*|$)$|mailto:someone@example\.org$|term:unit-cost$|#fn")


def test_each_link_that_leads_to_nothing_good_is_told_at_its_place(tmp_path):
    evil = [one for one in PAYLOADS if any(not GOOD.match(target) for target in found_in(one).targets)]
    assert len(evil) > 60
    folder = tmp_path / "content"
    planting.write(folder, lambda *_: "Words", lambda *_: "Words.")
    page = folder / "pages" / "how.md"
    library = load.Library(folder)
    library.look_at_all()
    untold = []
    for payload in evil:
        page.write_text(f"---\ntitle: How\nsummary: How.\n---\nWords.\n\n{payload}\n", "utf-8", newline="\n")
        library.stamps.pop(("pages", "how.md"))
        library.look_at([page])
        content = library.content()[0]
        part = PartLookup(content, shared_by_reviews(content), whole=partial(Lookup, content))
        told = check.go_over(part, TODAY)
        if not any(one.place.file.endswith("how.md") and one.place.line >= 5 for one in told):
            untold.append(payload)
    assert untold == []
