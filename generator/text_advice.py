"""Warnings about how texts are written: page by page, as a text counts with those that stand on one page with it; and
about what a reader will not see as it was meant. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import chain

from generator.kinds import MarkdownText, PlainText
from generator.lookup import Lookup
from generator.model import Report, Review, Study, TextPage
from generator.problems import Problem, lower_first, quoted
from generator.records import Key, Record
from generator.walk import values, wholes

LONGEST_SUMMARY = 700
VAGUE = re.compile(r"\b(?:most|the majority) (?:of )?(?:the )?(?:studies|trials|evaluations)\b", re.IGNORECASE)
NO_PROSE = re.compile(r"^(?:#|>).*$", re.MULTILINE)
TARGET = re.compile(r"\]\([^)]*\)|<[^>]*>")
COUNT = re.compile(r"\d|\{[\w.-]+\}")
SENTENCE = re.compile(r"[^.!?]+(?:[.!?](?!\s)[^.!?]*)*[.!?]?")
LINK = re.compile(r"\[([^\]]*)\]\(\s*([^)\s]+)[^)]*\)")
ABBREVIATION = re.compile(r"\b(?:[A-Z]{2,}[a-z]?)(?:-[A-Z]+)?\b")
# Abbreviations that are better known than what they stand for.
KNOWN = frozenset("UK US USA EU UN BBC PDF DOI ISBN CSV HTML URL YAML GBP EUR USD GDPR ID AA".split())
EXPLAINING = ("outcome", "domain", "design", "intervention")
# A sign for remarks behind a text, of which more stands right behind it; with a blank there it is a remark on purpose.
REMARK = re.compile(r"\s+#(?=\S)")
# A family name with initials, as reference lists have them: Lee A, van der Berg CD, Lee A-B. Youth Justice NSW is none.
NAME = re.compile(r"(?:[a-zà-ÿ’']+ ){0,3}[^\s,;&]+ [A-Z](?:[.-]?[A-Z]){0,4}\.?")
BETWEEN_NAMES = re.compile(r", | and | & |; ?| ?• ?| · ")
Said = tuple[Record, Key, str]


def pages_of_text(lookup: Lookup) -> list[tuple[list[Said], list[str]]]:
    """Each page that has texts of its own: those texts in the order of the file, and what is no Markdown."""
    kept = lookup.worked_out
    if "pages_of_text" not in kept:
        kept["pages_of_text"] = list(_pages_of_text(lookup))
    found: list[tuple[list[Said], list[str]]] = kept["pages_of_text"]
    return found


def _pages_of_text(lookup: Lookup) -> Iterator[tuple[list[Said], list[str]]]:
    for whole, held in wholes(lookup):
        if isinstance(whole, (Review, Study, TextPage)):
            texts = [(record, key, text) for _, record, key, kind, text in held if isinstance(kind, MarkdownText)]
            yield texts, [text for *_, kind, text in held if isinstance(kind, PlainText)]


def term_is_linked_where_it_is_first_used(lookup: Lookup, today: date) -> Iterator[Problem]:
    """A term of the glossary is a link in the first text of a page that uses its words. Of a term within a longer one
    the longer counts; names, which begin with a capital, quotations and words that everybody knows do not."""
    to_link = sorted(lookup.terms.values(), key=lambda term: -len(term.title))
    terms = {term.id: lower_first(term.title) for term in to_link if term.title not in KNOWN}
    for texts, _ in pages_of_text(lookup):
        linked: set[str] = set()
        for record, key, text in texts:
            links = _explained(text, terms)
            for name, found in _first_used(text, terms):
                if name not in linked and found.start() < links.get(name, len(text)):
                    words = found.group()
                    say = f"'{words}' is explained in the glossary – link to it: [{words}](term:{name})"
                    yield _at(found, text, record, key, say)
                linked.add(name)
            linked |= links.keys()


@cache
def _words(title: str) -> re.Pattern[str]:
    """A term, one or several of them, as a text uses it."""
    return re.compile(rf"\b{re.escape(title)}s?\b")


def _explained(text: str, terms: dict[str, str]) -> dict[str, int]:
    """Where a text first links to each term, or has its words in a link to what else explains them: an outcome."""
    found: dict[str, int] = {}
    for link in LINK.finditer(text):
        kind, _, name = link.group(2).partition(":")
        if kind == "term":
            found.setdefault(name, link.start())
        elif kind in EXPLAINING:
            for term, title in terms.items():
                if title in link.group(1) and _words(title).search(link.group(1)):
                    found.setdefault(term, link.start())
    return found


def _first_used(text: str, terms: dict[str, str]) -> Iterator[tuple[str, re.Match[str]]]:
    """Where a text uses each term first, outside of links, headings and quotations."""
    rest = _without(LINK, _without(NO_PROSE, text))
    for name, title in terms.items():
        found = _words(title).search(rest) if title in rest else None
        if found is not None:
            yield name, found
            rest = _without(_words(title), rest)


def _without(pattern: re.Pattern[str], text: str) -> str:
    """A text with blanks for whatever fits a pattern: the rest stays where it was."""
    return pattern.sub(lambda found: " " * len(found.group()), text)


def _at(found: re.Match[str], text: str, record: Record, key: Key, message: str) -> Problem:
    """A problem at the words that were found, told from the same words elsewhere by what stands before them."""
    before = text[max(0, found.start() - 12) : found.start()].rpartition("\n")[2]
    return record.origin.problem_within(key, found.group(), message, behind=before)


def many_studies_are_counted(lookup: Lookup, today: date) -> Iterator[Problem]:
    """Where a text says “most studies”, its sentence says how many, with a number or one that the build fills in."""
    for texts, _ in pages_of_text(lookup):
        for record, key, text in texts:
            if VAGUE.search(text) is None:
                continue
            for sentence in SENTENCE.finditer(text):
                found = VAGUE.search(text, *sentence.span())
                if found is not None and not COUNT.search(sentence.group()):
                    say = f"'{found.group()}' – say how many of how many, such as {{studies.randomised}} of {{studies}}"
                    yield _at(found, text, record, key, say)


def abbreviation_is_spelled_out(lookup: Lookup, today: date) -> Iterator[Problem]:
    """An abbreviation stands in brackets behind what it is short for, once on its page, or is in the glossary."""
    titles = " ".join(term.title for term in lookup.terms.values())
    for texts, plain in pages_of_text(lookup):
        everything = " ".join([text for _, _, text in texts] + plain)
        seen: set[str] = set(KNOWN)
        for record, key, text in texts:
            if ABBREVIATION.search(text) is None:
                continue
            for found in ABBREVIATION.finditer(_without(TARGET, _without(NO_PROSE, text))):
                word = found.group().rstrip("s")
                if word not in seen and word not in titles and not _spelled_out(word, everything):
                    say = f"'{word}' is not spelled out – write what it is short for, with ({word}) behind it"
                    yield _at(found, text, record, key, say)
                seen.add(word)


def _spelled_out(word: str, text: str) -> bool:
    behind = re.search(rf"\b{re.escape(word)}s? \([A-Za-z]", text)
    return f"({word})" in text or f"({word}s)" in text or behind is not None


def summary_is_short(lookup: Lookup, today: date) -> Iterator[Problem]:
    """What a review says – headline, messages, sections and findings – is read in minutes: at most 700 words, as
    Campbell’s plain-language summaries."""
    for review in lookup.part.reviews:
        texts = [review.headline, *review.key_messages, *(section.text for section in review.sections)]
        words = sum(len(text.split()) for text in [*texts, *(finding.statement for finding in review.findings)])
        if words > LONGEST_SUMMARY:
            say = f"the texts of this review have {words:,} words, more than {LONGEST_SUMMARY} – shorten them"
            yield review.problem("headline", say)


def no_text_ends_at_a_remark(lookup: Lookup, today: date) -> Iterator[Problem]:
    """A sign # behind a blank begins a remark that no reader sees: `Ward #3` is published as `Ward`."""
    for _, record, key, kind, _ in values(lookup):
        if isinstance(kind, (PlainText, MarkdownText)) and (column := _remark_behind(record, key)):
            span = record.origin.span_of(key)
            say = "what stands behind # is not shown – put the text in quotes, or the remark on a line of its own"
            yield record.origin.source.problem(say, span.end_line, column)


