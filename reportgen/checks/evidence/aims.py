"""Figures of the declared goals that no indicator takes up. In: a Subject. Out: findings, each with the goal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reportgen.checks.check import Finding, check
from reportgen.checks.quantities import Quantities, quantities_of
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Key, Severity

_CLAUSES = re.compile(r"[^，。；！？\n]+")
_COUNTED = re.compile(r"\d\s*(?:[%％]|[^\W\d_])")
_OF_TIME = re.compile(r"\d\s*[年月日号期届]|第\d|\d{4}—")
_WHOLE = Decimal(1)


@check(
    "goal-figure-unmeasured",
    Severity.WARNING,
    meaning="申报目标里的数没有指标衡量：绩效目标里写明了数量或比率，各指标的指标值、计划、评价情况和评分标准里都没有这个数。",
    why="目标定了数，评价就要说完成了多少；没有指标衡量，目标等于没有评价。",
    example="总目标写“培训养老护理员120人”，没有一个指标提到 120 人。",
    mend="增设衡量它的指标，或在相近指标的 target、plan 里写明；有目标调整分析的，在 adjustments 里交代。",
)
def goal_figure_unmeasured(subject: Subject) -> Iterator[Finding]:
    targets = subject.case.targets
    if targets is None or targets.adjustments:  # what became of each goal is told there
        return
    goals: list[tuple[Key, str]] = [(("targets", "overall"), subject.text_at("targets", "overall"))]
    for at, goal in enumerate(targets.declared):
        key: Key = ("targets", "declared", at, "value")
        goals.append((key, f"{goal.name}{subject.text_at(*key)}"))
    taken = _taken_up(subject) if any(_COUNTED.search(text) for _, text in goals) else Quantities((), (), ())
    for key, text in goals:
        for clause in _CLAUSES.findall(text):
            if _COUNTED.search(clause) and _is_unmeasured(clause, taken):
                message = f"绩效目标“{clause.strip()}”没有指标衡量：各指标的指标值、计划、评价情况和评分标准里都没有这个数"
                hint = "增设衡量它的指标，或在相近的指标里写明完成情况"
                yield Finding(subject.at(*key), message, hint, (subject.at("indicators"),))


def _taken_up(subject: Subject) -> Quantities:
    """Every number and rate that an indicator has to do with."""
    texts = (
        "。".join(map(str, (v.name, v.explanation, v.standard, v.target, v.actual, v.plan, v.finding)))
        for v in subject.report.indicators
    )
    return quantities_of("\n".join(texts))


def _is_unmeasured(clause: str, taken: Quantities) -> bool:
    stated = quantities_of(_OF_TIME.sub(" ", clause))
    numbers = set(stated.numbers) - set(taken.numbers)
    rates = {rate for rate in stated.rates if rate != _WHOLE} - set(taken.rates)
    return bool(rates) or (bool(numbers) and numbers >= set(stated.numbers))
