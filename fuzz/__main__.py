"""`python -m fuzz TARGET SECONDS [options of libFuzzer]`: looks for bytes that break the law of a target.

What it learns is kept in build/fuzz/TARGET/; an input that breaks the law is written there as crash-…, and belongs into
tests/security/found/TARGET/ once it is understood.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

try:
    import atheris
except ImportError:
    sys.exit("fuzzing needs the package atheris – install it with: .venv/bin/pip install -e '.[fuzz]'")

EXTENSIONS = ("def_list", "footnotes", "smarty", "tables")
# What is imported here tells the fuzzer which of its lines ran. Some of it we import only when it is needed.
PACKAGES = ["generator", "fuzz", "markdown", "rispy", "bibtexparser", "pylatexenc"]
PACKAGES += ["openpyxl"] if "workbook" in sys.argv[1:2] else []  # it is large
with atheris.instrument_imports(include=PACKAGES):
    for name in (
        *(f"markdown.extensions.{name}" for name in EXTENSIONS),
        "rispy",
        "bibtexparser.middlewares",
        "openpyxl",
    ):
        import_module(name)

    from fuzz import seeds
    from fuzz.laws import LAWS

HERE = Path(__file__).parent
SLOWEST = 20  # seconds for one input, on a computer that does other things as well
LARGEST = 20_000  # bytes; what is slow for more is slow for these as well
MEMORY = 2_000  # MB


def main(target: str, seconds: int, options: list[str]) -> None:
    if target not in LAWS:
        sys.exit(f"there is no target '{target}' – it can be {', '.join(LAWS)}")
    folder = HERE.parent / "build" / "fuzz" / target
    seeds.write(target, folder / "corpus")
    told = {
        "max_total_time": seconds,
        "timeout": SLOWEST,
        "max_len": LARGEST,
        "rss_limit_mb": MEMORY,
        "dict": HERE / "words.dict",
        "artifact_prefix": f"{folder}/",
        "keep_seed": 1,  # parts of one workbook do the same as long as they are whole
        "print_final_stats": 1,
    }
    given = [f"-{name}={value}" for name, value in told.items()]
    atheris.Setup([sys.argv[0], str(folder / "corpus"), *given, *options], LAWS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
