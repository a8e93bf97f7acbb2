"""YAML as text, for the files that we write: one value, or a file's values as they stand in it. Uses PyYAML."""

from __future__ import annotations

import re
from typing import Any

import yaml

# What PyYAML would put in quotes, lest it became a number: our reader asks the field what a value is.
PLAIN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?|true|false")
WIDEST = 10_000_000  # one line, however long; an editor's program wraps it


def scalar(text: str) -> str:
    """A text as one YAML value on one line, in quotes where it needs them."""
    line = " ".join(text.split())
    if PLAIN.fullmatch(line):
        return line
    written = str(yaml.safe_dump(line, allow_unicode=True, width=WIDEST))
    return written.removesuffix("\n...\n").strip()


def raw(text: str) -> Any:
    """What a file holds, every value as the text that it is written with; None where it cannot be read. No tag is
    followed, so a file can make nothing."""
    try:
        return yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 – the base loader makes texts, lists and mappings
    except yaml.YAMLError:
        return None
