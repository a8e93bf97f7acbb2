"""A clearly fictional review with everything in it: 120 studies, 12 interventions, 9 outcomes, estimates, risk of bias
by three tools, shared samples and a full PRISMA flow. Made of a seed: the same on every machine."""

from __future__ import annotations

import random
import shutil
import sys
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
NAME = "lantern-walks"
STUDIES = 120
OUTCOMES = {
    "sleep": ("Hours of sleep", "more"),
    "nightmares": ("Bad dreams", "fewer"),
    "courage": ("Courage in the dark", "more"),
    "laughter": ("Laughter at supper", "more"),
    "quarrels": ("Quarrels on the stairs", "fewer"),
    "lost-socks": ("Lost socks", "fewer"),
    "star-names": ("Names of stars known", "more"),
    "cold-feet": ("Cold feet", "less"),
    "candle-cost": ("Cost of candles", "less"),
}
WALKS = "moon dusk dawn fog snow river forest roof garden harbour meadow hill".split()
DESIGNS = ("rct", "quasi-experimental", "cohort", "before-after")
DIRECTIONS = ("favours_intervention", "no_clear_difference", "mixed", "favours_comparison", "not_reported")
SURNAMES = "Quillfeather Mossbottom Applethwaite Thistlewood Pennywhistle Brambleby Marrowfat Nettleship".split()
TERMS = ("risk-of-bias", "unit-cost", "randomised-controlled-trial")
COUNTRIES = ("NO", "SE", "GB-SCT", "US", "NL", "AU")
TOOLS = {
    "rob2": (("D1", "D2", "D3", "D4", "D5"), ("low", "some-concerns", "high", "no-information")),
    "robins-i": (tuple(f"D{n}" for n in range(1, 8)), ("low", "moderate", "serious", "critical", "no-information")),
    "quadas-2": (("D1", "D2", "D3", "D4"), ("low", "high", "unclear")),
}


def write(folder: Path, many: int = STUDIES) -> Path:
    """The whole content, into a folder that does not exist yet. The flow is that of 120 studies alone."""
    shutil.copytree(ROOT / "tests" / "content", folder, ignore=shutil.ignore_patterns("reviews", "pages", "bias-tools"))
    for name in ("designs.yaml", "countries.yaml", "directions.yaml"):
        shutil.copy(ROOT / "content" / name, folder)
    shutil.copytree(ROOT / "content" / "bias-tools", folder / "bias-tools")
    (folder / "pages").mkdir()
    (folder / "pages" / "how.md").write_text("---\ntitle: How\nsummary: How.\n---\nAll of it is invented.\n", "utf-8")
    _write(folder / "outcomes.yaml", _domains())
    _write(folder / "glossary.yaml", [{"id": name, "title": name, "meaning": "A word."} for name in TERMS])
    review = folder / "reviews" / NAME
    (review / "studies").mkdir(parents=True)
    chance = random.Random(2026)
    studies = {f"made-up-{number:03}": _study(number, chance) for number in range(many)}
    for number in range(0, 24, 8):
        first, second = f"made-up-{number:03}", f"made-up-{number + 1:03}"
        studies[first]["same_trial_as"], studies[second]["same_trial_as"] = [second], [first]
    for name, study in studies.items():
        _write(review / "studies" / f"{name}.yaml", study)
    _write(review / "review.yaml", _review(many))
    return folder


def _write(path: Path, value: Any) -> None:
    path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=100), "utf-8")


def _domains() -> list[dict[str, Any]]:
    outcomes = [
        {"id": name, "title": title, "benefit": benefit, "meaning": f"{title}, as nobody measured them."}
        for name, (title, benefit) in OUTCOMES.items()
    ]
    other = {"id": "other", "title": "Another outcome", "benefit": "none", "meaning": "What one study alone measured."}
    return [
        {"id": "night", "title": "A good night", "meaning": "All that nights are made of.", "outcomes": outcomes},
        {"id": "rest", "title": "All the rest", "kind": "other", "meaning": "The rest.", "outcomes": [other]},
    ]


def _study(number: int, chance: random.Random) -> dict[str, Any]:
    design = chance.choices(DESIGNS, (5, 3, 3, 1))[0]
    names = chance.sample(SURNAMES, chance.randint(1, 4))
    study: dict[str, Any] = {
        "title": f"Walking with lanterns in an invented town, number {number}",
        "authors": [f"{name} {chance.choice('ABCDEFG')}" for name in names],
        "year": 1990 + number % 34,
        "publication": {"journal": "Journal of Imaginary Evenings", "volume": str(1 + number % 40)},
        "country": chance.choice(COUNTRIES),
        "design": design,
        "comparison_confirmed": design != "before-after",
        "intervention": [f"{name}-walk" for name in chance.sample(WALKS, 1 + (number % 7 == 0))],
        "population": "Children who were invented for a test",
        "outcomes": _results(number, design, chance),
        "provenance": {"inclusion": "confirmed", "source": f"https://example.org/lanterns/{number}"},
    }
    if number % 9:
        groups = {"intervention": chance.randint(12, 600), "comparison": chance.randint(12, 600)}
        study["sample"] = {**groups, "unit": "families" if number % 5 == 0 else "children"}
    if number % 4:
        study["follow_up"] = f"{chance.randint(1, 36)} months"
    if number % 6:
        study["risk_of_bias"] = _bias(design, number, chance)
    return study


