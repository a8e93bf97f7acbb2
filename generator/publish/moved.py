"""Aliases → pages that lead on, for any host, and the `_redirects` of hosts that can do better. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from urllib.parse import urlsplit

from generator.addresses import Address, of_review, without_index
from generator.aliases import former_folders, former_pages, moves
from generator.model import Content
from generator.publish.discovery import root

HTML = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Moved: {title} – {site}</title>
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<meta http-equiv="refresh" content="0; url={link}">
<link rel="canonical" href="{whole}">
</head>
<body>
<main>
<p>{site}</p>
<h1>This page has moved</h1>
<p><a href="{link}">{words}</a></p>
</main>
</body>
</html>
"""


def pages(content: Content, paths: Iterable[str]) -> dict[str, str]:
    """A page at each former address that leads to the new one, without a script."""
    titles = {move.new.path: move.record.title for move in moves(content)}
    titles |= {of_review(review).path: review.title for review in content.reviews}
    return {old: _page(content, old, new, titles) for old, new in former_pages(content, paths).items()}


def _page(content: Content, old: str, new: str, titles: Mapping[str, str]) -> str:
    """Names what has moved. Most pages of a review that took them along have no name that others know."""
    review = titles.get("/".join(new.split("/")[:2]) + ".html", "")
    title = titles.get(new, review)
    return HTML.format(
        language=content.site.language,
        site=escape(content.site.title),
        title=escape(title),
        words=escape(f"Go to “{title}”" if new in titles else f"Go to its new address, a page of “{title}”"),
        link=escape(Address(new).seen_from(old)),
        whole=escape(root(content.site) + new),
    )


def file(content: Content, paths: Iterable[str]) -> str:
    """`_redirects` as Netlify and Cloudflare Pages read it: a browser is sent on before it sees a page, and a review
    that moved takes its data along."""
    lines = [
        f"{_from(old)} {_to(content, new)} 301" for old, new in former_pages(content, paths).items() if " " not in old
    ]
    return "".join(f"{line}\n" for line in [*lines, *_folders(content)])


def _folders(content: Content) -> Iterator[str]:
    for review in content.reviews:
        for folder in former_folders(review):
            yield f"/{folder}* {_to(content, f'reviews/{review.id}/')}:splat 301"


def _from(path: str) -> str:
    return f"/{without_index(path)}"


def _to(content: Content, path: str) -> str:
    """Under a sub-path the folder is not the root of its host: the whole address is sure."""
    below = urlsplit(content.site.url).path.strip("/")
    return (root(content.site) if below else "/") + path
