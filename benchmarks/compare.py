"""The same site, from the same records, built by us and by the tools a user would pick instead; side by side.

    python benchmarks/compare.py [--sizes 33 1000] [--pairs 5] [--name bench] [--peers hugo eleventy …]

Tools take turns, run by run, and the n-th run of one is paired with the n-th of another: what disturbs the machine
disturbs both. A cold build has a fresh output and no cache. Nothing is removed before the end: removing thousands of
files slows down whoever writes next. Prints medians with least and most, and ratios of pairs (ours to theirs: below 1,
ours is faster); a ratio whose range crosses 1 is a tie. Writes results/NAME.json and results/NAME.svg.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import peers
from chart import bars
from measure import Run, run
from peers import OURS, Call, Peer
from summary import exponent, ratio, spread

HERE = Path(__file__).parent
REVIEWS = {33: 1, 1_000: 30, 10_000: 303, 50_000: 1_515}
EVERYWHERE = ("hugo", "hugo-json")  # peers of every scenario; the others are asked for cold builds
PATIENCE = 120.0
QUIET = 0.5  # load of a machine that does nothing else
Runs = dict[str, list[Run]]


@dataclass
class Site:
    """One size: the source of each tool, and where it builds. `study` is the page of the study that is edited, `place`
    the word in its file that becomes another."""

    size: int
    folder: Path
    tools: list[Peer]
    study: str = ""
    place: str = ""
    outputs: int = 0
    edits: int = 0
    warm: dict[str, Path] = field(default_factory=dict)
    made: dict[str, Path] = field(default_factory=dict)

    def source(self, tool: Peer) -> Path:
        return self.folder / "sources" / (tool.export or "ours")

    def fresh_output(self, tool: Peer) -> Path:
        self.outputs += 1
        return (self.source(tool) if tool.inside else self.folder / "outputs") / f"{tool.name}-{self.outputs}"

    def forget_caches(self, tool: Peer) -> None:
        """What a tool keeps in its source is moved out of its way, not removed."""
        for name in tool.caches:
            kept = self.source(tool) / name
            if kept.exists():
                kept.rename(self.folder / f"old-{kept.name.strip('.')}-{time.monotonic_ns()}")

    def edited_files(self, tool: Peer) -> list[Path]:
        return [self.source(tool) / name for name in tool.edited(self.study)]

    def edit(self, tool: Peer) -> str:
        """The study is of another place from now on: in its title, its population and its notes."""
        self.edits += 1
        word = f"{self.place}-{self.edits}"
        for path in self.edited_files(tool):
            text = path.read_text("utf-8")
            path.write_text(re.sub(rf"\b{self.place}(-\d+)?\b", word, text), "utf-8")
        return word

    def showing(self, tool: Peer) -> list[Path]:
        """The pages that must show an edit: the study's, and the table of its review's studies."""
        review = Path(self.study).parent.parent
        return [self.warm[tool.name] / f"{page}.html" for page in (self.study, review / "studies")]


def site_of(size: int, work: Path, tools: list[Peer]) -> Site:
    """The sources of all tools, made in processes of their own: this one stays small."""
    site = Site(size, work / str(size), tools)
    sources = site.folder / "sources"
    sources.mkdir(parents=True)
    (site.folder / "outputs").mkdir()
    script = [sys.executable, str(HERE / "synthetic.py"), str(sources / "ours"), str(size), str(REVIEWS.get(size, 0))]
    subprocess.run(script, check=True, stdout=subprocess.DEVNULL)
    exported = [tool.export for tool in tools if tool.export]
    if exported:
        subprocess.run([sys.executable, HERE / "export.py", sources / "ours", sources, *exported], check=True)
    site.study, site.place = study_to_edit(sources / "ours")
    return site


def study_to_edit(content: Path) -> tuple[str, str]:
    """The first study whose place no other study of its review is about: its page, and the place."""
    texts = {path: path.read_text("utf-8") for path in sorted(content.glob("reviews/synthetic-0001/studies/*.yaml"))}
    for path, text in texts.items():
        title = re.search(r"^title: .* of (\w+)'?$", text, re.MULTILINE)
        if title and sum(title[1] in other for other in texts.values()) == 1:
            return str(path.relative_to(content).with_suffix("")), title[1]
    raise SystemExit("each place has several studies: make more places")


# ── Scenarios ──


def cold(site: Site, tool: Peer) -> Run:
    """A build with nothing to build on."""
    site.forget_caches(tool)
    site.made[tool.name] = site.fresh_output(tool)
    return run(tool.build(site.source(tool), site.made[tool.name]))


def unchanged(site: Site, tool: Peer) -> Run:
    """A new process, and nothing to do."""
    return run(tool.build(site.source(tool), site.warm[tool.name]))


def one_change(site: Site, tool: Peer) -> Run:
    """A new process after one study was edited. Pages that do not show the edit are told of."""
    word = site.edit(tool)
    taken = run(tool.build(site.source(tool), site.warm[tool.name]))
    stale = [page.name for page in site.showing(tool) if word not in page.read_text("utf-8")]
    if stale:
        print(f"  {tool.name}: {', '.join(stale)} is stale after the change", file=sys.stderr)
    return taken


SCENARIOS: dict[str, Callable[[Site, Peer], Run]] = {
    "cold build": cold,
    "unchanged build": unchanged,
    "one study changed": one_change,
}


def in_turns(site: Site, tools: list[Peer], pairs: int, measured: Callable[[Site, Peer], Run]) -> Runs:
    """A B C, A B C …"""
    found: Runs = {tool.name: [] for tool in tools}
    for number in range(pairs):
        for tool in tools:
            found[tool.name].append(measured(site, tool))
            print(f"    {number + 1}/{pairs} {tool.name}: {found[tool.name][-1].wall:.3f} s", file=sys.stderr)
    return found


def warm_up(site: Site, tools: list[Peer]) -> None:
    """A built output for each tool, built twice: the first build may only fill a cache."""
    for tool in tools:
        if tool.name not in site.warm:
            site.forget_caches(tool)
            site.warm[tool.name] = site.fresh_output(tool)
            for _ in range(2):
                run(tool.build(site.source(tool), site.warm[tool.name]))


# ── The preview ──


@contextmanager
def watching(site: Site, tool: Peer) -> Iterator[None]:
    """A tool that builds again whenever its source changes, until the end of the block."""
    assert tool.watch is not None
    call = tool.watch(site.source(tool), site.warm[tool.name])
    process = subprocess.Popen(
        call.words, cwd=call.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def saved(site: Site, tool: Peer, patience: float = PATIENCE) -> Run | None:
    """Seconds from saving a study to the last page on disk that shows it; None if it is not seen."""
    word = site.edit(tool)
    begin = time.perf_counter()
    waiting = site.showing(tool)
    while waiting:
        if time.perf_counter() - begin > patience:
            return None
        waiting = [page for page in waiting if word.encode() not in page.read_bytes()]
        time.sleep(0.001)
    taken = time.perf_counter() - begin
    time.sleep(1)  # what it may still write is not to burden the next
    return Run(taken, 0, 0)


def previews(site: Site, tools: list[Peer], pairs: int) -> Runs:
    """One after the other: tools that watch at the same time would disturb each other."""
    found: Runs = {}
    for tool in tools:
        with watching(site, tool):
            runs = [saved(site, tool) for _ in range(pairs)] if watches_by_now(site, tool) else []
        found[tool.name] = [one for one in runs if one is not None]
        if len(found[tool.name]) < pairs:
            print(f"  {tool.name}: an edit was not seen in {PATIENCE:.0f} s", file=sys.stderr)
    return {name: runs for name, runs in found.items() if len(runs) == pairs}


def watches_by_now(site: Site, tool: Peer) -> bool:
    """Edits until two were seen. The first may be seen by the build at the start, and one soon after it by nobody."""
    seen = 0
    for _ in range(8):
        seen += saved(site, tool, patience=PATIENCE / 6) is not None
        if seen == 2:
            return True
    return False


def watches(tool: Peer) -> bool:
    return tool.watch is not None and (tool is not OURS or "--watch" in peers.our_options())


# ── Whole processes of ours ──


def whole_processes(site: Site, pairs: int) -> dict[str, list[Run]]:
    source, output = site.source(OURS), site.warm[OURS.name]
    calls: dict[str, Callable[[], Call]] = {
        "--help": lambda: peers.ours("--help"),
        "first check": lambda: _check(source, site.fresh_output(OURS)),
        "check of one change": lambda: _check_of_one_change(site, output),
        "unchanged check": lambda: _check(source, output),
        "unchanged build": lambda: OURS.build(source, output),
    }
    # Each once before: the first finds nothing kept.
    return {name: [run(call()) for _ in range(pairs + 1)][1:] for name, call in calls.items()}


def _check(source: Path, output: Path) -> Call:
    """A check that keeps what it found beside an output."""
    return peers.ours("check", "--content", str(source), "--cache", str(output.with_name(f"{output.name}-checked")))


def _check_of_one_change(site: Site, output: Path) -> Call:
    site.edit(OURS)
    return _check(site.source(OURS), output)


# ── Results ──


def measured(site: Site, pairs: int, everywhere: list[str]) -> Iterator[tuple[str, Runs]]:
    """Scenario by scenario, all tools that take part."""
    several = [tool for tool in site.tools if tool is OURS or tool.name in everywhere]
    for name, scenario in SCENARIOS.items():
        taking_part = site.tools if scenario is cold else several
        print(f"  {site.size:,} studies, {name}", file=sys.stderr)
        if scenario is not cold:
            warm_up(site, taking_part)
        yield name, in_turns(site, taking_part, pairs, scenario)
    watchers = [tool for tool in several if watches(tool)]
    warm_up(site, watchers)
    print(f"  {site.size:,} studies, preview", file=sys.stderr)
    yield "preview, save to disk", previews(site, watchers, pairs)
    if site.size == min(REVIEWS):
        yield "whole processes of ours", whole_processes(site, pairs)


def growth(sizes: list[int], pairs: int, work: Path) -> dict[int, list[Run]]:
    """Cold builds of ours alone."""
    return {size: in_turns(site_of(size, work, [OURS]), [OURS], pairs, cold)[OURS.name] for size in sizes}


def written(output: Path) -> dict[str, int]:
    """What a cold build left."""
    sizes = [path.stat().st_size for path in output.rglob("*") if path.is_file()]
    return {"files": len(sizes), "bytes": sum(sizes)}


def machine() -> dict[str, str]:
    return {
        "system": platform.platform(),
        "python": platform.python_version(),
        "processors": str(os.cpu_count()),
        "date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "load before": f"{os.getloadavg()[0]:.1f}",
    }


def told(results: dict[str, Any]) -> Iterator[str]:
    """The tables, line by line."""
    about = results["machine"]
    yield f"{about['system']}, Python {about['python']}, {about['processors']} processors"
    if float(about["load before"]) > QUIET:
        yield f"The machine was busy (load before: {about['load before']}): look at processor time, and measure again."
    yield f"{results['pairs']} runs of each; " + ", ".join(f"{name} {one}" for name, one in results["versions"].items())
    for size, scenarios in results["sizes"].items():
        for scenario, of in scenarios.items():
            yield f"\n{int(size):,} studies: {scenario}"
            yield f"  {'':26} {'wall, s':>24} {'processor, s':>14} {'memory, MiB':>12}  ours to theirs"
            for name, runs in of.items():
                yield _line(name, runs, of.get(OURS.name), results["labels"])
        yield f"\n{int(size):,} studies: what a cold build leaves"
        for name, left in results["written"].get(size, {}).items():
            yield f"  {results['labels'][name]:26} {left['files']:10,} files {left['bytes'] / 1e6:10.1f} MB"
    yield from results.get("growth", {}).get("words", ())


def _line(name: str, runs: list[dict[str, float]], ours: list[dict[str, float]] | None, labels: dict[str, str]) -> str:
    walls = [one["wall"] for one in runs]
    cpu, memory = sorted(one["cpu"] for one in runs)[len(runs) // 2], max(one["memory"] for one in runs)
    against = str(ratio([one["wall"] for one in ours], walls)) if ours and name != OURS.name else ""
    used = f"{cpu:14.2f} {memory:12.0f}" if memory else f"{'':14} {'':12}"
    return f"  {labels.get(name, name):26} {spread(walls):>24} {used}  {against}".rstrip()


def main(words: list[str]) -> None:
    options = _parser().parse_args(words)
    tools = [OURS, *(peers.BY_NAME[name] for name in options.peers if peers.BY_NAME[name].installed)]
    work = options.work.resolve() / f"{options.name}-{os.getpid()}"
    results: dict[str, Any] = {
        "machine": machine(),
        "pairs": options.pairs,
        "versions": {tool.name: peers.version(tool) for tool in tools},
        "labels": {tool.name: f"{tool.label}, {tool.reads}" for tool in tools},
        "sizes": {},
        "written": {},
    }
    try:
        for size in options.sizes:
            site = site_of(size, work, [tool for tool in tools if size <= tool.largest])
            of_size = results["sizes"][str(size)] = {}
            for scenario, of in measured(site, options.pairs, options.everywhere):
                of_size[scenario] = {name: [one.rounded() for one in runs] for name, runs in of.items()}
                results["written"][str(size)] = {name: written(output) for name, output in site.made.items()}
                keep(results, options.name)
        if options.growth:
            taken = growth(options.growth, max(1, options.pairs // 2), work / "growth")
            results["growth"] = {"runs": {str(n): [one.rounded() for one in runs] for n, runs in taken.items()}}
            results["growth"]["words"] = list(_growth_in_words(taken))
            keep(results, options.name)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print("\n".join(told(results)))


def keep(results: dict[str, Any], name: str) -> None:
    """What there is so far: a long run that is stopped leaves what it measured."""
    path = HERE / "results" / f"{name}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(results, indent=1) + "\n", "utf-8")
    path.with_suffix(".svg").write_text(bars(results), "utf-8")


def _growth_in_words(taken: dict[int, list[Run]]) -> Iterator[str]:
    times = {size: sorted(one.wall for one in runs)[len(runs) // 2] for size, runs in taken.items()}
    sizes = sorted(times)
    yield "\nGrowth of a cold build of ours"
    for small, large in pairwise(sizes):
        grown = exponent((small, times[small]), (large, times[large]))
        yield f"  {small:,} to {large:,}: {times[small]:.2f} s to {times[large]:.2f} s, exponent {grown:.2f}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("compare.py", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="*", default=[33, 1_000], help="numbers of studies")
    parser.add_argument("--pairs", type=int, default=5, help="runs of each tool, in turns")
    parser.add_argument("--peers", nargs="*", default=[peer.name for peer in peers.PEERS], help="the tools beside ours")
    parser.add_argument(
        "--everywhere", nargs="*", default=list(EVERYWHERE), help="those that more than cold builds are asked of"
    )
    parser.add_argument("--growth", type=int, nargs="*", default=[], help="sizes at which ours alone is built cold")
    parser.add_argument("--name", default="bench", help="what the results are called")
    parser.add_argument("--work", type=Path, default=HERE / ".work", help="where sites are built; emptied at the end")
    return parser


if __name__ == "__main__":
    main(sys.argv[1:])
