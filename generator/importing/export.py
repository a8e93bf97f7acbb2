"""What every reader of references shares: the text of an export, the libraries, and what cannot be read."""

from __future__ import annotations

from importlib import import_module
from typing import Any

MOST = 50_000  # references in one file; exports of a whole search are a tenth of that
EXTRA = ".venv/bin/pip install -e '.[import]'"


class Unreadable(Exception):
    """A file that cannot be read as what its name says; the message goes to the editor."""


def library(name: str) -> Any:
    """A library of the extra; where it is missing, how to get it."""
    try:
        return import_module(name)
    except ImportError:
        raise Unreadable(f"this needs the package {name} – install it with: {EXTRA}") from None


def text_of(data: bytes) -> str:
    """The text of an export, which may be in an encoding of Windows."""
    for encoding in ("utf-8-sig", "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def check_number(references: int) -> None:
    """Refuse more references than one import takes."""
    if references > MOST:
        raise Unreadable(f"it has more than {MOST:,} references – export it in parts")
