"""Where a case speaks: which of its texts the evaluator words, the references and the typed figures in them.

In: the data of a case. Out: texts with their keys. Quoted material (forms, questionnaires, notices, minutes) is none of the evaluator's
words: a report prints it as it is, so that nothing in it is changed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reportgen.diagnostics import Key

REFERENCE = re.compile(r"(?<!\\)\{\{\s*([^\W\d][\w-]*(?:\.[\w-]+)*)([^{}]*)\}\}")
_NARRATIVE = re.compile(
    r"report\.(title|series)"
    r"|project\.(background|purpose|content|approval|implementation|beneficiaries|uses)|project\.duties\.\d+\.text"
    r"|work\.(purpose|standards|visits|interviews)"
    r"|work\.(principles|design|evidence|methods|phases)\.\d+(\.steps\.\d+)*\.text"
    r"|indicators\.\d+\.(explanation|definition|standard|basis|target|actual|plan|finding|reason|detail)"
    r"|indicators\.\d+\.(deductions\.\d+|rule\..*)\.(reason|detail)"
    r"|groups\.\d+\.comment|conclusion\.text|experiences\.\d+(\.steps\.\d+)*\.text"
    r"|problems\.\d+\.(title|text|cause)|recommendations\.\d+\.(title|text)"
    r"|notes\.\d+|last_year\.(advice|use)|questions\.\d+\.remark|targets\.adjustments\.\d+\.reason"
)
# Of these, the ones that are paragraphs, in which a further sentence is at home.
_PASSAGE = re.compile(
    r"project\.(background|purpose|content|approval|implementation)|work\.(purpose|standards)"
    r"|indicators\.\d+\.finding|groups\.\d+\.comment|conclusion\.text|experiences\.\d+(\.steps\.\d+)*\.text"
    r"|problems\.\d+\.(text|cause)|recommendations\.\d+\.text|notes\.\d+"
)


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a case."""

    key: Key
    text: str

    @property
    def narrative(self) -> bool:
        """Whether the evaluator words it."""
        return _NARRATIVE.fullmatch(dotted(self.key)) is not None

    @property
    def passage(self) -> bool:
        """Whether it is a paragraph of the evaluator's."""
        return _PASSAGE.fullmatch(dotted(self.key)) is not None

    def plain(self) -> Iterator[tuple[int, str]]:
        """What is typed in it: the stretches between references, each with its place."""
        at = 0
        for found in REFERENCE.finditer(self.text):
            yield at, self.text[at : found.start()]
            at = found.end()
        yield at, self.text[at:]

    def matches(self, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
        """Where a pattern is found in what is typed."""
        return [(at + found.start(), at + found.end()) for at, piece in self.plain() for found in pattern.finditer(piece)]


def dotted(key: Key) -> str:
    """A key as one word: indicators.3.finding."""
    return ".".join(map(str, key))


def texts(data: Any, key: Key = ()) -> Iterator[Text]:  # noqa: ANN401 - TOML data
    """Every text of a case, in the order of its data."""
    if isinstance(data, str):
        yield Text(key, data)
    elif isinstance(data, dict):
        for name, value in data.items():
            yield from texts(value, (*key, name))
    elif isinstance(data, list):
        for at, value in enumerate(data):
            yield from texts(value, (*key, at))


def row_of(key: Key) -> Key:
    """The row or table that a key belongs to: ("indicators", 3) of ("indicators", 3, "finding")."""
    return key[:2] if len(key) > 1 and isinstance(key[1], int) else key[:1]


def around(text: str, start: int, end: int, width: int = 6) -> str:
    """A piece of a text with some of what stands around it, so that a reader finds it."""
    return text[max(0, start - width) : end + width].replace("\n", " ")
