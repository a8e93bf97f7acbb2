"""The files of a site → one ZIP file that opens from disk. Pure: the same files give the same bytes."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from html import escape
from itertools import chain, zip_longest
from types import MappingProxyType

from generator import addresses, zipped
from generator.model import Site
from generator.publish.discovery import root
from generator.zipped import Member

PACKED_ALREADY = (".png", ".xlsx", ".zip", ".gz", ".br", ".pdf")
FOR_HOSTS = (".gz", ".br")
# Links from the root of a host lead nowhere on a disk.
LEFT_OUT = (addresses.NOT_FOUND.path,)
# From this many files on, threads are worth what they cost.
MANY = 500
NOTHING: Mapping[str, Member] = MappingProxyType({})


def file(
    site: Site, paths: Collection[str], bytes_of: Callable[[str], bytes], before: Mapping[str, Member] = NOTHING
) -> dict[str, bytes]:
    """The one file by its path, of all files but those that are packed already for a host to send. `before` are those,
    by path, that are as the last one had them."""
    whole = [path for path in paths if not path.endswith(FOR_HOSTS)]
    return {addresses.ARCHIVE.path: archive(site, whole, bytes_of, before)}


def archive(
    site: Site, paths: Collection[str], bytes_of: Callable[[str], bytes], before: Mapping[str, Member] = NOTHING
) -> bytes:
    """All pages with what they show and offer, in one folder that is named after the site's address."""
    inside = sorted(set(paths) - set(LEFT_OUT))
    new = [path for path in inside if path not in before]
    packed = dict(zip(new, _at_once(lambda path: member(site, path, bytes_of(path)), new), strict=True))
    return zipped.whole(before.get(path) or packed[path] for path in inside)


def _at_once(pack: Callable[[str], Member], paths: Sequence[str]) -> list[Member]:
    """Each file packed, by as many threads as there are processors: while zlib packs, others can."""
    threads = os.cpu_count() or 1
    if threads < 2 or len(paths) < MANY:
        return [pack(path) for path in paths]
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(threads) as pool:
        by_thread = pool.map(lambda some: [pack(path) for path in some], [paths[n::threads] for n in range(threads)])
        return list(chain.from_iterable(zip_longest(*by_thread)))[: len(paths)]


def member(site: Site, path: str, data: bytes) -> Member:
    on_disk = _on_disk(site, path, data)
    return zipped.member(f"{folder(site)}/{path}", on_disk, stored=path.endswith(PACKED_ALREADY))


def members(archive: bytes) -> dict[str, Member]:
    """What an archive holds, by path. Raises ValueError where it is none of ours."""
    return {name.partition("/")[2]: one for name, one in zipped.members(archive).items()}


def _on_disk(site: Site, path: str, data: bytes) -> bytes:
    """A file cannot hold itself: pages that offer it lead to it on the web."""
    if not path.endswith(".html"):
        return data
    link = addresses.ARCHIVE.seen_from(path)
    return data.replace(f'href="{link}"'.encode(), f'href="{escape(root(site) + addresses.ARCHIVE.path)}"'.encode())


def folder(site: Site) -> str:
    """A name for the folder: host and path of the site, as far as every disk can have them."""
    bare = site.url.split("://", 1)[1].strip("/")
    return "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in bare)[:80].strip("-") or "site"
