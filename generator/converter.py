"""Markdown → HTML as the library makes it, in half the time: of its steps only those that a text can need.

The library looks for each of its 33 patterns in each paragraph. What has a sign in it cannot be found in a text that
has not, and most texts have two or three of these signs: a link, an apostrophe, a dash. Pure.
"""

from __future__ import annotations

from typing import Any

import markdown
from markdown.extensions import def_list, footnotes, smarty, tables
from markdown.treeprocessors import InlineProcessor
from markdown.util import ETX, STX

# What a text must hold for a pattern to be found in it: any of these. One that is not named here is always looked for.
SIGNS: dict[str, tuple[str, ...]] = {
    "backtick": ("`",),
    "escape": ("\\",),
    **dict.fromkeys(("footnote", "reference", "link", "short_reference"), ("[",)),
    **dict.fromkeys(("image_link", "image_reference", "short_image_ref"), ("!",)),
    **dict.fromkeys(("autolink", "automail", "html"), ("<",)),
    "entity": ("&",),
    "em_strong": ("*", "_"),
    # Two spaces before the end of a line: tabs become spaces, and HTML may be given a line of its own.
    "linebreak": ("  \n", "\t", "\r", "<"),
    **dict.fromkeys(("smarty-em-dashes", "smarty-en-dashes"), ("--",)),
    **dict.fromkeys([f"smarty-quotes-{number}" for number in (0, 3, 4, 5, 6, 7, 8, 9, 10)], ("'",)),
    **dict.fromkeys([f"smarty-quotes-{number}" for number in (1, 2, 11, 12, 13, 14)], ('"',)),
    "smarty-ellipses": ("...",),
}
ALL_SIGNS = frozenset(sign for signs in SIGNS.values() for sign in signs)
# The library marks its own places with these two and takes them out of a text: what stood apart may then be one sign.
TAKEN_OUT = (STX, ETX)


class Converter:
    """One for all texts: to set the library up takes longer than to convert a text."""

    def __init__(self) -> None:
        # By name they would be looked up among all that is installed, which takes longer than to load them.
        extensions = [
            tables.TableExtension(),
            footnotes.FootnoteExtension(),
            def_list.DefListExtension(),
            smarty.SmartyExtension(),
        ]
        self.library: Any = markdown.Markdown(extensions=extensions, output_format="html")
        self.steps = [_Step(self.library, *one) for one in (("inline", 20), ("smarty", 6))]
        self.before = list(self.library.preprocessors)

    def convert(self, text: str) -> str:
        """The HTML of a text, as the library would make it with all its steps."""
        signs = frozenset(sign for sign in ALL_SIGNS if sign in text)
        if "<" in text or any(sign in text for sign in TAKEN_OUT):
            signs = ALL_SIGNS
        for step in self.steps:
            step.look_for(signs)
        # The second of these keeps HTML from what follows; without one of these two signs there is none in a text.
        self.library.preprocessors = self.before if "<" in signs or "&" in signs else self.before[:1]
        return str(self.library.reset().convert(text))


class _Step(InlineProcessor):
    """A step of the library that looks for patterns, in its place: it looks for those that can be there, if any."""

    def __init__(self, library: Any, name: str, priority: int) -> None:
        super().__init__(library)
        patterns = library.treeprocessors[name].inlinePatterns
        needed = {patterns[one]: frozenset(signs) for one, signs in SIGNS.items() if one in patterns}
        self.every = [(one, needed.get(one, frozenset())) for one in patterns]
        self.chosen: dict[frozenset[str], list[Any]] = {}
        library.treeprocessors.register(self, name, priority)

    def look_for(self, signs: frozenset[str]) -> None:
        if signs not in self.chosen:
            self.chosen[signs] = [one for one, needed in self.every if not needed or not signs.isdisjoint(needed)]
        # Anything that has a length and gives its items by number will do.
        self.inlinePatterns: Any = self.chosen[signs]

    def run(self, tree: Any, ancestors: Any = None) -> Any:
        return super().run(tree, ancestors) if self.inlinePatterns else tree
