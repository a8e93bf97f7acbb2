"""`python -m fuzz TARGET CORPUS [options of libFuzzer]`: looks for bytes that break a target's law."""

from __future__ import annotations

import sys
from pathlib import Path

try:
    import atheris
except ImportError:
    sys.exit("fuzzing needs the package atheris – install it with: .venv/bin/pip install -e '.[fuzz]'")

with atheris.instrument_imports(include=["generator", "fuzz", "markdown", "rispy", "bibtexparser", "pylatexenc"]):
    import rispy  # noqa: F401 – imported here to be instrumented

    from fuzz import seeds
    from fuzz.laws import LAWS


def main(target: str, folder: Path, options: list[str]) -> None:
    if target not in LAWS:
        sys.exit(f"there is no target '{target}' – it can be {', '.join(LAWS)}")
    seeds.write(target, folder)
    law = LAWS[target]
    atheris.Setup([sys.argv[0], str(folder), *options], law)
    atheris.Fuzz()


main(sys.argv[1], Path(sys.argv[2]), sys.argv[3:])
