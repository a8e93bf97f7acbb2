"""A command → how long it took, how much of the processor, and how much memory its largest process had."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from peers import Call

TIMED = [sys.executable, "-I", "-S", str(Path(__file__).with_name("timed.py"))]


@dataclass(frozen=True)
class Run:
    """`wall` and `cpu` in seconds, of the whole tree of processes; `memory` in MiB, of the largest of them."""

    wall: float
    cpu: float
    memory: float

    def rounded(self) -> dict[str, float]:
        return {name: round(value, 4) for name, value in asdict(self).items()}


def run(call: Call) -> Run:
    """What the command says is told if it fails."""
    told = subprocess.run([*TIMED, call.folder, *call.words], capture_output=True, text=True, check=True)
    wall, cpu, memory, code = told.stdout.split()
    if code != "0":
        raise SystemExit(f"{' '.join(call.words)} failed\n{told.stderr}")
    # What one run left to write is not to burden the next.
    os.sync()
    return Run(float(wall), float(cpu), float(memory) / 1024)
