"""The folder of static files → assets of the site: one stylesheet of all layers, each script, each image as it is."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import count, product
from pathlib import Path

from generator import files
from generator.problems import Problem, in_file_order
from generator.records import Source

NAME = re.compile(r"[A-Za-z0-9._@-]+")
STYLESHEET = "assets/site.css"
# That of PDFs, which no page of the site loads.
REPORT = ("css", "report.css")
# Tokens, as stylesheets name them: --space-4; not the end of a class's name, as in .steps--none.
TOKEN = re.compile(rb"(?<![\w-])--[a-z][a-z0-9-]*")
COLOUR = re.compile(rb"--([a-z-]+):\s*(#[0-9a-f]{3,8})\b")
# The nought before a point, which a number can do without.
NOUGHT = re.compile(rb"(?<=[:\s,(])0(?=\.\d)")
# What opens and closes the blocks of a stylesheet, and texts, in which neither does.
SIGNS = re.compile(rb"""[{}]|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'""", re.DOTALL)
LETTERS = "abcdefghijklmnopqrstuvwxyz"
IN_STYLE = re.compile(rb"""url\((["']?)([A-Za-z0-9._@/-]+)\1\)""")


def assets(folder: Path) -> tuple[dict[str, bytes], list[Problem]]:
    """The assets by path. Stylesheets are joined in the order of their paths, 1-tokens first, 5-print last; those of
    single kinds of page, css/pages/, stay on their own."""
    if not folder.is_dir():
        return {}, [Source(files.shown(folder)).problem("there is no such folder – it holds stylesheets and scripts")]
    found: dict[str, bytes] = {}
    styles: list[bytes] = []
    problems: list[Problem] = []
    for parts, path in files.below(folder, problems):
        wrong = _misnamed(parts, found)
        if wrong:
            problems.append(Source(files.shown(path)).problem(wrong))
            continue
        data = _bytes(path, folder, problems)
        if parts == REPORT:
            continue
        if _joined(parts):
            styles.append(data)
        else:
            found[_address(parts)] = _small(parts[-1], data)
    whole = _one_block_a_layer(_small(STYLESHEET, b"\n".join(styles)))
    return {STYLESHEET: whole, **found}, in_file_order(problems)


def colours(sheet: bytes) -> dict[str, str]:
    """The colours of the site by the names of their tokens: of each the first, which is that of day."""
    found: dict[str, str] = {}
    for name, value in COLOUR.findall(sheet):
        found.setdefault(name.decode(), value.decode())
    return found


def report_style(folder: Path) -> str | None:
    """The stylesheet of PDFs; None where there is none."""
    path = folder.joinpath(*REPORT)
    return path.read_text("utf-8") if path.is_file() else None


def published(assets: Mapping[str, bytes]) -> tuple[dict[str, bytes], dict[str, str]]:
    """Assets under the names that they have on the web, and those names by their own: `assets/site.css` becomes
    `assets/site.0f3a9c21b4.css`. What has another content has another name, so a browser may keep each for ever."""
    names = {path: _with_hash(path, data) for path, data in assets.items() if not path.endswith(".css")}
    sheets = _with_short_tokens({path: data for path, data in assets.items() if path.endswith(".css")})
    styled = {path: _with_names(data, names) for path, data in sheets.items()}
    names |= {path: _with_hash(path, data) for path, data in styled.items()}
    return {names[path]: data for path, data in {**assets, **styled}.items()}, names


def _with_hash(path: str, data: bytes) -> str:
    stem, dot, ending = path.rpartition(".")
    digest = hashlib.sha256(data).hexdigest()[:10]
    return f"{stem}.{digest}.{ending}" if dot and "/" not in ending else f"{path}.{digest}"


def _with_short_tokens(sheets: Mapping[str, bytes]) -> dict[str, bytes]:
    """Stylesheets with a letter or two for each token, the most used first: a page loads some 300 of their names."""
    counted = Counter(token for sheet in sheets.values() for token in TOKEN.findall(sheet))
    ordered = sorted(counted, key=lambda token: (-counted[token], token))
    short = {token: f"--{name}".encode() for token, name in zip(ordered, _short_names(), strict=False)}
    return {path: TOKEN.sub(lambda found: short[found.group()], sheet) for path, sheet in sheets.items()}


def _short_names() -> Iterator[str]:
    return ("".join(letters) for length in count(1) for letters in product(LETTERS, repeat=length))


def _with_names(style: bytes, names: Mapping[str, str]) -> bytes:
    """A stylesheet that names other assets as they are published; they stand beside it."""

    def named(found: re.Match[bytes]) -> bytes:
        path = names.get(f"assets/{found.group(2).decode()}")
        return f"url({path.removeprefix('assets/')})".encode() if path else found.group()

    return IN_STYLE.sub(named, style)


def _joined(parts: tuple[str, ...]) -> bool:
    """Whether a file is a part of the one stylesheet of all pages."""
    return parts[0] == "css" and parts[1:2] != ("pages",)


def _one_block_a_layer(style: bytes) -> bytes:
    """A stylesheet in which blocks of one layer that stand side by side, a file each, are one."""
    blocks: list[tuple[bytes, bytes]] = []
    start = opened = depth = 0
    for sign in SIGNS.finditer(style):
        depth += (sign.group() == b"{") - (sign.group() == b"}")
        if sign.group() == b"{" and depth == 1:
            opened = sign.start()
        elif sign.group() == b"}" and depth == 0:
            head, inside = style[start:opened], style[opened + 1 : sign.start()]
            same = head.startswith(b"@layer ") and bool(blocks) and blocks[-1][0] == head
            blocks.append((head, blocks.pop()[1] + inside if same else inside))
            start = sign.end()
    return b"".join(b"%b{%b}" % block for block in blocks) + style[start:]


def _address(parts: tuple[str, ...]) -> str:
    if parts[0] == "css":
        return f"assets/{parts[-1]}"
    kept = parts[1:] if parts[0] in ("js", "images") and len(parts) > 1 else parts
    return "/".join(("assets", *kept))


def _misnamed(parts: tuple[str, ...], found: dict[str, bytes]) -> str:
    """Why a file cannot be an asset under its name; empty if it can."""
    if not all(NAME.fullmatch(part) for part in parts):
        return "the name of this file becomes part of an address – use letters without accents, digits, - and _"
    if parts[0] == "css" and not parts[-1].endswith(".css"):
        return "only stylesheets stand in css/ – move this file to images/ or js/"
    if not _joined(parts) and _address(parts) in {STYLESHEET, *found}:
        return f"another file becomes {_address(parts)} already – rename one of the two"
    return ""


def _small(name: str, data: bytes) -> bytes:
    """A stylesheet or script without its comments and white space; anything else as it is."""
    if name.endswith(".css"):
        import rcssmin

        return NOUGHT.sub(b"", rcssmin.cssmin(data))
    if name.endswith(".js"):
        import rjsmin

        return bytes(rjsmin.jsmin(data))
    return data


def _bytes(path: Path, folder: Path, problems: list[Problem]) -> bytes:
    try:
        if files.leads_out(path, folder):
            raise OSError("it is a link to somewhere outside of the folder")
        if path.exists() and not path.is_file():
            raise OSError(0, "it is not a file")
        return path.read_bytes()
    except OSError as error:
        words = f"this file cannot be read – {error.strerror or error}"
        problems.append(Source(files.shown(path)).problem(words))
        return b""
