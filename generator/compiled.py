"""Templates → their compiled form, kept from one command to the next as Python keeps that of its modules.

In the same place, too: `__pycache__` beside this module. It holds code, so nothing else may put files there; where it
cannot be written, templates are compiled each time. What is compiled holds what our filters and settings made of a
template: with other code of ours it is compiled anew.
"""

from __future__ import annotations

import marshal
import os
from contextlib import suppress
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache

from generator import digests, kept

FOLDER = os.path.join(os.path.dirname(__file__), "__pycache__")
NAME = "templates-"
# So many folders of templates one works with at most.
MOST = 8


class Compiled(BytecodeCache):
    """Compiled templates by name and text. With a folder of templates they are kept on the disk by `keep`."""

    def __init__(self, templates: str = "") -> None:
        self.path = ""
        self.codes: dict[tuple[str, str], CodeType] = {}
        self.before: dict[tuple[str, str], bytes] = {}
        if templates:
            name = digests.blake2b("\0".join([os.path.realpath(templates), *digests.installed()]).encode()).hexdigest()
            self.path = os.path.join(FOLDER, f"{NAME}{name[:16]}")
            self.ours = digests.of_program((), ())
            ours, before = kept.load(self.path) or (b"", {})
            self.before = before if ours == self.ours else {}

    def load_bytecode(self, bucket: Any) -> None:
        name = (bucket.key, bucket.checksum)
        if name not in self.codes and name in self.before:
            self.codes[name] = marshal.loads(self.before[name])  # noqa: S302 – ours, and whole by its checksum
        bucket.code = self.codes.get(name)

    def dump_bytecode(self, bucket: Any) -> None:
        self.codes[bucket.key, bucket.checksum] = bucket.code

    def keep(self) -> None:
        """Keep what was used, for the next command, if anything was compiled anew; and what was not, as another command
        may use it, unless its text is another now."""
        if self.path and self.codes.keys() - self.before.keys():
            used = {template for template, _ in self.codes}
            others = {name: code for name, code in self.before.items() if name[0] not in used}
            kept.save(self.path, (self.ours, others | {name: marshal.dumps(code) for name, code in self.codes.items()}))
            _forget_oldest()


def _forget_oldest() -> None:
    """Of many folders of templates most are gone: those of tests, or of a checkout that was moved."""
    with suppress(OSError), os.scandir(FOLDER) as found:
        there = [(one.stat().st_mtime_ns, one.path) for one in found if one.name.startswith(NAME)]
        for _, path in sorted(there)[:-MOST]:
            kept.forget(path)
