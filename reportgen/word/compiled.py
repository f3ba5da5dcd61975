"""What a template is once it is compiled. In: nothing. Out: types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Template as Code

    from reportgen.diagnostics import Diagnostic
    from reportgen.word.known import Known
    from reportgen.word.numbering import List
    from reportgen.word.package import Package
    from reportgen.word.paragraph_look import ParagraphLook
    from reportgen.word.places import Where
    from reportgen.word.styles import Styles


@dataclass(frozen=True, slots=True)
class CompiledPart:
    """A part that is filled in.

    `filename` names its code in Python's frames, `targets` are its loop variables, `resizes` says whether {%tc %} may
    change a table's columns, `ordered` whether values come out in the order in which they are printed, and
    `braces` whether the template's own text holds braces.
    """

    name: str
    title: str
    filename: str
    code: Code
    where: Where
    looks: tuple[ParagraphLook, ...]
    targets: frozenset[str]
    tags: frozenset[str]
    resizes: bool
    ordered: bool
    braces: bool
    known: Known


@dataclass(frozen=True, slots=True)
class Template:
    """A Word template, opened and compiled.

    `file` is its name in messages, `known` the captions and marks that it may print, `findings` what opening it warned of.
    """

    file: str
    package: Package
    parts: tuple[CompiledPart, ...]
    styles: Styles
    lists: Mapping[str, List]
    known: Known
    findings: tuple[Diagnostic, ...]
