"""A folder of templates → Jinja's environment for them, with less to do for every call, word and import.

A page is a hundred calls and words, and a site is thousands of pages: what each costs on its way through Jinja was half
of what a page costs. Nothing here changes what a template may say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import markupsafe
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, TemplateNotFound, TemplateSyntaxError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import Context
from markupsafe import Markup

from generator import files
from generator.compiled import Compiled

INDENTATION = re.compile(r"\n\s+")
# Elements before which a line break says nothing to a browser; on the longest page they were 700 bytes.
BLOCKS = (
    "head|meta|link|title|body|header|main|footer|nav|section|div|h[1-6]|p|ul|ol|li|dl|dt|dd|figure|figcaption|"
    "table|caption|thead|tbody|tfoot|tr|th|td"
)
BREAK = re.compile(rf"\n\s*(?=</?(?:{BLOCKS})\b)")
KEEPS_SPACE = "<pre"
ON_PAPER = ("report.html", "report_plots.html")


def compact(html: str) -> str:
    """HTML without the indentation of its templates and the line breaks that no reader sees; a page that keeps white
    space for readers stays as it is."""
    return html if KEEPS_SPACE in html else INDENTATION.sub("\n", BREAK.sub("", html))


class Loader(FileSystemLoader):
    """The templates of a folder. One that is not UTF-8, or vanishes while it is read, has a mistake at a line, like one
    with a mistake of grammar."""

    def get_source(self, environment: Environment, template: str) -> Any:
        path = Path(self.searchpath[0], template)
        try:
            return super().get_source(environment, template)
        except TemplateNotFound:
            raise
        except UnicodeDecodeError:
            problem = files.read(path)[2][0]
            words, line = problem.message, problem.place.line
        except OSError as problem:
            words, line = f"this template cannot be read – {problem.strerror or problem}", 1
        error = TemplateSyntaxError(words, line, template, str(path))
        error.translated = True  # as jinja marks errors whose traceback is to stay
        raise error


class Compacting(Extension):
    """What a template itself says is made compact when it is compiled, so that its pages need not be."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        for token in stream:
            is_text = token.type == "data" and stream.name not in ON_PAPER
            yield Token(token.lineno, token.type, compact(token.value)) if is_text else token


class Direct(Context):
    """Calls what a template calls, and no more: nothing that ours call wants to know the context."""

    def call(self, called: Any, /, *values: Any, _loop_vars: Any = None, _block_vars: Any = None, **named: Any) -> Any:
        return called(*values, **named)


_escaped = getattr(markupsafe, "_escape_inner", markupsafe.escape)


def escaped(value: Any) -> str:
    """What a template shows, escaped, as a plain text: it is put into a page, and nobody asks again whether it is."""
    if value.__class__ is str:
        return _escaped(value)
    return value if value.__class__ is Markup else markupsafe.escape(value)


class Quick(Template):
    """A template whose words are escaped by ours."""

    @classmethod
    def from_code(cls, *given: Any) -> Template:
        template = super().from_code(*given)
        template.root_render_func.__globals__["escape"] = escaped
        return template


class Templates(Environment):
    """The templates of a folder. `compiled` are those that were compiled before."""

    context_class = Direct
    template_class = Quick

    def __init__(self, folder: Path, compiled: Compiled | None) -> None:
        super().__init__(
            loader=Loader(folder),
            extensions=[Compacting],
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=compiled,
        )
        self.loaded: dict[str, Template] = {}

    def get_template(self, name: Any, *above: Any, **more: Any) -> Template:
        """Each template by its name, once."""
        if name not in self.loaded:
            self.loaded[name] = super().get_template(name, *above, **more)
        return self.loaded[name]

    def make_globals(self, _: Any) -> Any:
        """All templates know the same: Jinja would look, at every import, which of it only some know."""
        return self.globals
