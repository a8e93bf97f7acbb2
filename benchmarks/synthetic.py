"""A seed → content folders of made-up reviews and studies, as large as wanted: the same on every machine.

    python benchmarks/synthetic.py FOLDER [studies] [reviews]

The vocabulary (scales, outcomes, designs, directions, countries, glossary, pages) is that of content/; reviews and
studies are invented, say so wherever they are shown, and have no DOI. A study is as large as a real one: 1 to 1.5 KB,
with three to five outcomes and two paragraphs of Markdown. Thirty-three make a review.
"""

from __future__ import annotations

import random
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
SEED = 2026
STUDIES_OF_A_REVIEW = 33

SURNAMES = (
    "Alderbrook Birchmoor Coppergate Dunwhistle Elmsworthy Fernhollow Greywater Hazeldene Inkpenny Juniperly "
    "Kettlebeck Larkmoss Meadowsong Nettlefold Oakhurstle Pebbleton Quarrington Rushwater Saltmarsh Thornapple "
    "Underhillock Vinegarth Willowmere Yarrowby"
).split()
PLACES = (
    "Ash",
    "Bram",
    "Cold",
    "Dray",
    "Ever",
    "Fair",
    "Glen",
    "Hart",
    "Iron",
    "Kings",
    "Long",
    "Mere",
    "North",
    "Otter",
)
ENDINGS = ("bourne", "combe", "dale", "field", "gate", "ham", "ley", "minster", "port", "stead", "ton", "wick")
COUNTRIES = ("US", "GB-ENG", "GB-WLS", "GB-SCT", "NL", "SE", "NO", "AU", "NZ", "CA", "IE", "DE")
SUBJECTS = (
    *("Going home after", "Who comes to", "What workers say about", "Two winters of", "Letters written before"),
    *("Grandparents at", "The price of", "Quiet children in", "Fewer moves with", "Trust and doubt in"),
    *("Plans that outlast", "Shared meals at", "Late invitations to", "Schools and", "Fathers’ part in"),
)
KINDS = ("a synthetic study", "synthetic records", "an invented trial", "a made-up follow-up", "imaginary families")
REGIONS = ("two neighbouring counties", "one large city", "a rural district", "four local authorities")
DESIGNS = ("rct", "quasi-experimental", "cohort", "comparison", "before-after", "evaluation")
DIRECTIONS = ("favours_intervention", "no_clear_difference", "mixed", "favours_comparison", "not_reported")
OUTCOMES = (
    *("rereferral", "care_entry", "care_reentry", "reunification", "time_in_care"),
    *("kinship_placement", "family_satisfaction", "parental_empowerment", "cost"),
)
OWN = ("school days missed", "letters answered", "visits kept", "meetings attended")
TERMS = {
    "comparison-group": "comparison group",
    "administrative-data": "administrative records",
    "statistical-significance": "statistically significant",
    "risk-of-bias": "risk of bias",
    "out-of-home-care": "out-of-home care",
    "services-as-usual": "services as usual",
}
MODELS = {
    "kitchen-table-meeting": "Kitchen table meeting",
    "wider-family-council": "Wider family council",
    "shared-planning-day": "Shared planning day",
    "family-and-friends-circle": "Family and friends circle",
    "joint-review-evening": "Joint review evening",
}
DETAILS = (
    "the two groups came out alike at {months} months",
    "{percent} % with the intervention against {other} % without",
    "seen at {months} months, and no longer at the end",
    "the invented records of {place} show it for {percent} % of families",
    "an average of {months} in one group and {other} in the other",
)
OPENINGS = (
    "Families in {place} were invited in order of an invented list, and *{percent} %* of them came.",
    "The made-up team in {place} wrote to {percent} families, of whom *just over half* answered.",
    "In {place}, workers offered a meeting within {months} weeks, *whatever the case was about*.",
    "This invented study drew on records of {place} over {months} months, *with no visit in person*.",
)
MIDDLES = (
    "The [{words}](term:{term}) is described in a line and a half, and its size is given for the end alone.",
    "How the [{words}](term:{term}) bears on it is told for {percent} families of each group.",
    "A table in its made-up appendix sets out the [{words}](term:{term}) for each of {months} sites.",
)
CLOSINGS = (
    "A second paragraph of **synthetic** text: those who left by month {months} were older, and {other} of them moved.",
    "Nothing here was measured; the text is **synthetic** and as long as real notes, with {percent} families in it.",
    "The **synthetic** authors add that {other} meetings had no facilitator, which they hold to be of little weight.",
)


