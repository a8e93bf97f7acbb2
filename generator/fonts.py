"""The typefaces of pictures and PDFs: files that come as packages, so that text is set alike on every machine, and the
width that words have in them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from generator.frozen import frozen

SERIF, SANS = "Source Serif Pro", "Source Sans Pro"
PACKAGES = {SERIF: "font_source_serif_pro", SANS: "font_source_sans_pro"}
WEIGHTS = {400: "", 600: "Semibold"}
UNKNOWN = ".notdef"


@frozen
class Font:
    """A typeface in one weight, upright or italic."""

    family: str
    weight: int = 400
    italic: bool = False

    @property
    def path(self) -> Path:
        from importlib import import_module

        name = self.family.replace(" ", "") + WEIGHTS[self.weight] + ("It" if self.italic else "")
        return Path(import_module(PACKAGES[self.family]).font_files_ttf[name])


ALL = tuple(Font(family, weight, italic) for family in PACKAGES for weight in WEIGHTS for italic in (False, True))


def missing() -> bool:
    """Whether one of the packages with the files is not installed."""
    from importlib.util import find_spec

    return any(find_spec(package) is None for package in PACKAGES.values())


@cache
def _glyphs(font: Font) -> tuple[dict[int, str], dict[str, int], int]:
    """The name of each sign's glyph, how wide glyphs are, and how many of those units one em has."""
    from fontTools.ttLib import TTFont

    with TTFont(font.path) as read:
        widths = {name: width for name, (width, _) in read["hmtx"].metrics.items()}
        return dict(read.getBestCmap()), widths, read["head"].unitsPerEm


def has_all(font: Font, words: str) -> bool:
    """Whether a font has every sign of a text."""
    return all(ord(sign) in _glyphs(font)[0] for sign in words)


def width(words: str, font: Font, size: float) -> float:
    """How wide words are in a size, letter by letter: kerning only ever makes them a little narrower."""
    names, widths, em = _glyphs(font)
    return sum(widths[names.get(ord(sign), UNKNOWN)] for sign in words) * size / em


def lines(words: str, font: Font, size: float, room: float) -> list[str]:
    """Words in lines that are no wider than the room there is; a word that is wider alone has a line of its own."""
    found: list[str] = []
    for word in words.split():
        longer = f"{found[-1]} {word}" if found else word
        if found and width(longer, font, size) <= room:
            found[-1] = longer
        else:
            found.append(word)
    return found


def balanced(words: str, font: Font, size: float, room: float) -> list[str]:
    """The same number of lines, as alike in length as can be: no last line of one word."""
    best = made = lines(words, font, size, room)
    while len(made) == len(best) and room > size:
        best, room = made, room - size / 4
        made = lines(words, font, size, room)
    return best


def fitted(words: str, font: Font, sizes: Sequence[tuple[float, int]], room: float) -> tuple[float, list[str]]:
    """The first of the sizes, each with the most lines that it may fill, in which words fit, and their lines. In the
    last of them what is too much is left away, and three dots say so."""
    for size, most in sizes:
        made = lines(words, font, size, room)
        if len(made) <= most and all(width(line, font, size) <= room for line in made):
            return size, made
    kept = [*made[: most - 1], " ".join(made[most - 1 :])] if len(made) > most else made
    return size, [_cut(line, font, size, room) for line in kept]


def _cut(line: str, font: Font, size: float, room: float) -> str:
    """A line without what there is no room for."""
    if width(line, font, size) <= room:
        return line
    while line and width(f"{line}…", font, size) > room:
        line = line[:-1].rstrip()
    return f"{line}…"
