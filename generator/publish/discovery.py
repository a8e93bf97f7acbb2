"""A site → what tells programs about it: robots.txt, sitemap.xml, a web manifest, security.txt. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from html import escape

from generator import addresses
from generator.model import Content, Review, Security, Site

SECURITY = ".well-known/security.txt"
SITEMAP = "sitemap.xml"
# More would not be read (sitemaps.org).
MOST = 50_000
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
ICONS = {"icon-192.png": "192x192", "icon-512.png": "512x512"}


def root(site: Site) -> str:
    """The whole address of the site's folder."""
    return site.url.rstrip("/") + "/"


def robots(site: Site) -> str:
    return f"User-agent: *\nAllow: /\n\nSitemap: {root(site)}{SITEMAP}\n"


def manifest(site: Site, assets: Mapping[str, str]) -> str:
    """The web manifest: how the site is called and drawn where a reader keeps it at hand."""
    icons = [
        {"src": assets[f"assets/{name}"], "sizes": sizes, "type": "image/png"}
        for name, sizes in ICONS.items()
        if f"assets/{name}" in assets
    ]
    if "assets/icon.svg" in assets:
        icons.append({"src": assets["assets/icon.svg"], "sizes": "any", "type": "image/svg+xml"})
    said = {
        "name": site.title,
        "short_name": site.title[:30].rsplit(" ", 1)[0] if len(site.title) > 30 else site.title,
        "description": site.tagline,
        "lang": site.language,
        "start_url": "./",
        "scope": "./",
        "display": "browser",
        "icons": icons,
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def security(contact: Security) -> str:
    """security.txt (RFC 9116)."""
    to = contact.contact if contact.contact.startswith("https://") else f"mailto:{contact.contact}"
    lines = [f"Contact: {to}", f"Expires: {contact.expires}T23:59:59Z"]
    lines += [f"Policy: {contact.policy}"] if contact.policy else []
    return "\n".join([*lines, ""])


def sitemaps(content: Content, paths: Iterable[str]) -> dict[str, str]:
    """The site map; where there are too many pages for one, several and their list."""
    days = dict(_days(content))
    entries = [
        _entry(root(content.site) + addresses.without_index(path), days.get(path, ""))
        for path in paths
        if path.endswith(".html") and path != addresses.NOT_FOUND.path
    ]
    if len(entries) <= MOST:
        return {SITEMAP: _map("urlset", entries)}
    parts = [entries[start : start + MOST] for start in range(0, len(entries), MOST)]
    maps = {f"sitemap-{number}.xml": _map("urlset", part) for number, part in enumerate(parts, 1)}
    listed = [f"<sitemap><loc>{escape(root(content.site) + name)}</loc></sitemap>" for name in maps]
    return {SITEMAP: _map("sitemapindex", listed), **maps}


def _map(kind: str, lines: list[str]) -> str:
    return "\n".join(['<?xml version="1.0" encoding="utf-8"?>', f"<{kind} {NAMESPACE}>", *lines, f"</{kind}>", ""])


def _entry(address: str, day: str) -> str:
    changed = f"<lastmod>{day}</lastmod>" if day else ""
    return f"<url><loc>{escape(address)}</loc>{changed}</url>"


def _days(content: Content) -> Iterator[tuple[str, str]]:
    """The day on which a page last changed, where the content says so."""
    for page in content.pages:
        if page.updated:
            yield addresses.of_page(page.id).path, page.updated
    for review in content.reviews:
        newest = _newest(review)
        if newest:
            yield addresses.of_review(review).path, newest


def _newest(review: Review) -> str:
    days = [change.date for change in review.history] + [change.date for change in review.rating_changes]
    return max(days, default="")
