"""Markdown → clean HTML that may stand on a page. Links of our own stay as written, for the page to resolve."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from generator.problems import quoted
from generator.references import KINDS

EXTENSIONS = ["tables", "footnotes", "def_list", "smarty"]
TAGS = set(
    "p br hr a em strong code pre ul ol li dl dt dd blockquote h2 h3 h4 sup sub abbr del ins q cite "
    "table caption thead tbody tfoot tr th td div".split()
)
ATTRIBUTES = {
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
OWN_LINK = re.compile(rf'<a {ATTRIBUTE}?href="((?:{"|".join(KINDS)}):[^"]*)"{ATTRIBUTE}>(.*?)</a>', re.DOTALL)
SCROLLED = '<div class="scroll" role="region" aria-label="Table" tabindex="0"><table class="table">'


@cache
def _markdown() -> Any:
    # Imported when first needed: a check of the content, or a build that finds nothing changed, does without it.
    import markdown

    return markdown.Markdown(extensions=EXTENSIONS, output_format="html")


@cache
def html(markdown_text: str) -> str:
    """A whole text: paragraphs, lists, tables, footnotes. Safe to put on a page, whoever wrote it."""
    return _finished(_clean(_converted(markdown_text)), markdown_text)


def _converted(markdown_text: str) -> str:
    try:
        return str(_markdown().reset().convert(markdown_text))
    except Exception as error:
        # Left in the middle of one text, the converter would garble the next.
        _markdown.cache_clear()
        why = "its lists or quotes are nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise ValueError(f"the text {quoted(markdown_text)} cannot be shown – {why}") from None


@cache
def inline(markdown_text: str) -> str:
    """A text of one paragraph, without the paragraph around it."""
    whole = html(markdown_text)
    only = re.fullmatch(r"<p>((?:(?!<p>).)*)</p>", whole.strip(), re.DOTALL)
    return only.group(1) if only else whole


def _clean(unsafe: str) -> str:
    import nh3

    attributes = {tag: names - {"class"} if tag in CLASSES else names for tag, names in ATTRIBUTES.items()}
    return nh3.clean(
        unsafe,
        tags=TAGS,
        attributes=attributes,
        allowed_classes=CLASSES,
        url_schemes=SCHEMES,
        link_rel=None,
        strip_comments=True,
    )


def _finished(clean: str, markdown_text: str) -> str:
    """Footnotes of two texts on one page must not share ids; a wide table scrolls in a region of its own."""
    if 'id="fn' in clean:
        from hashlib import sha256

        own = sha256(markdown_text.encode()).hexdigest()[:6]
        clean = re.sub(r'((?:id="|href="#)fn(?:ref\d*)?):', rf"\1-{own}-", clean)
    return clean.replace("<table>", SCROLLED).replace("</table>", "</table></div>")
