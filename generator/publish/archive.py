"""The files of a site → one ZIP file that opens from disk. Pure: the same files give the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from html import escape

from generator import addresses
from generator.model import Site
from generator.publish.discovery import root

# A ZIP file knows no time before this, and has to name one; the content's own days stand in the pages.
TIME = (1980, 1, 1, 0, 0, 0)
READABLE = 0o644 << 16
PACKED_ALREADY = (".png", ".xlsx", ".zip", ".gz", ".br", ".pdf")
FOR_HOSTS = (".gz", ".br")
# Links from the root of a host lead nowhere on a disk.
LEFT_OUT = (addresses.NOT_FOUND.path,)


def file(site: Site, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The one file by its path, of all files but those that are packed already for a host to send."""
    whole = {path: data for path, data in files.items() if not path.endswith(FOR_HOSTS)}
    return {addresses.ARCHIVE.path: archive(site, whole)}


def archive(site: Site, files: Mapping[str, bytes]) -> bytes:
    """All pages with what they show and offer, in one folder that is named after the site's address."""
    made = io.BytesIO()
    top = folder(site)
    with zipfile.ZipFile(made, "w") as packed:
        for path in sorted(files.keys() - set(LEFT_OUT)):
            one = zipfile.ZipInfo(f"{top}/{path}", TIME)
            one.external_attr, one.create_system = READABLE, 3
            one.compress_type = zipfile.ZIP_STORED if path.endswith(PACKED_ALREADY) else zipfile.ZIP_DEFLATED
            packed.writestr(one, _on_disk(site, path, files[path]))
    return made.getvalue()


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
