"""The model, the rules and the limits → the format reference, as Markdown. Pure; `make docs` keeps the result."""

from __future__ import annotations

import dataclasses
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, get_args, get_origin

from generator import advice, check, files, kinds, numbers, yaml_events, yaml_words
from generator.model import BiasTool, Country, Design, Direction, Domain, Review, Scale, Site, Study, Term, TextPage
from generator.problems import listed
from generator.records import FieldShape, Record, Shape, fields_of, written_name
from generator.references import KINDS

FILES: tuple[type[Record], ...] = (
    Site,
    Scale,
    Domain,
    Design,
    Direction,
    Country,
    Term,
    BiasTool,
    TextPage,
    Review,
    Study,
)
VALUES: tuple[kinds.Kind, ...] = tuple(get_args(one)[1] for one in vars(kinds).values() if get_origin(one) is Annotated)
EXAMPLES = {
    "term": ("term:comparison-group",),
    "study": ("study:sundell-2004", "study:shared-decision-making-family-meetings/sundell-2004"),
    "scale": ("scale:evidence", "scale:evidence/3+", "scale:evidence/not-rated", "scale:evidence/mixed"),
    "outcome": ("outcome:care_entry",),
    "review": ("review:shared-decision-making-family-meetings",),
    "page": ("page:how-to-read",),
    "domain": ("domain:child-maltreatment",),
    "design": ("design:rct",),
    "direction": ("direction:no_clear_difference",),
    "intervention": ("intervention:family-group-conference",),
}
HEAD_OF_A_MISTAKE = re.compile(r"^# (rule|warning|expect(?:-in \S+)?) (.+)$", re.MULTILINE)
HEAD = """\
# The content format

Printed by `make docs` from the records of `generator/model/` and the rules of `generator/check.py`: an edit here
would be lost. Each kind of file has a part of its own. A field is written as `name: value`. One that is not needed may
be left out, or left empty. `make check` names whatever does not fit, by file, line and column.
"""
LINKS = """\
## Markdown

Besides paragraphs, lists, quotes and headings from `##` to `####`, a text may have tables, footnotes and definition
lists. Images, scripts and styles are taken out.

A text may link to what the site knows, with a kind and an id in place of an address. Studies, reviews and pages are
links to a page; the others open a legend beside the words too. A study is looked for in the text's own review first, an
intervention in that review alone. A link to something that is not there is a problem.
"""
NUMBERS = """\
### Numbers

A text may name a number in braces, and the build fills it in from the study records: of the review that the text
belongs to, or of the whole site in other texts. No text can fall behind its data. `{ studies }` is `{studies}`; `\\{`
before a name leaves it as it is. What a report itself counts is written as it states it.
"""
AUTHORS = """\
## Authors

A name that ends in initials is a person's: `Sundell K`, `van Steensel FJA`. Any other is an organisation's, and stays
whole in every reference and citation: `Chapin Hall`. So does one that ends like initials, if there is a comma, a small
word or a possessive in it, or if it ends in UK or USA: `Uniting, NSW`, `Ministry of Health NZ`, `Barnardo's NI`,
`UNICEF UK`. A person whose initials are these has points: `Menon U.K.`
"""
LIMITS = f"""\
## Limits

- A file holds at most {files.LARGEST // 1_000_000} MB, {yaml_events.MOST_NODES:,} values, and {yaml_words.DEEPEST} \
levels one inside another.
- A file is saved as UTF-8 and has no control characters.
- Of YAML, these are refused, each with a message: parts that are named (`&`), used again (`*`) or merged (`<<`), tags
  (`!`), a second document behind `---`, and a name written twice.
- A value is what its field asks for, whatever YAML would make of it: `country: NO` is Norway, and `3` is the same
  rating as `"3"`.
- A file that nothing reads is a problem, and so is a link on the disk that leads out of the content. Passed over are
  names that begin with `.`, `_` or `#`, the backups of editors, and README files.
"""


def markdown(messages: Mapping[str, str] = MappingProxyType({})) -> str:
    """The whole reference; `messages` has an example of what each rule and warning says, by its name."""
    parts = [HEAD, "## Values\n", _bullets(_values()), "## Files\n"]
    seen: set[type[Record]] = set()
    for cls in FILES:
        parts += [f"### `{path_of(cls)}`\n", _about(cls), _table(cls)]
        for inner in records_in(cls, seen):
            parts += [f"#### {title(inner)}\n", _about(inner), _table(inner)]
    rules, warnings = (_bullets(_rule(rule, messages) for rule in rules) for rules in (check.RULES, advice.WARNINGS))
    parts += [
        "## Rules\n",
        "What must hold across fields and files, each with what is said where it does not:\n",
        rules,
    ]
    parts += ["## Warnings\n", "What should be looked at. A build is made all the same, unless `--strict` is given:\n"]
    parts += [warnings]
    parts += [LINKS, _bullets(f"{kind}: {_examples(kind)}" for kind in KINDS)]
    parts += [NUMBERS, _bullets(f"`{{{name}}}`: {words}" for name, words in numbers.MEANINGS.items())]
    parts += [AUTHORS, LIMITS]
    return "\n".join(filter(None, parts))


