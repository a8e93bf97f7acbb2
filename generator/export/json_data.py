"""A review → JSON: its records as the files have them, with the names that ids stand for. Pure.

What the content format holds is taken from the model, what is added to it from `ADDED`; the schema is made from the
same two. What is missing is absent, never 0 and never null.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from keyword import iskeyword
from typing import Any

from generator import addresses, derive
from generator.export.context import Context, OfSite
from generator.frozen import frozen
from generator.kinds import MarkdownText, Number
from generator.lookup import by_id, read_rating
from generator.model import (
    BiasDomain,
    DomainJudgement,
    Finding,
    Rating,
    Result,
    Review,
    Site,
    Study,
    StudyBias,
)
from generator.records import FieldShape, Record, Shape, fields_of

# Raised when a name goes or means something else; a name that is added leaves it as it is.
FORMAT = 1
# What concerns the making of pages alone.
LEFT_OUT = {"draft", "aliases", "menu", "security", "introduction"}
TEXT: dict[str, Any] = {"type": "string"}
URI: dict[str, Any] = {"type": "string", "format": "uri"}
COUNT: dict[str, Any] = {"type": "integer", "minimum": 0}
VOCABULARY = ("scales", "domains", "designs", "directions", "countries", "tools")
Above = tuple[Record, str, str]
Planned = tuple[str, str, Shape, bool]


@frozen
class Added:
    """A value that no file holds. `of` gives it from a record, what the record stands in, and its review."""

    name: str
    note: str
    schema: dict[str, Any]
    of: Callable[[Any, Above, Context], Any]
    required: bool = True


def _read(rating: Rating, above: Above, context: Context) -> Any:
    return read_rating(rating, context.lookup.scales[above[2]])


def _on_scale(rating: Rating, above: Above, context: Context) -> Any:
    read = _read(rating, above, context)
    return read.level or read.state


def _judgement(given: DomainJudgement, above: Above, context: Context) -> Any:
    bias = above[0]
    assert isinstance(bias, StudyBias)
    return by_id(context.lookup.tools[bias.tool].judgements)[given.judgement]


def _domain(_: DomainJudgement, above: Above, context: Context) -> str | None:
    bias = above[0]
    assert isinstance(bias, StudyBias)
    domains: dict[str, BiasDomain] = by_id(context.lookup.tools[bias.tool].domains)
    return domains[above[2]].title if above[2] in domains else None


ID = Added("id", "Its id.", TEXT, lambda one, *_: one.id)
ADDED: dict[type[Record], tuple[Added, ...]] = {
    Review: (
        ID,
        Added("page", "Its page on this site.", URI, lambda one, _, c: c.page(addresses.of_review(one))),
        Added("study_records", "Number of study records.", COUNT, lambda one, *_: len(one.studies)),
        Added(
            "samples",
            "Independent samples among them: studies that share one count once.",
            COUNT,
            lambda one, *_: len(derive.samples(one.studies)),
        ),
    ),
    Study: (
        ID,
        Added("name", "Authors and year, as this site calls it.", TEXT, lambda one, _, c: c.names[one.id]),
        Added("page", "Its page on this site.", URI, lambda one, _, c: c.page(addresses.of_study(one))),
        Added("country_name", "The country's name.", TEXT, lambda one, _, c: c.lookup.countries[one.country].title),
        Added(
            "design_name",
            "The design in words.",
            TEXT,
            lambda one, _, c: c.lookup.designs[one.design].title if one.design else None,
            required=False,
        ),
        Added(
            "sample_all",
            "How many took part in all, where it is known or can be added up.",
            COUNT,
            lambda one, *_: derive.sample_size(one),
            required=False,
        ),
    ),
    Result: (
        Added("outcome_name", "The outcome in words.", TEXT, lambda one, _, c: c.lookup.outcomes[one.outcome].title),
        Added(
            "direction_name",
            "The direction in words.",
            TEXT,
            lambda one, _, c: c.lookup.directions[one.direction].title,
        ),
    ),
    Finding: (
        Added(
            "outcome_names",
            "Its outcomes in words.",
            {"type": "array", "items": TEXT},
            lambda one, _, c: [c.lookup.outcomes[name].title for name in one.outcomes] or None,
            required=False,
        ),
    ),
    Rating: (
        Added("scale_name", "The scale's name.", TEXT, lambda _, above, c: c.lookup.scales[above[2]].title),
        Added(
            "level",
            "The level; absent where there is a state.",
            TEXT,
            lambda one, above, c: level.id if (level := _read(one, above, c).level) else None,
            required=False,
        ),
        Added(
            "state",
            "The state, where there is no level.",
            TEXT,
            lambda one, above, c: state.id if (state := _read(one, above, c).state) else None,
            required=False,
        ),
        Added(
            "flags",
            "Flags beside the level.",
            {"type": "array", "items": TEXT},
            lambda one, above, c: [flag.id for flag in _read(one, above, c).flags] or None,
            required=False,
        ),
        Added("label", "The level or the state in words.", TEXT, lambda one, above, c: _on_scale(one, above, c).label),
    ),
    StudyBias: (Added("tool_name", "The tool's name.", TEXT, lambda one, _, c: c.lookup.tools[one.tool].title),),
    DomainJudgement: (
        Added("domain_name", "What may have led to bias; absent for all in all.", TEXT, _domain, required=False),
        Added("judgement_name", "The judgement in words.", TEXT, lambda *given: _judgement(*given).label),
        Added("tone", "How grave it is, whatever the tool calls it.", TEXT, lambda *given: _judgement(*given).tone),
    ),
}


def part(context: Context) -> str:
    """A review with its studies, as a text that can stand in a longer one."""
    said = _record(context.review, (context.review, "", ""), context)
    above: Above = (context.review, "studies", "")
    said["studies"] = [_record(study, above, context) for study in context.studies]
    return _dumped(said)


def review(part_of_it: str, site: Site) -> str:
    return f'{_head(site)},"review":{part_of_it}}}\n'


def whole(parts: Iterable[bytes], context: OfSite) -> bytes:
    """The site: its vocabulary, and all reviews."""
    content = context.lookup.content
    known = {name: [_vocabulary(one, context) for one in getattr(content, name)] for name in VOCABULARY}
    words = "".join(f',\n"{name}":{_dumped(values)}' for name, values in known.items())
    head = f'{_head(content.site)}{words},\n"reviews":[\n'
    return head.encode() + b",\n".join(parts) + b"\n]}\n"


def _head(site: Site) -> str:
    schema = addresses.on_the_web(site.url, addresses.DATA_SCHEMA)
    said = {name: value for name, value in _fields(site, None).items() if name not in LEFT_OUT}
    return f'{{"format":{FORMAT},"schema":{_dumped(schema)},"site":{_dumped(said)}'


def _vocabulary(one: Record, context: OfSite) -> dict[str, Any]:
    """A record of the vocabulary. Files that are named after their id do not hold it."""
    own = {"id": one.id} if hasattr(one, "id") else {}
    return own | _fields(one, context)


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _record(one: Record, above: Above, context: OfSite) -> dict[str, Any]:
    added = ADDED.get(type(one)) if isinstance(context, Context) else None
    if added is None or not isinstance(context, Context):
        return _fields(one, context)
    first = {each.name: value for each in added if (value := each.of(one, above, context)) is not None}
    return {**first, **_fields(one, context), **first}


def _fields(one: Record, context: OfSite | None) -> dict[str, Any]:
    said = {}
    for name, attribute, shape, plain in _plan(type(one)):
        value = getattr(one, attribute)
        if plain:
            if value is not None:
                said[name] = value
        elif value is not None and value not in ((), {}):
            said[name] = _value(value, shape, (one, name, ""), context)
    return said


def _plan(cls: type[Record]) -> tuple[Planned, ...]:
    """The fields of a record: the name, the attribute, the shape, and whether its value stands in JSON as it is."""
    if cls not in _PLANS:
        _PLANS[cls] = tuple(
            (name, f"{name}_" if iskeyword(name) else name, field.shape, _is_plain(field.shape))
            for name, field in fields_of(cls).items()
            if name not in LEFT_OUT
        )
    return _PLANS[cls]


_PLANS: dict[type[Record], tuple[Planned, ...]] = {}


def _is_plain(shape: Shape) -> bool:
    return shape.kind is not None and not isinstance(shape.kind, (MarkdownText, Number))


def _value(value: Any, shape: Shape, above: Above, context: OfSite | None) -> Any:
    if isinstance(value, str):
        return context.markdown(value) if context and isinstance(shape.kind, MarkdownText) else value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, tuple):
        assert shape.items is not None
        if _is_plain(shape.items):
            return list(value)
        return [_value(one, shape.items, above, context) for one in value]
    if isinstance(value, Mapping):
        assert shape.values is not None
        return {name: _value(one, shape.values, (*above[:2], name), context) for name, one in value.items()}
    if isinstance(value, Record):
        return _record(value, above, context) if context else _fields(value, None)
    return value


def fields(cls: type[Record]) -> dict[str, FieldShape]:
    """The fields of a record that stand in JSON as they do in a file."""
    added = {one.name for one in ADDED.get(cls, ())}
    return {name: field for name, field in fields_of(cls).items() if name not in LEFT_OUT | added}
