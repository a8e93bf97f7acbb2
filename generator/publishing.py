"""The command `build`: makes the site and writes it, or says in words what keeps it from that."""

from __future__ import annotations

import os
import sys
import time
from argparse import Namespace
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path

from generator import kept, lock, on_request, tables, write
from generator.again import Again, Folders, Site
from generator.fresh import NotWritten
from generator.problems import counted, report

# The folders that may not hold each other, as editors call them.
CALLED = {"content": "content", "templates": "templates", "static": "static files", "output": "output"}


def build(arguments: Namespace) -> int:
    start = time.perf_counter()
    refusal = overlapping(arguments) or _lacking(arguments)
    if refusal:
        return fail(refusal)
    if arguments.verify:
        return verify(arguments)
    try:
        # What stays as it lies is looked at before anything is written: no other build may come in between.
        with write.alone(arguments.output):
            return _build(arguments, start)
    except lock.Busy:
        return fail(f"{arguments.output}: {write.BUSY}")


def _build(arguments: Namespace, start: float) -> int:
    again = Again(_folders(arguments), date.today(), wanted(arguments), _beside(arguments))
    try:
        site = again.site()
    except NotWritten as error:
        return fail(refused(arguments.output, write.Report(refused=((".", str(error)),))))
    if site is None or (arguments.strict and site.warnings):
        again.drop()
        told = problems(arguments)
        if not told and not again.is_current():
            told = f"{arguments.content}: a file was changed while the site was made – build again."
        if not told:
            raise AssertionError("a part could not be made, and nothing is wrong with the whole")
        return fail(f"{told} Nothing was written.")
    written = again.write(site, lambda report: _keep(arguments, again, site, report))
    if written.refused:
        return fail(refused(arguments.output, written))
    if again.names_changed:
        from generator.schema import keep_help

        keep_help(arguments.content, again.everything.content)
    print(said(arguments.output, site, written, f"{time.perf_counter() - start:.2f}"))
    return 0


def _keep(arguments: Namespace, again: Again, site: Site, written: write.Report) -> None:
    """Keep what the next build can use. If somebody has taken a page away meanwhile, that one makes it anew."""
    with suppress(OSError):
        again.keep(said(arguments.output, site, write.Report(unchanged=written.unchanged + written.written), kept.TOOK))


def wanted(arguments: Namespace) -> list[str]:
    """What was asked for beside the site."""
    return [name for name in ("compress", "bom", *on_request.ALL) if getattr(arguments, name)]


def _folders(arguments: Namespace) -> Folders:
    return Folders(arguments.content, arguments.templates, arguments.static, arguments.output, arguments.cache)


def _beside(arguments: Namespace) -> Callable[[Mapping[str, bytes]], Mapping[str, bytes]]:
    """What stands beside the files of a part, or in their place: tables with a mark, and all texts packed."""

    def beside(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
        marked = tables.marked(files) if arguments.bom else files
        return {**marked, **(_packed(marked) if arguments.compress else {})}

    return beside


def _packed(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    from generator.publish import packed

    return packed.beside(files)


def _lacking(arguments: Namespace) -> str:
    """What has to be installed first; empty if nothing."""
    found = on_request.lacking(wanted(arguments))
    if found or not arguments.compress:
        return found
    from generator.publish import packed

    return packed.problem()


def overlapping(arguments: Namespace) -> str:
    """Why what is written cannot stand where it is meant to; empty if it can. A cache is no part of a site, and may be
    deleted at any time; neither of the two is to be read."""
    for written in ("output", "cache"):
        there = getattr(arguments, written)
        for other, called in CALLED.items():
            where = "" if other == written else _lies(there, getattr(arguments, other))
            if where:
                return f"the {written} cannot be {there}: it {where} the {called} – choose another --{written}"
    return ""


def _lies(folder: Path, other: Path) -> str:
    """How a folder lies to another where the two are not apart."""
    one, two = (Path(os.path.realpath(path)) for path in (folder, other))
    return "is" if one == two else "is in" if two in one.parents else "holds" if one in two.parents else ""


def problems(arguments: Namespace) -> str:
    """All that is wrong, told by the one who looks at everything; with --strict, warnings too. Empty where nothing is
    wrong any more."""
    from generator import make

    made = make.rendered(arguments.content, arguments.templates, arguments.static, wanted(arguments))
    found = made.problems or (made.warnings if arguments.strict else ())
    return report(found) if found else ""


def verify(arguments: Namespace) -> int:
    """Whether the output is exactly what the content makes."""
    from generator import make
    from generator.verify import differences

    made = make.site(arguments.content, arguments.templates, arguments.static, wanted(arguments))
    if made.problems or (arguments.strict and made.warnings):
        return fail(report(made.problems or made.warnings))
    files = {**made.files, **(_packed(made.files) if arguments.compress else {})}
    found = differences(arguments.output, files)
    if not found:
        print(f"{arguments.output}: exactly what the content makes, {counted(len(files), 'file')}")
        return 0
    lines = [f"{arguments.output / path}: {words}" for path, words in found]
    return fail("\n".join([*lines, f"{counted(len(found), 'file')} not as the content makes it. Nothing was written."]))


def refused(output: Path, result: write.Report) -> str:
    lines = [f"{output / path}: {words}" for path, words in result.refused]
    done = f"{counted(result.written, 'file')} had been written before." if result.written else "Nothing was written."
    return "\n".join([*lines, f"{counted(len(lines), 'problem')} to mend. {done}"])


def said(output: Path, site: Site, result: write.Report, took: str) -> str:
    done = f"{counted(result.written, 'file')} written, {result.unchanged:,} unchanged, {result.removed:,} removed"
    lines = [f"{output}: {counted(site.pages, 'page')}; {done}, in {took} s"]
    lines += [f"{counted(site.drafts, 'draft')} left out"] if site.drafts else []
    lines += [f"{counted(site.warnings, 'warning')}; see what with: build.py check"] if site.warnings else []
    return "\n".join(lines)


def fail(words: str) -> int:
    print(words, file=sys.stderr)
    return 1
