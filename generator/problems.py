"""Problems as values: what is wrong, where, and the way out. Takes and gives plain values, never raises."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import field
from pathlib import PurePath

from generator.frozen import frozen

# What would do something in a terminal; shown as a sign of one column.
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
LONGEST_EXCERPT = 100
LONGEST_QUOTE = 60
# How alike two words are that may be meant for one another: ids, and names. Of names that are only a little alike, one
# is Poland and the other Holland.
NEAR, NEARER = 0.6, 0.8


class Misfit(Exception):
    """A text that is not of the kind its field asks for; the message is a whole sentence for the editor, and becomes a
    problem where the place is known."""


@frozen
class Place:
    """A span in a file: 1-based line and column of its first character, and its length on that line (at least 1)."""

    file: str
    line: int = 1
    column: int = 1
    length: int = field(default=1, compare=False)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@frozen
class Problem:
    """One mistake in an editor's words. `excerpt` is the whole line of the file that it stands on, if there is one. A
    `warning` keeps no site from being made; what is `unread` keeps its file from being read, so that rules wait."""

    place: Place
    message: str
    excerpt: str = field(default="", compare=False)
    warning: bool = field(default=False, compare=False)
    unread: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        return "\n".join([f"{self.place}: {'warning: ' * self.warning}{self.message}", *self.pointed_excerpt()])

    def pointed_excerpt(self) -> list[str]:
        """The line and a caret line below it; long lines are cut around the place, tabs stay one column wide."""
        text = CONTROL.sub("\ufffd", self.excerpt.replace("\t", " "))
        if not text.strip():
            return []
        start = max(0, self.place.column - LONGEST_EXCERPT // 2) if len(text) > LONGEST_EXCERPT else 0
        shown = ("…" if start else "") + text[start : start + LONGEST_EXCERPT].rstrip()
        before = self.place.column - 1 - start + (1 if start else 0)
        carets = max(1, min(self.place.length, len(shown) - before))
        return [f"    {shown}", f"    {' ' * before}{'^' * carets}"]


# A problem as plain values: its place, what it says, the line it stands on, and whether it is a warning.
Plain = tuple[str, int, int, int, str, str, bool]


def as_plain(problem: Problem) -> Plain:
    place = problem.place
    return place.file, place.line, place.column, place.length, problem.message, problem.excerpt, problem.warning


def of_plain(values: Plain) -> Problem:
    file, line, column, length, message, excerpt, warning = values
    return Problem(Place(file, line, column, length), message, excerpt, warning)


def in_file_order(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, by file, line and column."""

    def place(problem: Problem) -> tuple[str, int, int, str]:
        return problem.place.file, problem.place.line, problem.place.column, problem.message

    return sorted(set(problems), key=place)


def counted(number: int, one: str, many: str = "") -> str:
    """`1 problem`, `2 problems`, `1 study`, `3 studies`; thousands are separated."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def quoted(text: str) -> str:
    """A wrong text as messages quote it: on one line, and no longer than it takes to know it again."""
    line = " ".join(text.split())
    return f"'{line}'" if len(line) <= LONGEST_QUOTE else f"'{line[:LONGEST_QUOTE].rstrip()}…'"


def nearest(wrong: str, known: Iterable[str], near: float = NEAR) -> str | None:
    """The known word most like a wrong one, or None where none is near enough to be meant."""
    from difflib import get_close_matches

    by_folded = {word.casefold(): word for word in known}
    close = get_close_matches(wrong.casefold(), by_folded, n=1, cutoff=near)
    return by_folded[close[0]] if close else None


def did_you_mean(wrong: str, known: Collection[str], aliases: dict[str, str] | None = None, other: str = "") -> str:
    """The way out, as the end of a sentence: the nearest right answer, else the short list of all, else the `other` way
    there is. An answer that goes by another name is told with it, where that is not what was written: the id alone may
    not tell."""
    aliases = aliases or {}
    alias = _alias_within(wrong, aliases)
    close = None if alias else nearest(wrong, known)
    if alias or (close is None and (alias := nearest(wrong, aliases, NEARER))):
        close, same = aliases[alias], _words(alias) in (_words(wrong), _words(aliases[alias]))
        return f" – did you mean '{close}'{'' if same else f' ({alias})'}?"
    if close is not None:
        return f" – did you mean '{close}'?"
    way = f"it can be {listed(sorted(known))}" if 0 < len(known) <= 12 else other
    return f" – {way}" if way else ""


def _alias_within(wrong: str, aliases: Iterable[str]) -> str | None:
    """The name that a wrong one is, or the only one that has it as words of its own: 'United Kingdom (Scotland)'."""
    words = f" {_words(wrong)} "
    within = [one for one in aliases if words in f" {_words(one)} "] if words.strip() else []
    same = [one for one in within if _words(one) == words.strip()]
    return next(iter(same or (within if len(within) == 1 else ())), None)


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def lower_first(words: str) -> str:
    """A title inside a sentence; names and abbreviations keep their capitals."""
    first = words.split(" ", 1)[0]
    return words if first[1:] != first[1:].lower() or not first[:1].isalpha() else words[:1].lower() + words[1:]


def listed(words: Sequence[str], last: str = "or") -> str:
    """`a`, `a or b`, `a, b or c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def report(problems: Sequence[Problem]) -> str:
    """All problems and warnings and their numbers, as the command line prints them."""
    warnings = sum(problem.warning for problem in problems)
    numbers = [f"{counted(len(problems) - warnings, 'problem')} to mend"] if warnings < len(problems) else []
    numbers += [counted(warnings, "warning")] if warnings else []
    return "\n\n".join([*map(str, problems), f"{', '.join(numbers)}.{more_to_come(problems)}"])


def more_to_come(problems: Iterable[Problem]) -> str:
    """That their number may go up when what could not be read can be; empty where all was looked at."""
    unread = {problem.place.file for problem in problems if problem.unread}
    what = f"these {len(unread)} files" if len(unread) > 1 else "".join(PurePath(file).name for file in unread)
    return f" More may show when {what} can be read." if unread else ""
