"""How studies were found: the boxes of a PRISMA 2020 flow, drawn and in words (Page et al. 2021). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator import addresses, charts, tables
from generator.addresses import Address
from generator.frozen import frozen
from generator.model import Exclusion, Flow, FlowTotal, Review
from generator.problems import counted
from generator.tables import Table
from generator.views.view import Evidence, View

PREVIOUS, MAIN, SIDE, OTHER, OTHER_SIDE = range(5)
BANDS = {"Identification": (0,), "Screening": (1, 2, 3), "Included": (4, 5, 6)}
MISSING = "not reported"
ARROWS = (
    ("identified", "removed"),
    ("identified", "screened"),
    ("screened", "excluded"),
    ("screened", "sought"),
    ("sought", "not_retrieved"),
    ("sought", "assessed"),
    ("assessed", "excluded_reasons"),
    ("assessed", "new"),
    ("other", "other.sought"),
    ("other.sought", "other.not_retrieved"),
    ("other.sought", "other.assessed"),
    ("other.assessed", "other.excluded"),
    ("other.assessed", "new"),
    ("previous", "total"),
    ("new", "total"),
    ("total", "meta_analysis"),
)


@frozen
class Box:
    """One box: where it stands on the grid, what it counts, and whether any of that is reported."""

    name: str
    column: int
    row: int
    heading: str
    parts: tuple[tuple[str, int | None], ...]
    address: Address | None = None
    url: str = ""
    note: str = ""

    @property
    def reported(self) -> bool:
        return any(number is not None for _, number in self.parts)

    @property
    def texts(self) -> tuple[str, ...]:
        """Its lines: the heading, and below it each number."""
        return (self.heading, *(f"{label}: {words}" if label else words for label, words in self._numbers))

    @property
    def _numbers(self) -> list[tuple[str, str]]:
        return [(label, count_words(number)) for label, number in self.parts]


def count_words(number: int | None) -> str:
    """Nought is a number; what is missing is not."""
    return MISSING if number is None else f"n\u00a0=\u00a0{number:,}"


def view(evidence: Evidence) -> View | None:
    flow = evidence.review.flow
    if flow is None:
        return None
    boxes = tuple(of(flow, evidence.review))
    names = {box.name for box in boxes}
    cells = [charts.flow.Cell(box.name, box.column, box.row, box.texts) for box in boxes]
    arrows = [(one, other) for one, other in _through(names) if one in names and other in names]
    rows = {box.row for box in boxes}
    bands = {label: spanned for label, spanned in BANDS.items() if rows & set(spanned)}
    shows = {
        "drawing": charts.flow.flow(cells, arrows, bands),
        "boxes": {box.name: box for box in boxes},
        "steps": [(label, [box for box in boxes if box.row in spanned]) for label, spanned in bands.items()],
    }
    return View("flow", "How studies were found", _title(flow), _caption(flow, boxes), shows, (_table(boxes),))


def _through(names: set[str]) -> Iterator[tuple[str, str]]:
    """The arrows; where there is no box of new studies, they lead to the total at once."""
    for one, other in ARROWS:
        yield one, "total" if other == "new" and "new" not in names else other


# ── The boxes ──


def of(flow: Flow, review: Review) -> Iterator[Box]:
    """The boxes of the main line, reported or not, and those of the other arms as far as anything of them is given."""
    for box in (*_previous(flow), *_main(flow), *_others(flow), *_included(flow)):
        more = flow.boxes.get(box.name)
        yield Box(
            box.name,
            box.column,
            box.row,
            box.heading,
            box.parts,
            addresses.of_studies(review) if box.name == "total" else None,
            (more.url or "") if more else "",
            (more.note or "") if more else "",
        )


def _single(name: str, column: int, row: int, heading: str, number: int | None) -> Box:
    return Box(name, column, row, heading, (("", number),))


def _previous(flow: Flow) -> Iterator[Box]:
    if flow.previous is not None:
        yield Box("previous", PREVIOUS, 0, "Included in an earlier version of the review", _both(flow.previous))


def _both(total: FlowTotal | None) -> tuple[tuple[str, int | None], ...]:
    return (("Studies", total.studies if total else None), ("Reports", total.reports if total else None))


def _main(flow: Flow) -> Iterator[Box]:
    searched = tuple((f"in {one.name}", one.records) for one in flow.searched)
    sources = (("Databases", flow.databases), ("Registers", flow.registers), *searched)
    yield Box("identified", MAIN, 0, "Records found", _given(sources))
    removed = flow.removed
    duplicates = removed.duplicates if removed else None
    automation, other = (removed.automation, removed.other) if removed else (None, None)
    reasons = (("Duplicates", duplicates), ("Marked by automation tools", automation), ("Other reasons", other))
    yield Box("removed", SIDE, 0, "Removed before screening", _given(reasons))
    yield _single("screened", MAIN, 1, "Records screened", flow.screened)
    yield _single("excluded", SIDE, 1, "Records excluded", flow.excluded)
    yield _single("sought", MAIN, 2, "Reports sought", flow.sought)
    yield _single("not_retrieved", SIDE, 2, "Reports not retrieved", flow.not_retrieved)
    yield _single("assessed", MAIN, 3, "Reports assessed", flow.assessed)
    yield Box("excluded_reasons", SIDE, 3, "Reports excluded", _reasons(flow.excluded_reasons))


def _given(parts: tuple[tuple[str, int | None], ...]) -> tuple[tuple[str, int | None], ...]:
    """The parts that are reported; without any, the box as a whole is not."""
    return tuple((label, number) for label, number in parts if number is not None) or (("", None),)


def _reasons(reasons: Iterable[Exclusion]) -> tuple[tuple[str, int | None], ...]:
    return tuple((one.reason, one.reports) for one in reasons) or (("", None),)


def _others(flow: Flow) -> Iterator[Box]:
    other = flow.other
    if other is None:
        return
    found = (("Websites", other.websites), ("Organisations", other.organisations), ("Citations", other.citations))
    yield Box("other", OTHER, 0, "Records found by other methods", _given(found))
    yield _single("other.sought", OTHER, 2, "Reports sought", other.sought)
    yield _single("other.not_retrieved", OTHER_SIDE, 2, "Reports not retrieved", other.not_retrieved)
    yield _single("other.assessed", OTHER, 3, "Reports assessed", other.assessed)
    yield Box("other.excluded", OTHER_SIDE, 3, "Reports excluded", _reasons(other.excluded))


def _included(flow: Flow) -> Iterator[Box]:
    if flow.new is not None:
        yield Box("new", MAIN, 4, "New in this review", _both(flow.new))
    yield Box("total", MAIN, 5, "Included in the review", _both(flow.total))
    if flow.meta_analysis is not None:
        yield Box("meta_analysis", MAIN, 6, "Included in a meta-analysis", _both(flow.meta_analysis))


# ── Words and data ──


def _title(flow: Flow) -> str:
    studies = flow.total.studies if flow.total else None
    included = f"{counted(studies, 'study is', 'studies are')} included" if studies is not None else ""
    screened = f"{counted(flow.screened, 'record was', 'records were')} screened" if flow.screened is not None else ""
    return "; ".join(filter(None, (screened, included))) or "How many records were found is not reported"


def _caption(flow: Flow, boxes: tuple[Box, ...]) -> tuple[str, ...]:
    missing = sum(not box.reported for box in boxes)
    sentences = {
        flow.notes or "": flow.notes,
        f"{missing} of these {len(boxes)} boxes are not reported in any source that could be read. That does not mean "
        "that they are 0.": missing,
        f"The numbers do not add up, and stand as they are reported: {flow.override}": flow.override,
        "The boxes are those of the PRISMA 2020 statement.": True,
    }
    return tuple(sentence for sentence, holds in sentences.items() if holds)


def _table(boxes: tuple[Box, ...]) -> Table:
    rows: tuple[tuple[tables.Cell, ...], ...] = tuple(
        (box.name, box.heading, label or None, number, box.note or None) for box in boxes for label, number in box.parts
    )
    return Table("flow", "Flow", ("Box", "Heading", "Part", "Number", "Note"), rows)
