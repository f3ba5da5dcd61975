"""What the pages of a report are held against. In: the Word file that they were made from. Out: Expected.

Without a file the margins are those of GB/T 9704-2012, and no text is compared.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .page import Margins, words

Size = tuple[int, int]
_POINTS_OF_MM = 72 / 25.4
_TWIPS = 20
# GB/T 9704-2012, 5.2: margins of an A4 page upright, in millimetres. On its side the page keeps its upper edge for binding.
_STANDARD = Margins(37 * _POINTS_OF_MM, 35 * _POINTS_OF_MM, 28 * _POINTS_OF_MM, 26 * _POINTS_OF_MM)
_STANDARD_LANDSCAPE = Margins(26 * _POINTS_OF_MM, 26 * _POINTS_OF_MM, 22 * _POINTS_OF_MM, 22 * _POINTS_OF_MM)


@dataclass(frozen=True, slots=True)
class Expected:
    """Margins by page size (whole points), the most usual first; the characters that must be on the pages."""

    margins: Mapping[Size, tuple[Margins, ...]] = field(default_factory=dict)
    characters: frozenset[str] = frozenset()

    def margins_of(self, width: float, height: float) -> tuple[Margins, ...]:
        """The margins that a page of this size may have, in points."""
        standard = _STANDARD_LANDSCAPE if width > height else _STANDARD
        return self.margins.get((round(width), round(height)), (standard,))


def expected_of(document: bytes) -> Expected:
    """What a Word file asks of its pages. Raises what python-docx raises for a file that is no Word document."""
    from docx import Document  # costs more than a small PDF

    opened = Document(io.BytesIO(document))
    return Expected(_margins(opened.sections), frozenset(words("".join(_texts(opened.element.body)))))


def _margins(sections: Iterable[Any]) -> dict[Size, tuple[Margins, ...]]:
    counts: dict[Size, Counter[Margins]] = {}
    for section in sections:
        size = round((section.page_width or 0) / 12700), round((section.page_height or 0) / 12700)
        edges = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        counts.setdefault(size, Counter())[Margins(*((edge or 0) / 12700 for edge in edges))] += 1
    return {size: tuple(margins for margins, _ in counter.most_common()) for size, counter in counts.items()}


def _texts(body: Any) -> Iterator[str]:  # noqa: ANN401 - python-docx's element
    """The texts that are printed: not those of fields' codes, deleted or hidden."""
    for text in body.iterfind(".//{*}t"):
        run = text.getparent()
        if run.find("{*}rPr/{*}vanish") is None:
            yield text.text or ""
