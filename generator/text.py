"""Markdown → clean HTML that may stand on a page. Links of our own stay as written, for the page to resolve."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from generator.problems import quoted
from generator.references import KINDS

if TYPE_CHECKING:
    from generator.converter import Converter

TAGS = set(
    "p br hr a em strong code pre ul ol li dl dt dd blockquote h2 h3 h4 sup sub abbr del ins q cite "
    "table caption thead tbody tfoot tr th td div".split()
)
ATTRIBUTES = {
    "*": {"lang"},
    "a": {"href", "title", "class", "id"},
    "abbr": {"title"},
    "li": {"id"},
    "sup": {"id"},
    "div": {"class"},
    "ol": {"start"},
    "th": {"align", "scope"},
    "td": {"align"},
}
CLASSES = {"a": {"footnote-ref", "footnote-backref"}, "div": {"footnote"}}
SCHEMES = {"http", "https", "mailto", *KINDS}
ATTRIBUTE = '(?:[^>"]|"[^"]*")*'
# What stays of an address: none without a scheme, which could lead to another host (`//…`) or to a file of ours.
ADDRESS = re.compile(rf"(?i:https?:|mailto:)|#|(?:{'|'.join(KINDS)}):")
# Ids are those of footnotes alone: any other could stand on the page already.
FOOTNOTE = re.compile(r"fn(?:ref\d*)?:.*", re.DOTALL)
FOOTNOTE_ID = re.compile(r'((?:id="|href="#)fn(?:ref\d*)?):')
AGAIN = re.compile(r'((?:id="|href="#)fn(?:ref\d*)?-[0-9a-f]{6})-')
CODE_OR_ESCAPED = re.compile(r"\\.|(`+)[^`]+\1", re.DOTALL)
BLANK = re.compile(r"\n\s*\n")
BRACKETS = re.compile(r"[\[\]()]")
LONGEST = 50_000
# The converter looks for the end of each bracket that is opened; so many signs it may look at, about a second's worth.
MOST_LOOKED_AT = 2_000_000
TOO_MANY_BRACKETS = "too many brackets are opened in it and not closed – put a \\ before each [ that begins no link"
OWN_LINK = re.compile(rf'<a {ATTRIBUTE}?href="((?:{"|".join(KINDS)}):[^"]*)"{ATTRIBUTE}>(.*?)</a>', re.DOTALL)
SCROLLED = '<div class="scroll" role="region" aria-label="Table" tabindex="0"><table class="table">'


# What has been converted, by its text: what an earlier command did may be added. And what of it was asked for.
known: dict[str, str] = {}
asked: dict[str, str] = {}


@cache
def _converter() -> Converter:
    # Imported when first needed: a check of the content, or a build that finds nothing changed, does without it.
    from generator.converter import Converter

    return Converter()


def forget() -> None:
    """Let go of all texts: some are others by now, and nobody asks for them again."""
    for kept in (known, asked):
        kept.clear()
    html.cache_clear()
    inline.cache_clear()


@cache
def html(markdown_text: str) -> str:
    """A whole text: paragraphs, lists, tables, footnotes. Safe to put on a page, whoever wrote it."""
    return _finished(_clean(converted(markdown_text)), markdown_text)


def converted(markdown_text: str) -> str:
    """The HTML of a text before it is cleaned, for rules to look at. Raises ValueError, with words for an editor, where
    there can be none."""
    html = known.get(markdown_text)
    if html is None:
        html = known[markdown_text] = _converted(markdown_text)
    asked[markdown_text] = html
    return html


def _converted(markdown_text: str) -> str:
    if len(markdown_text) > LONGEST:
        raise _Unshown(markdown_text, f"it is longer than {LONGEST:,} signs – split it")
    if "[" in markdown_text and looked_at(markdown_text) > MOST_LOOKED_AT:
        raise _Unshown(markdown_text, TOO_MANY_BRACKETS)
    try:
        return _converter().convert(markdown_text)
    except Exception as error:
        # Left in the middle of one text, the converter would garble the next.
        _converter.cache_clear()
        why = "its lists or quotes are nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise _Unshown(markdown_text, why) from None


class _Unshown(ValueError):
    def __init__(self, markdown_text: str, why: str) -> None:
        super().__init__(f"the text {quoted(markdown_text)} cannot be shown – {why}")


def looked_at(markdown_text: str) -> int:
    """How many signs the converter looks at to find where brackets end: a text of `[` alone would take it for ever."""
    return sum(_looked_at(CODE_OR_ESCAPED.sub("", block)) for block in BLANK.split(markdown_text) if "[" in block)


def _looked_at(block: str) -> int:
    opened: dict[str, list[int]] = {"[": [], "(": []}
    total = 0
    for found in BRACKETS.finditer(block):
        sign, at = found.group(), found.start()
        if sign == "[" or (sign == "(" and block[at - 1 : at] == "]"):
            opened[sign].append(at)
        elif sign in "])" and (before := opened["[" if sign == "]" else "("]):
            total += at - before.pop()
    return total + sum(len(block) - at for at in [*opened["["], *opened["("]])


@cache
def inline(markdown_text: str) -> str:
    """A text of one paragraph, without the paragraph around it."""
    whole = html(markdown_text)
    only = re.fullmatch(r"<p>((?:(?!<p>).)*)</p>", whole.strip(), re.DOTALL)
    return only.group(1) if only else whole


def _clean(unsafe: str) -> str:
    clean: str = _cleaner().clean(unsafe)
    return clean


@cache
def _cleaner() -> Any:
    """Made once: to tell it what it may leave takes twice as long as to clean a text."""
    import nh3

    attributes = {tag: names - {"class"} if tag in CLASSES else names for tag, names in ATTRIBUTES.items()}
    return nh3.Cleaner(
        tags=TAGS,
        attributes=attributes,
        allowed_classes=CLASSES,
        attribute_filter=_kept,
        url_schemes=SCHEMES,
        link_rel=None,
        strip_comments=True,
    )


def _kept(_: str, name: str, value: str) -> str | None:
    """The value of an attribute, or None for one that is dropped."""
    allowed = {"href": ADDRESS.match, "id": FOOTNOTE.fullmatch}.get(name)
    return value if allowed is None or allowed(value) else None


def again(html: str, number: int) -> str:
    """A text that stands on its page a second time, or a third: its footnotes have ids of their own each time."""
    return AGAIN.sub(rf"\1.{number}-", html)


def _finished(clean: str, markdown_text: str) -> str:
    """Footnotes of two texts on one page must not share ids; a wide table scrolls in a region of its own."""
    if 'id="fn' in clean:
        from hashlib import sha256

        own = sha256(markdown_text.encode()).hexdigest()[:6]
        clean = FOOTNOTE_ID.sub(rf"\1-{own}-", clean)
    return clean.replace("<table>", SCROLLED).replace("</table>", "</table></div>")
