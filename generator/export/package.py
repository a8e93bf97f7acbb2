"""The tidy tables → datapackage.json (Data Package, version 2), which says what each column holds. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, get_args

from generator import addresses
from generator.export import tidy
from generator.export.tidy import Column, Tidy
from generator.kinds import Choice
from generator.lookup import Lookup
from generator.model import Site
from generator.model.bias import Tone
from generator.model.review import Leaning
from generator.model.scale import Effect, Horizon, Rigour
from generator.model.study import Inclusion
from generator.model.vocabulary import Benefit, DomainKind

PROFILES = "https://datapackage.org/profiles/2.0"
# The values of a column that are words of the format, and not of a site.
FIXED = {
    "rigours": Rigour,
    "horizons": Horizon,
    "effects": Effect,
    "inclusions": Inclusion,
    "domain_kinds": DomainKind,
    "benefits": Benefit,
    "leanings": Leaning,
    "tones": Tone,
}


def text(lookup: Lookup) -> str:
    return json.dumps(package(lookup), ensure_ascii=False, indent=1) + "\n"


def package(lookup: Lookup) -> dict[str, Any]:
    site = lookup.content.site
    whole = addresses.on_the_web(site.url, addresses.PACKAGE)
    return {
        "$schema": f"{PROFILES}/datapackage.json",
        "name": name(site),
        "id": whole,
        "title": site.title,
        "description": f"{site.tagline}. Reviews, their studies, and what these found, as tables.",
        "homepage": site.url,
        **({"licenses": [{"path": site.licence}]} if site.licence else {}),
        **_contributors(site),
        "resources": [_resource(table, lookup) for table in tidy.TABLES],
    }


def name(site: Site) -> str:
    """Host and path of the site in small letters, digits and hyphens: `example-org-evidence`."""
    return re.sub(r"[^a-z0-9]+", "-", site.url.split("://", 1)[1].lower()).strip("-") or "site"


def _contributors(site: Site) -> dict[str, Any]:
    if site.organisation is None:
        return {}
    one = {"title": site.organisation.name, "roles": ["publisher"]}
    return {"contributors": [one | ({"path": site.organisation.url} if site.organisation.url else {})]}


def _resource(table: Tidy, lookup: Lookup) -> dict[str, Any]:
    return {
        "name": table.name.replace("_", "-"),
        "path": addresses.of_site_table(table.name).path,
        "type": "table",
        "title": table.title,
        "description": table.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "$schema": f"{PROFILES}/tableschema.json",
            "fields": [_field(column, lookup) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
            **_foreign_keys(table.columns),
        },
    }


def _field(column: Column, lookup: Lookup) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    options = _options(column.options, lookup)
    if options:
        constraints["enum"] = list(options)
    titles = {value: label for value, label in options.items() if label != value}
    said: dict[str, Any] = {"name": column.name, "type": column.type, "description": column.note}
    if titles:
        said["categories"] = [{"value": value, "label": label} for value, label in options.items()]
    return said | ({"constraints": constraints} if constraints else {})


def _options(of: str, lookup: Lookup) -> dict[str, str]:
    """The values that a column can have, with their titles; empty where anything will do."""
    if of in ("designs", "directions"):
        return {value: one.title for value, one in getattr(lookup, of).items()}
    if of == "parts":
        return {"level": "level", "state": "state", "flag": "flag"}
    return {value: value for value in _choices(FIXED[of])} if of else {}


def _choices(kind: Any) -> Iterable[str]:
    choice = get_args(kind)[1]
    assert isinstance(choice, Choice)
    return choice.options


def _foreign_keys(columns: tuple[Column, ...]) -> dict[str, Any]:
    keys = [
        {"fields": [column.name], "reference": {"resource": column.refers, "fields": ["id"]}}
        for column in columns
        if column.refers
    ]
    return {"foreignKeys": keys} if keys else {}
