from __future__ import annotations

from xml.etree import ElementTree as ET

from generator import feed
from generator.feed import Entry

NAMES = {"a": feed.ATOM}
LINK = "https://example.org/changes.html"


def made(*entries):
    return ET.fromstring(feed.atom("What <changed> & why", "Nobody", LINK, "https://example.org/changes.xml", entries))


def test_a_feed_has_what_atom_asks_for():
    whole = made(Entry("https://example.org/1", "2026-01-31", "A & B", "<b>why</b>", "https://example.org/b.html#x"))
    assert whole.find("a:id", NAMES).text == LINK
    assert whole.find("a:title", NAMES).text == "What <changed> & why"
    assert whole.find("a:updated", NAMES).text == "2026-01-31T00:00:00Z"
    assert whole.find("a:author/a:name", NAMES).text == "Nobody"
    assert {link.get("rel", "alternate") for link in whole.findall("a:link", NAMES)} == {"alternate", "self"}
    one = whole.find("a:entry", NAMES)
    assert [one.find(f"a:{name}", NAMES).text for name in ("id", "title", "updated", "summary")] == [
        "https://example.org/1",
        "A & B",
        "2026-01-31T00:00:00Z",
        "<b>why</b>",
    ]
    assert one.find("a:link", NAMES).get("href") == "https://example.org/b.html#x"


def test_a_feed_was_changed_when_its_newest_entry_was():
    days = ("2026-01-31", "2026-11-22", "2025-01-01")
    whole = made(*(Entry(day, day, day, day, LINK) for day in days))
    assert whole.find("a:updated", NAMES).text == "2026-11-22T00:00:00Z"


def test_a_feed_of_nothing_is_a_feed():
    assert made().findall("a:entry", NAMES) == []
