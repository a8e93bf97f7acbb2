"""A sheet on disk, and the study files that it changes. Reads and writes; what would not be a study is not written."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator import files, reader, rewrite, sheet, sheet_ids, yaml_text
from generator.importing import Unreadable, there
from generator.importing.export import library
from generator.lookup import Lookup
from generator.model import Study
from generator.records import Shape
from generator.write import replace

BY_HAND = "a sheet cannot write that into the form that the file has – change it in the file"


def studies(folder: Path) -> dict[str, sheet.Flat]:
    """The values of all study files in a folder, by id; a file that cannot be read has none."""
    return {name: sheet.flat(raw) for name, raw in there(folder).items() if isinstance(raw, dict)}


def write(path: Path, lines: Sequence[Sequence[str]]) -> None:
    """A sheet as a workbook or, by its name, as CSV. Raises Unreadable where it cannot be written."""
    kind = path.suffix.lower()
    if kind not in (".xlsx", ".csv"):
        raise Unreadable(f"'{kind or path.name}' is not known – a sheet can be .xlsx or .csv")
    try:
        replace(path, _workbook(lines) if kind == ".xlsx" else _csv(lines))
    except OSError as error:
        raise Unreadable(f"it cannot be written – {error.strerror or error}") from None


def _csv(lines: Sequence[Sequence[str]]) -> bytes:
    """With a byte-order mark: Excel takes the file for another encoding without one."""
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\r\n").writerows(lines)
    return stream.getvalue().encode("utf-8-sig")


def _workbook(lines: Sequence[Sequence[str]]) -> bytes:
    openpyxl = library("openpyxl")
    styles = library("openpyxl.styles")
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Studies"
    illegal = library("openpyxl.utils.exceptions").IllegalCharacterError
    for line in lines:
        try:
            page.append(list(line))
        except illegal:
            raise Unreadable(f"{line[0]} has a control character, which no workbook can hold – delete it") from None
    for cell in page[1]:
        cell.font = styles.Font(bold=True)
        page.column_dimensions[cell.column_letter].width = 40 if cell.value == "title" else 18
    page.freeze_panes = "B2"
    page.auto_filter.ref = page.dimensions
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def update(
    folder: Path, changes: Sequence[sheet.Change], known: Lookup | None = None, *, dry: bool = False
) -> dict[str, list[str]]:
    """Change the files, each as a whole; what keeps a study from being changed, in words, by its id. `known` are the
    ids that there are."""
    of_study: dict[str, list[sheet.Change]] = defaultdict(list)
    for change in changes:
        of_study[change.study].append(change)
    wrong: dict[str, list[str]] = {}
    planned: dict[Path, str] = {}
    for name, its in of_study.items():
        path = folder / f"{name}.yaml"
        new, problems = _changed(path, {change.path: change.after for change in its})
        if known is not None:
            problems += [words for one in its for words in sheet_ids.wrong(one, known, folder.parent.name)]
        if problems:
            wrong[name] = problems
        else:
            planned[path] = new
    for path, new in planned.items() if not dry else ():
        replace(path, new.encode())
    return wrong


def _changed(path: Path, values: Mapping[str, str]) -> tuple[str, list[str]]:
    """The text of a file with other values; or why it stays as it is: a new mistake, or more than was asked for."""
    source, text, _ = files.read(path)
    try:
        new = rewrite.changed(text, values)
    except Unreadable:
        raise
    except Exception:  # whatever ruamel.yaml cannot do with a form of YAML that an editor may write
        return text, [BY_HAND]
    known = {problem.message for problem in reader.read(source, text, Shape(record=Study))[1]}
    after = files.decoded(source.name, new.encode())[0]
    problems = [one.message for one in reader.read(after, new, Shape(record=Study))[1] if one.message not in known]
    return new, problems or ([] if _is_what_was_asked(text, new, values) else [BY_HAND])


def _is_what_was_asked(text: str, new: str, values: Mapping[str, str]) -> bool:
    wanted = {**sheet.flat(yaml_text.raw(text)), **values}
    return _plain(wanted) == _plain(sheet.flat(yaml_text.raw(new)))


def _plain(study: Mapping[str, str]) -> dict[str, str]:
    return {path: " ".join(text.split()) for path, text in study.items() if text}
