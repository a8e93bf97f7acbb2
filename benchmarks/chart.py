"""Results → a chart: for each size and scenario the medians as bars, with a line from the least to the most. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median
from typing import Any
from xml.sax.saxutils import escape

WIDTH, LABELS, LINE, BAR = 760, 210, 22, 12
STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#1b1b1b}.title{font-weight:600}.number{fill:#555}"
    "rect{fill:#9aa7b1}rect.ours{fill:#1f5f8b}line{stroke:#1b1b1b}"
    "@media(prefers-color-scheme:dark){text{fill:#eee}.number{fill:#bbb}line{stroke:#eee}rect.ours{fill:#6fb1de}}"
)


def bars(results: dict[str, Any]) -> str:
    parts: list[str] = []
    y = 10
    for size, scenarios in results["sizes"].items():
        for scenario, of in scenarios.items():
            walls = {name: [one["wall"] for one in runs] for name, runs in of.items() if runs}
            if not walls:
                continue
            y += LINE
            parts.append(f'<text class="title" x="8" y="{y}">{int(size):,} studies: {escape(scenario)}, seconds</text>')
            most = max(max(values) for values in walls.values())
            for name, values in walls.items():
                y += LINE
                parts.extend(_bar(results["labels"].get(name, name), values, most, y, ours=name == "ours"))
            y += LINE // 2
    size = f'viewBox="0 0 {WIDTH} {y + LINE}" width="{WIDTH}" height="{y + LINE}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">'
    title = "<title>Seconds that each tool takes, by size and scenario; the table beside has the numbers</title>"
    return "\n".join([head, title, f"<style>{STYLE}</style>", *parts, "</svg>\n"])


def _bar(label: str, values: list[float], most: float, y: int, *, ours: bool) -> Iterator[str]:
    scale = (WIDTH - LABELS - 90) / most
    middle, low, high = (round(LABELS + value * scale, 1) for value in (median(values), min(values), max(values)))
    mark = ' class="ours"' if ours else ""
    yield f'<text x="{LABELS - 8}" y="{y}" text-anchor="end">{escape(label)}</text>'
    yield f'<rect{mark} x="{LABELS}" y="{y - BAR + 2}" width="{round(middle - LABELS, 1)}" height="{BAR}"/>'
    yield f'<line x1="{low}" x2="{high}" y1="{y - BAR / 2 + 2}" y2="{y - BAR / 2 + 2}"/>'
    yield f'<text class="number" x="{high + 6}" y="{y}">{median(values):.3g}</text>'
