"""What a build makes of a review only when it is asked to: its card and its PDF. Each needs packages that the site
itself does not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from generator import addresses, files, static
from generator.frozen import frozen
from generator.metadata.works import review_of
from generator.pages import Page
from generator.problems import Problem, listed
from generator.records import Source
from generator.render import Make, Renderer
from generator.template_problems import template_problem

CARDS, PDF = "cards", "pdf"
ALL = (CARDS, PDF)
# The colours that cards and PDFs are drawn in.
NEEDED = ("paper", "paper-sunk", "ink", "ink-soft", "rule", "rule-strong", "accent", "accent-soft", "benefit", "harm")


def lacking(asked: Collection[str]) -> str:
    """What is not installed of what is asked for, in a sentence; empty if all is there."""
    found = ""
    if CARDS in asked:
        from generator import cards

        found = cards.problem()
    if PDF in asked and not found:
        from generator import pdf

        found = pdf.problem()
    return found


def maker(asked: Iterable[str], folder: Path, sheet: bytes) -> Make | None:
    """What makes the files that are asked for; None where none is. `folder` holds the static files, `sheet` is the
    stylesheet of all pages: it names the colours."""
    known = [name for name in ALL if name in asked]
    return OnRequest(known, folder, sheet).make if known else None


@frozen
class OnRequest:
    """Makes what is asked for of the reviews that pages are of."""

    asked: Collection[str]
    folder: Path
    sheet: bytes

    def make(self, renderer: Renderer, some: Sequence[Page]) -> tuple[dict[str, bytes], list[Problem]]:
        """The files that go with these pages, by path; or what keeps them from being made."""
        own = [page for page in some if review_of(page)]
        problems = self._problems() if own else []
        made: dict[str, bytes] = {}
        for page in [] if problems else own:
            try:
                made |= self._of_review(page, [one for one in some if one.review is page.review], renderer)
            except Exception as error:
                problem = template_problem(error, renderer.templates)
                if problem is None:
                    raise
                problems = [problem]
        return made, problems

    def _problems(self) -> list[Problem]:
        unsaid = [f"--{name}" for name in NEEDED if name not in static.colours(self.sheet)]
        if unsaid:
            words = (
                f"no stylesheet says {listed(unsaid, 'or')} as a colour like #6a2656 – cards and PDFs are drawn in it"
            )
            return [Source(files.shown(self.folder / "css")).problem(words)]
        if PDF in self.asked and static.report_style(self.folder) is None:
            path = self.folder.joinpath(*static.REPORT)
            return [Source(files.shown(path)).problem("there is no such file – it says how PDFs look")]
        return []

    def _of_review(self, page: Page, some: Sequence[Page], renderer: Renderer) -> dict[str, bytes]:
        colours, whole = static.colours(self.sheet), page.view["whole"]
        made: dict[str, bytes] = {}
        if CARDS in self.asked:
            from generator import cards

            card = cards.card(whole, renderer.content.site)
            made[addresses.of_card(whole.review).path] = cards.png(cards.svg(card, colours))
        if PDF in self.asked:
            from generator import pdf

            style = static.report_style(self.folder) or ""
            html = pdf.document(page, some, renderer, pdf.drawing_rules(style, colours))
            made[addresses.of_pdf(whole.review).path] = pdf.printed(html, pdf.sheet(style, colours))
        return made
