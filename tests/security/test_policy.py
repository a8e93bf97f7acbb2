"""The built site under its policy, with and without the headers of a host: nothing is ever refused, in any view."""

from __future__ import annotations

import re

import pytest
from chromium import serving
from watching import watching

from generator.publish import headers


def sent(site):
    """The headers that `_headers` asks a host to send with every file."""
    text = (site / "_headers").read_text("utf-8")
    rest = text.split("/*\n", 1)[1].split("\n/", 1)[0]
    return dict(line.strip().split(": ", 1) for line in rest.splitlines())


def test_the_policy_allows_the_least(real_site):
    policy = dict(part.split(" ", 1) for part in sent(real_site)["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert set(policy.values()) <= {"'none'", "'self'"}
    assert policy.keys() >= {"script-src", "style-src", "base-uri", "form-action", "frame-ancestors"}


def test_a_host_is_asked_for_every_header_there_is_for_such_a_site(real_site):
    assert (
        sent(real_site).items()
        >= {
            "Referrer-Policy": "strict-origin-when-cross-origin",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Opener-Policy": "same-origin",
        }.items()
    )
    assert "camera=()" in sent(real_site)["Permissions-Policy"]


def test_every_page_says_the_policy_before_it_loads_anything(real_site):
    meta = f'<meta http-equiv="Content-Security-Policy" content="{headers.policy()}">'
    for path in real_site.rglob("*.html"):
        html = path.read_text("utf-8")
        first = re.search(r"<(?:link|script|style|img)\b", html)
        at = html.replace("&#39;", "'").find(meta)
        # A page that only leads on to another loads nothing.
        assert at > 0 or first is None, path
        assert first is None or html.find("Content-Security-Policy") < first.start(), path
        assert not re.search(r"<style\b|\sstyle=|\son[a-z]+=|<script>", html), path


@pytest.mark.parametrize("how", ["headers and meta", "meta alone"])
def test_nothing_is_refused_while_a_reader_looks_at_everything(browser, real_site, how):
    """Each kind of page, its legends opened by mouse, the explorer used, a folded part unfolded."""
    with (
        serving(real_site, "/evidence/", sent(real_site) if how == "headers and meta" else None) as here,
        watching(browser, here) as watched,
    ):
        page = watched.page
        studies = sorted(real_site.glob("reviews/*/studies/*.html"))
        paths = sorted(set(real_site.rglob("*.html")) - set(studies[1:]))
        paths = paths if how == "headers and meta" else [path for path in paths if "reviews" in path.parts]
        for path in paths:
            watched.open(here + path.relative_to(real_site).as_posix())
            for note in page.locator("[data-note]:visible").all()[:1]:
                note.hover()
                note.click()
                page.keyboard.press("Escape")
            page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
            if path.name == "studies.html":
                page.fill("input[type=search]", "family <b>")
                page.locator("input[type=checkbox]").first.check()
                page.wait_for_timeout(100)
            watched.seen += page.evaluate("window.__seen.splice(0)")
        assert len(paths) >= 10
        assert watched.seen == []


def test_no_page_names_another_host_in_what_it_loads(real_site, tiny_site):
    """A dependency that put a counter or a font into the pages would be seen. Links that only say something, to
    programs, load nothing."""
    loads = re.compile(
        r"""<(?:script|img|iframe|source|video|audio|embed|object|input|use|image)\b[^>]*?\s(?:src|href|data|srcset|poster)=["']?([^"'\s>]+)
        |<link\b(?![^>]*\brel="(?:canonical|alternate|type|author|license|cite-as|item|describedby)")[^>]*?\shref=["']?([^"'\s>]+)|url\(\s*["']?([^"')]+)|@import\s+["']?([^"';]+)""",
        re.VERBOSE | re.IGNORECASE,
    )
    outside = {
        (path.name, address)
        for site in (real_site, tiny_site)
        for path in site.rglob("*")
        if path.suffix in (".html", ".css", ".svg")
        for found in loads.finditer(path.read_text("utf-8"))
        for address in filter(None, found.groups())
        if re.match(r"\w+:|//|\\", address)
    }
    assert outside == set()
