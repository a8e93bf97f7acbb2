"""What a template raised → a problem with its place, and the chain of templates that led there. Reads the template."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import Any

from jinja2 import TemplateNotFound, TemplateSyntaxError

from generator import files
from generator.problems import Place, Problem
from generator.records import Source


def template_problem(error: Exception, templates: Path) -> Problem | None:
    """What went wrong in a template, with the chain of templates that led there; None if it is no template's fault."""
    inside = [
        (frame.filename, frame.lineno or 1)
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(templates)
    ]
    if isinstance(error, TemplateSyntaxError):
        at = (error.filename or error.name or "", error.lineno)
        return _at(templates, *at, error.message or "", [step for step in inside if step != at])
    if inside:
        (name, line), chain = inside[-1], inside[:-1]
        return _at(templates, name, line, _in_words(error), chain)
    if isinstance(error, TemplateNotFound):
        return _at(templates, str(error.name), 1, "there is no such template", ())
    if isinstance(error, OSError):
        return _at(templates, str(error.filename or ""), 1, f"this template cannot be read – {error.strerror}", ())
    return None


def _in_words(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "this template includes itself without end"
    if isinstance(error, TemplateNotFound):
        return f"there is no template '{error.name}'"
    return f"{str(error) or type(error).__name__}"


def _at(templates: Path, name: str, line: int, message: str, chain: Any) -> Problem:
    path = Path(name) if Path(name).is_absolute() or Path(name).is_relative_to(templates) else templates / name
    source, _, _ = files.read(path) if path.is_file() else (Source(files.shown(path)), "", [])
    steps = dict.fromkeys(f"{files.shown(Path(step))}:{number}" for step, number in chain)
    led = f" (reached through {' → '.join(steps)})" if steps else ""
    found = source.problem(f"{message}{led}", line)
    indent = len(found.excerpt) - len(found.excerpt.lstrip())
    return Problem(Place(found.place.file, line, indent + 1), found.message, found.excerpt)
