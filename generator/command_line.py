"""The words of the command line → a command, and what each command calls. Thin: it calls, it does not compute."""

from __future__ import annotations

import re
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Mapping
from pathlib import Path

ABOUT = """\
Makes a website of evidence summaries from the YAML files in content/.

  python build.py          make the site in _site/ (the same as: python build.py build)
  python build.py check    say what is wrong with the content, and make no site
  python build.py serve    show the site on this computer, and again on each change
  python build.py explain  say what a field, a rule, a number in braces, a page or a file of the site is
  python build.py new      begin a study, review, page, term or scale
  python build.py import   take in references (RIS, BibTeX, CSL-JSON, CSV, XLSX), or a sheet that was edited
  python build.py sheet    write the studies of a review as a sheet
"""
MORE = """\
A problem is named by file, line and column, with the way to mend it. While there is one, nothing is written: the site
that was there stays as it was. In the output folder only files that a build wrote are replaced or removed.
A warning names what should be looked at, and stops nothing, unless --strict lets it.
The exit code is 0 when all is well, 1 when there are problems, 2 when the command itself was not understood.
"""
COMMANDS = {
    "build": "make the site (this is what happens without a command)",
    "check": "name all problems and warnings of content and templates, and make no site",
    "explain": "say what a field, a rule or a number in braces means, or what a page or file of the site is: year, "
    "index.html, site.zip",
    "new": "write a file to fill in: a study, review, page, term or scale",
    "import": "make study files of references, or change them by a sheet that was edited",
    "sheet": "write the studies of a review as a sheet, .xlsx or .csv",
    "serve": "show the site at http://127.0.0.1:8000/, make it again and reload on each change",
}


def main(words: list[str], seen: Mapping[str, bytes] | None = None) -> int:
    """Do what the words say. `seen` are the digests of the content, where a build that may change nothing took them."""
    arguments = understood(words if _names_a_command(words) else ["build", *words])
    arguments.seen = seen
    return {
        "build": build,
        "check": check,
        "explain": explain,
        "serve": serve,
        "new": by("make_new"),
        "import": by("take_in"),
        "sheet": by("write_sheet"),
    }[arguments.command](arguments)


def understood(words: list[str]) -> Namespace:
    """The words as a command with its options. Ends the program where that is not possible, with what was meant."""
    whole = parser()
    if words[0] not in COMMANDS and not words[0].startswith("-"):
        from generator.problems import did_you_mean

        whole.error(f"there is no command '{words[0]}'{did_you_mean(words[0], list(COMMANDS))}")
    arguments, unknown = whole.parse_known_args(words)
    if unknown:
        own: ArgumentParser = arguments.parsers[arguments.command]
        own.error(_not_understood(unknown[0].partition("=")[0], arguments))
    return arguments


def _not_understood(word: str, arguments: Namespace) -> str:
    from generator.problems import did_you_mean, listed

    if not word.startswith("-"):
        return f"'{word}' is a word too many"
    options = {name: re.findall(r"--[a-z-]+", one.format_usage()) for name, one in arguments.parsers.items()}
    others = [name for name, known in options.items() if word in known]
    if others:
        return f"there is no option {word}; {listed(others, 'and')} {'has' if len(others) == 1 else 'have'} it"
    meant = {option.lstrip("-"): option for option in options[arguments.command]}
    return f"there is no option {word}{did_you_mean(word.lstrip('-'), (), meant)}"


def by(name: str) -> Callable[[Namespace], int]:
    """A command that writes content, imported when it is called."""

    def command(arguments: Namespace) -> int:
        from generator import commands

        return int(getattr(commands, name)(arguments))

    return command


def _names_a_command(words: list[str]) -> bool:
    return bool(words) and not (words[0].startswith("-") and words[0] not in ("-h", "--help"))


def parser() -> ArgumentParser:
    whole = ArgumentParser("build.py", description=ABOUT, epilog=MORE, formatter_class=RawDescriptionHelpFormatter)
    commands = whole.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, words in COMMANDS.items():
        one = commands.add_parser(name, help=words, description=words[:1].upper() + words[1:] + ".")
        one.add_argument("--content", type=Path, default=Path("content"), metavar="DIR", help="what editors write")
        OPTIONS[name](one)
    whole.set_defaults(parsers=commands.choices, seen=None)
    return whole


def _of_site(one: ArgumentParser) -> None:
    one.add_argument("--templates", type=Path, default=Path("templates"), metavar="DIR", help="how pages look")
    one.add_argument("--static", type=Path, default=Path("static"), metavar="DIR", help="styles, scripts, images")
    one.add_argument("--output", type=Path, default=Path("_site"), metavar="DIR", help="where the site is made")


def _of_kept(one: ArgumentParser, name: str) -> None:
    one.add_argument("--strict", action="store_true", help="let warnings count as problems")
    kept = f"where to keep what makes the next {name} fast; it can be deleted at any time"
    one.add_argument("--cache", type=Path, default=Path(".cache/site"), metavar="DIR", help=kept)


