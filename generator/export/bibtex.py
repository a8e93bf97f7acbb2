"""References → BibTeX, in UTF-8, with the signs that LaTeX keeps for itself written so that it prints them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.export.reference import Name, Reference

KINDS = {"article": "article", "book": "book", "report": "techreport", "document": "misc", "webpage": "misc"}
SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\string^",
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
}
SIGNS = re.compile(r"[\\~^&%$#_{}]")
# Two signs that LaTeX would print as another.
JOINED = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=[`?!])(?=`)")


def text(references: Iterable[Reference]) -> str:
    """Entries one after the other; those of several files can be put together as they are."""
    return "".join(_entry(one) for one in references)


def keyed(entry: str, before: str) -> str:
    """An entry with something before its key."""
    return entry.replace("{", f"{{{before}", 1)


def _entry(one: Reference) -> str:
    fields = "".join(f",\n  {name} = {{{value}}}" for name, value in _fields(one) if value)
    return f"@{KINDS[one.kind]}{{{one.key}{fields}\n}}\n\n"


def _fields(one: Reference) -> Iterator[tuple[str, str]]:
    # In braces of its own a title keeps its capitals, and an organisation's name stays whole.
    yield "title", f"{{{escaped(one.title)}}}"
    yield "author", " and ".join(_name(author) for author in one.authors)
    yield "year", one.year
    yield "month", one.date[5:7].lstrip("0")
    yield "journal" if one.kind == "article" else "howpublished", escaped(one.within)
    yield from (("volume", escaped(one.volume)), ("number", escaped(one.issue)))
    yield "pages", escaped(one.pages.replace("-", "–")).replace("–", "--")
    yield "institution" if one.kind == "report" else "publisher", escaped(one.publisher)
    # An address is no LaTeX: styles print it as it is written.
    yield from (("isbn", escaped(one.isbn)), ("doi", one.doi), ("pmid", one.pubmed), ("url", one.url))
    yield "note", escaped(one.about)


def _name(author: Name) -> str:
    return f"{escaped(author.family)}, {author.given}" if author.given else f"{{{escaped(author.family)}}}"


def escaped(words: str) -> str:
    """A text that LaTeX prints as it is written."""
    return JOINED.sub("{}", SIGNS.sub(lambda found: SPECIAL[found.group()], words))
