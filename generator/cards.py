"""A review → the picture that stands for it where its page is shared: its title, its main finding and how sure that is.
Drawn as SVG in the site's own colours; a library makes it a PNG. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape

from generator import charts, fonts
from generator.fonts import SANS, SERIF, Font
from generator.frozen import frozen
from generator.legends import RatingView
from generator.model import Site
from generator.pages.review_view import ReviewView

HINT = "resvg-py is not installed – .venv/bin/pip install -e '.[cards]' once, or leave out --cards"
WIDTH, HEIGHT = 1200, 630
LEFT, RIGHT = 72, 1128
ROOM = RIGHT - LEFT
# The strip at the foot: where it begins, and where its second column does.
STRIP, SECOND = 452, 640
# Sizes of the main finding, each with the most lines that there is room for.
HEADLINE = ((58, 3), (54, 4), (50, 4), (46, 5), (42, 5), (38, 6), (34, 6), (30, 7))


@frozen
class Bias:
    """How many studies are at high risk of bias, in words and as dots."""

    words: str
    dots: charts.Dots


@frozen
class Card:
    """What a card says. `rating` is the rating of how strong the evidence is, if the review has one."""

    site: str
    eyebrow: str
    title: str
    headline: str
    rating: RatingView | None
    bias: Bias | None


def problem() -> str:
    """What keeps cards from being made; empty if nothing does."""
    try:
        import fontTools  # noqa: F401
        import resvg_py  # noqa: F401
    except ImportError:
        return HINT
    return HINT if fonts.missing() else ""


def card(whole: ReviewView, site: Site) -> Card:
    """What the card of a review says. Cost is a rating too, and says nothing of how sure a finding is."""
    review, bias = whole.review, whole.review.risk_of_bias
    strength = [view for view in whole.ratings if view.scale.better != "none"]
    judged = (
        Bias(f"High in {bias.high} of {bias.of} studies", charts.dots(bias.high, bias.of, per_row(bias.of)))
        if bias
        else None
    )
    return Card(site.title, whole.eyebrow, review.title, review.headline, strength[0] if strength else None, judged)


def per_row(number: int) -> int:
    """Dots in a row: three rows at most, as far as these would be long."""
    return max(17, -(-number // 3))


def png(drawing: str) -> bytes:
    import resvg_py

    words = re.sub(r"<[^>]*>", "", drawing)
    # Fonts of this machine are asked only for signs that ours have not.
    ours = all(fonts.has_all(font, words.strip().replace("\n", "")) for font in (Font(SERIF), Font(SANS)))
    files = [str(font.path) for font in fonts.ALL if not font.italic]
    return bytes(resvg_py.svg_to_bytes(svg_string=drawing, font_files=files, skip_system_fonts=ours))


def svg(card: Card, colours: Mapping[str, str]) -> str:
    parts = "\n".join([*_head(card, colours), *_strip(card, colours)])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">\n'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{colours["paper"]}"/>\n'
        f'<rect width="{WIDTH}" height="14" fill="{colours["accent"]}"/>\n{parts}\n</svg>\n'
    )


def _text(words: str, at: tuple[float, float], font: Font, size: float, fill: str, *, anchor: str = "start") -> str:
    x, y = at
    return (
        f'<text x="{x:g}" y="{y:g}" font-family="{font.family}" font-weight="{font.weight}" font-size="{size:g}" '
        f'fill="{fill}" text-anchor="{anchor}">{escape(words)}</text>'
    )


def _once(*sizes: float) -> list[tuple[float, int]]:
    """Sizes of what has one line alone."""
    return [(size, 1) for size in sizes]


def _head(card: Card, colours: Mapping[str, str]) -> Iterator[str]:
    """The line above, the title, and the main finding as large as it can be."""
    small, site = Font(SANS), Font(SANS, 600)
    size, (name,) = fonts.fitted(card.site, site, _once(27, 24, 21), ROOM * 0.45)
    yield _text(name, (RIGHT, 84), site, size, colours["ink"], anchor="end")
    size, (line,) = fonts.fitted(card.eyebrow, small, _once(27, 24, 21), ROOM * 0.53)
    yield _text(line, (LEFT, 84), small, size, colours["ink-soft"])
    size, (title,) = fonts.fitted(card.title, Font(SERIF, 600), _once(40, 36, 32, 28), ROOM)
    yield _text(title, (LEFT, 140), Font(SERIF, 600), size, colours["accent"])
    size, lines = fonts.fitted(card.headline, Font(SERIF), HEADLINE, ROOM)
    if " ".join(lines) == " ".join(card.headline.split()):
        lines = fonts.balanced(card.headline, Font(SERIF), size, ROOM)
    leading = size * 1.2
    # In the middle of the room between title and strip, and a little above.
    foot = STRIP if card.rating or card.bias else HEIGHT
    top = 160 + max(0.0, (foot - 176 - leading * len(lines)) * 0.45)
    for number, words in enumerate(lines, 1):
        yield _text(words, (LEFT, top + leading * number - size * 0.2), Font(SERIF), size, colours["ink"])


def _strip(card: Card, colours: Mapping[str, str]) -> Iterator[str]:
    """How sure this is: the rating in words with its scale, and the risk of bias with a dot for each study."""
    if not card.rating and not card.bias:
        return
    yield f'<rect x="{LEFT}" y="{STRIP}" width="{ROOM}" height="3" fill="{colours["ink"]}"/>'
    if card.rating:
        yield from _rating(card.rating, colours, SECOND - LEFT - 40 if card.bias else ROOM)
    if card.bias:
        yield from _bias(card.bias, SECOND if card.rating else LEFT, colours)


def _rating(view: RatingView, colours: Mapping[str, str], room: float) -> Iterator[str]:
    said = ", ".join([f"{view.short} – {view.words}" if view.range else view.words, *map(str.lower, view.flags)])
    yield _text(f"How sure is this? {view.scale.title}", (LEFT, STRIP + 42), Font(SANS), 24, colours["ink-soft"])
    size, lines = fonts.fitted(said, Font(SERIF, 600), [*_once(32, 29, 26), (26, 2), (22, 2)], room)
    for number, words in enumerate(lines):
        yield _text(words, (LEFT, STRIP + 84 + number * (size + 4)), Font(SERIF, 600), size, colours["ink"])
    if len(lines) == 1:
        yield from _steps(view, colours)


def _steps(view: RatingView, colours: Mapping[str, str]) -> Iterator[str]:
    """The levels of the scale as the page draws them: the higher, the taller; this one filled."""
    foot, wide, gap = STRIP + 148, 52, 6
    for rung in view.rungs:
        tall = 22 + 22 * rung.step / rung.steps
        x = LEFT + (rung.step - 1) * (wide + gap)
        fill, ink = (colours["accent"], colours["paper"]) if rung.marked else ("none", colours["ink-soft"])
        edge = colours["accent"] if rung.marked else colours["rule-strong"]
        yield f'<rect x="{x}" y="{foot - tall:g}" width="{wide}" height="{tall:g}" fill="{fill}" stroke="{edge}"/>'
        weight = Font(SANS, 600 if rung.marked else 400)
        yield _text(rung.symbol or rung.short, (x + wide / 2, foot - 6), weight, 17, ink, anchor="middle")


def _bias(bias: Bias, left: float, colours: Mapping[str, str]) -> Iterator[str]:
    yield _text("Risk of bias", (left, STRIP + 42), Font(SANS), 24, colours["ink-soft"])
    yield _text(bias.words, (left, STRIP + 84), Font(SERIF, 600), 32, colours["ink"])
    # As many as the studies are, in the room there is below the words.
    scale = min(2.0, 52 / bias.dots.height, (RIGHT - left) / bias.dots.width)
    drawn = 'fill="none" stroke-dasharray="0 12" stroke-linecap="round"'
    yield (
        f'<g transform="translate({left} {STRIP + 100}) scale({scale:.3f})" {drawn}>'
        f'<path d="{bias.dots.others}" stroke="{colours["rule-strong"]}" stroke-width="9"/>'
        f'<path d="{bias.dots.others}" stroke="{colours["paper"]}" stroke-width="6.5"/>'
        f'<path d="{bias.dots.marked}" stroke="{colours["ink"]}" stroke-width="9"/></g>'
    )
