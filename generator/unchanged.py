"""A build that would change nothing, told without anything that makes pages: the digests of what a build reads, and how
what it wrote lies on the disk. Imports next to nothing."""

from __future__ import annotations

import os
import time

from generator import digests, kept

# The options of a plain build, with what they mean where they are left out; any other is not for this module.
FOLDERS = {
    "--content": "content",
    "--templates": "templates",
    "--static": "static",
    "--output": "_site",
    "--cache": os.path.join(".cache", "site"),
}


def unchanged(words: list[str], seen: dict[str, bytes] | None = None) -> str:
    """What a build with these words would say, if it would change nothing; empty where it has to be done to know.
    `seen` takes the digests of the content: who builds next need not look at every file again."""
    start = time.perf_counter()
    folders = _folders(words)
    if folders is None:
        return ""
    content, templates, static, output, cache = folders.values()
    before = kept.load(f"{kept.place(cache, content, output)}.index")
    if not before:
        return ""
    program = digests.of_program((templates, static), ())
    found = digests.of_content(content)
    if seen is not None:
        seen.update(found)
    same = kept.is_unchanged(before, program, found, time.strftime("%Y-%m-%d"), output)
    said: str = before["said"] if same else ""
    return said.replace(kept.TOOK, f"{time.perf_counter() - start:.2f}")


def _folders(words: list[str]) -> dict[str, str] | None:
    """The folders of a plain build: `--content DIR` or `--content=DIR`."""
    folders, rest = dict(FOLDERS), list(words)
    while rest:
        name, equals, value = rest.pop(0).partition("=")
        if name not in folders or not (equals or rest):
            return None
        folders[name] = os.path.normpath(value if equals else rest.pop(0))
    return folders
