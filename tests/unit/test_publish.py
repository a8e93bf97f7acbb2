from __future__ import annotations

import gzip
import io
import json
import os
import re
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import brotli
import pytest

from generator import load, make, outline, publish
from generator.publish import archive, discovery, headers, moved, packed

ROOT = Path(__file__).parents[2]
NAMES = {"assets/icon.svg": "assets/icon.0123456789.svg", "assets/icon-192.png": "assets/icon-192.0123456789.png"}
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def content(tiny, site="", study=""):
    for path, words in (("site.yaml", site), ("reviews/fictional/studies/lee-2019.yaml", study)):
        (tiny / path).write_text((tiny / path).read_text("utf-8") + words, "utf-8")
    return load.content(tiny)[0]


def test_a_site_has_what_hosts_and_programs_look_for(tiny):
    made = make.site(tiny, ROOT / "templates", ROOT / "static").files
    assert {".nojekyll", "_headers", "robots.txt", "sitemap.xml", "site.webmanifest", "404.html"} <= set(made)


def test_where_nothing_moved_there_are_no_redirects(tiny):
    assert "_redirects" not in publish.beside(content(tiny), {}, {})


# ── Headers ──


def test_a_page_allows_nothing_that_it_does_not_need():
    assert headers.policy().startswith("default-src 'none'; ")
    assert not {"unsafe", "*", "data:", "http:", "https:"} & set(headers.policy().replace("-", " ").split())


def test_the_preview_may_ask_its_own_server():
    assert headers.policy(preview=True) == f"{headers.policy()}; connect-src 'self'"


def test_assets_are_kept_for_ever_and_nothing_else_is():
    blocks = dict(zip(*[iter(_blocks(headers.file()))] * 2, strict=True))
    assert [path for path, lines in blocks.items() if "Cache-Control" in lines] == ["/assets/*"]
    assert "immutable" in blocks["/assets/*"]


def _blocks(text):
    for line in text.splitlines():
        if not line.startswith(" "):
            yield line
            yield " ".join(one for one in text.split(f"{line}\n")[1].split("\n/")[0].split("\n"))


@pytest.mark.parametrize(
    "name",
    [
        "Content-Security-Policy",
        "Referrer-Policy",
        "Permissions-Policy",
        "X-Content-Type-Options",
        "Cross-Origin-Opener-Policy",
    ],
)
def test_every_file_comes_with_the_headers_that_keep_it_safe(name):
    assert f"\n  {name}: " in headers.file().split("/assets/*")[0]


# ── What programs look for ──


def test_the_site_map_has_every_page_once_and_no_other_file(tiny):
    made = make.site(tiny, ROOT / "templates", ROOT / "static").files
    found = [one.text for one in ET.fromstring(made["sitemap.xml"].decode()).iter(f"{MAP}loc")]
    pages = {path for path in made if path.endswith(".html") and path not in ("404.html", "index.html")}
    assert sorted(found) == sorted(
        {f"https://tiny.example.org/tiny/{path}" for path in pages} | {"https://tiny.example.org/tiny/"}
    )


def test_the_site_map_says_when_a_page_last_changed(tiny):
    text = discovery.sitemaps(content(tiny), ["how.html", "glossary.html"])["sitemap.xml"]
    assert "<loc>https://tiny.example.org/tiny/how.html</loc><lastmod>2026-11-22</lastmod>" in text
    assert "<loc>https://tiny.example.org/tiny/glossary.html</loc></url>" in text


def test_too_many_pages_for_one_site_map_are_in_several(tiny):
    found = discovery.sitemaps(content(tiny), [f"{number}.html" for number in range(100_002)])
    assert list(found) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    assert [text.count("<loc>") for text in found.values()] == [3, 50_000, 50_000, 1]


def test_the_manifest_names_the_site_and_the_icons_that_there_are(tiny):
    said = json.loads(discovery.manifest(content(tiny).site, NAMES))
    assert (said["name"], said["short_name"], said["start_url"]) == ("Tiny evidence", "Tiny evidence", "./")
    assert [icon["src"] for icon in said["icons"]] == ["assets/icon-192.0123456789.png", "assets/icon.0123456789.svg"]


def test_a_long_name_is_cut_between_words(tiny):
    site = replace(content(tiny).site, title="Evidence summaries for everybody who works with families")
    assert json.loads(discovery.manifest(site, {}))["short_name"] == "Evidence summaries for"


@pytest.mark.parametrize(
    ("contact", "line"),
    [
        ("security@example.org", "Contact: mailto:security@example.org"),
        ("https://example.org/security", "Contact: https://example.org/security"),
    ],
)
def test_a_contact_for_security_has_a_file_of_its_own(tiny, contact, line):
    site = f"security: {{contact: '{contact}', expires: 2027-06-30, policy: https://example.org/policy}}\n"
    text = publish.beside(content(tiny, site), {}, {})[".well-known/security.txt"].decode()
    assert text.splitlines() == [line, "Expires: 2027-06-30T23:59:59Z", "Policy: https://example.org/policy"]


# ── What moved ──


def test_a_former_address_has_a_page_that_leads_on_without_a_script(tiny):
    made = moved.pages(content(tiny, study="aliases: old/lee/\n"), [])["old/lee/index.html"]
    link = "../../reviews/fictional/studies/lee-2019.html"
    assert f'<meta http-equiv="refresh" content="0; url={link}">' in made
    assert f'<a href="{link}">' in made
    assert '<link rel="canonical" href="https://tiny.example.org/tiny/reviews/fictional/studies/lee-2019.html">' in made


