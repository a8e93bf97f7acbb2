"""The folder of static files → assets of the site: one stylesheet of all layers, each script, each image as it is."""

from __future__ import annotations

from pathlib import Path

from generator import files
from generator.problems import Problem, in_file_order
from generator.records import Source

STYLESHEET = "assets/site.css"


def assets(folder: Path) -> tuple[dict[str, bytes], list[Problem]]:
    """The assets by path. Stylesheets are joined in the order of their paths, 1-tokens first, 5-print last; those of
    single kinds of page, css/pages/, stay on their own."""
    if not folder.is_dir():
        return {}, [Source(files.shown(folder)).problem("there is no such folder – it holds stylesheets and scripts")]
    found: dict[str, bytes] = {}
    styles: list[bytes] = []
    problems: list[Problem] = []
    for parts, path in files.below(folder, problems):
        data = _bytes(path, folder, problems)
        if parts[0] == "css" and parts[1:2] != ("pages",):
            styles.append(data)
        elif parts[0] == "css":
            found[f"assets/{parts[-1]}"] = _small(data)
        else:
            kept = parts[1:] if parts[0] in ("js", "images") and len(parts) > 1 else parts
            found["/".join(("assets", *kept))] = data
    return {STYLESHEET: _small(b"\n".join(styles)), **found}, in_file_order(problems)


def _small(stylesheet: bytes) -> bytes:
    import rcssmin

    return bytes(rcssmin.cssmin(stylesheet))


def _bytes(path: Path, folder: Path, problems: list[Problem]) -> bytes:
    try:
        if files.leads_out(path, folder):
            raise OSError("it is a link to somewhere outside of the folder")
        return path.read_bytes()
    except OSError as error:
        words = f"this file cannot be read – {error.strerror or error}"
        problems.append(Source(files.shown(path)).problem(words))
        return b""
