#!/usr/bin/env python3
"""The command line. `python build.py --help` tells what there is.

A script is compiled each time it is started and a module is not, so what the commands do stands in generator/. A build
that would change nothing, or a check that would find the same, is done before anything else is loaded.
"""

from __future__ import annotations

import gc
import os
import sys


def main(words: list[str]) -> int:
    """Do what the words say. The exit code: 0 when all is well, 1 with problems, 2 when the words make no sense."""
    # What a command makes it keeps until its end: to look for what nobody needs any more took 7 % of a build, and still
    # 3 % of one change when that was looked for at every 10,000 objects.
    gc.set_threshold(100_000)
    if words[:1] == ["check"]:
        from generator import checked

        code = checked.main(words[1:])
        if code is not None:
            return code
    from generator.unchanged import unchanged

    plain = words[1:] if words[:1] == ["build"] else words
    seen: dict[str, bytes] = {}
    said = unchanged(plain, seen)
    if said:
        print(said)
        return 0
    from generator import command_line

    return command_line.main(words, seen)


def leave(code: int) -> None:
    """End here and now: to take everything apart first, as Python does, is a tenth of a build that changes nothing."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        leave(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # Whoever read what is said has stopped reading: `build.py | head -1`. What was to be done is done.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
