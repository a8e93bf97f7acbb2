"""The links of our own in a Markdown text: `[words](term:id)`. Finds them and tells what they lead to. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.frozen import frozen
from generator.kinds import Identifier, Reference
from generator.lookup import Lookup, by_id
from generator.model import Review, Scale
from generator.problems import Misfit, did_you_mean, quoted

FILE_OF_STUDY = "write the name of its file in studies/, without .yaml"
KINDS = ("term", "study", "scale", "outcome", "review", "page", "domain", "design", "direction", "intervention")
# A link's target as Markdown (inline, in angle brackets, by reference) or plain HTML would write it.
TARGET = re.compile(
    r"""\]\(\s*<?([^\s)>]+) | ^\s{0,3}\[[^\]\n]+\]:\s*<?([^\s>]+) | href\s*=\s*["']?([^\s>"']+)""",
    re.MULTILINE | re.IGNORECASE | re.VERBOSE,
)
# The file below the folder of content that gives the ids of a kind; with an asterisk, where each has a file of its own.
# The five directions are those of the method, and a study that is named and not there is seldom one to be added.
HOMES = {
    "country": "countries.yaml",
    "design": "designs.yaml",
    "outcome": "outcomes.yaml",
    "domain": "outcomes.yaml",
    "term": "glossary.yaml",
    "scale": "scales/*.yaml",
    "tool": "bias-tools/*.yaml",
    "page": "pages/*.md",
}
FOOTNOTE = re.compile(r"^\s{0,3}\[\^[^\]\n]+\]:.*$", re.MULTILINE)


@frozen
class Referred:
    """What a reference leads to: the kind, the record, and for a scale the level, state or flag within it. There is no
    record where it could not be read."""

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
        reviews = lookup.known("review")
        if folder not in reviews:
            return _unknown("review", folder, reviews, lookup, review)
        review = reviews[folder]
        known: Mapping[str, Any] = lookup.studies_of(review) if review else {rest: None}
    else:
        known = _known(kind, rest, lookup, review)
    name, _, within = rest.partition("/")
    if name not in known and kind == "intervention" and lookup.has_unknown_names and review is None:
        return Referred(kind, None)
    if name not in known:
        return _unknown(kind, name, known, lookup, review)
    return _within(known[name], within) if kind == "scale" and within else Referred(kind, known[name])


def _known(kind: str, name: str, lookup: Lookup, review: Review | None) -> Mapping[str, Any]:
    """What a name may stand for. A study of the review at hand is found without a look at other reviews."""
    own = lookup.studies_of(review) if kind == "study" and review else {}
    return own if name in own else lookup.known(kind, review)


def _within(scale: Scale, name: str) -> Referred | str:
    parts = {**by_id(scale.flags), **by_id(scale.states), **by_id(scale.levels)}
    if name in parts:
        return Referred("scale", scale, parts[name])
    return f"'{name}' is not a level, state or flag of the scale '{scale.id}'{did_you_mean(name, list(parts))}"


def _unknown(kind: str, name: str, known: Mapping[str, Any], lookup: Lookup, review: Review | None) -> str:
    names = {"term": "a term of the glossary", "design": "a study design", "outcome": "an outcome"}
    what = names.get(kind, f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}")
    return f"'{name}' is not {what}{way_out(kind, name, known, lookup, review)}"


def known_ids(kind: Reference, lookup: Lookup, review: Review | None) -> Mapping[str, Any]:
    """All that a value of this kind may name: of studies those of its review, since a link may name others, a value
    none."""
    return lookup.studies_of(review) if kind.to == "study" and review else lookup.known(kind.to, review)


def not_there(kind: Reference, name: str, lookup: Lookup, review: Review | None, own: str = "") -> str:
    """What is wrong with an id in a value that nothing has; nothing where something has it. What is meant is never
    the `own` id of the record at hand."""
    known = {one: record for one, record in known_ids(kind, lookup, review).items() if one != own}
    return "" if name in known else f"{quoted(name)} is not {kind.what}{way_out(kind.to, name, known, lookup, review)}"


def way_out(kind: str, name: str, known: Mapping[str, Any], lookup: Lookup, review: Review | None) -> str:
    """The end of a message about an id that nothing has: the one that is meant, or else where to give it a meaning."""
    several = [part.strip() for part in name.split(",")]
    if kind in ("intervention", "study", "term") and len(several) > 1 and known.keys() >= set(several):
        return f" – for several, write [{', '.join(several)}]"
    other = FILE_OF_STUDY if kind == "study" else ""
    hint, home = did_you_mean(name, list(known), also(known), other), _home(kind, name, lookup, review)
    if not home or "did you mean" in hint:
        return hint
    return f"{hint}; or {home}" if hint else f" – {home}"


def _home(kind: str, name: str, lookup: Lookup, review: Review | None) -> str:
    """How an id comes to be there, by the file's name as messages have it; nothing where it cannot be an id."""
    try:
        Identifier().read(name)
    except Misfit:
        return ""
    if kind == "intervention" and review is not None:
        return f"add it to the interventions of {review.origin.source.name}"
    home = home_of(kind, lookup, name)
    return "" if not home else f"make {home} for it" if "*" in HOMES[kind] else f"add it to {home}"


def home_of(kind: str, lookup: Lookup, name: str = "*") -> str:
    """The file that gives the ids of a kind, as messages have it; nothing where there is none."""
    folder = lookup.content.site.origin.source.name.rpartition("/")
    home = HOMES.get(kind, "").replace("*", name)
    return f"{folder[0]}{folder[1]}{home}" if home else ""


def also(known: Mapping[str, Any]) -> dict[str, str]:
    """Other names an editor may try, and the id that each means: an item's title and its declared synonyms."""
    other: dict[str, str] = {}
    for name, record in known.items():
        for word in (getattr(record, "title", ""), *getattr(record, "also", ())):
            if word:
                other.setdefault(word, name)
    return other
