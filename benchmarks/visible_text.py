"""An HTML page → the text that readers get of its main part, white space aside. What comparisons of pages compare."""

from __future__ import annotations

import re
from html.parser import HTMLParser

INLINE = set("a abbr b button cite code em i q small span strong sub sup svg path".split())
INVISIBLE = re.compile("[\u200b\u2060\ufeff]")


class _Main(HTMLParser):
    """Collects the text in <main>. Where a block begins or ends, words part."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = False
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        self.inside = self.inside or tag == "main"
        self._between(tag)

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "main"
        self._between(tag)

    def _between(self, tag: str) -> None:
        if tag not in INLINE:
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.parts.append(data)


def visible_text(html: str) -> str:
    main = _Main()
    main.feed(html)
    main.close()
    return " ".join(INVISIBLE.sub("", "".join(main.parts)).split())
