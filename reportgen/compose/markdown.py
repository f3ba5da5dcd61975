"""Prose of a case: a small Markdown (paragraphs, **bold**, lists) with references in its text.

In: the text as the analyst wrote it, and the figures. Out: Prose. Markdown is parsed first and references are resolved inside its text,
so that a value is never markup. What this Markdown does not know (*, _, <b>, &amp;, `, #, tables) stays as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from reportgen.model.prose import Paragraph, Prose, Run

from .references import REFERENCE

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

# The inside of a reference and its offset in the text -> the text that stands for it, or a run that points to a caption.
Resolve = Callable[[str, int], str | Run]
_MARKUP = re.compile(r"\*\*|\\|^\s*([-+*]|\d+[.)])\s", re.MULTILINE)
_PARAGRAPH = re.compile(r"\S(?:.*\S)?(?:[ \t]*\n[ \t]*\S(?:.*\S)?)*")  # lines up to an empty one
_INDENT = re.compile(r"[ \t]*\n[ \t]*")
_WORDS_APART = re.compile(r"(?<=[!-~])\n(?=[!-~])")  # a line end is a space between words
_LINE_END = re.compile(r"\n")  # and nothing between Chinese characters


def prose(text: str, resolve: Resolve) -> Prose:
    """The Prose of a text. `resolve` gets each reference with its place in the text."""
    if not _MARKUP.search(text):
        return Prose(tuple(Paragraph(_sentence(text, found, resolve)) for found in _PARAGRAPH.finditer(text)))
    places = [match.start() for match in REFERENCE.finditer(text)]
    return Prose(tuple(_Blocks(places, resolve).paragraphs(_parser().parse(text))))


def line(text: str, resolve: Callable[[str, int], str]) -> str:
    """A text without markup, its references resolved."""
    if "{{" not in text:
        return text
    return REFERENCE.sub(lambda m: "{{" if m[1] is None else resolve(m[1], m.start()), text)


def _sentence(text: str, paragraph: re.Match[str], resolve: Resolve) -> tuple[Run, ...]:
    """A paragraph without markup: its lines joined, its references resolved."""
    pieces: list[str | Run] = []
    at = paragraph.start()
    for found in REFERENCE.finditer(text, *paragraph.span()):
        pieces += [_lines_joined(text[at : found.start()]), resolve(found[1], found.start())]
        at = found.end()
    return tuple(_runs_of([*pieces, _lines_joined(text[at : paragraph.end()])]))


def _runs_of(pieces: Iterable[str | Run], *, bold: bool = False) -> Iterator[Run]:
    """Runs of one look: texts that follow each other are one."""
    text = ""
    for piece in pieces:
        if isinstance(piece, str):
            text += piece
            continue
        if text:
            yield Run(text, bold)
        text = ""
        yield replace(piece, bold=bold)
    if text:
        yield Run(text, bold)


def _lines_joined(text: str) -> str:
    return _LINE_END.sub("", _WORDS_APART.sub(" ", _INDENT.sub("\n", text))) if "\n" in text else text


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
                yield Paragraph((*lead, *runs), "list" if self._markers and not marker else "body", len(self._markers))
                marker = ""

    def _runs(self, tokens: list[Token]) -> Iterator[Run]:
        bold = False
        pieces: list[str | Run] = []
        for token in tokens:
            if token.type in ("strong_open", "strong_close") and token.markup == "**":
                yield from _runs_of(pieces, bold=bold)
                bold, pieces = token.type == "strong_open", []
            else:
                pieces.append(self._text(token))
        yield from _runs_of(pieces, bold=bold)

    def _text(self, token: Token) -> str | Run:
        if token.type == "reference":
            return self._reference(token.content)
        if token.type in ("text", "text_special"):
            return _lines_joined(token.content)
        return token.markup

    def _reference(self, text: str) -> str | Run:
        found, place = REFERENCE.fullmatch(text), next(self._places, 0)
        return "{{" if found is None or found[1] is None else self._resolve(found[1], place)
