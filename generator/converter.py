"""Python-Markdown as this site uses it, and quicker: it gives the same HTML with fewer looks at each text.

For each piece of a text, the converter tries thirty patterns one after the other, and most pieces hold no sign of
Markdown at all. Here a pattern is tried where a piece holds what the pattern needs: no other piece can match.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import def_list, footnotes, smarty, tables
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

# What each text holds in which a pattern matches, by the pattern's name: at least one of these. A pattern that is not
# named is always tried.
NEEDED: dict[str, Sequence[str]] = {
    "backtick": "`",
    "escape": "\\",
    **dict.fromkeys(("reference", "link", "short_reference"), "["),
    **dict.fromkeys(("image_link", "image_reference", "short_image_ref"), ("![",)),
    **dict.fromkeys(("autolink", "automail", "html"), "<"),
    "footnote": ["[^"],
    "linebreak": ["  \n"],
    "entity": "&",
    "em_strong": "*_",
    "smarty-em-dashes": ["---"],
    "smarty-en-dashes": ["--"],
    "smarty-ellipses": ["..."],
    **{f"smarty-quotes-{number}": sign for number, sign in enumerate("'\"'\"'\"'''''\"\"\"\"")},
}
# The two that apply patterns, with their places among what is done to a tree.
APPLYING = {"inline": 20, "smarty": 6}


def converter() -> Markdown:
    # By name they would be looked up among all that is installed, which takes longer than to load them.
    extensions = [
        tables.TableExtension(),
        footnotes.FootnoteExtension(),
        def_list.DefListExtension(),
        smarty.SmartyExtension(),
    ]
    made = Markdown(extensions=extensions, output_format="html")
    for name, place in APPLYING.items():
        made.treeprocessors.register(Sparing(made.treeprocessors[name]), name, place)
    return made


class Sparing(InlineProcessor):
    """Applies the patterns that can match; in a tree without any of their signs it has nothing to do."""

    def __init__(self, usual: Any) -> None:
        super().__init__(usual.md)
        self.inlinePatterns = usual.inlinePatterns
        self.needed = list(_needed(usual.inlinePatterns))
        self.signs = re.compile("|".join(re.escape(sign) for _, signs in self.needed for sign in signs or ("",)))

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        if self.signs.search("".join(tree.itertext())):
            return super().run(tree, ancestors)
        self.stashed_nodes = {}
        return tree

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803 – theirs
        """What stands in the place of the converter's own way through the patterns."""
        start, apply = 0, self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        number = len(self.needed) if isinstance(data, AtomicString) else patternIndex
        while number < len(self.needed):
            pattern, signs = self.needed[number]
            if signs and not any(map(data.__contains__, signs)):
                matched, start = False, 0
            else:
                data, matched, start = apply(pattern, data, number, start)
            number += not matched
        return data


def _needed(patterns: Any) -> Iterator[tuple[Any, Sequence[str]]]:
    """Each pattern in its turn, with what it needs."""
    known = {patterns.get_index_for_name(name): signs for name, signs in NEEDED.items() if name in patterns}
    for number, pattern in enumerate(patterns):
        yield pattern, known.get(number, ())
