"""The files of a site → what hosts, crawlers, browsers and feed readers want to find beside them. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model import Content
from generator.publish import discovery, headers, moved

__all__ = ["beside"]


def beside(content: Content, files: Mapping[str, bytes], assets: Mapping[str, str]) -> dict[str, bytes]:
    """The files beside those of the site. `assets` are the names of assets on the web by their own."""
    found = {
        ".nojekyll": "",
        "_headers": headers.file(),
        "robots.txt": discovery.robots(content.site),
        "site.webmanifest": discovery.manifest(content.site, assets),
        **discovery.sitemaps(content, files),
        **moved.pages(content, files),
    }
    redirects = moved.file(content, files)
    if redirects:
        found["_redirects"] = redirects
    if content.site.security is not None:
        found[discovery.SECURITY] = discovery.security(content.site.security)
    return {path: text.encode() for path, text in found.items()}
