"""Finished text that travels to a template: paragraphs of runs, every reference resolved, free of markup.

In: nothing. Out: types. Markdown and references are read by `compose`; `word` and `export` write these types in their own form.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with one look, or a reference to a caption or heading of the template, which has no text of its own.

    `origin` is the key of the text in the case, and behind it the offset at which the reference stands.
    """

    text: str
    bold: bool = False
    ref: str = ""
    origin: tuple[str | int, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `kind` chooses the template's style, `level` is the depth of a list from 1."""

    runs: tuple[Run, ...]
    kind: Literal["body", "list"] = "body"
    level: int = 0

    def __str__(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs in order. `str()` gives the plain text, a line each and nothing for a reference; an empty Prose is false."""

    paragraphs: tuple[Paragraph, ...] = ()

    def __str__(self) -> str:
        return "\n".join(map(str, self.paragraphs))

    def __bool__(self) -> bool:
        return any(run.text or run.ref for paragraph in self.paragraphs for run in paragraph.runs)


def plain(text: str) -> Prose:
    """Verbatim text as Prose, a paragraph for each line."""
    return Prose(tuple(Paragraph((Run(line),)) for line in text.split("\n")))
