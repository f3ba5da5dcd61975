"""Reasons that are told again with other figures. In: a Subject. Out: findings, each with both places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from reportgen.checks.check import Finding, check
from reportgen.checks.closeness import Pairs, pairs_of
from reportgen.checks.losses import Loss
from reportgen.checks.subject import Subject
from reportgen.checks.texts import Text
from reportgen.diagnostics import Severity

_WHERE = {"problems", "conclusion", "recommendations", "last_year", "groups", "experiences", "notes", "materials"}
_FIGURE = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)\s*(万元|个月|%|％|[家个项例人名笔张元天次处份条])")
_SENTENCES = re.compile(r"[^。；！？\n]+")
_FEWEST = 4  # pairs of signs that a sentence must have to be told from another
_SAME = 0.5  # from this share of common pairs on, both tell the same


@dataclass(frozen=True)
class _Telling:
    """A sentence with figures, each by its unit; a unit that stands there twice is left out."""

    sentence: str
    figures: dict[str, str]

    @cached_property
    def words(self) -> Pairs:
        """The words of the sentence; few sentences come so far that they are needed."""
        return pairs_of(self.sentence)


@check(
    "reason-repeated-differently",
    Severity.WARNING,
    meaning="同一件事在扣分原因里和在问题、建议、结论里各说了一遍，数字不同。",
    why="同一句话改了一处、忘了另一处，是报告里最常见的自相矛盾。",
    example="扣分原因写“37家服务中心的运营补贴超过规定标准”，问题表述写“38家服务中心的运营补贴超过规定标准”。",
    mend="核对哪个数对；数字写成 [[facts]]，两处都用引用。",
)
def reason_repeated_differently(subject: Subject) -> Iterator[Finding]:
    told = [(loss, telling) for loss in subject.losses if (telling := _telling(loss.words)) is not None]
    for text in subject.narrative if told else ():
        if text.key[0] in _WHERE:
            for match in _SENTENCES.finditer(text.text):
                if (telling := _telling(match[0])) is not None:
                    yield from _compared(text, telling, told)


def _telling(sentence: str) -> _Telling | None:
    found = _FIGURE.findall(sentence)
    units = [unit for _, unit in found]
    figures = {unit: number for number, unit in found if units.count(unit) == 1}
    return _Telling(sentence, figures) if figures else None


def _compared(text: Text, telling: _Telling, told: list[tuple[Loss, _Telling]]) -> Iterator[Finding]:
    for loss, other in told:
        differing = [unit for unit, number in telling.figures.items() if other.figures.get(unit, number) != number]
        least = min(len(telling.words), len(other.words)) if differing else 0
        if least >= _FEWEST and len(telling.words & other.words) >= _SAME * least:
            unit = differing[0]
            here, there = f"{telling.figures[unit]}{unit}", f"{other.figures[unit]}{unit}"
            message = f"这里写“{here}”，“{loss.indicator.name}”的扣分原因说的是同一件事，写“{there}”"
            yield Finding(text.where(here), message, "核对哪个数对；数字写成 [[facts]]，两处都引用", (loss.place,))
