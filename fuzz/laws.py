"""What must hold of each reader for any bytes. A law that is broken raises; what an editor would be told does not.

These need no fuzzer: the tests hold every input that one has found against them.
"""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from generator import files, importing, load, reader, sheet, sheet_files, text, yaml_text
from generator.importing import Row, Unreadable, bibtex, columns, csl, ris, table, take, workbook
from generator.kinds import Identifier
from generator.model import Review, Scale, Study, TextPage
from generator.problems import Problem
from generator.records import Shape, Source

SHAPES = [Shape(record=cls) for cls in (Study, Review, Scale, TextPage)]
SHAPES += [Shape(items=Shape(record=cls)) for _, cls in load.LISTS.values()]
# Markup of our own around a table.
OURS = {"div": {"class", "role", "aria-label", "tabindex"}, "table": {"class"}}
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


def read_yaml(data: bytes) -> None:
    """A file of content becomes records, or problems that each have a place inside of it."""
    source, words, problems = files.decoded("file.yaml", data)
    _lie_inside(problems, source)
    for shape in SHAPES if not problems else ():
        value, found = reader.read(source, words, shape)
        assert (value is None) == bool(found)
        _lie_inside(found, source)


def _lie_inside(problems: list[Problem], source: Source) -> None:
    for one in problems:
        assert 1 <= one.place.line <= len(source.lines), one
        assert 1 <= one.place.column <= len(source.lines[one.place.line - 1]) + 1, one
        assert "Traceback" not in str(one)


def show_markdown(data: bytes) -> None:
    """A text becomes clean HTML, or is told to be nested too deeply or too long."""
    words = data.decode("utf-8", "ignore")
    try:
        html = text.html(words)
        inline = text.inline(words)
    except ValueError:
        return
    finally:
        text.forget()
    for made in (html, inline):
        _Clean().feed(made)
    again = text._clean(text._clean(text.converted(words)))
    assert again == text._clean(again), "what is clean stays as it is"


class _Clean(HTMLParser):
    """Nothing but what may stand on a page."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in text.TAGS, tag
        for name, value in attrs:
            assert name in text.ATTRIBUTES.get(tag, set()) | text.ATTRIBUTES["*"] | OURS.get(tag, set()), (tag, name)
            # Browsers pass over control characters before a scheme, and over tabs and line breaks inside of it.
            seen = re.sub(r"[\t\n\r]", "", value or "").lstrip("".join(map(chr, range(33))))
            scheme = SCHEME.match(seen) if name == "href" else None
            assert scheme is None or scheme.group(1).lower() in text.SCHEMES, value


def read_ris(data: bytes) -> None:
    _become_studies(_rows(ris.rows, data))


def read_bibtex(data: bytes) -> None:
    _become_studies(_rows(bibtex.rows, data))


def read_csl(data: bytes) -> None:
    _become_studies(_rows(csl.rows, data))


def read_table(data: bytes) -> None:
    _become_studies(_rows(lambda found: columns.rows(table.separated(found, ".csv"), {})[0], data))


def read_workbook(data: bytes) -> None:
    """A workbook as it comes, or, by the first byte, one of its parts inside of a workbook that is whole."""
    kind, rest = data[:1], data[1:]
    parts = sorted(_parts_of_a_workbook())
    if kind and kind[0] < len(parts):
        rest = workbook_with(parts[kind[0]], rest)
    _become_studies(_rows(lambda found: columns.rows(workbook.workbook(found), {})[0], rest))


def _rows(rows: Callable[[bytes], list[Row]], data: bytes) -> list[Row]:
    try:
        return rows(data)
    except Unreadable as problem:
        assert str(problem)
        return []


def _become_studies(rows: list[Row]) -> None:
    """What is imported has a name that leads nowhere else, and is a file that says what the row said."""
    for decision in importing.plan(rows[:50], {}):
        str(decision)
        if not decision.name:
            assert decision.why_not
            continue
        Identifier().read(decision.name)
        words = take.text_of(decision, 4)
        source, words, problems = files.decoded("study.yaml", words.encode())
        assert not problems, problems
        _, problems = reader.read(source, words, Shape(record=Study))
        unmeant = [
            one.message for one in problems if "nothing behind it" not in one.message and "missing" not in one.message
        ]
        assert not unmeant, unmeant
        _say_the_same(decision.row.values, yaml_text.raw(words))


def _say_the_same(values: Mapping[str, Any], raw: Any) -> None:
    for name, value in values.items():
        found = raw
        for part in name.split("."):
            found = found[part]
        assert (found if isinstance(value, str) else list(found)) == value, (name, value, found)


def take_in_a_sheet(data: bytes) -> None:
    """An edited sheet changes what it says and nothing else, or says in words what cannot be changed."""
    try:
        lines = table.separated(data, ".csv")
    except Unreadable:
        return
    if not lines:
        return
    studies = sheet_files.studies(_folder())
    changes, wrong = sheet.changes(lines, studies)
    told = sheet_files.update(_folder(), changes, dry=True)
    assert all(map(str, changes))
    assert all(isinstance(one, str) and one for one in [*wrong, *(words for them in told.values() for words in them)])


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    for path in (Path(__file__).parents[1] / "tests" / "content").glob("reviews/*/studies/*.yaml"):
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


@cache
def _parts_of_a_workbook() -> dict[str, bytes]:
    import openpyxl

    book = openpyxl.Workbook()
    for line in (["Title", "Authors", "Year"], ["A trial", "Lee A", 2019]):
        book.active.append(line)
    stream = io.BytesIO()
    book.save(stream)
    with zipfile.ZipFile(stream) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def workbook_with(name: str, data: bytes) -> bytes:
    """A workbook of which one part is other bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for part, kept in _parts_of_a_workbook().items():
            archive.writestr(part, data if part == name else kept)
    return stream.getvalue()


LAWS: dict[str, Callable[[bytes], None]] = {
    "reader": read_yaml,
    "markdown": show_markdown,
    "ris": read_ris,
    "bibtex": read_bibtex,
    "csl": read_csl,
    "table": read_table,
    "workbook": read_workbook,
    "sheet": take_in_a_sheet,
}
