"""Runs one command and prints its wall seconds, processor seconds, largest memory in KiB, and exit code.

A process of its own with next to nothing loaded: Linux counts the memory of whoever starts a command as the command's.
"""

import os
import sys
import time

folder, *words = sys.argv[1:]
# Where it is set, all that is written in Python, ours or not, would be compiled anew at each start.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
os.chdir(folder)
to_nowhere = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
begin = time.perf_counter()
process = os.posix_spawnp(words[0], words, os.environ, file_actions=to_nowhere)
_, status, used = os.wait4(process, 0)
wall = time.perf_counter() - begin
print(wall, used.ru_utime + used.ru_stime, used.ru_maxrss, os.waitstatus_to_exitcode(status))
