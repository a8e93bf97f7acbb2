"""Records → what a legend tooltip shows. One form for all that has a definition. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from generator import addresses
from generator.addresses import Address
from generator.frozen import frozen
from generator.lookup import Lookup, ReadRating, read_rating
from generator.model import BiasDomain, Direction, DomainJudgement, Judgement, Level, Rating, Review, Scale, Study
from generator.problems import lower_first
from generator.references import Referred

Links = tuple[tuple[str, Address], ...]
BENEFIT = {
    "more": "More of it is better.",
    "fewer": "Fewer is better.",
    "less": "Less is better.",
    "none": "Which way is better depends on the result.",
}


@frozen
class Rung:
    """One level of a scale as a ladder shows it. `step` counts from 1 at the lowest level, `steps` is their number."""

    short: str
    label: str
    symbol: str
    step: int
    steps: int
    marked: bool


@frozen
class TraceLine:
    """One thing that a level needs, and the studies that give it, by name."""

    words: str
    studies: Links


@frozen
class Trace:
    """Why the studies support a rating, line by line."""

    heading: str
    lines: tuple[TraceLine, ...] = ()


@frozen
class Legend:
    """What explains a word: its definition, where it stands on its scale, and where to read on. One `of_this_page`
    opens where it is asked for, though the page says the same further down."""

    id: str
    question: str
    title: str
    meaning: str
    more: Address
    more_words: str
    rungs: tuple[Rung, ...] = ()
    better: str = "none"
    off_scale: str = ""
    notes: tuple[tuple[str, str], ...] = ()
    trace: Trace | None = None
    of_this_page: bool = False


@frozen
class RatingView:
    """A rating, ready to show. `short` is its sign, `words` its label, `range` the ends of its scale: empty where the
    rating is off the scale. `basis` are the studies that it rests on, by name."""

    scale: Scale
    words: str
    short: str
    symbol: str
    range: str
    flags: tuple[str, ...]
    reason: str
    amount: str
    override: str
    basis: Links
    rated: str
    trace: Trace | None
    rungs: tuple[Rung, ...]
    legend: Legend


def rungs(scale: Scale, marked: Any = None) -> tuple[Rung, ...]:
    """All levels of a scale, lowest first, one of them marked."""
    steps = len(scale.levels)
    return tuple(
        Rung(level.id, level.label, symbol(scale, step), step, steps, level is marked)
        for step, level in enumerate(scale.levels, 1)
    )


def symbol(scale: Scale, step: int) -> str:
    """What stands for a level: its sign repeated, if the scale has one."""
    return (scale.symbol.repeat or "") * step if scale.symbol else ""


def rating_view(
    rating: Rating, scale: Scale, trace: Trace | None = None, of: str = "", basis: Links = ()
) -> RatingView:
    """A rating of what is called `of`, with what the studies support."""
    read = read_rating(rating, scale)
    flags = tuple(flag.label for flag in read.flags)
    return RatingView(
        scale=scale,
        words=_words(read),
        short=_short(read),
        symbol=_symbol_of(read, scale),
        range=_range(scale) if read.level else "",
        flags=flags,
        reason=rating.reason or "",
        amount=amount_words(rating, scale),
        override=rating.override or "",
        basis=basis,
        rated=rating.rated or "",
        trace=trace,
        rungs=rungs(scale, read.level),
        legend=_traced(_rating_legend(read, scale), trace, of),
    )


def amount_words(rating: Rating, scale: Scale) -> str:
    """The amount behind a rating: `£640 per family`; empty where there is none."""
    if rating.unit_cost is None or scale.unit is None:
        return ""
    per = "" if scale.unit.per == "unit" else f" per {scale.unit.per}"
    before = sign_of(scale) or f"{scale.unit.currency} "
    return f"{before}{rating.unit_cost:,}{per}"


def _traced(legend: Legend, trace: Trace | None, of: str) -> Legend:
    """With a trace, a legend is of one rating alone and not of all on its level."""
    return replace(legend, id=f"{legend.id}-of-{of}", trace=trace) if trace and trace.lines else legend


def _part(read: ReadRating) -> Any:
    return read.level or read.state


def _words(read: ReadRating) -> str:
    return str(_part(read).label)


def _short(read: ReadRating) -> str:
    part = _part(read)
    marks = "".join(flag.mark for flag in read.flags)
    return (part.id if isinstance(part, Level) else part.short or part.label) + marks


def _symbol_of(read: ReadRating, scale: Scale) -> str:
    return symbol(scale, scale.levels.index(read.level) + 1) if isinstance(read.level, Level) else ""


def _range(scale: Scale) -> str:
    return f"scale from {scale.levels[0].id} to {scale.levels[-1].id}"


def _rating_legend(read: ReadRating, scale: Scale) -> Legend:
    part = _part(read)
    legend = of_part(scale, part)
    notes = [(flag.label, flag.meaning) for flag in read.flags]
    if not notes:
        return legend
    return Legend(
        id="-".join([legend.id, *(flag.id for flag in read.flags)]),
        question=f"What does {lower_first(scale.title)} {_short(read)} mean?",
        title=f"{scale.title} {_short(read)}: {part.label}",
        meaning=legend.meaning,
        more=legend.more,
        more_words=legend.more_words,
        rungs=legend.rungs,
        better=scale.better,
        notes=tuple(notes),
    )


def of_part(scale: Scale, part: Any) -> Legend:
    """The legend of a level, state or flag of a scale."""
    kind = type(part).__name__.lower()
    name = part.id if isinstance(part, Level) else part.label
    said = f"{lower_first(scale.title)} {part.id if isinstance(part, Level) else lower_first(part.label)}"
    title = f"{scale.title} {name}: {part.label}" if isinstance(part, Level) else f"{scale.title}: {lower_first(name)}"
    return Legend(
        id=addresses.anchor(f"l-{scale.id}", part.id),
        question=f"What does {said} mean?",
        title=title,
        meaning=part.meaning,
        more=addresses.of_scale(scale, part.id, kind),
        more_words="About this scale",
        rungs=rungs(scale, part),
        better=scale.better,
        off_scale=part.label if kind == "state" else "",
    )


def of_scale(scale: Scale) -> Legend:
    """The legend of a scale as a whole."""
    return Legend(
        id=f"l-scale-{scale.id}",
        question=f"What is the {lower_first(scale.title)}?",
        title=scale.title,
        meaning=scale.question,
        more=addresses.of_scale(scale),
        more_words="About this scale",
        rungs=rungs(scale),
        better=scale.better,
    )


def of_word(kind: str, record: Any) -> Legend:
    """The legend of a term, outcome, domain, design or direction."""
    more = {
        "term": "In the glossary",
        "outcome": "All outcomes",
        "domain": "All domains",
        "design": "All study designs",
        "direction": "All directions",
    }
    benefit = (("Benefit", BENEFIT[record.benefit]),) if kind == "outcome" else ()
    return Legend(
        id=addresses.anchor(f"l-{kind}", record.id),
        question=f"What does {lower_first(record.title)} mean?",
        title=_by_both_names(record) if kind == "direction" else record.title,
        meaning=record.meaning,
        more=addresses.of_vocabulary(kind, record.id),
        more_words=more[kind],
        notes=benefit,
    )


def _by_both_names(direction: Direction) -> str:
    """What a direction is called: `Worse: favours the comparison`, since tables say the one and records the other."""
    if direction.short.casefold() in direction.title.casefold():
        return direction.title
    return f"{direction.short}: {lower_first(direction.title)}"


def of_intervention(review: Review, record: Any) -> Legend:
    return Legend(
        id=addresses.anchor("l-intervention", record.id),
        question=f"What is a {lower_first(record.title)}?",
        title=record.title,
        meaning=record.meaning,
        more=addresses.of_intervention(review, record.id),
        more_words="All kinds in this review",
    )


def of_judgement(study: Study, name: str, domain: BiasDomain, given: DomainJudgement, judgement: Judgement) -> Legend:
    """Why a tool's domain was judged so for one study, which is called `name`."""
    notes = (("Why", given.reason), ("In the words of the paper", given.quote))
    return Legend(
        id=addresses.anchor(f"l-bias-{study.id}", domain.id),
        question=f"Why {lower_first(judgement.label)} in {domain.id} of {name}?",
        title=f"{name}, {domain.id}: {lower_first(judgement.label)}",
        meaning=judgement.meaning,
        more=addresses.of_study(study, addresses.anchor("bias", domain.id)),
        more_words="All judgements of this study",
        notes=tuple((label, words) for label, words in notes if words),
    )


