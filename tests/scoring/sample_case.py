"""Small cases for tests: a valid whole, and what a test changes in it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from reportgen.diagnostics import Sink
from reportgen.model.case import Case
from reportgen.model.evidence import Evidence, Figure, OptionTally, QuestionTally


def indicator(name: str = "资金到位率", points: object = 100, **more: object) -> dict[str, Any]:
    """An indicator's table; judged without deductions unless `more` says otherwise."""
    table: dict[str, Any] = {
        "dimension": "过程", "group": "资金管理", "name": name, "points": points,
        "explanation": "解释", "basis": "依据", "finding": "情况",
    } | more  # fmt: skip
    return table if "rule" in table else {"deductions": [], "standard": "标准"} | table


def case_of(*indicators: dict[str, Any], **tables: object) -> Case:
    """A valid case with these indicators; `tables` replace or add whole tables."""
    day = date(2022, 12, 31)
    data: dict[str, Any] = {
        "report": {
            "title": "报告", "series": "系列", "fiscal_year": 2022, "period": [date(2022, 1, 1), day], "kind": "项目",
            "structure": "professional", "base_date": day, "work": [day, day], "submitted": day, "precision": Decimal("0.1"),
        },
        "evaluator": {"firm": "公司", "commissioner": "财政局", "team": [{"name": "某人", "role": "主评人"}]},
        "project": {
            "name": "项目", "department": "部门", "authority": "部门", "implementers": ["部门"], "attribute": "持续性项目",
            "recurrence": "常年性项目", "start": day, "end": day, "purpose": "目的", "content": "内容", "funding_source": "来源",
        },
        "funds": {"unit": "万元", "budget": Decimal("1006.29"), "received": Decimal("950.78"), "spent": Decimal("949.33")},
        "work": {"purpose": "目的", "framework": [], "methods": [{"name": "比较法"}], "phases": []},
        "indicators": list(indicators) or [indicator()],
    }  # fmt: skip
    return Case.model_validate(data | tables)


def evidence_of(*tallies: QuestionTally, **facts: Figure) -> Evidence:
    """Evidence with these facts (`facts.<name>`) and tallies."""
    return Evidence({f"facts.{name}": value for name, value in facts.items()}, {tally.id: tally for tally in tallies})


def tally_of(id_: str, *rows: tuple[str, int, str | None]) -> QuestionTally:
    """A tally from (label, count, weight)."""
    valid = sum((Decimal(count) for _, count, _ in rows), Decimal(0))
    options = tuple(
        OptionTally(label, Decimal(count), Decimal(count) / valid, None if weight is None else Decimal(weight))
        for label, count, weight in rows
    )
    weighed = [(option.count, option.weight) for option in options if option.weight is not None]
    full = max((weight for _, weight in weighed), default=Decimal(0))
    earned = sum((count * weight for count, weight in weighed), Decimal(0))
    return QuestionTally(id_, f"第{id_}题", options, valid, earned / (valid * full) if full else None)


def codes(sink: Sink) -> list[str]:
    """The codes of what was found, in order."""
    return [diagnostic.code for diagnostic in sink]
