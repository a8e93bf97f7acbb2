"""Values that lead out of a file: addresses of the web and of e-mail, and DOIs. Kinds, as those in kinds.py are."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from generator.frozen import frozen
from generator.problems import Misfit, quoted

# The letters of a host: Latin ones, without those that look like another. Of other alphabets some look the same.
LETTER = "a-zß-öø-ÿā-įĵ-ķĺ-ľł-ňŋ-ž"
HOST = rf"(?:[{LETTER}0-9](?:[{LETTER}0-9_-]*[{LETTER}0-9])?\.)+[{LETTER}][{LETTER}0-9-]*[{LETTER}0-9]|localhost"
# What only computers of one network know: a name without a dot, or numbers.
NEAR = r"(?!localhost\b)[a-z](?:[a-z0-9-]*[a-z0-9])?|(?:[0-9]{1,3}\.){3}[0-9]{1,3}"


@frozen
class WebAddress:
    """The address of a page on the web: http or https, a host, no spaces, no user name."""

    words: str = "a web address"

    def read(self, text: str) -> str:
        if re.fullmatch(NEAR, _host(text)):
            raise Misfit(f"{quoted(text)} is known in one network alone – give an address that every reader can open")
        return text


def _host(text: str) -> str:
    """The host of an address that is well-formed; of one that is not, nobody asks it."""
    if not re.match(r"https?://", text):
        raise Misfit(f"{quoted(text)} is not a web address – it should begin with https://")
    try:
        parts = urlsplit("" if re.search(r"[\s<>\"'`\\{}|^\x00-\x20\x7f-\x9f]", text) else text)
        _ = parts.port
    except ValueError:
        parts = urlsplit("")
    host = parts.hostname or ""
    if parts.username is not None or not re.fullmatch(f"{HOST}|{NEAR}", host):
        raise Misfit(f"{quoted(text)} is not a well-formed web address – copy it again from the browser")
    return host


@frozen
class FolderAddress(WebAddress):
    """The address below which all pages of a site are, and of none of them. It may be known in one network alone."""

    words: str = "the web address of a folder"

    def read(self, text: str) -> str:
        _host(text)
        parts = urlsplit(text)
        if parts.query or parts.fragment or parts.path.endswith((".html", ".htm", ".php")):
            folder = f"{parts.scheme}://{parts.netloc}{parts.path[: parts.path.rfind('/') + 1] or '/'}"
            raise Misfit(f"{quoted(text)} is the address of one page – write that of the folder it is in: {folder}")
        return text


@frozen
class DigitalObjectIdentifier:
    """A DOI alone, without the address of its resolver: `10.1016/j.chiabu.2003.09.018`."""

    words: str = "a DOI"

    def read(self, text: str) -> str:
        bare = re.sub(r"^(https?://(dx\.)?doi\.org/|doi:\s*)", "", text, flags=re.IGNORECASE)
        meant = of_doi(bare)
        if not re.fullmatch(r"10\.[0-9]{4,9}/[^\s\"<>{}|\\^`]+", meant):
            raise Misfit(f"{quoted(text)} is not a DOI – a DOI looks like 10.1016/j.chiabu.2003.09.018")
        if meant != bare:
            raise Misfit(f"{quoted(text)} ends with a sign of the sentence that it was copied from – write {meant}")
        if bare != text:
            raise Misfit(f"{quoted(text)} is more than the DOI – write {bare}")
        return text


def of_doi(text: str) -> str:
    """A DOI without the full stop, comma or bracket of the sentence around it; a bracket that it opens itself stays."""
    while text.endswith((".", ",", ";")) or any(
        text.endswith(end) and text.count(end) > text.count(begin) for begin, end in ("()", "[]")
    ):
        text = text[:-1]
    return text


@frozen
class Mailbox:
    """Where to write to: an e-mail address, or the address of a page."""

    words: str = "an e-mail or web address"

    def read(self, text: str) -> str:
        if re.match(r"https://", text):
            return WebAddress().read(text)
        if not re.fullmatch(r"[A-Za-z0-9._%+-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}", text):
            raise Misfit(f"{quoted(text)} is not an e-mail or web address – write name@example.org, or https://…")
        return text
