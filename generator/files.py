"""Bytes of a file → text that the reader may have, or a problem in words. Also which files a folder holds."""

from __future__ import annotations

import errno
import os
import re
import stat
from codecs import BOM_UTF8
from collections.abc import Container, Iterator
from pathlib import Path

from generator.kinds import UNSEEN
from generator.problems import Problem
from generator.records import Source

LARGEST = 1_000_000
LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
# Of a text none is zero, and one may have come with a copy from elsewhere; more are those of a program's own file.
FIRST_BYTES = 1_000
FEW_ZEROS = 3
RARE_BREAKS = "\r\x85\u2028\u2029"
# What would do something in a terminal, or begin a line of its own there.
CONTROL = re.compile(f"[\t\n\r]|{UNSEEN.pattern}")
PASSED_OVER = re.compile(r"[._#].*|.*~|.*\.(swp|swo|tmp|bak|orig)|Thumbs\.db|README.*", re.IGNORECASE)
# How files that are no text begin, and what an editor would call them.
OTHER_KINDS = (
    (rb"PK[\x03\x05]", "a file of Word or Excel, or a ZIP archive"),
    (rb"\xd0\xcf\x11\xe0", "an old file of Word or Excel"),
    (rb"\{\\rtf", "a file of a word processor (RTF)"),
    (rb"%PDF-", "a PDF"),
    (rb"\x89PNG|\xff\xd8\xff|GIF8[79]a", "a picture"),
)
PLAIN_TEXT = "write its text into a file of plain text, and save that as UTF-8"
OTHER_ENCODINGS = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))


def decoded(name: str, data: bytes) -> tuple[Source, str, list[Problem]]:
    """The text of a file without its byte-order mark, and what keeps it from being read, if anything does."""
    empty = Source(name, ("",))
    if len(data) > LARGEST:
        words = f"this file is larger than 1 MB ({len(data):,} bytes) – content is text alone; split it"
        return empty, "", [empty.problem(words)]
    for mark, encoding in OTHER_ENCODINGS:
        if data.startswith(mark):
            return empty, "", [empty.problem(f"this file is saved as {encoding} – save it as UTF-8")]
    for begin, kind in OTHER_KINDS:
        if re.match(begin, data):
            return empty, "", [empty.problem(f"this is not a text file but {kind} – {PLAIN_TEXT}")]
    if data.count(0, 0, FIRST_BYTES) > FEW_ZEROS:
        return empty, "", [empty.problem(f"this is not a text file – {PLAIN_TEXT}")]
    try:
        text = data.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        return _not_utf8(name, data, error)
    source = Source(name, tuple(_lines(text)))
    return source, text, _control_characters(source, text)


def _lines(text: str) -> list[str]:
    """The lines of a text: next to all have no other end of a line than the one that is found at once."""
    return LINE_BREAK.split(text) if any(sign in text for sign in RARE_BREAKS) else text.split("\n")


def _not_utf8(name: str, data: bytes, error: UnicodeDecodeError) -> tuple[Source, str, list[Problem]]:
    before = data[: error.start].decode("utf-8-sig", errors="replace")
    lines = LINE_BREAK.split(data.decode("utf-8-sig", errors="replace"))
    source = Source(name, tuple(lines))
    at = LINE_BREAK.split(before)
    words = "this sign is not UTF-8 – save the file as UTF-8 (in most editors: 'Save with encoding')"
    return source, "", [source.problem(words, len(at), min(len(at[-1]), len(lines[len(at) - 1])) + 1)]


def _control_characters(source: Source, text: str) -> list[Problem]:
    found = UNSEEN.search(text)
    if found is None:
        return []
    at = LINE_BREAK.split(text[: found.start()])
    sign = f"U+{ord(found.group()):04X}"
    words = f"a control character ({sign}) stands here – delete it; it may have come with a copy from elsewhere"
    return [source.problem(words, len(at), len(at[-1]) + 1)]


def shown(path: Path) -> str:
    """A path as messages name it: from the folder one works in, if it is below that, with forward slashes."""
    # As text, not as paths: it is done for each file, and takes a tenth of the time.
    absolute, here = os.path.abspath(path), os.path.join(os.getcwd(), "")
    below = absolute.startswith(here)
    name = absolute.removeprefix(here) if below else "." if os.path.join(absolute, "") == here else str(path)
    return CONTROL.sub("\ufffd", name.replace(os.sep, "/"))


def read(path: Path) -> tuple[Source, str, list[Problem]]:
    """Source, text and problems of a file on disk; a file that cannot be read is a problem too."""
    name = shown(path)
    try:
        data, size = _bytes(path)
    except OSError as error:
        empty = Source(name, ("",))
        return empty, "", [empty.problem(f"this file cannot be read – {error.strerror or error}")]
    if size > LARGEST:
        empty = Source(name, ("",))
        return empty, "", [empty.problem(f"this file is larger than 1 MB ({size:,} bytes) – content is text; split it")]
    return decoded(name, data)


def _bytes(path: Path) -> tuple[bytes, int]:
    """What a file holds, or nothing of one that is too large, and its size."""
    try:
        with open(path, "rb", 0, opener=_at_once) as file:
            state = os.fstat(file.fileno())
            if stat.S_ISREG(state.st_mode):
                return file.read() if state.st_size <= LARGEST else b"", state.st_size
    except OSError as error:
        # So the system calls a socket that is opened like a file.
        if error.errno != errno.ENXIO:
            raise
    raise OSError(0, "it is not a file of text")


def _at_once(path: str, flags: int) -> int:
    """A pipe would keep whoever opens it waiting for ever."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def below(
    folder: Path, problems: list[Problem], inside: tuple[str, ...] = (), leave_out: Container[tuple[str, ...]] = ()
) -> Iterator[tuple[tuple[str, ...], Path]]:
    """Every file of content below a folder, or `inside` a folder of it, in the order of its path, with the path's
    parts; hidden and temporary files are passed over, and links to folders are not followed (they come as they are). A
    folder that cannot be read is added to the problems: what is in it is not gone. Folders to `leave_out` are told by
    their parts."""

    def unread(error: OSError) -> None:
        problems.append(Source(shown(Path(error.filename))).problem(f"this folder cannot be read – {error.strerror}"))

    for directory, folders, names in os.walk(folder.joinpath(*inside), onerror=unread):
        above = Path(directory).relative_to(folder).parts
        folders[:] = sorted(
            name for name in folders if not PASSED_OVER.fullmatch(name) and (*above, name) not in leave_out
        )
        links = [name for name in folders if os.path.islink(os.path.join(directory, name))]
        for name in sorted([*names, *links]):
            if not PASSED_OVER.fullmatch(name):
                yield (*above, name), Path(directory, name)


def is_there(folder: Path, parts: tuple[str, ...]) -> bool:
    """Whether a folder holds this file of content: not one that is passed over, nor behind a link to a folder."""
    if any(PASSED_OVER.fullmatch(part) for part in parts):
        return False
    above = (folder.joinpath(*parts[:number]) for number in range(1, len(parts)))
    path = folder.joinpath(*parts)
    return not any(step.is_symlink() for step in above) and (path.is_symlink() or path.is_file())


def stamp(path: Path) -> tuple[int, int, int] | None:
    """What tells one state of a file from another without reading it; None where it cannot be told."""
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_ctime_ns, state.st_size


def leads_out(path: Path, folder: Path) -> bool:
    """Whether a link below a folder points to somewhere outside of it."""
    return os.path.islink(path) and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
