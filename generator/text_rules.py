"""The rules of texts across files: nothing left over, every link leads somewhere. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator import numbers
from generator.kinds import MarkdownText
from generator.lookup import Lookup
from generator.problems import Problem, did_you_mean
from generator.references import follow, is_elsewhere, targets
from generator.walk import values

PLACEHOLDER = re.compile(r"lorem ipsum|dolor sit amet|\b(?-i:TODO|TBC|TBD|FIXME|XXX)\b", re.IGNORECASE)
PICTURE = re.compile(r"!\[[^\]\n]*\](?=[(\[])|<img\b", re.IGNORECASE)
TITLE = re.compile(r"^# .*$|<h1\b", re.MULTILINE | re.IGNORECASE)


def no_placeholder_text(lookup: Lookup, today: date) -> Iterator[Problem]:
    for _, record, key, _, text in values(lookup):
        found = PLACEHOLDER.search(text)
        if found is not None:
            words = f"'{found.group()}' is placeholder text – write what should stand here"
            yield record.origin.problem_within(key, found.group(), words)


def every_link_leads_somewhere(lookup: Lookup, today: date) -> Iterator[Problem]:
    for review, record, key, kind, text in values(lookup):
        if isinstance(kind, MarkdownText):
            for target in targets(text):
                found = None if is_elsewhere(target) else follow(target, lookup, review)
                if isinstance(found, str):
                    yield record.origin.problem_within(key, target, found, behind="](")


def no_text_holds_a_picture(lookup: Lookup, today: date) -> Iterator[Problem]:
    """A picture would be dropped without a word: texts are cleaned of what could load from elsewhere."""
    for _, record, key, kind, text in values(lookup):
        if isinstance(kind, MarkdownText):
            for found in PICTURE.finditer(text):
                words = "a picture cannot stand in a text – say in words what it shows, or link to it without the !"
                yield record.origin.problem_within(key, found.group(), words)


def no_text_has_a_title_of_its_own(lookup: Lookup, today: date) -> Iterator[Problem]:
    """The title of a page is its `title`; headings in a text begin with ##."""
    for _, record, key, kind, text in values(lookup):
        if isinstance(kind, MarkdownText):
            for found in TITLE.finditer(text):
                words = "a heading with one # is a page’s title – begin headings in a text with ##"
                yield record.origin.problem_within(key, found.group(), words)


def every_number_exists(lookup: Lookup, today: date) -> Iterator[Problem]:
    """A name in braces, such as `{studies}`, is a number that the build fills in."""
    known: dict[str, list[str]] = {}
    for review, record, key, kind, text in values(lookup):
        used = list(numbers.used(text)) if isinstance(kind, MarkdownText) else []
        place = review.id if review else ""
        if used and place not in known:
            known[place] = numbers.names(lookup, review.studies if review else lookup.studies_everywhere)
        for name in used:
            if name not in known[place]:
                words = f"'{{{name}}}' is not a number that the build knows{did_you_mean(name, known[place])}"
                yield record.origin.problem_within(key, name, words, behind="{")
