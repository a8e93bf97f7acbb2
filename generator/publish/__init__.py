"""The files of a site → what hosts, crawlers, browsers and feed readers want to find beside them. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from generator.model import Content
from generator.publish import discovery, headers, moved

__all__ = ["beside"]


def beside(content: Content, paths: Collection[str], assets: Mapping[str, str]) -> dict[str, bytes]:
    """The files beside those of the site, which are at `paths`; `assets` are the names of assets on the web."""
    found = {
        ".nojekyll": "",
        "_headers": headers.file(),
        "robots.txt": discovery.robots(content.site),
        "site.webmanifest": discovery.manifest(content.site, assets),
        **discovery.sitemaps(content, paths),
        **moved.pages(content, paths),
    }
    redirects = moved.file(content, paths)
    if redirects:
        found["_redirects"] = redirects
    if content.site.security is not None:
        found[discovery.SECURITY] = discovery.security(content.site.security)
    return {path: text.encode() for path, text in found.items()}
