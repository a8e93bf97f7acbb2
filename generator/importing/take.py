"""The studies that a review has, and the new ones beside them. Reads and writes; no file that is there is written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from generator import files, new, yaml_text
from generator.importing.plan import Decision

UNCONFIRMED = "unconfirmed"
IN_ADDRESSES = "/:;()@!$&*+,=-._~%"


def there(folder: Path) -> dict[str, Any]:
    """What the files of a folder of studies hold, by id, as raw values; None for a file that cannot be read."""
    return {path.stem: yaml_text.raw(files.read(path)[1]) for path in sorted(folder.glob("*.yaml"))}


def write(folder: Path, decisions: Sequence[Decision], depth: int) -> int:
    """Make a file for each new study, as a draft to fill in. Gives how many were made; a name that somebody took since
    is left to them."""
    folder.mkdir(parents=True, exist_ok=True)
    made = 0
    for decision in decisions:
        if decision.name:
            try:
                with (folder / f"{decision.name}.yaml").open("x", encoding="utf-8", newline="\n") as file:
                    file.write(text_of(decision, depth))
                made += 1
            except FileExistsError:
                continue
    return made


def text_of(decision: Decision, depth: int) -> str:
    """A study file from a reference: what it says, and lines to fill in for what it cannot."""
    values = decision.row.values
    doi, url = decision.row.text("doi"), decision.row.text("url")
    source = url or (f"https://doi.org/{quote(doi, safe=IN_ADDRESSES)}" if doi else "")
    read = {"provenance.inclusion": UNCONFIRMED, **({"provenance.source": source} if source else {})}
    return new.text_of("study", {**values, **read}, depth)