def of_reference(found: Referred, lookup: Lookup, review: Review | None) -> tuple[Legend | None, Address]:
    """What a reference in a text leads to: the legend that opens beside it, if its kind has one, and the page."""
    kind, record = found.kind, found.record
    if kind == "scale":
        legend = of_part(record, found.within) if found.within else of_scale(record)
        return legend, legend.more
    if kind in ("term", "outcome", "domain", "design", "direction"):
        legend = of_word(kind, record)
        return legend, legend.more
    if kind == "intervention":
        home = review or next(one for one in lookup.reviews.values() if record in one.interventions)
        legend = of_intervention(home, record)
        return legend, legend.more
    if kind == "study":
        return None, addresses.of_study(record)
    return None, addresses.of_review(record) if kind == "review" else addresses.of_page(record.id)


def sign_of(scale: Scale) -> str:
    """What stands before an amount of a scale: `£`; nothing for a currency whose sign is not known here."""
    return {"GBP": "£", "EUR": "€", "USD": "$"}.get(scale.unit.currency, "") if scale.unit else ""


def bounds(level: Level, scale: Scale) -> str:
    """The amounts of a level in words: `£100 up to, not including, £500`."""
    sign = sign_of(scale)
    parts = [
        ("from {}", level.from_),
        ("more than {}", level.above),
        ("to {}", level.to),
        ("below {}", level.below),
    ]
    said = [words.format(f"{sign}{amount:,}") for words, amount in parts if amount is not None]
    return " ".join(said)