def write(folder: Path, studies: int, reviews: int | None = None, seed: int = SEED) -> Path:
    """A whole content of so many studies, spread evenly over its reviews, into a folder that does not exist yet."""
    reviews = reviews or -(-studies // STUDIES_OF_A_REVIEW)
    shutil.copytree(ROOT / "content", folder, ignore=shutil.ignore_patterns("reviews", "pages"))
    shutil.copytree(ROOT / "content" / "pages", folder / "pages")
    about = folder / "pages" / "about.md"
    # The page about the real data speaks of the real review, which is not here.
    about.write_text(ABOUT, "utf-8")
    chance = random.Random(seed)
    for number, many in enumerate(_shares(studies, reviews), 1):
        review = folder / "reviews" / f"synthetic-{number:04}"
        (review / "studies").mkdir(parents=True)
        _write(review / "review.yaml", _review(number, many, chance))
        for name, study in _studies(number, many, chance):
            _write(review / "studies" / f"{name}.yaml", study)
    return folder


ABOUT = """\
---
title: About the data
summary: Everything in these reviews is synthetic.
updated: 2026-11-22
---

All reviews and studies of this site are **synthetic**: made by a program, to measure how fast sites are built.
"""


def _shares(studies: int, reviews: int) -> Iterator[int]:
    each, more = divmod(studies, reviews)
    return (each + (number < more) for number in range(reviews))


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Writes texts of several lines as editors do: below a bar, line by line."""


def _text(dumper: Any, value: str) -> Any:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


_Dumper.add_representer(str, _text)


def _write(path: Path, value: dict[str, Any]) -> None:
    path.write_text(yaml_text(value), "utf-8")


def yaml_text(value: Any) -> str:
    """A value as YAML: texts of one line stay on one line."""
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)


# ── Studies ──


def _studies(review: int, many: int, chance: random.Random) -> Iterator[tuple[str, dict[str, Any]]]:
    for number in range(1, many + 1):
        yield f"synthetic-{review:04}-{number:02}", _study(number, chance)


def place_of(study: dict[str, Any]) -> str:
    """The made-up place that a study is about: it stands in its title, its population and its notes."""
    return str(study["title"]).rsplit(" ", 1)[-1]


def _study(number: int, chance: random.Random) -> dict[str, Any]:
    place = chance.choice(PLACES) + chance.choice(ENDINGS)
    design = chance.choice(DESIGNS)
    kind = chance.choice(KINDS)
    volume = chance.randint(1, 60)
    page = chance.randint(1, 900)
    study: dict[str, Any] = {
        "title": f"{chance.choice(SUBJECTS)} {chance.choice(list(MODELS.values())).lower()}s: {kind} of {place}",
        "authors": [f"{name} {chance.choice('ABCDEFGH')}" for name in chance.sample(SURNAMES, chance.randint(1, 4))],
        "year": chance.randint(1994, 2024),
        "publication": {
            "journal": "Journal of Invented Results",
            "volume": str(volume),
            "pages": f"{page}-{page + 14}",
        },
        "url": f"https://example.org/synthetic/{place.lower()}/{page}",
        "country": chance.choice(COUNTRIES),
        "region": chance.choice(REGIONS),
        "design": design,
        "comparison_confirmed": design != "before-after",
        "intervention": chance.sample(list(MODELS), 1 + (number % 7 == 0)),
        "population": f"Families known to services in {place}",
    }
    if number % 6:
        groups = {"intervention": chance.randint(12, 600), "comparison": chance.randint(12, 600)}
        study["sample"] = {**groups, "unit": chance.choice(("families", "children"))}
    if number % 5:
        study["follow_up"] = f"{chance.randint(3, 36)} months"
    study["outcomes"] = _results(place, chance)
    source = {"url": f"https://example.org/synthetic/{place.lower()}", "kind": "page made up for a benchmark"}
    study["provenance"] = {"inclusion": "unconfirmed", "source": source}
    study["notes"] = _notes(place, chance)
    return study


def _results(place: str, chance: random.Random) -> list[dict[str, Any]]:
    results: list[dict[str, Any]] = []
    for name in chance.sample(OUTCOMES, chance.randint(3, 4)):
        direction = chance.choices(DIRECTIONS, (9, 7, 3, 3, 4))[0]
        result = {"outcome": name, "direction": direction}
        results.append(result if direction == "not_reported" else result | {"detail": _filled(DETAILS, place, chance)})
    if chance.random() < 0.3:
        results.append({"outcome": "other", "direction": "favours_intervention", "label": chance.choice(OWN)})
    return results


def _notes(place: str, chance: random.Random) -> str:
    first = f"{_filled(OPENINGS, place, chance)} {_filled(MIDDLES, place, chance)}"
    return f"{first}\n\n{_filled(CLOSINGS, place, chance)}\n"


def _filled(sentences: tuple[str, ...], place: str, chance: random.Random) -> str:
    term = chance.choice(list(TERMS))
    numbers = {"percent": chance.randint(21, 79), "other": chance.randint(3, 20), "months": chance.randint(2, 36)}
    return chance.choice(sentences).format(place=place, term=term, words=TERMS[term], **numbers)


# ── Reviews ──


def _review(number: int, many: int, chance: random.Random) -> dict[str, Any]:
    title = f"Synthetic review {number}"
    place = chance.choice(PLACES) + chance.choice(ENDINGS)
    high = chance.randint(0, many)
    return {
        "title": title,
        "question": f"Do invented meetings help made-up families in {place}?",
        "comparison": "usual services",
        "report": {
            "title": f"{title}: made by a program to measure how fast sites are built",
            "authors": [f"{chance.choice(SURNAMES)} {letter}" for letter in "AB"],
            "publisher": "Nobody",
            "published": f"{chance.randint(2015, 2025)}-02-13",
            "pages": chance.randint(40, 200),
            "url": f"https://example.org/synthetic/{number}",
        },
        "notices": [
            "Everything on this page is **synthetic**: made by a program, to measure how fast sites are built."
        ],
        "headline": f"{many} invented studies of {place} say nothing about the world.",
        "key_messages": [
            f"None of its {many} studies was done.",
            "The [care entry](outcome:care_entry) that they tell of happened to no one.",
        ],
        "ratings": _ratings(number),
        "risk_of_bias": {"high": high, "of": many, "source": "Nobody", "term": "risk-of-bias"},
        "sections": [
            {"heading": "What was asked", "text": f"Nothing was asked in {place}. The text is *synthetic*.\n"},
            {"heading": "What was done", "text": "A [systematic review](term:systematic-review) was not done.\n"},
        ],
        "called": "meeting",
        "interventions": [
            {"id": name, "title": words, "meaning": f"A made-up kind of meeting, of which {place} has many."}
            for name, words in MODELS.items()
        ],
        "findings": [
            {"title": "Overall", "direction": "mixed", "statement": f"Nothing is known of {place}."},
            {
                "title": "Children in care",
                "outcomes": ["care_entry", "care_reentry", "reunification"],
                "direction": "leans_positive",
                "statement": "Invented signs lean one way.",
            },
        ],
        "order": "design",
        "synthesis": {"grouping": "By outcome.", "method": "By the direction of results that nobody measured."},
        "flow": {"screened": many * 80, "total": {"studies": many, "reports": many}},
        "counts": {"studies": many},
        "records_note": "The {studies} records are **synthetic**: made by a program, with no source in the world.\n",
        "history": [{"date": "2026-11-22", "change": "First version of this page."}],
    }


def _ratings(number: int) -> dict[str, Any]:
    """Half of the reviews have levels, half have none."""
    if number % 2:
        return {
            "cost": {"state": "not-available", "reason": "Nothing here has a cost."},
            "evidence": {"state": "not-rated", "reason": "Nothing here is evidence."},
        }
    return {
        "cost": {"level": str(1 + number % 5), "reason": "A level picked by a program."},
        "evidence": {"level": ("2", "2+", "3", "3+")[number % 4], "reason": "A level picked by a program."},
    }


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[2:]] or [STUDIES_OF_A_REVIEW]
    print(write(Path(sys.argv[1]), *given))
