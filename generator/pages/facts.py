"""The facts of a study that have sources of their own → legends beside them. Pure."""

from __future__ import annotations

from urllib.parse import urlsplit

from generator import addresses
from generator.derive import day
from generator.frozen import frozen
from generator.legends import Legend
from generator.model import FactSource, Study
from generator.problems import lower_first

# What the study's page calls the fields that can have a source of their own.
LABELS = {
    "country": "Country",
    "region": "Country",
    "design": "Design",
    "design_detail": "Design",
    "comparison_confirmed": "Comparison group",
    "intervention": "Kind of intervention",
    "population": "Who took part",
    "sample": "How many",
    "follow_up": "Followed for",
    "effect_note": "Size of the effects",
}


@frozen
class Fact:
    """A fact with a source of its own: what the page calls it, and the legend beside it."""

    name: str
    label: str
    source: FactSource
    legend: Legend


def facts(study: Study) -> dict[str, Fact]:
    """The facts of a study that have sources of their own, by their field."""
    labels = {name: LABELS.get(name, name.replace("_", " ").capitalize()) for name in study.provenance.facts}
    return {
        name: Fact(name, labels[name], source, of_fact(study, name, labels[name], source))
        for name, source in study.provenance.facts.items()
    }


def of_fact(study: Study, name: str, label: str, source: FactSource) -> Legend:
    """Where one fact of a study was read."""
    notes = (
        ("In its words", f"“{source.quote}”" if source.quote else ""),
        ("Seen on", day(source.seen) if source.seen else ""),
    )
    return Legend(
        id=addresses.anchor("l-fact", name),
        question=f"Where was this read: {lower_first(label)}?",
        title=f"{label}: where this was read",
        meaning=source_words(source),
        more=addresses.of_study(study, addresses.anchor("fact", name)),
        more_words="All sources of this record",
        notes=tuple((title, words) for title, words in notes if words),
        of_this_page=True,
    )


def source_words(source: FactSource) -> str:
    """`PubMed abstract at pubmed.ncbi.nlm.nih.gov, page 3`."""
    kind = source.kind or ("A copy on a third party’s page" if source.mirror else "A page")
    at = f"{kind[:1].upper()}{kind[1:]} at {urlsplit(source.url).netloc.removeprefix('www.')}"
    return at + (f", {source.where}" if source.where else "") + "."
