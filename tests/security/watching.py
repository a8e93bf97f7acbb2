"""Opens pages in Chromium, and keeps all that a page did which no page of ours does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

# What every payload would do if it ran, and what a page's policy kept it from doing.
WATCH = """
Object.defineProperty(window, "__seen", { value: [] });
Object.defineProperty(window, "__xss", { value: (...what) => window.__seen.push(`ran ${what}`) });
for (const name of ["alert", "confirm", "prompt", "print", "open"])
  Object.defineProperty(window, name, { value: (...what) => window.__seen.push(`${name} ${what}`) });
addEventListener("securitypolicyviolation",
  (event) => window.__seen.push(`policy: ${event.effectiveDirective} ${event.blockedURI}`), true);
"""
# Opens a legend, and gives what could still run: handlers, links of other schemes, styles in place.
LOOK = """() => {
  const found = [...window.__seen], tags = {};
  for (const node of document.querySelectorAll("*")) {
    tags[node.localName] = (tags[node.localName] || 0) + 1;
    for (const { name } of node.attributes)
      if (/^on|^srcdoc$|^formaction$|^ping$|^http-equiv$/.test(name) && node.httpEquiv !== "Content-Security-Policy")
        found.push(`<${node.localName} ${name}>`);
    const to = node.href?.baseVal ?? node.href ?? "";
    if (to && !/^(https?|file|mailto):/.test(new URL(to, location)))
      found.push(`<${node.localName}> to ${to}`);
  }
  for (const legend of [...document.querySelectorAll("[popover]")].slice(0, 1)) {
    legend.showPopover();
    legend.hidePopover();
  }
  return [found, tags];
}"""


@dataclass
class Watched:
    """One window, page after page. `here` are the beginnings of addresses that pages may ask for."""

    page: Any
    here: tuple[str, ...]
    seen: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(20_000)
        self.page.context.add_init_script(WATCH)
        self.page.on("dialog", lambda dialog: (self.seen.append(f"dialog {dialog.message}"), dialog.dismiss()))
        self.page.on("pageerror", lambda error: self.seen.append(f"error {error}"))
        self.page.on("console", self._console)
        self.page.context.route(lambda url: not url.startswith(self.here), self._elsewhere)

    def _console(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.seen.append(f"console: {message.text}")

    def _elsewhere(self, route: Any) -> None:
        self.seen.append(f"asked for {route.request.url}")
        route.abort()

    def open(self, address: str) -> dict[str, int]:
        """Open a page and look it over. Gives how many elements of each name it has."""
        self.page.goto(address)
        found, tags = self.page.evaluate(LOOK)
        at = address.rsplit("/", 1)[-1]
        self.seen += [f"{at}: {one}" for one in found]
        if self.page.url.split("#")[0] != address.split("#", maxsplit=1)[0]:
            self.seen.append(f"{at}: left for {self.page.url}")
        return tags


@contextmanager
def watching(browser: Any, *here: str) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    try:
        yield Watched(context.new_page(), ("file:", "data:,", *here))
    finally:
        context.close()
