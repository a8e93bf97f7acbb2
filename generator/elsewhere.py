"""The links to elsewhere: which of them lead nowhere any more. The only module that asks other hosts for anything.

Polite: one question at a time to each host, with a pause between and a name to write to. What was answered well is not
asked again for a week. A host that does not answer in time, or refuses programs, is no mistake of the editor's.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

from generator.kinds import MarkdownText
from generator.lookup import Lookup
from generator.model import Content, SourceLink
from generator.problems import Problem, in_file_order
from generator.records import Key, Record
from generator.references import targets
from generator.walk import values
from generator.web_kinds import DigitalObjectIdentifier, WebAddress
from generator.write import replace as replace_file

TIMEOUT = 15  # seconds for one answer
PAUSE = 1.0  # seconds between two questions to one host
WEEK = 7 * 24 * 3600
AT_ONCE = 8  # hosts
GONE = {404, 410}
KEPT = Path(".cache") / "links.json"
AGENT = "evidence-site link check (one request a second; asked for by the editor of {})"
Links = dict[str, list[tuple[Record, Key]]]


def of(content: Content) -> Links:
    """Every address elsewhere that readers can follow, with the places that name it. A mirror is not linked."""
    found: Links = {}
    for _, record, key, kind, text in values(Lookup(content)):
        if isinstance(record, SourceLink) and record.mirror:
            continue
        if isinstance(kind, WebAddress):
            found.setdefault(text, []).append((record, key))
        elif isinstance(kind, DigitalObjectIdentifier):
            found.setdefault(f"https://doi.org/{quote(text)}", []).append((record, key))
        elif isinstance(kind, MarkdownText):
            for target in targets(text):
                if target.startswith(("http://", "https://")):
                    found.setdefault(target, []).append((record, key))
    return found


@dataclass
class Answers:
    """What addresses answered, by address: the time of asking and whether something was there. Kept in a file."""

    path: Path
    known: dict[str, float] = field(default_factory=dict)

    @classmethod
    def kept_in(cls, path: Path) -> Answers:
        try:
            known = json.loads(path.read_text("utf-8")) if path.is_file() else {}
            return cls(path, {str(url): float(when) for url, when in known.items()})
        except (OSError, ValueError, AttributeError, TypeError):
            return cls(path)

    def keep(self, now: float) -> None:
        """Keep what is still good to know; an answer that cannot be kept is asked for again, and no more."""
        self.known = {url: when for url, when in self.known.items() if now - when < WEEK}
        with suppress(OSError):
            replace_file(self.path, (json.dumps(self.known, indent=1, sort_keys=True) + "\n").encode())


def problems(content: Content, kept: Path = KEPT, pause: float = PAUSE) -> list[Problem]:
    """A warning for each place with an address that leads nowhere, or that could not be asked, in file order."""
    links, now = of(content), time.time()
    answers = Answers.kept_in(kept)
    to_ask = [url for url in links if now - answers.known.get(url, 0) >= WEEK]
    agent = AGENT.format(content.site.url)
    found: list[Problem] = []
    for url, words in ask_all(to_ask, lambda url: ask(url, agent), pause):
        if words:
            found += [replace(record.problem(key, f"{url} {words}"), warning=True) for record, key in links[url]]
        else:
            answers.known[url] = now
    answers.keep(now)
    return in_file_order(found)


def ask_all(urls: list[str], question: Callable[[str], str], pause: float) -> Iterator[tuple[str, str]]:
    """Each address with what is wrong with it, if anything: hosts side by side, the addresses of one in a row."""
    hosts: dict[str, list[str]] = {}
    for url in urls:
        hosts.setdefault(urlsplit(url).netloc, []).append(url)

    def in_a_row(of_host: list[str]) -> list[tuple[str, str]]:
        said = []
        for number, url in enumerate(of_host):
            if number:
                time.sleep(pause)
            said.append((url, question(url)))
        return said

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for said in pool.map(in_a_row, hosts.values()):
            yield from said


def ask(url: str, agent: str) -> str:
    """What is wrong with an address; empty where something is there. The page itself is asked for only where a host
    does not answer the shorter question."""
    for method in ("HEAD", "GET"):
        try:
            request = Request(url, method=method, headers={"User-Agent": agent, "Accept": "*/*"})  # noqa: S310 – http(s)
            with urlopen(request, timeout=TIMEOUT):  # noqa: S310 – addresses of content are http or https
                return ""
        except HTTPError as error:
            if method == "HEAD":
                continue
            if error.code in GONE:
                return f"leads nowhere ({error.code}) – look for the page’s new address"
            return f"could not be checked ({error.code}) – open it in a browser"
        except (OSError, HTTPException, ValueError) as error:
            reason = getattr(error, "reason", None) or error
            return f"does not answer ({reason}) – open it in a browser"
    return ""
