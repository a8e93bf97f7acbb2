"""What a fuzzer begins with, for each target: real content and what other programs export."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from fuzz.laws import _folder, _parts_of_a_workbook
from generator import load, sheet, sheet_files
from generator.records import values_within

ROOT = Path(__file__).parents[1]
IMPORTS = ROOT / "tests" / "imports"
FOUND = ROOT / "tests" / "security" / "found"


def of(target: str) -> list[bytes]:
    """The seeds of a target, with the inputs at which it once failed."""
    found = [path.read_bytes() for path in sorted((FOUND / target).glob("*"))]
    return [*dict.fromkeys([*SEEDS[target](), *found])]


def _content() -> Iterator[bytes]:
    for path in sorted((ROOT / "content").rglob("*.yaml")) + sorted((ROOT / "tests" / "content").rglob("*.yaml")):
        yield path.read_bytes()[:6000]
    for path in sorted((ROOT / "tests" / "broken").glob("*.yaml")):
        yield path.read_bytes()


def _texts() -> Iterator[bytes]:
    content, _ = load.content(ROOT / "content")
    if content is not None:
        for page in content.pages:
            yield page.body.encode()
        for review in content.reviews:
            yield from (text.encode() for _, _, _, text in values_within(review))
    payloads = ROOT / "tests" / "security" / "payloads.txt"
    if payloads.is_file():
        yield from payloads.read_bytes().split(b"\n")


def _exports(*endings: str) -> Iterator[bytes]:
    yield from (path.read_bytes() for path in sorted(IMPORTS.iterdir()) if path.suffix in endings)


def _workbooks() -> Iterator[bytes]:
    for number, name in enumerate(sorted(_parts_of_a_workbook())):
        yield bytes([number]) + _parts_of_a_workbook()[name]


def _sheets() -> Iterator[bytes]:
    yield sheet_files._csv(sheet.lines(sheet_files.studies(_folder())))
    yield b"id,title,provenance.inclusion,outcomes.2.direction\nlee-2019,Another,unconfirmed,mixed\n"


SEEDS = {
    "reader": _content,
    "markdown": _texts,
    "ris": lambda: _exports(".ris"),
    "bibtex": lambda: _exports(".bib"),
    "csl": lambda: _exports(".json"),
    "table": lambda: _exports(".csv"),
    "workbook": _workbooks,
    "sheet": _sheets,
}


def write(target: str, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(of(target)):
        (folder / f"seed-{number:04}").write_bytes(seed)


if __name__ == "__main__":
    write(sys.argv[1], Path(sys.argv[2]))