def test_a_page_that_moved_names_its_site_and_what_is_to_be_found_where_it_is_now(tiny):
    study = tiny / "reviews" / "fictional" / "studies" / "lee-2019.yaml"
    study.write_text(re.sub("(?m)^title: .*", "title: Lamps & <b>sleep</b>", study.read_text("utf-8")), "utf-8")
    whole = content(tiny, study="aliases: old/lee/\n")
    review = replace(whole.reviews[0], aliases=("before",))
    whole = replace(whole, reviews=(review,))
    made = moved.pages(whole, ["reviews/fictional/studies.html", "reviews/fictional.html"])
    one = made["old/lee/index.html"]
    assert "<title>Moved: Lamps &amp; &lt;b&gt;sleep&lt;/b&gt; – Tiny evidence</title>" in one
    assert '.html">Go to “Lamps &amp; &lt;b&gt;sleep&lt;/b&gt;”</a>' in one
    assert f'<a href="fictional.html">Go to “{review.title}”</a>' in made["reviews/before.html"]
    below = f'<a href="../fictional/studies.html">Go to its new address, a page of “{review.title}”</a>'
    assert below in made["reviews/before/studies.html"]


def test_what_moved_is_told_in_the_same_words_by_all_that_others_know_of_a_review(tiny):
    whole = content(tiny, study="aliases: [old/lee/, lee-2018]\n")
    whole = replace(whole, reviews=(replace(whole.reviews[0], aliases=("before",)),))
    paths = [f"reviews/fictional/studies/{study.id}.html" for study in whole.reviews[0].studies]
    brief = replace(whole, reviews=tuple(outline.in_brief(review) for review in whole.reviews))
    assert moved.pages(brief, paths) == moved.pages(whole, paths)


def test_a_host_that_can_sends_browsers_on_itself(tiny):
    text = moved.file(content(tiny, study="aliases: [old/lee/, lee-2018]\n"), [])
    new = "https://tiny.example.org/tiny/reviews/fictional/studies/lee-2019.html"
    assert text.splitlines() == [f"/old/lee/ {new} 301", f"/reviews/fictional/studies/lee-2018.html {new} 301"]


def test_at_the_root_of_a_host_redirects_need_no_host(tiny):
    made = content(tiny, study="aliases: old/lee.html\n")
    made = replace(made, site=replace(made.site, url="https://example.org/"))
    assert moved.file(made, []) == "/old/lee.html /reviews/fictional/studies/lee-2019.html 301\n"


# ── The site as one file, and packed ──


def unpacked(data):
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert packed.testzip() is None
        return {name: packed.read(name) for name in packed.namelist()}


def test_the_site_is_there_as_one_file(tiny):
    made = make.site(tiny, ROOT / "templates", ROOT / "static").files
    inside = unpacked(made["site.zip"])
    assert inside["tiny-example-org-tiny/index.html"] == made["index.html"]
    assert made.keys() - {name.partition("/")[2] for name in inside} == {"site.zip", "404.html"}


def test_the_one_file_is_the_same_whenever_and_in_whatever_order_it_is_made(tiny):
    files, site = {"a.html": b"a" * 2000, "b.png": b"b"}, content(tiny).site
    assert archive.archive(site, files, files.__getitem__) == archive.archive(
        site, list(reversed(files)), files.__getitem__
    )


@pytest.mark.parametrize("processors", [2, 3, 64])
def test_a_large_archive_is_packed_by_several_and_is_the_same(tiny, monkeypatch, processors):
    files = {f"reviews/{number}.html": b"text " * number for number in range(100)}
    site = content(tiny).site
    alone = archive.archive(site, files, files.__getitem__)
    monkeypatch.setattr(archive, "MANY", 100)
    monkeypatch.setattr(os, "cpu_count", lambda: processors)
    assert archive.archive(site, files, files.__getitem__) == alone


def test_a_page_that_offers_the_one_file_leads_to_the_web_from_inside_of_it(tiny):
    files = {"data.html": b'<a href="site.zip" download>', "a/b.html": b'<a href="../site.zip">', "a.css": b"site.zip"}
    inside = unpacked(archive.archive(content(tiny).site, files, files.__getitem__))
    assert inside == {
        "tiny-example-org-tiny/data.html": b'<a href="https://tiny.example.org/tiny/site.zip" download>',
        "tiny-example-org-tiny/a/b.html": b'<a href="https://tiny.example.org/tiny/site.zip">',
        "tiny-example-org-tiny/a.css": b"site.zip",
    }


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://example.org/evidence/", "example-org-evidence"),
        ("https://xn--hvem-gra.example/", "xn--hvem-gra-example"),
        ("https://localhost/../..", "localhost"),
    ],
)
def test_the_folder_of_the_one_file_has_a_name_that_every_disk_can_have(tiny, url, name):
    assert archive.folder(replace(content(tiny).site, url=url)) == name


def test_texts_worth_it_are_packed_twice_and_come_back_the_same():
    text = b"evidence " * 500
    found = packed.beside({"a.html": text, "small.html": b"x", "a.png": text, ".written": text})
    assert list(found) == ["a.html.gz", "a.html.br"]
    assert gzip.decompress(found["a.html.gz"]) == brotli.decompress(found["a.html.br"]) == text


def test_what_is_packed_names_no_time():
    text = b"evidence " * 500
    assert packed.beside({"a.html": text})["a.html.gz"][4:8] == bytes(4)


def test_without_brotli_an_editor_is_told_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "brotli", None)
    assert "pip install -e '.[compress]'" in packed.problem()
