"""What a scoring rule may look at: every named figure of a case, by its dotted path.

In: nothing. Out: the lookup that rules and prose share, and the error that says why a lookup failed.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from .values import BLANK_DATE, BLANK_NUMBER, is_blank

_FEW = 6  # names that a hint lists where none is near

Figure = Decimal | date | str | tuple[str, ...]


class EvidenceError(Exception):
    """A rule cannot be applied: `code` names the defect, `message` and `hint` are Chinese."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


@dataclass(frozen=True, slots=True)
class OptionTally:
    """One option of a survey question: how many chose it, its share of the valid answers, its weight in a degree."""

    label: str
    count: Decimal
    share: Decimal
    weight: Decimal | None


@dataclass(frozen=True, slots=True)
class QuestionTally:
    """A closed question's answers: `valid` is their number, `degree` Σ(count × weight) ÷ (valid × greatest weight) if weighted."""

    id: str
    text: str
    options: tuple[OptionTally, ...]
    valid: Decimal
    degree: Decimal | None

    @property
    def full_weight(self) -> Decimal:
        """The greatest weight of an option; unknown while one of them is."""
        if any(o.weight is not None and o.weight.is_nan() for o in self.options):
            return BLANK_NUMBER
        return max((o.weight for o in self.options if o.weight is not None), default=Decimal(0))


@dataclass(frozen=True, slots=True)
class Evidence:
    """Figures by path ("funds.spent", "facts.失能床位计划") and the tallies of survey questions by id."""

    figures: Mapping[str, Figure]
    questions: Mapping[str, QuestionTally] = field(default_factory=dict)

    def get(self, path: str) -> Figure:
        """The figure at a path. Raises EvidenceError `unknown-name` with the nearest paths."""
        try:
            return self.figures[path]
        except KeyError:
            raise EvidenceError("unknown-name", f"没有名为“{path}”的数据", nearest(path, self.figures)) from None

    def number(self, operand: Decimal | str) -> Decimal:
        """A number, or the number at a path; a list counts its items. Raises EvidenceError if it is something else."""
        value = self.get(operand) if isinstance(operand, str) else operand
        if isinstance(value, tuple):
            return Decimal(len(value))
        if isinstance(value, str) and is_blank(value):
            return BLANK_NUMBER
        if not isinstance(value, Decimal):
            raise EvidenceError("wrong-evidence", f"“{operand}”是“{value}”，评分规则这里需要数", "请改为引用数值")
        return value

    def day(self, path: str) -> date:
        """The date at a path. Raises EvidenceError if it is something else."""
        value = self.get(path)
        if isinstance(value, str) and is_blank(value):
            return BLANK_DATE
        if not isinstance(value, date):
            message = f"“{path}”是“{value}”，评分规则这里需要日期"
            raise EvidenceError("wrong-evidence", message, "请引用写成 2022-07-28 的日期")
        return value

    def question(self, id_: str) -> QuestionTally:
        """The tally of a question. Raises EvidenceError `unknown-name` with the nearest ids."""
        try:
            return self.questions[id_]
        except KeyError:
            raise EvidenceError("unknown-name", f"没有编号为“{id_}”的问卷题目", nearest(id_, self.questions)) from None

    def ratio(self, part: Decimal | str, whole: Decimal | str) -> Decimal:
        """The quotient part ÷ whole. Raises EvidenceError `division-by-zero`."""
        divisor = self.number(whole)
        if divisor == 0:
            raise EvidenceError("division-by-zero", f"“{whole}”为 0，不能作除数", "请核对计划数（分母）")
        return self.number(part) / divisor


def nearest(name: str, known: Iterable[str]) -> str:
    """A hint with the known names nearest to a misspelt one, or those of the same beginning."""
    names = list(known)
    close = difflib.get_close_matches(name, names, n=3, cutoff=0.6) or (names if len(names) <= _FEW else [])
    if not close:
        head = name.split(".", maxsplit=1)[0] + "."
        close = [n for n in names if n.startswith(head)][:6]
    return f"是否想写 {'、'.join(close)}？" if close else ""