def path_of(cls: type[Record]) -> str:
    """Where the files of a record stand: its docstring begins with it."""
    return re.split(r":? ", cls.__doc__ or "", maxsplit=1)[0]


def record_in(shape: Shape) -> type[Record] | None:
    """The record that a shape holds: itself, in a list, or by id."""
    inner = shape.items or shape.values
    return record_in(inner) if inner else shape.record


def records_in(cls: type[Record], seen: set[type[Record]]) -> Iterator[type[Record]]:
    """The records inside a record and inside those, each where it is met first."""
    for field in fields_of(cls).values():
        inner = record_in(field.shape)
        if inner and inner not in seen:
            seen.add(inner)
            yield inner
            yield from records_in(inner, seen)


def title(cls: type[Record]) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", " ", cls.__name__).capitalize()


def _about(cls: type[Record]) -> str:
    """What a docstring says beyond the path."""
    words = _doc(cls)
    if cls in FILES:
        words = words.removeprefix(path_of(cls)).lstrip(": ").removeprefix("is ")
    return safe(words[0].upper() + words[1:]) + "\n" if words else ""


def _table(cls: type[Record]) -> str:
    defaults = {written_name(field.name): field.default for field in dataclasses.fields(cls)}
    rows = (_row(field, defaults[field.name]) for field in fields_of(cls).values())
    return "| Field | What it is | May be | Needed |\n|---|---|---|---|\n" + "".join(rows)


def _row(field: FieldShape, default: Any) -> str:
    plain = str(default).lower() if isinstance(default, bool) else default
    left_out = f"no, else `{plain}`" if isinstance(plain, str) else "no"
    needed = "**yes**" if field.required else left_out
    return f"| `{field.name}` | {safe(field.note)} | {_words(field.shape)} | {needed} |\n"


def _words(shape: Shape) -> str:
    """What a value may be; a record is named by the part of the reference that describes it."""
    return words_of(shape, _part)


def words_of(shape: Shape, named: Callable[[type[Record]], str]) -> str:
    """What a value may be, in words; `named` says how a record is called."""
    if shape.items:
        inner = words_of(shape.items, named)
        return f"a list of: {inner}" + ("; one alone needs no list" if shape.one_will_do else "")
    if shape.values:
        return f"for each id, as `id: …`: {words_of(shape.values, named)}"
    if shape.record:
        bare = getattr(shape.record, "bare", "")
        return named(shape.record) + (f", or its `{bare}` alone" if bare else "")
    return safe(shape.words)


def _part(cls: type[Record]) -> str:
    heading = title(cls)
    return f"[{heading}](#{heading.lower().replace(' ', '-')})"


def _values() -> Iterator[str]:
    for kind in VALUES:
        hint: str = getattr(kind, "hint", "")
        yield f"**{kind.words}**: {_doc(type(kind))}" + (f" Use {hint}." if hint else "")
    yield f"**the id of …**: {_doc(kinds.Reference)}"
    yield f"**one of …**: {_doc(kinds.Choice)}"


def _rule(rule: check.Rule, messages: Mapping[str, str]) -> str:
    name: str = getattr(rule, "__name__", "")
    said = f"  \n  “{safe(messages[name])}”" if name in messages else ""
    return f"**{name.replace('_', ' ').capitalize()}.** {safe(_doc(rule))}".strip() + said


def messages_in(*folders: Path) -> dict[str, str]:
    """What a rule or warning says, by its name: the first message of the first file that breaks it."""
    found: dict[str, str] = {}
    for path in sorted(path for folder in folders for path in folder.iterdir()):
        head = re.findall(
            r"^# (rule|warning|expect(?:-in \S+)?) (.+)$", path.read_text("utf-8", errors="replace"), re.MULTILINE
        )
        named = [words for word, words in head if word in ("rule", "warning")]
        said = [words.partition(" ")[2] for word, words in head if word.startswith("expect")]
        for name in named:
            found.setdefault(name, said[0])
    return found


def _examples(kind: str) -> str:
    return listed([f"`[words]({target})`" for target in EXAMPLES[kind]])


def _bullets(lines: Iterable[str]) -> str:
    return "".join(f"- {line}\n" for line in lines)


def _doc(thing: object) -> str:
    return " ".join((thing.__doc__ or "").split())


def safe(words: str) -> str:
    """Words without signs that Markdown or a table would take for its own; what stands in `` is left alone."""
    parts = re.split(r"(`[^`]*`)", words)
    return "".join(part if number % 2 else re.sub(r"([\[\]*<>|])", r"\\\1", part) for number, part in enumerate(parts))


if __name__ == "__main__":
    sys.stdout.buffer.write(markdown(messages_in(Path("tests/broken"), Path("tests/warned"))).encode())
