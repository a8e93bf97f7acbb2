"""The rules of texts across files: nothing left over, every link leads somewhere. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator import numbers
from generator.converted import Found, as_written, found_in
from generator.kinds import UNSEEN
from generator.lookup import Lookup
from generator.model import Review
from generator.problems import Misfit, Problem, did_you_mean, quoted
from generator.records import Key, Record
from generator.references import KINDS, follow, targets
from generator.text import FOOTNOTE
from generator.walk import texts, wholes
from generator.web_kinds import Mailbox, WebAddress

PLACEHOLDER = re.compile(r"lorem ipsum|dolor sit amet|\b(?-i:TODO|TBC|TBD|FIXME|XXX)\b", re.IGNORECASE)
# One of these words is in each: to look for them takes a sixth of the time that the pattern takes.
LATIN = ("lorem", "dolor")
MARKERS = ("TODO", "TBC", "TBD", "FIXME", "XXX")
# Words in brackets, a blank, and a target that only a link can have: an address may also stand behind [sic].
TORN = re.compile(rf"\][ \t\n]+(\((?:{'|'.join(KINDS)}):[^\s()]+\))")
# Where a picture or a title stands that is there; that it is, its text says once it is HTML.
PICTURE = re.compile(r"!\[[^\]\n]*\]|<img\b", re.IGNORECASE)
TITLE = re.compile(r"^\s*#(?!#).*$|<h1\b", re.MULTILINE | re.IGNORECASE)
SEE_NUMBERS = "docs/format-reference.md has all numbers"
NO_PLACE = (
    "is no place that a text can lead to – it can stand on several pages; link to page:…, review:…, term:… instead"
)


def no_placeholder_text(lookup: Lookup, today: date) -> Iterator[Problem]:
    for _, there in wholes(lookup):
        if not _may_have_placeholders("\n".join(text for *_, text in there)):
            continue
        for _, record, key, _, text in there:
            found = PLACEHOLDER.search(text)
            if found is not None:
                words = f"'{found.group()}' is placeholder text – write what should stand here"
                yield record.origin.problem_within(key, found.group(), words)


def _may_have_placeholders(text: str) -> bool:
    folded = text.casefold()
    return any(word in folded for word in LATIN) or any(word in text for word in MARKERS)


def every_text_can_be_shown(lookup: Lookup, today: date) -> Iterator[Problem]:
    """A text is not nested, or full of brackets, beyond what can be made into a page."""
    for _, record, key, _, text in texts(lookup):
        try:
            found_in(text)
        except ValueError as error:
            yield record.origin.problem(key, str(error))


def _markdown(lookup: Lookup) -> Iterator[tuple[Review | None, Record, Key, str, Found]]:
    """Every Markdown text that can be shown, with what it holds."""
    for review, record, key, _, text in texts(lookup):
        try:
            yield review, record, key, text, found_in(text)
        except ValueError:
            continue


def every_link_leads_somewhere(lookup: Lookup, today: date) -> Iterator[Problem]:
    """To a page of the web, to an address of e-mail, or to what this site has: never to nowhere, nor to what runs."""
    for review, record, key, text, found in _markdown(lookup):
        for target in found.targets:
            wrong = _why_not(numbers.NUMBER.sub("0", target), target, found, lookup, review)
            if wrong:
                written = as_written(target, list(targets(text)))
                yield record.origin.problem_within(key, written, wrong, behind="](")


def _why_not(target: str, written: str, found: Found, lookup: Lookup, review: Review | None) -> str:
    """What is wrong with a link's target; empty if nothing is."""
    if UNSEEN.search(target):
        return "a control character stands in a link – write its address again"
    if target.startswith("#"):
        return "" if FOOTNOTE.fullmatch(target[1:]) and target[1:] in found.ids else f"{quoted(target)} {NO_PLACE}"
    try:
        if re.match("https?:", target):
            WebAddress().read(target)
        elif target.startswith("mailto:"):
            Mailbox().read(re.sub(r"\?[\w.~%&=+-]*$", "", target.removeprefix("mailto:")))
        else:
            leads = follow(written, lookup, review)
            return leads if isinstance(leads, str) else ""
    except Misfit as misfit:
        return str(misfit)
    return ""


def no_link_is_torn_apart(lookup: Lookup, today: date) -> Iterator[Problem]:
    """With a blank between its words and its target a link is shown as it is written, brackets and all."""
    for _, record, key, _, text in texts(lookup):
        for torn in TORN.finditer(re.sub(r"`[^`]*`", lambda code: "`" * len(code.group()), text)):
            say = "a link has no blank between ] and ( – take it out"
            yield record.origin.problem_within(key, torn.group(1), say, behind=torn.group(0)[: -len(torn.group(1))])


def no_text_holds_a_picture(lookup: Lookup, today: date) -> Iterator[Problem]:
    """A picture would be dropped without a word: texts are cleaned of what could load from elsewhere."""
    words = "a picture cannot stand in a text – say in words what it shows, or link to it without the !"
    for _, record, key, text, found in _markdown(lookup):
        written = [match.group() for match in PICTURE.finditer(text)] if found.pictures else []
        for number in range(found.pictures):
            yield record.origin.problem_within(key, written[number] if number < len(written) else "![", words)


def no_text_has_a_title_of_its_own(lookup: Lookup, today: date) -> Iterator[Problem]:
    """The title of a page is its `title`; headings in a text begin with ##."""
    words = "a heading with one # is a page’s title – begin headings in a text with ##; a # that begins none needs a \\"
    for _, record, key, text, found in _markdown(lookup):
        for title in found.titles:
            longest = max(re.findall(r"[\w ]+", title), key=len, default="").strip()
            written = next((match.group() for match in TITLE.finditer(text) if longest in match.group()), longest)
            yield record.origin.problem_within(key, written, words)


def nothing_in_a_text_is_lost(lookup: Lookup, today: date) -> Iterator[Problem]:
    """HTML that cannot stand in a text would be taken out of it without a word: scripts, forms, unknown tags."""
    for _, record, key, text, found in _markdown(lookup):
        for part in found.lost:
            written = re.search(re.escape(part.strip("<>")), text, re.IGNORECASE)
            say = f"{quoted(part)} cannot stand in a text – take it out, or put it in `backticks` to show it as it is"
            yield record.origin.problem_within(key, written.group() if written else part, say, behind="<")


def every_number_exists(lookup: Lookup, today: date) -> Iterator[Problem]:
    """A name in braces, such as `{studies}`, is a number that the build fills in."""
    known: dict[str, numbers.Names] = {}
    for review, record, key, _, text in texts(lookup):
        used = list(numbers.used(text))
        place = review.id if review else ""
        if used and place not in known:
            known[place] = numbers.Names(lookup, review.studies if review else lookup.studies_everywhere)
        for name in used:
            if name not in known[place]:
                hint = did_you_mean(name, known[place], other=SEE_NUMBERS)
                words = f"'{{{name}}}' is not a number that the build knows{hint}"
                yield record.origin.problem_within(key, name, words, behind="{")
