"""Warnings about what an editor wrote and a reader will not see as it was meant, though it can be read. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import chain

from generator.kinds import MarkdownText, PlainText
from generator.lookup import Lookup
from generator.model import Report, Study
from generator.problems import Problem, quoted
from generator.records import Key, Record
from generator.walk import values

# A sign for remarks behind a text, and the blank before it.
REMARK = re.compile(r"\s+#")
# A family name with initials, as reference lists have them: Lee A, van der Berg CD, Lee A-B.
NAME = r"[^\s,;&]+(?: [^\s,;&]+)* [A-Z](?:[.-]?[A-Z])*\.?"
SEVERAL_NAMES = re.compile(rf"{NAME}(?:(?:,| and| &) {NAME})+|.*;.*")


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
            if SEVERAL_NAMES.fullmatch(name):
                say = f"{quoted(name)} seems to be several names – write each on a line of its own, such as '- Lee A'"
                yield record.problem(("authors", number), say)
