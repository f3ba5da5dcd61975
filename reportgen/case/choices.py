"""Which question a column holds, and which option an answer means.

In: a Question and text from a file. Out: a column to look for, an option, or what stands in the way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportgen.model.surveys import Option, Question

from .columns import Wanted, tidy

_END = "。.;,"
_LETTER = re.compile(r"([A-Za-z])(?:[.、:)]?)(.*)", re.DOTALL)
_REASON = re.compile(r"[〖(\[:,].*", re.DOTALL)
_SEVERAL = re.compile(r"[┋|;,、/]")
_AFTER_NUMBER = r"\)?题?(?:[、.:,)】].*)?"


def wanted_column(question: Question) -> Wanted:
    """The column of a question: its own `column`, or one headed by its id, its number (2、…, 第2题) or its text."""
    if question.column is not None:
        return Wanted(question.column, tidy(question.column).__eq__)
    heads = "|".join(re.escape(tidy(head).strip("()")) for head in (question.id, question.number))
    pattern = re.compile(rf"[(【]?第?(?:{heads}){_AFTER_NUMBER}")
    text = tidy(question.text)
    return Wanted(question.id, lambda header: header == text or pattern.fullmatch(header) is not None)


@dataclass(frozen=True, slots=True)
class Choices:
    """The options of a question, and how answers name them."""

    options: tuple[Option, ...]

    def find(self, answer: str) -> int | None:
        """The option that an answer means: by its text, another of its spellings, its letter, or both. None for none."""
        plain = tidy(answer).rstrip(_END)
        exact = next((at for at in range(len(self.options)) if plain in self._texts(at)), None)
        if exact is not None:
            return exact
        named = next((at for at in range(len(self.options)) if self._with_reason(at, plain)), None)
        return named if named is not None else self._by_letter(plain)

    def several(self, answer: str) -> bool:
        """Whether an answer names more than one option."""
        parts = [part for part in _SEVERAL.split(tidy(answer)) if part]
        return len(parts) > 1 and all(self.find(part) is not None for part in parts)

    def _texts(self, at: int) -> set[str]:
        option = self.options[at]
        return {tidy(text).rstrip(_END) for text in (option.label, *option.spellings)}

    def _with_reason(self, at: int, plain: str) -> bool:
        """Whether an answer is the text of an option that asks why, and a reason: 否〖没有收到〗, 否（没有收到）."""
        texts = self._texts(at) if self.options[at].ask_why else ()
        return any(plain.startswith(text) and _REASON.fullmatch(plain[len(text) :]) for text in texts)

    def _by_letter(self, plain: str) -> int | None:
        """A, a, A.有较大帮助: a letter alone, or with the text of the option that it stands for."""
        found = _LETTER.fullmatch(plain)
        at = ord(found[1].upper()) - ord("A") if found else len(self.options)
        if found is None or at >= len(self.options):
            return None
        rest = found[2]
        return at if not rest or rest in self._texts(at) or self._with_reason(at, rest) else None
