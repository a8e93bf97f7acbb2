"""Files → one ZIP file, member by member: one that is packed already is copied as it lies. Pure, and the same files
give the same bytes: those that `zipfile` writes, which packs anew whatever it takes.

The format is PKWARE's APPNOTE.TXT, 4.3: each member behind a head of its own, then a directory of all heads.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

# A ZIP file knows no time before this day, and has to name one: 1 January 1980, at midnight.
TIME = struct.pack("<2H", 0, 1 << 5 | 1)
READABLE = 0o644 << 16
STORED, DEFLATED = 0, 8
NAME_IS_UTF8 = 0x800
VERSION, MADE_BY_UNIX = 20, 3 << 8 | 20
LEVEL = -1
HEAD, ENTRY, END = b"PK\3\4", b"PK\1\2", b"PK\5\6"
END_SIZE = 22
# Behind packed parts: that no more follows.
NO_MORE = b"\3\0"
LARGEST, MOST = (1 << 32) - 1, (1 << 16) - 1


class Part(NamedTuple):
    """A part of a file, packed; any other can follow it. With its size and checksum before."""

    packed: bytes
    size: int
    checksum: int


class Member(NamedTuple):
    """One file as it lies in a ZIP file."""

    name: str
    method: int
    checksum: int
    size: int
    packed: bytes


def member(name: str, data: bytes, *, stored: bool = False) -> Member:
    """A file, packed; or stored as it is, where packing would gain nothing."""
    packed = data if stored else _deflated(data)
    return Member(name, STORED if stored else DEFLATED, zlib.crc32(data), len(data), packed)


def part(data: bytes) -> Part:
    """A part of a file, packed by itself: when another part changes, this one need not be packed again."""
    return Part(_deflated(data, zlib.Z_FULL_FLUSH), len(data), zlib.crc32(data))


def member_of(name: str, parts: Sequence[bytes | Part]) -> Member:
    """A file of parts one after the other. Where some are packed, they stay as they are."""
    if not any(isinstance(one, Part) for one in parts):
        return member(name, b"".join(one for one in parts if isinstance(one, bytes)))
    each = [one if isinstance(one, Part) else part(one) for one in parts if one]
    packed = b"".join([*(one.packed for one in each), NO_MORE])
    return Member(name, DEFLATED, _checksum(each), sum(one.size for one in each), packed)


def _checksum(parts: Sequence[Part]) -> int:
    """The checksum of parts one after the other, without a look at what is in them: a part changes what was before it
    as so many zeros would, but for the difference between the part and zeros."""
    found, zeros = 0, memoryview(bytes(max(one.size for one in parts)))
    for one in parts:
        as_long = zeros[: one.size]
        found = zlib.crc32(as_long, found) ^ zlib.crc32(as_long) ^ one.checksum
    return found


def _deflated(data: bytes, end: int = zlib.Z_FINISH) -> bytes:
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush(end)


def whole(members: Iterable[Member], mode: int = READABLE) -> bytes:
    """The ZIP file. Raises OverflowError where it would take the format's extension for very large ones."""
    heads: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    for one in members:
        encoded = one.name.encode()
        flags = 0 if one.name.isascii() else NAME_IS_UTF8
        told = struct.pack("<2H", flags, one.method) + TIME
        told += struct.pack("<3L2H", one.checksum, len(one.packed), one.size, len(encoded), 0)
        heads += [HEAD, struct.pack("<H", VERSION), told, encoded, one.packed]
        directory += [ENTRY, struct.pack("<2H", MADE_BY_UNIX, VERSION), told, struct.pack("<3H2L", 0, 0, 0, mode, at)]
        directory.append(encoded)
        at += 30 + len(encoded) + len(one.packed)
    listed = b"".join(directory)
    count = len(directory) // 5
    if at + len(listed) > LARGEST or count > MOST:
        raise OverflowError("too large for a ZIP file")
    return b"".join([*heads, listed, END, struct.pack("<4H2LH", 0, 0, count, count, len(listed), at, 0)])


def members(zipped: bytes) -> dict[str, Member]:
    """What a file that `whole` made holds, by name. Raises ValueError for any other."""
    try:
        count, length, at = struct.unpack_from("<H2L", zipped, len(zipped) - END_SIZE + 10)
        if zipped[-END_SIZE:][:4] != END or at + length + END_SIZE != len(zipped):
            raise ValueError("this is no ZIP file of ours")
        found = {}
        for _ in range(count):
            method, checksum, packed, size, name = struct.unpack_from("<2xH4x3LH", zipped, at + 8)
            start = struct.unpack_from("<L", zipped, at + 42)[0] + 30 + name
            text = zipped[at + 46 : at + 46 + name].decode()
            found[text] = Member(text, method, checksum, size, zipped[start : start + packed])
            at += 46 + name
    except (struct.error, UnicodeDecodeError) as error:
        raise ValueError("this is no ZIP file of ours") from error
    return found
