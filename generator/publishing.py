"""The command `build`: makes the site and writes it, or says in words what keeps it from that."""

from __future__ import annotations

import json
import os
import sys
import time
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from generator import kept, lock, on_request, progress, tables, write
from generator.again import Again, Folders, Site
from generator.fresh import NotWritten
from generator.frozen import frozen
from generator.problems import counted, listed, report
from generator.progress import Progress

# The folders that may not hold each other, as editors call them.
CALLED = {"content": "content", "templates": "templates", "static": "static files", "output": "output"}
NOT_OURS = "no build wrote this, and it is published with the site – remove it if it is not yours"


@frozen
class Outcome:
    """What came of a build, in words: whether the site is as the content makes it now, and how many files that took; or
    whether somebody else was writing."""

    words: str
    done: bool = False
    changed: int = 0
    busy: bool = False


def build(arguments: Namespace) -> int:
    refusal = refused_at_once(arguments)
    if refusal:
        return fail(refusal)
    if arguments.verify:
        return verify(arguments)
    if arguments.profile is not None:
        return profile(arguments)
    outcome = built(arguments)
    if not outcome.done:
        return fail(outcome.words)
    print(outcome.words)
    return 0


def profile(arguments: Namespace) -> int:
    """Build, and say what that took; to a file, where one is given."""
    from generator import stopwatch

    clock = stopwatch.Stopwatch()
    with clock.running():
        outcome = built(arguments)
    if not outcome.done:
        return fail(outcome.words)
    print(outcome.words)
    if not arguments.profile:
        print(f"\n{stopwatch.table(clock.measured)}")
        return 0
    try:
        Path(arguments.profile).write_text(f"{json.dumps(stopwatch.plain(clock.measured), indent=1)}\n", "utf-8")
    except OSError as error:
        return fail(f"{arguments.profile}: this cannot be written – {error.strerror or error}")
    return 0


def refused_at_once(arguments: Namespace) -> str:
    """Why these words cannot make a site, whatever the content is; empty if they can."""
    if arguments.verify + arguments.watch + (arguments.profile is not None) > 1:
        return "--verify, --watch and --profile go each without the others – give one of them"
    return overlapping(arguments) or _lacking(arguments)


def built(arguments: Namespace) -> Outcome:
    """Build once."""
    start = time.perf_counter()
    try:
        # What stays as it lies is looked at before anything is written: no other build may come in between.
        with write.alone(arguments.output), progress.shown() as told:
            return _built(arguments, start, told)
    except lock.Busy:
        return Outcome(f"{arguments.output}: {write.BUSY}", busy=True)


def _built(arguments: Namespace, start: float, told: Progress) -> Outcome:
    again = Again(folders(arguments), date.today(), wanted(arguments), beside(arguments), arguments.seen)
    again.progress = told
    try:
        site = again.site()
    except NotWritten as error:
        return Outcome(refused(arguments.output, write.Report(refused=((".", str(error)),))))
    if site is None or (arguments.strict and site.warnings):
        again.drop()
        told.then("looking for all that is wrong")
        words = problems(arguments)
        if not words and not again.is_current():
            words = f"{arguments.content}: a file was changed while the site was made – build again."
        if not words:
            raise AssertionError("a part could not be made, and nothing is wrong with the whole")
        return Outcome(f"{words} Nothing was written.")
    told.then("writing what changed")
    written = again.write(site, lambda report: _keep(arguments, again, site, report))
    if written.refused:
        return Outcome(
            refused(arguments.output, written), busy=any(words == write.BUSY for _, words in written.refused)
        )
    if again.names_changed:
        from generator.schema import keep_help

        keep_help(arguments.content, again.everything.content)
    words = said(arguments.output, site, written, f"{time.perf_counter() - start:.2f}")
    return Outcome(words, done=True, changed=written.written + written.removed)


def _keep(arguments: Namespace, again: Again, site: Site, written: write.Report) -> None:
    """Keep what the next build can use. If somebody has taken a page away meanwhile, that one makes it anew."""
    with suppress(OSError):
        again.keep(said(arguments.output, site, write.Report(unchanged=written.unchanged + written.written), kept.TOOK))


def wanted(arguments: Namespace) -> list[str]:
    """What was asked for beside the site."""
    return [name for name in ("compress", "bom", *on_request.ALL) if getattr(arguments, name)]


def folders(arguments: Namespace) -> Folders:
    return Folders(arguments.content, arguments.templates, arguments.static, arguments.output, arguments.cache)


def beside(arguments: Namespace) -> Callable[[Mapping[str, bytes]], Mapping[str, bytes]]:
    """What stands beside the files of a part, or in their place: tables with a mark, and all texts packed."""

    def also(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
        marked = tables.marked(files) if arguments.bom else files
        return {**marked, **(_packed(marked) if arguments.compress else {})}

    return also


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
    from generator.verify import differences, others

    made = make.site(arguments.content, arguments.templates, arguments.static, wanted(arguments))
    if made.problems or (arguments.strict and made.warnings):
        return fail(report(made.problems or made.warnings))
    files = {**made.files, **(_packed(made.files) if arguments.compress else {})}
    found = differences(arguments.output, files)
    for path in others(arguments.output, files):
        print(f"{arguments.output / path}: {NOT_OURS}")
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
    lines += [_gone(result.gone)] if result.gone else []
    lines += [f"{counted(site.drafts, 'draft')} left out"] if site.drafts else []
    lines += [f"{counted(site.warnings, 'warning')}; see what with: build.py check"] if site.warnings else []
    return "\n".join(lines)


def _gone(pages: Sequence[str]) -> str:
    """Which pages are no more, and what can be done for those who come by an old link."""
    some = listed(pages[:3], "and") if len(pages) < 4 else f"{', '.join(pages[:3])} and {len(pages) - 3:,} more"
    return f"gone: {some} – old links to a page that has moved lead on if 'aliases' say so: build.py explain aliases"


def fail(words: str) -> int:
    print(words, file=sys.stderr)
    return 1
