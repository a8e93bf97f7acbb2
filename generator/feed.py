"""Entries → an Atom feed (RFC 4287). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from generator.frozen import frozen

ATOM = "http://www.w3.org/2005/Atom"


@frozen
class Entry:
    """One change. `id` is the same for ever, `day` is `2026-01-31`, `link` is a whole address."""

    id: str
    day: str
    title: str
    words: str
    link: str


def atom(title: str, author: str, link: str, here: str, entries: Sequence[Entry]) -> str:
    """A feed of entries, newest first. `link` is the page that says the same, `here` the feed's own address."""
    feed = ET.Element("feed", {"xmlns": ATOM})
    _add(feed, "id", link)
    _add(feed, "title", title)
    _add(feed, "updated", _time(max((entry.day for entry in entries), default="1970-01-01")))
    _add(feed, "link", href=link)
    _add(feed, "link", href=here, rel="self", type="application/atom+xml")
    _add(_add(feed, "author"), "name", author)
    for entry in entries:
        one = _add(feed, "entry")
        _add(one, "id", entry.id)
        _add(one, "title", entry.title)
        _add(one, "updated", _time(entry.day))
        _add(one, "link", href=entry.link)
        _add(one, "summary", entry.words)
    ET.indent(feed)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(feed, encoding="unicode")}\n'


def _add(above: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    made = ET.SubElement(above, name, attributes)
    made.text = text or None
    return made


def _time(day: str) -> str:
    """A day of which no hour is known, as Atom wants it."""
    return f"{day}T00:00:00Z"
