"""Problems → what `check --format` prints: for people, for annotations on GitHub, for programs. Pure."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from generator.problems import Problem, report


def text(problems: Sequence[Problem]) -> str:
    return report(problems) if problems else ""


def github(problems: Sequence[Problem]) -> str:
    """A workflow command for each problem; GitHub shows it on the line of the file in a pull request."""
    return "\n".join(_annotation(problem) for problem in problems)


def _annotation(problem: Problem) -> str:
    place = problem.place
    where = {"file": place.file, "line": place.line, "col": place.column, "endColumn": place.column + place.length}
    said = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in where.items())
    return f"::{_severity(problem)} {said}::{_escaped(problem.message)}"


def _severity(problem: Problem) -> str:
    return "warning" if problem.warning else "error"


def _escaped(words: str, signs: str = "") -> str:
    """As workflow commands want it: percent signs and line ends as %XX, in properties also colons and commas."""
    for sign in ("%", "\r", "\n", *signs):
        words = words.replace(sign, f"%{ord(sign):02X}")
    return words


def as_json(problems: Sequence[Problem]) -> str:
    """`{"format": 1, "problems": [{"file", "line", "column", "length", "severity", "message", "excerpt"}]}`, in file
    order. Lines and columns count from 1; `severity` is `error` or `warning`. The number of the format changes when a
    name is taken away or means something else."""
    told = [
        {
            "file": problem.place.file,
            "line": problem.place.line,
            "column": problem.place.column,
            "length": problem.place.length,
            "severity": _severity(problem),
            "message": problem.message,
            "excerpt": problem.excerpt,
        }
        for problem in problems
    ]
    return json.dumps({"format": 1, "problems": told}, ensure_ascii=False, indent=2)


FORMATS: dict[str, Callable[[Sequence[Problem]], str]] = {"text": text, "github": github, "json": as_json}
