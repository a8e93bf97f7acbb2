"""Problems → a panel over the last good page. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from urllib.parse import quote

from generator.preview.living import Shown
from generator.problems import Problem, counted, more_to_come

HEAD = (
    '<link rel="stylesheet" href="/preview/preview.css">'
    '<script src="/preview/preview.js" data-state="{}" defer></script>'
    '<script src="/livereload.js" defer></script>'
)
EMPTY = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Preview</title></head><body></body></html>'


def over(shown: Shown, folder: Path, state: str) -> str:
    """A page with the preview’s own style and scripts, and all problems on it. Their files are named from `folder`;
    `state` tells one state of the site from another."""
    page = (shown.html or EMPTY).replace("</head>", f"{HEAD.format(escape(state))}</head>", 1)
    on_it = panel(shown.problems, folder) if shown.problems else ""
    if shown.unfinished and not shown.problems:
        on_it = panel_of_drafts(shown.unfinished, folder, is_open=not shown.found)
    return page.replace("</body>", f"{on_it}</body>", 1)


def panel_of_drafts(problems: Sequence[Problem], folder: Path, *, is_open: bool) -> str:
    """What drafts lack: out of the way, but where a page is missing that may be one of them."""
    items = "".join(_item(problem, folder) for problem in problems)
    return (
        f'<aside class="problems" aria-label="Problems in drafts"><details{" open" if is_open else ""}>'
        f"<summary>{counted(len(problems), 'problem')} in drafts</summary><ol>{items}</ol>"
        "<p>Until they are mended, these drafts are left out, or shown as they last were. All else is as it is now."
        f"{more_to_come(problems)}</p>"
        "</details></aside>"
    )


def panel(problems: Sequence[Problem], folder: Path) -> str:
    number = counted(len(problems), "problem")
    items = "".join(_item(problem, folder) for problem in problems)
    return (
        '<aside class="problems" aria-label="Problems to mend" role="alert"><details open>'
        f"<summary>{number} to mend</summary><ol>{items}</ol>"
        "<p>Behind this panel is the last page that could be made. It goes by itself when the files are mended."
        f"{more_to_come(problems)}</p>"
        "</details></aside>"
    )


def _item(problem: Problem, folder: Path) -> str:
    excerpt = "\n".join(problem.pointed_excerpt())
    return (
        f'<li><a href="{escape(_in_the_editor(problem, folder))}">{escape(str(problem.place))}</a> '
        f"<span>{escape(problem.message)}</span>" + (f"<pre>{escape(excerpt)}</pre>" if excerpt else "") + "</li>"
    )


def _in_the_editor(problem: Problem, folder: Path) -> str:
    """The address at which VS Code opens a file at a line and column."""
    place = problem.place
    path = (folder / place.file).as_posix()
    return f"vscode://file/{quote(path.lstrip('/'))}:{place.line}:{place.column}"
