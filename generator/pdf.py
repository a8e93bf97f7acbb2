"""A review → its summary as a PDF: tagged, with bookmarks, and the same bytes for the same content. Nothing is fetched
but the typefaces that are passed here: neither from the network nor from the disk."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import count
from typing import Any

from markupsafe import Markup, escape

from generator import addresses, derive, fonts
from generator.addresses import Address
from generator.metadata import whole_address
from generator.metadata.works import study_of
from generator.on_page import OnPage
from generator.pages import Page
from generator.render import Renderer

HINT = "weasyprint is not installed – .venv/bin/pip install -e '.[pdf]' once, or leave out --pdf"
NO_PANGO = "weasyprint finds no Pango – on Debian: apt-get install libpangoft2-1.0-0; or leave out --pdf"
TEMPLATE = "report.html"
PLOTS = ("effect-direction", "harvest-plot", "forest-plot", "risk-of-bias", "flow")
# How wide a drawing may be, in pixels, on a page that stands upright; and the room beside and between harvests.
UPRIGHT = 642
HEAD, GAP = 136, 10
# A forest plot of more studies is not kept on one page: it begins where there is room, and its axis stands on each.
MOST_AT_ONCE = 20
FONT = "font:"
# Signs that our typefaces lack, and those that look the same.
SIGNS = str.maketrans("◄►", "◀▶")


def problem() -> str:
    """What keeps PDFs from being made; empty if nothing does."""
    try:
        import weasyprint  # noqa: F401
    except ImportError:
        return HINT
    except OSError:
        return NO_PANGO
    return HINT if fonts.missing() else ""


def document(own: Page, some: Sequence[Page], renderer: Renderer, drawings: Mapping[str, str]) -> str:
    """A review as HTML for paper, of its own page and those below it. `drawings` are the rules for what is drawn."""
    review, whole, site = own.view["whole"].review, own.view["whole"], renderer.content.site
    table = next(page for page in some if page.address == addresses.of_studies(review))
    days = derive.days_of_change(review)
    shown: dict[str, Any] = {
        "page": own,
        **own.view,
        "in_words": table.view["in_words"],
        "rows": table.view["rows"],
        "views": dict.fromkeys(PLOTS) | {view.name: view for view, _ in whole.views},
        "drawn": partial(drawn, drawings, count(1)),
        "lies": lambda width: width > UPRIGHT,
        "width_of": _width_of,
        "most_at_once": MOST_AT_ONCE,
        "studies": [page.view | {"address": page.address} for page in some if study_of(page)],
        "kinds_rated": any(kind["ratings"] for kind in own.view["interventions"]),
        "levels": lambda view: zip(view.scale.levels, view.rungs, strict=True),
        "maker": site.organisation.name if site.organisation else site.title,
        "days": (days[0], days[-1]) if days else None,
    }
    return renderer.rendered(TEMPLATE, OnPaper(renderer, own), shown).translate(SIGNS)


def _width_of(harvests: Sequence[Any]) -> float:
    """How wide a harvest plot is: all its columns are as wide as the widest."""
    widest: float = max(cell.drawing.width for row in harvests for cell in row.cells)
    return HEAD + len(harvests[0].cells) * (GAP + widest)


class OnPaper(OnPage):
    """What the template of a document needs: links to the site are whole addresses, and nothing opens."""

    def link(self, address: Address) -> str:
        return whole_address(self.renderer.content.site, address)

    def _own_link(self, target: str, words: str) -> str:
        _, address = self.renderer.led_to(target, self.page.review, self.path)
        return f'<a href="{escape(self.link(address))}">{Markup(words)}</a>'


# ── Drawings ──

# WeasyPrint applies no rule of a document to what stands in its drawings. So each takes along the rules for its kind:
# those of the stylesheet that begin with `svg.` and its class.
OF_DRAWINGS = re.compile(r"^svg\.([\w-]+)[^{}]*\{[^{}]*\}\n", re.MULTILINE)
OWN_ID = re.compile(r'((?:id="|"url\(#)[\w-]+)')
TOKEN = re.compile(r"var\(--([\w-]+)\)")


def drawing_rules(style: str, colours: Mapping[str, str]) -> dict[str, str]:
    """The rules for each kind of drawing, by its class, with the colours themselves: a drawing knows no tokens."""
    rules: dict[str, str] = {}
    for rule in OF_DRAWINGS.finditer(style):
        rules[rule[1]] = rules.get(rule[1], "") + rule[0]
    values = _on_paper(colours)
    return {name: TOKEN.sub(lambda token: values.get(token[1], "#000"), some) for name, some in rules.items()}


def drawn(rules: Mapping[str, str], numbers: Iterator[int], drawing: str, words: str, fills: str = "") -> Markup:
    """A drawing with the words that stand for it, the rules that it is drawn by, and what its shapes are filled with.
    Its number makes its ids its own."""
    opening, _, shapes = drawing.strip().partition(">")
    name = opening.partition('class="')[2].partition('"')[0].partition(" ")[0]
    within = f"<title>{escape(words)}</title><style>{rules.get(name, '')}</style>{fills}"
    return Markup(OWN_ID.sub(rf"\1-{next(numbers)}", f"{opening}>{within}{shapes}"))


# ── From HTML to PDF ──


def sheet(style: str, colours: Mapping[str, str]) -> str:
    """The whole stylesheet of a document: its colours, its typefaces, and how it is set in them."""
    return _tokens(colours) + _faces() + OF_DRAWINGS.sub("", style)


def _tokens(colours: Mapping[str, str]) -> str:
    return ":root{" + "".join(f"--{name}:{value};" for name, value in _on_paper(colours).items()) + "}\n"


def _on_paper(colours: Mapping[str, str]) -> dict[str, str]:
    """The site's colours for paper, which is white."""
    return {**colours, "paper": "#fff"}


def _faces() -> str:
    return "".join(
        f'@font-face{{font-family:"{font.family}";font-weight:{font.weight};'
        f'font-style:{"italic" if font.italic else "normal"};src:url("{FONT}{number}")}}\n'
        for number, font in enumerate(fonts.ALL)
    )


def printed(html: str, style: str) -> bytes:
    """HTML as a PDF that says what its parts are (PDF/UA)."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    configuration, fetcher = FontConfiguration(), _fetcher()
    css = CSS(string=style, url_fetcher=fetcher, font_config=configuration, base_url=FONT)
    # Readers tell documents apart by it; by chance it would be another each time.
    identifier = hashlib.sha256(html.encode()).hexdigest()[:32].encode()
    written = HTML(string=html, url_fetcher=fetcher, base_url=FONT).write_pdf(
        stylesheets=[css],
        font_config=configuration,
        pdf_variant="pdf/ua-1",
        pdf_tags=True,
        pdf_identifier=identifier,
    )
    return bytes(written)


def _fetcher() -> Any:
    """Gives the typefaces, and nothing else that a document might ask for."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    known = {f"{FONT}{number}": font.path for number, font in enumerate(fonts.ALL)}

    class OnlyOurs(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002 – as the base class has it
            if url not in known:
                raise FatalURLFetchingError(f"a document may not fetch {url}")
            return URLFetcherResponse(url, known[url].read_bytes(), {"Content-Type": "font/ttf"})

    return OnlyOurs()