def _remark_behind(record: Record, key: Key) -> int:
    """The column of the sign that begins a remark right behind a text without quotes; 0 where there is none. A text
    behind | or > ends with its last line: a remark below it was meant as one."""
    span, lines = record.origin.span_of(key), record.origin.source.lines
    line = lines[span.end_line - 1] if span.end_line <= len(lines) and span.end_column > 1 else ""
    found = REMARK.match(line, span.end_column - 1) if "#" in line else None
    return found.end() if found and line[span.end_column - 2] not in "'\"" else 0


def each_author_stands_alone(lookup: Lookup, today: date) -> Iterator[Problem]:
    """Several names in one are taken for the name of an organisation, and cited so."""
    reports = (review.report for review in lookup.part.reviews)
    whole: Iterator[Study | Report] = chain(reports, lookup.part.studies)
    for record in whole:
        for number, name in enumerate(record.authors):
            if _are_several(name):
                say = f"{quoted(name)} seems to be several names – write each on a line of its own, such as '- Lee A'"
                yield record.problem(("authors", number), say)


def _are_several(name: str) -> bool:
    """Whether a name is a list of names: an organisation may have commas and an and, but not two with initials."""
    parts = [part for part in BETWEEN_NAMES.split(name) if part]
    return sum(bool(NAME.fullmatch(part)) for part in parts) > 1 or (len(parts) > 1 and ";" in name)
