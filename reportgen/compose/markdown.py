"""Prose of a case: a small Markdown (paragraphs, **bold**, lists) with references in its text.

In: the text as the analyst wrote it, and the figures. Out: Prose. Markdown is parsed first and references are resolved inside its text,
so that a value is never markup. What this Markdown does not know (*, _, <b>, &amp;, `, #, tables) stays as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from reportgen.model.prose import Paragraph, Prose, Run

from .references import REFERENCE

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

Resolve = Callable[[str, int], str]  # the inside of a reference and its offset in the text -> what stands for it
_MARKUP = re.compile(r"\n|\*\*|\\|^\s*([-+*]|\d+[.)])\s", re.MULTILINE)
_WORDS_APART = re.compile(r"(?<=[!-~])\n(?=[!-~])")  # a line end is a space between words
_LINE_END = re.compile(r"\n")  # and nothing between Chinese characters


def prose(text: str, resolve: Resolve) -> Prose:
    """The Prose of a text. `resolve` gets each reference with its place in the text."""
    if not _MARKUP.search(text):
        return Prose((Paragraph((Run(line(text, resolve)),)),))
    places = [match.start() for match in REFERENCE.finditer(text)]
    return Prose(tuple(_Blocks(places, resolve).paragraphs(_parser().parse(text))))


def line(text: str, resolve: Resolve) -> str:
    """A text without markup, its references resolved."""
    if "{{" not in text:
        return text
    return REFERENCE.sub(lambda m: "{{" if m[1] is None else resolve(m[1], m.start()), text)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # 46 ms, and not every text needs it

    parser = MarkdownIt("zero").enable(["list", "emphasis", "escape"])
    parser.inline.ruler.before("escape", "reference", _reference_rule)
    return parser


def _reference_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    found = REFERENCE.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        token = state.push("reference", "", 0)
        token.content = found[0]
    state.pos = found.end()
    return True


class _Blocks:
    """Tokens of markdown-it as paragraphs; counts the references to find their places again."""

    def __init__(self, places: list[int], resolve: Resolve) -> None:
        self._places = iter(places)
        self._resolve = resolve
        self._markers: list[str] = []

    def paragraphs(self, tokens: list[Token]) -> Iterator[Paragraph]:
        marker = ""
        for token in tokens:
            if token.type in ("bullet_list_open", "ordered_list_open"):
                self._markers.append(token.type)
            elif token.type in ("bullet_list_close", "ordered_list_close"):
                self._markers.pop()
            elif token.type == "list_item_open":
                marker = f"{token.info}{token.markup} " if self._markers[-1].startswith("ordered") else ""
            elif token.type == "inline":
                runs = tuple(self._runs(token.children or []))
                lead = (Run(marker),) if marker else ()
                yield Paragraph((*lead, *runs), "list" if self._markers else "body", len(self._markers))
                marker = ""

    def _runs(self, tokens: list[Token]) -> Iterator[Run]:
        bold, text = False, ""
        for token in tokens:
            if token.type in ("strong_open", "strong_close") and token.markup == "**":
                if text:
                    yield Run(text, bold)
                bold, text = token.type == "strong_open", ""
            else:
                text += self._text(token)
        if text:
            yield Run(text, bold)

    def _text(self, token: Token) -> str:
        if token.type == "reference":
            return self._reference(token.content)
        if token.type in ("text", "text_special"):
            return _LINE_END.sub("", _WORDS_APART.sub(" ", token.content))
        return token.markup

    def _reference(self, text: str) -> str:
        found, place = REFERENCE.fullmatch(text), next(self._places, 0)
        return "{{" if found is None or found[1] is None else self._resolve(found[1], place)
