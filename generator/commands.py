"""The commands that write content: new, import, sheet. Each says what it did, and gives the exit code."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from generator import files, importing, new, sheet, sheet_files, sheet_ids
from generator.importing import Decision, Unreadable
from generator.lookup import Lookup
from generator.model import Study
from generator.problems import counted, did_you_mean, listed
from generator.records import fields_of


def make_new(arguments: Namespace) -> int:
    """Write the skeleton of a new thing; what is not given is asked for where somebody can answer."""
    kind, folder = arguments.kind, arguments.content
    review = review_of(arguments) if kind == "study" else ""
    if kind == "study" and review is None:
        return 1
    name = arguments.id or answered("id", "small letters, digits and hyphens")
    if not name:
        return fail(f"give the id: build.py new {kind} an-id")
    given: dict[str, str | Sequence[str]] = {}
    for field in new.ASKED[kind]:
        value = getattr(arguments, field, None) or answered(field, "may be left empty")
        if value:
            given[field] = [one.strip() for one in value.split(";")] if field == "authors" else value
    planned = new.plan(kind, name, given, folder, review or "")
    if planned.path is None:
        return fail(planned.problem)
    planned.path.parent.mkdir(parents=True, exist_ok=True)
    planned.path.write_text(planned.text, "utf-8", newline="\n")
    print(f"{files.shown(planned.path)}: fill in what ends in a colon; build.py serve shows what is still missing")
    return 0


def answered(field: str, hint: str) -> str:
    """What somebody at a terminal answers; nothing where nobody is there."""
    if not sys.stdin.isatty():
        return ""
    try:
        return input(f"{field} ({hint}): ").strip()
    except EOFError:
        return ""


def review_of(arguments: Namespace) -> str | None:
    """The review that is meant: the only one, unless one is named. None where that does not say which."""
    known = new.reviews_in(arguments.content)
    if arguments.review in known:
        return str(arguments.review)
    if arguments.review is None and len(known) == 1:
        return known[0]
    words = f"there is no review '{arguments.review}'" if arguments.review else "say which review is meant"
    fail(f"{words} – --review can be {listed(known)}" if known else f"{words} – make one with: build.py new review")
    return None


def studies_folder(arguments: Namespace, review: str) -> Path:
    return Path(arguments.content) / "reviews" / review / "studies"


def take_in(arguments: Namespace) -> int:
    """Import references as study files, or the changes of a sheet that was made here."""
    review = review_of(arguments)
    if review is None:
        return 1
    folder = studies_folder(arguments, review)
    unknown = [field for _, field in arguments.column if field.split(".")[0] not in fields_of(Study)]
    if unknown:
        return fail(f"a study has no field '{unknown[0]}'{did_you_mean(unknown[0], list(fields_of(Study)))}")
    try:
        if importing.is_table(arguments.file) and sheet.is_sheet(lines := importing.lines_of(arguments.file)):
            if arguments.column:
                return fail(f"{arguments.file}: a sheet that was made here names its own columns – leave out --column")
            return update(lines, folder, sheet_ids.known(arguments.content, review), dry=arguments.dry_run)
        rows, said = importing.rows_of(arguments.file, dict(arguments.column))
    except Unreadable as problem:
        return fail(f"{arguments.file}: {problem}")
    decisions = importing.plan(rows, importing.there(folder))
    for line in [*said, *map(str, decisions)]:
        print(line)
    if not arguments.dry_run:
        importing.write(folder, decisions, depth=4)
    print(summary(decisions, dry=arguments.dry_run))
    return 1 if any(decision.failed for decision in decisions) or not decisions else 0


def summary(decisions: Sequence[Decision], *, dry: bool) -> str:
    made, failed = sum(bool(one.name) for one in decisions), sum(one.failed for one in decisions)
    there = len(decisions) - made - failed
    said = [f"{counted(made, 'study', 'studies')} {'would be ' * dry}imported as drafts"]
    said += [f"{there} there already"] if there else []
    said += [f"{failed} not imported"] if failed else []
    written = made and not dry
    return (
        f"{', '.join(said)}. {'Fill in what they lack, then take draft away.' if written else 'Nothing was written.'}"
    )


def update(lines: Sequence[Sequence[str]], folder: Path, known: Lookup | None, *, dry: bool) -> int:
    """Bring study files to what a sheet says, value by value."""
    changes, wrong = sheet.changes(lines, sheet_files.studies(folder))
    kept = sheet_files.update(folder, changes, known, dry=dry)
    for change in changes:
        refused = f" – refused: {'; '.join(kept[change.study])}" if change.study in kept else ""
        print(f"{change}{refused}")
    places = {change.study: change.place for change in reversed(changes)}
    wrong += [f"{places[name]}: {name} was not changed – {words}" for name, its in kept.items() for words in its]
    for words in wrong:
        print(words, file=sys.stderr)
    made = [change for change in changes if change.study not in kept]
    studies = {change.study for change in made}
    done = "would change" if dry else "changed"
    print(f"{counted(len(made), 'value')} of {counted(len(studies), 'study', 'studies')} {done}")
    return 1 if wrong else 0


def write_sheet(arguments: Namespace) -> int:
    review = review_of(arguments)
    if review is None:
        return 1
    if arguments.file.exists() and not arguments.force:
        return fail(f"{arguments.file} is there already – give another name, or --force to write over it")
    try:
        studies = sheet_files.studies(studies_folder(arguments, review))
        sheet_files.write(arguments.file, sheet.lines(studies))
    except Unreadable as problem:
        return fail(f"{arguments.file}: {problem}")
    print(f"{arguments.file}: {counted(len(studies), 'study', 'studies')}; bring changes back with: build.py import")
    return 0


def fail(words: str) -> int:
    print(words, file=sys.stderr)
    return 1
