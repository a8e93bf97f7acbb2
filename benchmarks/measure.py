"""A command → how long it took, how much of the processor, and how much memory its largest process had."""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import asdict, dataclass

from peers import Call


@dataclass(frozen=True)
class Run:
    """`wall` and `cpu` in seconds, of the whole tree of processes; `memory` in MiB, of the largest of them."""

    wall: float
    cpu: float
    memory: float

    def rounded(self) -> dict[str, float]:
        return {name: round(value, 4) for name, value in asdict(self).items()}


def run(call: Call) -> Run:
    """What the command says is kept, and told if it fails."""
    begin = time.perf_counter()
    process = subprocess.Popen(call.words, cwd=call.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    said = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if process.returncode:
        raise SystemExit(f"{' '.join(call.words)} failed\n{said.decode(errors='replace')}")
    # What one run left to write is not to burden the next.
    os.sync()
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
