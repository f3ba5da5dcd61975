"""A year of made-up cases: 15 to 60 indicators, texts half as long or half as long again, other names and figures, several structures.

In: a folder of cases, a year, a seed, a number. Out: that many cases of TOML files that the line accepts, though random words may
look alike to a check, which warns. Made of nothing but chance, so that a thousand take seconds; the shipped cases, changed, stand in
`made_cases`.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.bench.made_indicators import Indicators
from tests.bench.made_words import Words

FEWEST, MOST = 15, 60
_PARTS = {
    "report": ("report", "evaluator", "project", "funds", "targets", "work", "conclusion", "last_year"),
    "indicators": ("indicators",),
    "facts": ("facts", "documents"),
    "problems": ("notes", "problems", "recommendations", "experiences"),
    "surveys": ("surveys", "questions", "interviews", "visits"),
    "materials": ("materials", "photos", "annexes"),
}


def make_year(cases: Path, year: int, number: int, structures: list[str], seed: int = 0) -> list[str]:
    """Writes the cases and gives their names; the same seed gives the same cases."""
    names = [f"case{at:04d}" for at in range(number)]
    for at, name in enumerate(names):
        write(cases / name, made_case(random.Random(f"{seed} {at}"), year, structures[at % len(structures)]))
    return names


def write(folder: Path, case: Mapping[str, Any]) -> None:
    """Writes a case as a folder of parts."""
    folder.mkdir(parents=True, exist_ok=True)
    for part, keys in _PARTS.items():
        text = "\n".join(line for key in keys if case.get(key) for line in _lines(key, case[key]))
        (folder / f"{part}.toml").write_text(f"#:schema ../case.schema.json\n\n{text}", encoding="utf-8")


def made_case(chance: random.Random, year: int, structure: str) -> dict[str, Any]:
    """A case as data."""
    words = Words(chance, chance.uniform(0.5, 1.5))
    rows = Indicators(chance, words, year).rows(chance.randint(FEWEST, MOST))
    base = _Base(chance, words, year, structure, words.place(), words.office())
    return {
        **base.front(),
        "targets": {"overall": words.paragraph(), "declared": rows.declared, "adjustments": rows.adjustments},
        "work": base.work(),
        "indicators": rows.indicators,
        "facts": rows.facts,
        "documents": base.documents(),
        "problems": rows.problems,
        "recommendations": rows.recommendations,
        "experiences": [{"name": words.name(4), "text": words.paragraph()} for _ in range(3)],
        "conclusion": {"text": words.paragraphs(2)},
        "notes": [words.paragraph()],
        **rows.survey(base.place),
        "interviews": base.interviews(),
        "visits": [{"place": words.name(), "date": date(year + 1, 5, day), "remark": words.paragraph(1)} for day in (9, 10, 11)],
        **base.exhibits(),
    }


@dataclass(frozen=True, slots=True)
class _Base:
    """What a case says besides its indicators."""

    chance: random.Random
    words: Words
    year: int
    structure: str
    place: str
    office: str

    def front(self) -> dict[str, Any]:
        """Cover, firm, project and funds."""
        words, year, department = self.words, self.year, f"{self.place}{self.office}"
        budget = Decimal(self.chance.randint(20_000, 900_000)) / 100
        received = (budget * Decimal(self.chance.randint(70, 100)) / 100).quantize(Decimal("0.01"))
        spent = (received * Decimal(self.chance.randint(60, 100)) / 100).quantize(Decimal("0.01"))
        return {
            "report": {
                "title": f"{department}{year}年{words.name(3)}项目绩效评价报告",
                "number": f"绩评字〔{year + 1}〕第{self.chance.randint(1, 9999):04d}号",
                "series": f"{self.place}预算绩效评价报告", "fiscal_year": year, "period": [date(year, 1, 1), date(year, 12, 31)],
                "kind": "项目", "structure": self.structure, "base_date": date(year, 12, 31),
                "work": [date(year + 1, 4, 1), date(year + 1, 6, 30)], "submitted": date(year + 1, 7, self.chance.randint(1, 28)),
            },
            "evaluator": {
                "firm": f"{words.name(2)}绩效评价咨询有限公司", "commissioner": f"{self.place}财政局",
                "team": [{"name": words.person(), "role": role} for role in ("主评人", *["项目组成员"] * self.chance.randint(2, 6))],
            },
            "project": {
                "name": f"{words.name(3)}项目", "department": department, "authority": department, "implementers": [department],
                "region": self.place, "attribute": "持续性项目", "recurrence": "常年性项目",
                "start": date(year, 1, 1), "end": date(year, 12, 31), "background": words.paragraphs(2),
                "purpose": words.paragraph(), "content": words.paragraph(), "approval": words.paragraph(),
                "implementation": words.paragraphs(2), "beneficiaries": words.sentence(1),
                "duties": [{"name": department, "role": "项目主管部门", "text": words.sentence()}],
                "funding_source": "一般公共预算财政拨款收入", "uses": words.sentence(),
            },
            "funds": {"unit": "万元", "budget": budget, "received": received, "spent": spent, "source": "指标明细账"},
            "last_year": {"kind": "项目支出绩效自评", "advice": words.paragraph(), "use": words.paragraph()},
        }  # fmt: skip

    def work(self) -> dict[str, Any]:
        """How the evaluation was carried out."""
        words = self.words
        return {
            "purpose": words.paragraph(),
            "basis": ["d1", "d2"],
            "framework": ["d1"],
            "principles": [{"name": words.name(), "text": words.sentence()} for _ in range(4)],
            "methods": [{"name": f"{words.name()}法", "text": words.paragraph(2)} for _ in range(3)],
            "phases": [{"name": f"{words.name()}阶段", "text": words.paragraph(4)} for _ in range(3)],
            "visits": words.paragraph(1),
            "interviews": words.paragraph(1),
        }

    def documents(self) -> list[dict[str, Any]]:
        """Documents that the case cites."""
        number, issuer = self.chance.randint(8, 20), f"{self.place[:1]}政发〔{self.year - 1}〕"
        return [
            {"id": f"d{at}", "title": f"关于{self.words.name(4)}的通知", "number": f"{issuer}{at}号", "establishes": at > 2}
            for at in range(1, number)
        ]

    def interviews(self) -> list[dict[str, Any]]:
        """Minutes."""
        words = self.words
        exchanges = [{"ask": f"{words.sentence(1)}？", "answer": words.paragraph(2)} for _ in range(5)]
        who = {"place": self.place, "person": words.person(), "by": words.person()}
        return [{"date": date(self.year + 1, 5, 12), **who, "exchanges": exchanges}]

    def exhibits(self) -> dict[str, Any]:
        """Supporting material, photos, annexes."""
        words, columns = self.words, [self.words.name() + str(at) for at in range(4)]
        number, amount = self.chance.randint(5, 25), self.chance.randint(1, 9999)
        rows = [[words.name(), words.name(3), words.sentence(1), str(amount + at)] for at in range(number)]
        table = {"title": words.name(3), "columns": columns, "rows": rows, "merge": 1}
        return {
            "materials": [
                {"section": words.name(3), "title": words.name(4), "kind": "table", "tables": [table], "remark": words.paragraph(1)},
                {"section": words.name(3), "title": words.name(4), "kind": "notice", "text": words.paragraphs(2)},
            ],
            "photos": [{"caption": words.name(3), "placeholder": True} for _ in range(3)],
            "annexes": [{"title": words.name(4), "placeholder": True}, {"title": words.name(4), "text": words.paragraphs(2)}],
        }


def _lines(key: str, value: Any) -> Iterator[str]:  # noqa: ANN401 - TOML data
    """A table or a list of tables as an analyst writes it."""
    if isinstance(value, Mapping):
        yield f"[{key}]"
        yield from (f"{name} = {_toml(one)}" for name, one in value.items())
    elif isinstance(value[0], Mapping):
        for row in value:
            yield f"[[{key}]]"
            yield from (f"{name} = {_toml(one)}" for name, one in row.items())
            yield ""
    else:
        yield f"{key} = {_toml(value)}"
    yield ""


def _toml(value: Any) -> str:  # noqa: ANN401 - the same
    if isinstance(value, str):
        return f'"""\n{value}\n"""' if "\n" in value else json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "[\n" + "".join(f"  {_toml(item)},\n" for item in value) + "]"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{name} = {_toml(one)}" for name, one in value.items()) + " }"
    return value.isoformat() if isinstance(value, date) else str(value)