def _of_build(one: ArgumentParser) -> None:
    _of_site(one)
    _of_kept(one, "build")
    verify = "say whether the site is what the content and the other options make"
    one.add_argument("--verify", action="store_true", help=verify)
    one.add_argument("--watch", action="store_true", help="go on: write what each save changes, until Ctrl+C")
    profile = "also say how long each stage took, and the slowest pages; with FILE, there as JSON"
    one.add_argument("--profile", nargs="?", const="", metavar="FILE", help=profile)
    one.add_argument("--compress", action="store_true", help="also write each text packed, as .gz and .br")
    bom = "begin each CSV with a byte-order mark, which older Excel asks for"
    one.add_argument("--bom", action="store_true", help=bom)
    one.add_argument("--cards", action="store_true", help="also draw a picture of each review, for sharing")
    one.add_argument("--pdf", action="store_true", help="also write each review as a PDF")


def _of_check(one: ArgumentParser) -> None:
    _of_site(one)
    told = "how problems are told: to people, as annotations on GitHub, or to a program"
    one.add_argument("--format", choices=("text", "github", "json"), default="text", help=told)
    one.add_argument("--links", action="store_true", help="also ask whether links to elsewhere lead anywhere")
    _of_kept(one, "check")


def _of_serve(one: ArgumentParser) -> None:
    _of_site(one)
    one.add_argument("--port", type=int, default=8000, help="serve on this port, or the next one that is free")
    one.add_argument("--follow", action="store_true", help="open the page that the edited file makes")


def _of_explain(one: ArgumentParser) -> None:
    name = "the name as it stands in a file or a message, or a path on the site"
    one.add_argument("name", metavar="NAME", help=name)


def _of_new(one: ArgumentParser) -> None:
    one.add_argument("kind", choices=("study", "review", "page", "term", "scale"))
    one.add_argument("id", nargs="?", help="the id; it becomes the file's name")
    one.add_argument("--review", metavar="ID", help="the review of a study, where there are several")
    for field in ("title", "authors", "year", "question", "summary", "meaning"):
        one.add_argument(f"--{field}", metavar="TEXT", help="asked for on a terminal, where the kind has it")


def _of_import(one: ArgumentParser) -> None:
    of_table = "which field of a study a column of a table is: 'Where=country'"
    one.add_argument(
        "file", type=Path, help="what Zotero, EndNote, EPPI-Reviewer, Covidence or Rayyan wrote, or a sheet"
    )
    one.add_argument("--review", metavar="ID", help="the review that gets the studies, where there are several")
    one.add_argument("--dry-run", action="store_true", help="say what would be done, and write nothing")
    one.add_argument("--column", type=column, action="append", default=[], metavar="NAME=FIELD", help=of_table)


def column(words: str) -> tuple[str, str]:
    """`Where=country` → the name of a column and the field that it is."""
    name, _, field = words.rpartition("=")
    if not name or not field:
        raise ValueError(words)
    return name, field


def _of_sheet(one: ArgumentParser) -> None:
    one.add_argument("file", type=Path, help="the sheet to write, .xlsx or .csv")
    one.add_argument("--review", metavar="ID", help="the review, where there are several")
    one.add_argument("--force", action="store_true", help="write over a file that is there")


OPTIONS = {
    "build": _of_build,
    "check": _of_check,
    "explain": _of_explain,
    "serve": _of_serve,
    "new": _of_new,
    "import": _of_import,
    "sheet": _of_sheet,
}


def build(arguments: Namespace) -> int:
    if arguments.watch:
        from generator import watching

        return watching.watch(arguments)
    from generator import publishing

    return publishing.build(arguments)


def check(arguments: Namespace) -> int:
    from generator import checked

    return checked.check(arguments)


def explain(arguments: Namespace) -> int:
    from generator import explain, explain_file

    if " " not in arguments.name and explain_file.PATH.search(arguments.name):
        return explain_page(arguments)

    words, known = explain.explain(arguments.name)
    if not known and " " in arguments.name:
        words, known = explain.explain_message(arguments.name)
    if not known:
        return fail(words)
    print(words)
    return 0


def explain_page(arguments: Namespace) -> int:
    from datetime import date

    from generator import check, explain_file, explain_page, load
    from generator.problems import report

    content, problems = load.content(arguments.content, drafts=True)
    if content is not None:
        problems = check.problems(content, date.today())
    if content is None or problems:
        return fail(report(problems))
    words, known = explain_page.explain_page(arguments.name, content)
    if not known and not arguments.name.endswith(".html"):
        words, known = explain_file.explain_file(arguments.name, content)
    if not known:
        return fail(words)
    print(words)
    return 0


def serve(arguments: Namespace) -> int:
    from generator import preview

    return preview.serve(
        arguments.content, arguments.templates, arguments.static, arguments.port, follow=arguments.follow
    )


def fail(words: str) -> int:
    print(words, file=sys.stderr)
    return 1
