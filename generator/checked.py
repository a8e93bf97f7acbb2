"""A check that would find what the last one found, told from what that one kept. Imports next to nothing: content that
has not changed is checked without loading what reads it.

What a check finds follows from the content, from the program with its templates and static files, from the day, and
from the folder it is called in, as messages name files from there.
"""

from __future__ import annotations

import os
import sys
import time
from types import SimpleNamespace

from generator import digests, kept
from generator.unchanged import FOLDERS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from generator.checking import Found

READ = ("content", "templates", "static")
FORMATS = ("text", "github", "json")


def main(words: list[str]) -> int | None:
    """Do the check that these words ask for, and give the exit code; None where they are for the whole command line."""
    asked = _asked(words)
    return None if asked is None else check(asked)


def check(asked: Any) -> int:
    """Tell what is wrong. The exit code: 0 when nothing is, 1 with problems, or with warnings of a strict check."""
    state = State(asked)
    told = state.told_before()
    if told is None or asked.links or asked.format not in told["words"]:
        told = _told_anew(asked, state)
    words = told["words"][asked.format]
    if words:
        # People read problems on the error stream; what a program reads comes on the other.
        print(words, file=sys.stderr if asked.format == "text" else sys.stdout)
    if told["failed"] or (asked.strict and told["found"]):
        return 1
    if asked.format == "text":
        print(told["closing"])
    return 0


class State:
    """What a check depends on, as it is now; and what earlier ones kept."""

    def __init__(self, asked: Any) -> None:
        self.folders = [str(getattr(asked, name)) for name in READ]
        self.cache = str(asked.cache)
        names = os.getcwd(), *self.folders, *map(os.path.realpath, self.folders)
        self.place = os.path.join(self.cache, digests.digest_of(names).hex())
        self.day = time.strftime("%Y-%m-%d")
        self.program = digests.of_program(self.folders[1:], ())
        self.content = digests.of_content(self.folders[0])

    def told_before(self) -> Mapping[str, Any] | None:
        """What the last check told, if nothing has changed."""
        told = self._kept("told")
        return told if told and told["content"] == self.content else None

    def looked_at_before(self) -> Mapping[str, Any]:
        return self._kept("parts") or {}

    def _kept(self, ending: str) -> Any:
        found = kept.load(f"{self.place}.{ending}")
        same = found is not None and found["program"] == self.program
        return found if same and not kept.has_turned(found["turns"], found["day"], self.day) else None

    def keep(self, ending: str, values: Mapping[str, Any]) -> None:
        kept.save(f"{self.place}.{ending}", {"program": self.program, "day": self.day, **values})

    def can_be_kept(self) -> bool:
        """Whether what was found is what is there now, and the cache is no part of what is looked at."""
        cache = os.path.join(os.path.realpath(self.cache), "")
        return (
            not any(cache.startswith(os.path.join(os.path.realpath(folder), "")) for folder in self.folders)
            and digests.of_content(self.folders[0]) == self.content
            and digests.of_program(self.folders[1:], ()) == self.program
        )


def _told_anew(asked: Any, state: State) -> Mapping[str, Any]:
    """Look, and keep what was found; but for links, which others can break at any time."""
    from datetime import date, timedelta
    from pathlib import Path

    from generator.checking import Checking

    today = date.fromisoformat(state.day)
    folders = [Path(folder) for folder in state.folders]
    found = Checking(folders, state.content, state.looked_at_before(), today).found()
    told = _words(asked, found)
    if not asked.links and state.can_be_kept():
        # What is wrong today may not be tomorrow: a study of the year after next.
        turns = [(today + timedelta(1)).isoformat()] if found.problems else found.turns
        state.keep("told", {"content": state.content, "turns": turns, **told})
        if found.kept is not None:
            state.keep("parts", {"turns": found.turns, **found.kept})
    return told


def _words(asked: Any, found: Found) -> dict[str, Any]:
    """What there is to say, in each format."""
    from generator import formats
    from generator.problems import counted, in_file_order

    every = in_file_order([*found.problems, *found.warnings, *(_links(asked) if not found.problems else ())])
    said = f"{counted(found.reviews, 'review')} and {counted(found.studies, 'study', 'studies')}"
    said += f"; {counted(found.drafts, 'draft')} left out" if found.drafts else ""
    return {
        "words": {name: formats.FORMATS[name](every) for name in FORMATS},
        "closing": f"{said}: nothing keeps them back" if every else f"{asked.content}: all is well with {said}",
        "failed": bool(found.problems),
        "found": bool(every),
    }


def _links(asked: Any) -> Any:
    """What is wrong with links to elsewhere, where that was asked for."""
    if not asked.links:
        return ()
    from pathlib import Path

    from generator import elsewhere, make

    content, _, _ = make.checked(Path(asked.content))
    return elsewhere.problems(content) if content is not None else ()


def _asked(words: list[str]) -> SimpleNamespace | None:
    """The options of a plain check: `--content DIR` or `--content=DIR`."""
    found: dict[str, Any] = {name[2:]: folder for name, folder in FOLDERS.items()}
    found |= {"format": "text", "strict": False, "links": False}
    rest = list(words)
    while rest:
        word = rest.pop(0)
        name, equals, value = word.partition("=")
        if word == "--strict":
            found["strict"] = True
        elif name in (*FOLDERS, "--format") and (equals or rest):
            found[name[2:]] = value if equals else rest.pop(0)
        else:
            return None
    folders = {name: _as_path(found[name]) for name in (*READ, "cache")}
    return SimpleNamespace(**found | folders) if found["format"] in FORMATS else None


def _as_path(folder: str) -> str:
    """As pathlib writes it, which takes longer to load than all that is here."""
    parts = [part for part in folder.split("/") if part not in ("", ".")]
    return "/" * folder.startswith("/") + "/".join(parts) or "."
