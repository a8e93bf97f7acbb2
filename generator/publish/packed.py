"""The files of a site → the same, packed, beside them: for hosts that send what is packed already. Pure."""

from __future__ import annotations

import gzip
from collections.abc import Mapping

TEXTS = (".html", ".css", ".js", ".svg", ".xml", ".json", ".jsonld", ".csv", ".txt", ".ris", ".bib", ".webmanifest")
# Less is sent sooner than unpacked; a packet holds this much.
SMALLEST = 860
HINT = "brotli is not installed – .venv/bin/pip install -e '.[compress]' once, or leave out --compress"


def problem() -> str:
    """What keeps files from being packed; empty if nothing does."""
    try:
        import brotli  # noqa: F401
    except ImportError:
        return HINT
    return ""


def beside(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """A .gz and a .br of each text that is worth it."""
    found = {}
    for path, data in files.items():
        if path.endswith(TEXTS) and len(data) >= SMALLEST and not path.startswith("."):
            found[f"{path}.gz"] = gzip.compress(data, 9, mtime=0)
            found[f"{path}.br"] = _brotli(data)
    return found


def _brotli(data: bytes) -> bytes:
    import brotli

    return bytes(brotli.compress(data, mode=brotli.MODE_TEXT, quality=11))