def _results(number: int, design: str, chance: random.Random) -> list[dict[str, Any]]:
    results = []
    for name in chance.sample(list(OUTCOMES), chance.randint(2, 5)):
        for label in ["at home", "at school"] if chance.random() < 0.2 else [None]:
            direction = chance.choices(DIRECTIONS, (9, 6, 2, 3, 1))[0]
            result: dict[str, Any] = {"outcome": name, "direction": direction, "detail": "as nobody found."}
            if label:
                result["label"] = label
            if direction != "not_reported" and design != "before-after" and not label:
                result["estimate"] = _estimate(name, direction, number, chance)
            results.append(result)
    if number % 10 == 0:
        results.append({"outcome": "other", "label": "owls heard", "direction": "no_clear_difference"})
    return results


def _estimate(outcome: str, direction: str, number: int, chance: random.Random) -> dict[str, Any]:
    better = {"favours_intervention": 1, "favours_comparison": -1}.get(direction, 0)
    sign = better if OUTCOMES[outcome][1] == "more" else -better
    width = round(chance.uniform(0.1, 0.9), 2)
    if outcome in ("sleep", "cold-feet", "candle-cost"):
        value = round(sign * chance.uniform(0.2, 1.5), 2)
        ends = {"low": round(value - width, 2), "high": round(value + width, 2)}
        return {"measure": "mean difference", "value": value, **ends, "weight": 1 + number % 9}
    value = round(2.0 ** (sign * chance.uniform(0.2, 1.6)), 2)
    ends = {"low": round(value / (1 + width), 2), "high": round(value * (1 + width), 2)}
    return {"measure": "odds ratio", "value": value, **ends, "p": round(chance.random(), 3)}


def _bias(design: str, number: int, chance: random.Random) -> dict[str, Any]:
    tool = {"rct": "rob2", "before-after": "quadas-2"}.get(design, "robins-i")
    domains, judgements = TOOLS[tool]
    given: dict[str, Any] = {}
    for domain in domains[: len(domains) - (number % 11 == 0)]:
        judgement = chance.choice(judgements)
        given[domain] = (
            {"judgement": judgement, "reason": f"Nobody saw how study {number} did this."}
            if chance.random() < 0.3
            else judgement
        )
    overall = {"judgement": chance.choice(judgements[:3]), "reason": "The worst of its domains, as if it were real."}
    return (
        {"tool": tool, "domains": given} if tool == "quadas-2" else {"tool": tool, "overall": overall, "domains": given}
    )


def _review(many: int) -> dict[str, Any]:
    walks = [
        {"id": f"{name}-walk", "title": f"{name.capitalize()} walk", "meaning": f"A walk by lantern at {name}."}
        for name in WALKS
    ]
    pooled = {
        "outcome": "nightmares",
        "estimate": {"measure": "odds ratio", "value": 0.82, "low": 0.71, "high": 0.95},
        "studies": 9,
        "model": "random effects",
        "heterogeneity": "I² = 40 %",
        "source": "Table 4 of the made-up report",
    }
    review: dict[str, Any] = {
        "title": "Lantern walks",
        "question": "Do lantern walks make for a good night?",
        "comparison": "no lantern",
        "report": {
            "title": "Lantern walks for a good night: an invented review",
            "authors": ["Nobody AB"],
            "publisher": "The Press of Nowhere",
            "published": "2026-01-31",
            "url": "https://example.org/lanterns",
        },
        "notices": ["Everything on this page is **invented**, for tests alone."],
        "headline": "Lantern walks may make for a good night, if 120 invented studies are to be believed.",
        "key_messages": ["All of it is invented."],
        "interventions": walks,
        "findings": _findings(),
        "pooled": [pooled],
        "synthesis": {"grouping": "By what nights are made of.", "method": "By the direction of effects."},
        "order": "design",
        "counts": {"studies": many},
        "records_note": "The records are invented, every one.",
    }
    return review | ({"flow": flow()} if many == STUDIES else {})


def _findings() -> list[dict[str, Any]]:
    return [
        {
            "title": "Nights",
            "outcomes": ["sleep", "nightmares", "cold-feet"],
            "direction": "leans_positive",
            "statement": "Children slept *longer*, so nobody says.",
            "certainty": "Low",
        },
        {"title": "Evenings", "outcomes": ["laughter", "quarrels"], "direction": "mixed", "statement": "Nobody knows."},
    ]


def flow() -> dict[str, Any]:
    """Every box of a PRISMA 2020 flow, and all of them add up."""
    return {
        "previous": {"studies": 20, "reports": 22},
        "databases": 4120,
        "registers": 130,
        "searched": [{"name": "Index of Dreams", "records": 3000}, {"name": "Night Abstracts", "records": 1120}],
        "removed": {"duplicates": 900, "automation": 50, "other": 0},
        "screened": 3300,
        "excluded": 3000,
        "sought": 300,
        "not_retrieved": 12,
        "assessed": 288,
        "excluded_reasons": [
            {"reason": "No lantern", "reports": 120},
            {"reason": "No walk", "reports": 60},
            {"reason": "Not at night", "reports": 8},
        ],
        "other": {
            "websites": 14,
            "organisations": 6,
            "citations": 20,
            "sought": 40,
            "not_retrieved": 2,
            "assessed": 38,
            "excluded": [{"reason": "A song, not a study", "reports": 30}],
        },
        "new": {"studies": 100, "reports": 108},
        "total": {"studies": STUDIES, "reports": 130},
        "meta_analysis": {"studies": 9, "reports": 9},
        "boxes": {"assessed": {"url": "https://example.org/lanterns/excluded", "note": "A list is in appendix 3."}},
        "notes": "All numbers are invented.",
    }


if __name__ == "__main__":
    write(Path(sys.argv[1]))
