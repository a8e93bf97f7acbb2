"""The links of our own in a Markdown text: `[words](term:id)`. Finds them and tells what they lead to. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.frozen import frozen
from generator.lookup import Lookup, by_id
from generator.model import Review, Scale
from generator.problems import did_you_mean, quoted

KINDS = ("term", "study", "scale", "outcome", "review", "page", "domain", "design", "direction", "intervention")
# A link's target as Markdown (inline, in angle brackets, by reference) or plain HTML would write it.
TARGET = re.compile(
    r"""\]\(\s*<?([^\s)>]+) | ^\s{0,3}\[[^\]\n]+\]:\s*<?([^\s>]+) | href\s*=\s*["']?([^\s>"']+)""",
    re.MULTILINE | re.IGNORECASE | re.VERBOSE,
)
FOOTNOTE = re.compile(r"^\s{0,3}\[\^[^\]\n]+\]:.*$", re.MULTILINE)


@frozen
class Referred:
    """What a reference leads to: the kind, the record, and for a scale the level, state or flag within it."""

    kind: str
    record: Any
    within: Any = None


def targets(markdown: str) -> Iterator[str]:
    """Every link target in a Markdown text, each once, in order."""
    text = FOOTNOTE.sub(lambda note: note.group().split("]:", 1)[1], markdown)
    yield from dict.fromkeys(match.group(match.lastindex or 0) for match in TARGET.finditer(text))


def follow(target: str, lookup: Lookup, review: Review | None) -> Referred | str:
    """What a reference such as `term:permanency` or `scale:evidence/3+` leads to, or in words why it leads nowhere."""
    kind, _, rest = target.partition(":")
    if kind not in KINDS:
        ways = f"https://…, or one of {', '.join(KINDS)} with a colon"
        return f"{quoted(target)} is not a link that works here – write {ways}"
    if kind == "study" and "/" in rest:
        folder, _, rest = rest.partition("/")
        if folder not in lookup.reviews:
            return _unknown("review", folder, lookup.reviews)
        review = lookup.reviews[folder]
        known: Mapping[str, Any] = by_id(review.studies)
    else:
        known = _known(kind, rest, lookup, review)
    name, _, within = rest.partition("/")
    if name not in known:
        return _unknown(kind, name, known)
    return _within(known[name], within) if kind == "scale" and within else Referred(kind, known[name])


def _known(kind: str, name: str, lookup: Lookup, review: Review | None) -> Mapping[str, Any]:
    """What a name may stand for. A study of the review at hand is found without a look at other reviews."""
    own = by_id(review.studies) if kind == "study" and review else {}
    return own if name in own else lookup.known(kind, review)


def _within(scale: Scale, name: str) -> Referred | str:
    parts = {**by_id(scale.flags), **by_id(scale.states), **by_id(scale.levels)}
    if name in parts:
        return Referred("scale", scale, parts[name])
    return f"'{name}' is not a level, state or flag of the scale '{scale.id}'{did_you_mean(name, list(parts))}"


def _unknown(kind: str, name: str, known: Mapping[str, Any]) -> str:
    names = {"term": "a term of the glossary", "design": "a study design", "outcome": "an outcome"}
    what = names.get(kind, f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}")
    return f"'{name}' is not {what}{did_you_mean(name, list(known), also(known))}"


def also(known: Mapping[str, Any]) -> dict[str, str]:
    """Other names an editor may try, and the id that each means: an item's title and its declared synonyms."""
    other: dict[str, str] = {}
    for name, record in known.items():
        for word in (getattr(record, "title", ""), *getattr(record, "also", ())):
            if word:
                other.setdefault(word, name)
    return other
