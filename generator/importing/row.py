"""One reference from elsewhere: its values by the path of the study's field, or why it could not be read. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from generator.derive import PARTICLES, family_name, with_initials
from generator.frozen import frozen
from generator.kinds import UNSEEN, Kind, WholeNumber
from generator.problems import Misfit
from generator.web_kinds import DigitalObjectIdentifier, WebAddress, of_doi

Values = Mapping[str, str | Sequence[str]]
YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>{}|\\^`]+")
PUBMED = re.compile(r"\d{4,9}")
KINDS: Mapping[str, Kind] = {"year": WholeNumber(1800, 2100), "doi": DigitalObjectIdentifier(), "pubmed": WholeNumber()}


@frozen
class Row:
    """`place` is what an editor can find it by: `row 3`, `record 2 (line 14)`."""

    place: str
    values: Values = field(default_factory=dict)
    problem: str = ""

    def text(self, name: str) -> str:
        value = self.values.get(name, "")
        return value if isinstance(value, str) else "; ".join(value)


def row(place: str, found: Mapping[str, str | Sequence[str] | None]) -> Row:
    """A row of what a file says, each value in the form that study files have; what does not fit is left out."""
    place = plain(place)
    values = {name: _fitting(name, value) for name, value in found.items() if value}
    values = {name: value for name, value in values.items() if value}
    if not values.get("title"):
        return Row(place, values, "there is no title")
    if not values.get("year"):
        return Row(place, values, "there is no year of publication")
    if not values.get("authors"):
        return Row(place, values, "there is no author")
    return Row(place, values)


def plain(text: str) -> str:
    """A text on one line, without signs that no study file may hold."""
    return " ".join(UNSEEN.sub(" ", text).split())


def _kept(kind: Kind, text: str) -> str:
    """A text that is of its field's kind; nothing where a study file with it would have a problem."""
    try:
        return text if str(kind.read(text)) == text else ""
    except Misfit:
        return ""


def _fitting(name: str, value: str | Sequence[str]) -> str | Sequence[str]:
    if name == "authors":
        return [author for one in ([value] if isinstance(value, str) else value) if (author := author_of(one))]
    text = plain(value if isinstance(value, str) else "; ".join(value))
    patterns = {"year": YEAR, "doi": DOI, "pubmed": PUBMED}
    if name in patterns:
        found = patterns[name].search(text)
        # A DOI with < in it cannot stand in a study file, and half of it would be another paper's.
        cut = found is not None and name == "doi" and text[found.end() : found.end() + 1] in set("<>{}|^`")
        return _kept(KINDS[name], of_doi(found.group())) if found and not cut else ""
    return _kept(WebAddress(), text) if name == "url" else text


def author_of(name: str) -> str:
    """`Sundell, Knut` or `Knut Sundell` → `Sundell K`; a name in braces, or of one word, is an organisation's."""
    name = plain(name).strip(" ;,")
    if name.startswith("{") and name.endswith("}"):
        return _of_organisation(name[1:-1].strip())
    family, comma, given = (part.strip() for part in name.partition(","))
    if not comma:
        family, given = _split(family)
    initials = _initials(given)
    # As it stands in study files already: it may be an organisation's.
    if not given or (not comma and given == initials):
        return f"{family} {given}".strip()
    return with_initials(family, initials)


def _of_organisation(name: str) -> str:
    """A name that a study file would have for a person's gets the comma that keeps it whole: `Uniting, NSW`."""
    family = family_name(name)
    return name if family == name else f"{family}, {name[len(family) :].strip()}"


def _split(name: str) -> tuple[str, str]:
    """Family and given names of `Knut Sundell`, `Sundell K`, `Fiona van der Berg`; an organisation has none."""
    words = name.split()
    joining = any(word.islower() and word not in PARTICLES for word in words)
    if not 2 <= len(words) <= 4 or joining:
        return name, ""
    if re.fullmatch(r"[A-Z][A-Z.-]{0,4}", words[-1]):
        return " ".join(words[:-1]), words[-1]
    first = next((number for number, word in enumerate(words) if number and word in PARTICLES), len(words) - 1)
    return " ".join(words[first:]), " ".join(words[:first])


def _initials(given: str) -> str:
    """`Knut Erik` → `KE`, `K.-E.` → `K-E`, `KE` → `KE`."""
    parts = re.split(r"[\s.]+", given)
    return "".join(_initial(part) for part in parts if part)


def _initial(part: str) -> str:
    if part.isupper() and len(part) <= 4 and "-" not in part:
        return part
    before = "-" if part.startswith("-") else ""
    return before + "-".join(piece[0].upper() for piece in part.split("-") if piece)


def listed_authors(text: str) -> list[str]:
    """Authors that stand in one cell, between semicolons, or between `and`s; commas may be inside of a name."""
    for between in (";", " and ", " & "):
        if between in text:
            return [one.strip() for one in text.split(between) if one.strip()]
    parts = [one.strip() for one in text.split(",") if one.strip()]
    # "Sundell K, Vinnerljung B": between commas there are whole names; "Sundell, Knut" is one.
    return parts if len(parts) > 1 and all(" " in one for one in parts) else [text.strip()]


def first_of(found: Mapping[str, object], names: Iterable[str]) -> str:
    """The first of several fields that holds a text."""
    for name in names:
        value = found.get(name)
        if isinstance(value, (list, tuple)):
            value = next(iter(value), "")
        if isinstance(value, (str, int)) and str(value).strip():
            return str(value)
    return ""
