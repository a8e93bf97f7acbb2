"""What a single value in a file may be. Each kind reads the text as the editor wrote it and gives the value.

The field's kind, not YAML's guess, decides: `country: NO` stays "NO", `rating: 3` and `rating: "3"` are the same,
and `1_000`, `.nan` and `12:30` are not numbers. A text that does not fit raises `Misfit`, whose words go to the editor.
That there is a text at all is the reader's to see.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Protocol

from generator.frozen import frozen
from generator.problems import Misfit, did_you_mean, listed, quoted
from generator.web_kinds import DigitalObjectIdentifier, FolderAddress, Mailbox, WebAddress

# Signs that nobody sees, or that turn the direction of what is read behind them: no text holds them, however written.
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
# Names that Windows keeps for its devices: no file can have them there, whatever its ending.
DEVICES = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]", re.IGNORECASE)
WHOLE = r"-?(0|[1-9][0-9]{0,14})"
DECIMAL = r"[-+]?(0|[1-9][0-9]{0,14})(\.[0-9]{1,15})?"


class Kind(Protocol):
    """How one kind of value is read and what it is called."""

    @property
    def words(self) -> str: ...

    def read(self, text: str) -> object: ...


@frozen
class PlainText:
    """A line or a paragraph of text, shown as it is written."""

    words: str = "text"

    def read(self, text: str) -> str:
        return " ".join(text.split())


@frozen
class MarkdownText:
    """Text with Markdown in it; may link to terms, studies, scales and outcomes."""

    words: str = "Markdown text"

    def read(self, text: str) -> str:
        return text


@frozen
class Identifier:
    """A name that other files use, and that becomes part of an address: it cannot lead out of a folder."""

    words: str = "an id"
    pattern: str = r"[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?"
    hint: str = "small letters, digits and single hyphens, such as 'family-group-conference'"

    def read(self, text: str) -> str:
        if not re.fullmatch(self.pattern, text) or len(text) > 80:
            raise Misfit(f"{quoted(text)} cannot be an id – use {self.hint}")
        if DEVICES.fullmatch(text):
            raise Misfit(f"{quoted(text)} cannot be an id – Windows keeps this name for itself; add a word to it")
        return text


@frozen
class FormerAddress:
    """An id that a thing had before, or the address below the site at which its page was."""

    words: str = "a former id or address"
    pattern: str = r"(?:[\w-][\w.-]*/)+(?:[\w-][\w.-]*\.html)?|[\w-][\w.-]*"

    def read(self, text: str) -> str:
        names = [name for part in text.split("/") for name in (part, part.split(".")[0])]
        kept = any(DEVICES.fullmatch(name) or name.endswith(".") for name in names)
        if len(text) > 200 or kept or not re.fullmatch(self.pattern, text, re.ASCII):
            way = "write the id that it had, or the address below the site, such as old/page.html or old/page/"
            raise Misfit(f"{quoted(text)} cannot be a former address – {way}")
        return text


@frozen
class Reference:
    """The id of something that another file defines. That it exists is a rule across files, checked later."""

    to: str
    what: str

    @property
    def words(self) -> str:
        return f"the id of {self.what}"

    def read(self, text: str) -> str:
        return text.strip()


@frozen
class RatingText:
    """A rating in short: a level or a state of its scale, with the marks of flags: `3`, `3+`, `3+*`, `not-rated`."""

    words: str = "a rating"

    def read(self, text: str) -> str:
        return text.strip()


@frozen
class Choice:
    """One of a few fixed words."""

    options: tuple[str, ...]

    @property
    def words(self) -> str:
        return f"one of {listed(self.options)}"

    def read(self, text: str) -> str:
        if text not in self.options:
            raise Misfit(f"{quoted(text)} is not {listed(self.options)}{_nearest(text, self.options)}")
        return text


def _nearest(text: str, options: tuple[str, ...]) -> str:
    hint = did_you_mean(text, options)
    return hint if "did you mean" in hint else ""


@frozen
class YesNo:
    """`true` or `false`."""

    words: str = "true or false"

    def read(self, text: str) -> bool:
        if text not in ("true", "false"):
            meant = {"yes": "true", "true": "true", "no": "false", "false": "false"}.get(text.casefold())
            raise Misfit(f"{quoted(text)} is not true or false" + (f" – write {meant}" if meant else ""))
        return text == "true"


# What makes another number of the one it stands beside.
NOT_ALONE = re.compile(
    r"[0-9][A-Za-z]|[<>~≈±%+½¼¾]|\b(?:under|over|up|more|less|fewer|least|most|than|about|around|nearly|almost|per|half|"
    r"dozen|hundred|thousand|million|months?|weeks?|days?|years)\b",
    re.IGNORECASE,
)


@frozen
class WholeNumber:
    """A whole number within limits, written with digits alone."""

    least: int = 0
    most: int = 1_000_000_000
    what: str = "a whole number"

    @property
    def words(self) -> str:
        sign = "," if self.most > 9999 else ""
        return f"{self.what} from {self.least:{sign}} to {self.most:{sign}}"

    def read(self, text: str) -> int:
        if not re.fullmatch(WHOLE, text):
            raise Misfit(f"{quoted(text)} is not {self.what}{_plainly(text, WHOLE) or _alone(text)}")
        if not self.least <= int(text) <= self.most:
            raise Misfit(f"{text} is not {self.words}")
        return int(text)


@frozen
class Number:
    """A number with or without a decimal point; kept exactly as written, so 499.50 is never 499.4999."""

    words: str = "a number"

    def read(self, text: str) -> Decimal:
        if not re.fullmatch(DECIMAL, text):
            raise Misfit(f"{quoted(text)} is not a number{_plainly(text, DECIMAL)}")
        return Decimal(text)


def _plainly(text: str, pattern: str) -> str:
    """The way to write a number that has separators, a decimal comma, a long minus or zeros before it, if it is one."""
    plain = text.strip().replace("−", "-")
    if re.fullmatch(r"-?[0-9]{1,3}([,_\s][0-9]{3})+(\.[0-9]+)?", plain):
        plain = re.sub(r"[,_\s]", "", plain)
    plain = re.sub(r"^(-?)0+(?=[0-9])", r"\1", plain.replace(",", "."))
    return f" – write {plain}" if plain != text and re.fullmatch(pattern, plain) else ""


def _alone(text: str) -> str:
    """The way to write a whole number that has words beside it, if it is the only one: `n = 97`, `118 pp.`"""
    digits = re.findall(r"[0-9][0-9.,:/-]*[0-9]|[0-9]", text)
    if len(digits) != 1 or NOT_ALONE.search(text):
        return ""
    number = digits[0].replace(",", "") if re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+", digits[0]) else digits[0]
    return f" – write {number} alone" if re.fullmatch(WHOLE, number) else ""


@frozen
class Day:
    """A date of the calendar, or a month of a year where the day is not known."""

    month_will_do: bool = False

    @property
    def words(self) -> str:
        return "a date such as 2026-01-31" + (" or 2026-01" if self.month_will_do else "")

    def read(self, text: str) -> str:
        try:
            return self._read(text)
        except ValueError:
            way_out = "year, month and day, such as 2026-01-31"
            month = ", or year and month, such as 2026-01" if self.month_will_do else ""
            raise Misfit(f"{quoted(text)} is not a date – write {way_out}{month}") from None

    def _read(self, text: str) -> str:
        if self.month_will_do and re.fullmatch(r"[0-9]{4}-[0-9]{2}", text):
            return date.fromisoformat(text + "-01").isoformat()[:7]
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError
        return date.fromisoformat(text).isoformat()


Text = Annotated[str, PlainText()]
Markdown = Annotated[str, MarkdownText()]
Id = Annotated[str, Identifier()]
LevelId = Annotated[
    str,
    Identifier(
        words="a level",
        pattern=r"[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?\+{0,2}",
        hint="letters and digits, with a + behind if need be, such as 3 or 3+",
    ),
]
Rated = Annotated[str, RatingText()]
Address = Annotated[str, WebAddress()]
SiteAddress = Annotated[str, FolderAddress()]
Alias = Annotated[str, FormerAddress()]
Contact = Annotated[str, Mailbox()]
Doi = Annotated[str, DigitalObjectIdentifier()]
Date = Annotated[str, Day()]
DateOrMonth = Annotated[str, Day(month_will_do=True)]
Year = Annotated[int, WholeNumber(1800, 2100, "a year")]
Count = Annotated[int, WholeNumber()]
Amount = Annotated[Decimal, Number()]
Truth = Annotated[bool, YesNo()]
