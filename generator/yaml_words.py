"""libyaml's own complaints → an editor's words, each with a way out."""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

DEEPEST = 30
TOO_DEEP = f"this is nested more than {DEEPEST} levels deep"
TAB = "a tab stands here – indent with spaces"
CURLY = "“ and ” are signs of the text itself here – put straight quotes, ' or \", around all of it"
TWO_VERSIONS = "two versions of this file stand in one another – keep one, and take out the lines with <<<, === and >>>"
WORDS: tuple[tuple[str, str], ...] = (
    (
        "mapping values are not allowed",
        "a colon and a space stand inside a text – put the whole text in quotes, or check the indentation",
    ),
    ("tab character", TAB),
    ("cannot start any token", "a text cannot begin with this sign – put the whole text in quotes"),
    (
        "could not find expected ':'",
        "a colon and a space are missing here – each line needs 'name: value', or deeper indentation",
    ),
    ("expected alphabetic or numeric", "a text that begins with * or & needs quotes around it"),
    ("found unexpected end of stream", "this quote is never closed"),
    ("found unexpected document indicator", "this quote is never closed"),
    ("unknown escape character", "in double quotes a backslash has a special meaning – use single quotes"),
    ("did not find expected hexdecimal", "in double quotes a backslash has a special meaning – use single quotes"),
    ("did not find expected '-' indicator", "this line does not belong to the list above it – check its indentation"),
    ("block sequence entries are not allowed", "a list item cannot begin here – put it on a line of its own"),
    ("did not find expected ',' or ']'", "this list in [ ] is not closed, or a comma is missing"),
    ("did not find expected ',' or '}'", "this group in { } is not closed, or a comma is missing"),
    (
        "did not find expected key",
        "this line does not fit the lines above it – check its indentation, quotes and brackets",
    ),
    ("tag", "a value cannot be tagged with ! – remove the tag, or put the text in quotes"),
    ("directive", "a line that begins with % has a special meaning – put the text in quotes"),
    ("expected <document start>", "this line does not fit the lines above it – check its indentation"),
    ("indentation", "the indentation of this text is not clear – indent its first line as deep as the others"),
    ("did not find expected node content", "a value is missing here, a bracket is not closed, or a sign needs quotes"),
    # libyaml 0.2.6 gives up at a depth of its own before it tells us of the first bracket.
    ("maximum nesting depth", TOO_DEEP),
    ("comment or line break", "after | or > the text begins on the next line, indented"),
)


def in_words(error: yaml.MarkedYAMLError, before: str, rest: str) -> str:
    """What an editor can do about a text that is not YAML. `rest` begins at the place, `before` it on the line."""
    if rest.startswith("\t"):
        return TAB
    if re.match(r"([<=>|])\1{6}", before + rest):
        return TWO_VERSIONS
    if "mapping values" in (error.problem or "") and re.search(r"(?:^|[:-] )\s*[“”„‘’«]", before):
        return CURLY
    if "did not find expected key" in (error.problem or "") and before.rstrip().endswith(("'", '"')):
        return "the text ends at the quote before this – put it in quotes of the other kind, or double the quote"
    complaint = f"{error.problem or ''} {error.context or ''}"
    for part, words in WORDS:
        if part in complaint:
            return words
    return f"this cannot be read as YAML: {error.problem or 'unknown reason'}"


def opening_mark(error: yaml.MarkedYAMLError) -> yaml.Mark | None:
    """Where something begins that does not end as it should, such as a quote: the place to mend, before libyaml gives
    up."""
    opened = ("quoted scalar", "flow sequence", "flow mapping", "simple key", "an alias", "an anchor")
    return error.context_mark if any(part in (error.context or "") for part in opened) else None


def takes_in_other_lines(lines: Sequence[str], column: int) -> bool:
    """Whether a text in quotes that stands on these lines, and begins in this column of the first, was meant to end
    earlier: a line of it is not indented as those of a long text are, so it was to be a line of its own."""
    before = lines[0][: column - 1]
    # A name behind the dash of a list stands as deep as the names below it do.
    outside = len(before) - len(before.lstrip(" -" if before.strip(" -") else " "))
    if not before.strip():
        outside -= 1
    return any(line.strip() and len(line) - len(line.lstrip(" ")) <= outside for line in lines[1:])


def goes_on(last: int) -> str:
    return f"the text in this quote goes on to line {last} – is the quote to be closed on this line?"
