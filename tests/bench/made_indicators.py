"""The indicators of a made-up case, by many kinds of rules, and all that hangs on them: facts, questions, problems, recommendations.

In: chance and words. Out: tables of a case: points add up to 100, what is lost has a reason and a problem, every problem an answer.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import cycle
from typing import Any

from tests.bench.made_words import Words

Table = dict[str, Any]

_TREE = {
    "决策": ("项目立项", "绩效目标", "资金投入"),
    "过程": ("资金管理", "组织实施"),
    "产出": ("产出数量", "产出质量", "产出时效", "产出成本"),
    "效益": ("项目效益", "满意度"),
}
_PROBLEMS = ("p1", "p2", "p3", "p4")


@dataclass(slots=True)
class Rows:
    """The tables."""

    words: Words
    indicators: list[Table] = field(default_factory=list)
    facts: list[Table] = field(default_factory=list)
    questions: list[Table] = field(default_factory=list)
    problems: list[Table] = field(default_factory=list)
    recommendations: list[Table] = field(default_factory=list)
    declared: list[Table] = field(default_factory=list)
    adjustments: list[Table] = field(default_factory=list)

    def survey(self, place: str) -> dict[str, Any]:
        """The survey and its questions."""
        stratum = {"id": "s", "name": f"{place}{self.words.name()}对象", "unit": "人", "population": 900, "sample": 100}
        survey = {
            "id": "q", "title": f"{self.words.name(4)}调查问卷", "mode": "电话访谈", "preamble": self.words.paragraph(2),
            "valid": 100, "strata": [stratum],
        }  # fmt: skip
        return {"surveys": [survey], "questions": self.questions}


class Indicators:
    """Makes them one by one; each kind of rule has its turn."""

    def __init__(self, chance: random.Random, words: Words, year: int) -> None:
        self._chance, self._words, self._year, self._rows = chance, words, year, Rows(words)
        self._name, self._themes = "", {problem: words.name(4) for problem in _PROBLEMS}

    def rows(self, number: int) -> Rows:
        """So many indicators and what belongs to them."""
        kinds = cycle(self._chance.sample(self._kinds, len(self._kinds)))
        places = self._places(number)
        points = self._points(places)
        for at, place in enumerate(places):
            self._add(at, place, points[at], next(kinds))
        self._close()
        return self._rows

    @property
    def _kinds(self) -> tuple[Callable[[str, int], tuple[Table, bool]], ...]:
        by_figures = (self._proportion, self._bands, self._counted, self._dated, self._parts)
        return (*by_figures, self._checklist, self._labels, self._asked, self._judged)

    def _points(self, places: list[tuple[str, str]]) -> list[int]:
        """Whole points, 100 together; decision and process have 40 at most."""
        inner = [at for at, (dimension, _) in enumerate(places) if dimension in ("决策", "过程")]
        outer = [at for at in range(len(places)) if at not in inner]
        each = max(1, min(100 // len(places), 40 // len(inner)))
        rest = 100 - each * len(inner)
        points = [each if at in inner else rest // len(outer) for at in range(len(places))]
        for at in self._chance.sample(outer, rest % len(outer)):
            points[at] += 1
        return points

    def _places(self, number: int) -> list[tuple[str, str]]:
        places = [(dimension, group) for dimension, groups in _TREE.items() for group in groups]
        return [places[at * len(places) // number] for at in range(number)]

    def _add(self, at: int, place: tuple[str, str], points: int, kind: Callable[[str, int], tuple[Table, bool]]) -> None:
        words, (dimension, group), name = self._words, place, f"{self._words.name(3)}{at}"
        self._name = name
        scoring, lost = kind(f"f{at}", points)
        output = dimension == "产出"
        self._rows.indicators.append({
            "dimension": dimension, "group": group, "name": name, "points": points, "explanation": words.sentence(), **scoring,
            "basis": "{{ documents.d1 }}、{{ documents.d3 }}", **({"target": "100%", "actual": words.sentence(1)} if output else {}),
            "finding": f"{words.paragraph(2)}" + "{{ report.fiscal_year }}年到位{{ funds.received | wan }}万元。" + words.paragraph(1),
            **(self._reasons() if lost else {}),
        })  # fmt: skip
        if output:
            self._rows.declared.append({"dimension": "产出指标", "group": "数量指标", "name": name, "value": "100%"})
            kept = {"kind": "保留", "heading": "数量指标", "declared": name, "indicator": name, "reason": words.sentence()}
            self._rows.adjustments.append(kept)

    def _reasons(self) -> Table:
        """Why the indicator at hand lost points: in words of its own and of the problem that it is given."""
        problem = self._chance.choice(_PROBLEMS)
        reason = f"{self._name}的{self._themes[problem]}没有落实"
        return {"reason": reason, "detail": f"{reason}，{self._words.sentence(3)}", "problem": problem}

    def _close(self) -> None:
        """The problems that some indicator names, and an answer to each."""
        text, words = repr(self._rows.indicators), self._words
        for id_ in (p for p in _PROBLEMS if f"'{p}'" in text):
            title = f"{self._themes[id_]}没有落实"
            self._rows.problems.append({"id": id_, "group": title, "title": title, "cause": words.paragraph(1)})
            answer = {"kind": "改进措施", "title": f"落实{self._themes[id_]}", "answers": [id_], "text": words.paragraphs(1)}
            self._rows.recommendations.append(answer)

    def _fact(self, id_: str, value: object, unit: str | None = None) -> str:
        """The path of a new fact."""
        self._rows.facts.append({"id": id_, "value": value, **({"unit": unit} if unit else {}), "source": "实际数÷计划数，见底稿"})
        return f"facts.{id_}"

    def _often(self) -> bool:
        return self._chance.random() < 0.6

    def _checklist(self, id_: str, points: int) -> tuple[Table, bool]:
        shares = [points - 0.5, 0.5] if points < 3 else [points - 1.5, 1, 0.5]
        items: list[Table] = [{"text": self._words.sentence(1), "points": share} for share in shares]
        if not self._often():
            items[0]["deductions"] = [self._deduction()]
        return {"rule": {"kind": "checklist", "items": items}}, False

    def _deduction(self) -> Table:
        return {"points": 0.5, **self._reasons()}

    def _pair(self, id_: str) -> tuple[Table, bool]:
        """An actual and a planned number, and whether the one falls short."""
        planned, full = self._chance.randint(50, 9000), self._often()
        actual = planned if full else planned * self._chance.randint(40, 85) // 100
        return {"actual": self._fact(f"{id_}a", actual, "家"), "planned": self._fact(f"{id_}p", planned, "家")}, not full

    def _proportion(self, id_: str, points: int) -> tuple[Table, bool]:
        pair, lost = self._pair(id_)
        return {"rule": {"kind": "proportion", **pair, "name": self._words.name() + "率", "unit": "家"}}, lost

    def _bands(self, id_: str, points: int) -> tuple[Table, bool]:
        number = self._chance.choice((12, 12, 9))
        bands = [{"from": 12, "points": points}, {"from": 6, "points": points / 2}]
        value = {"value": self._fact(f"{id_}n", number, "次"), "name": self._words.name() + "次数", "unit": "次"}
        return {"rule": {"kind": "bands", **value, "bands": bands}}, number < 12

    def _counted(self, id_: str, points: int) -> tuple[Table, bool]:
        count = self._chance.choice((0, 0, 1))
        counted = {"count": self._fact(f"{id_}c", count, "项"), "unit": "项", "name": self._words.name()}
        return {"rule": {"kind": "per_unit", "each": 0.5, **counted}}, count > 0

    def _dated(self, id_: str, points: int) -> tuple[Table, bool]:
        due, late = date(self._year, self._chance.randint(2, 10), 20), self._chance.choice((-5, 0, 12))
        days = {"due": self._fact(f"{id_}d", due), "done": self._fact(f"{id_}e", due + timedelta(late))}
        return {"rule": {"kind": "per_unit", "each": 0.5, **days, "unit": "日", "size": 10, "part": "down"}}, late > 0

    def _parts(self, id_: str, points: int) -> tuple[Table, bool]:
        pairs = [self._pair(f"{id_}s{at}") for at in (1, 2)]
        parts = [{"name": self._words.name(3) + str(at), "points": points / 2, **pair} for at, (pair, _) in enumerate(pairs)]
        return {"rule": {"kind": "parts", "parts": parts, "unit": "家"}}, any(lost for _, lost in pairs)

    def _labels(self, id_: str, points: int) -> tuple[Table, bool]:
        labels = [{"label": label, "points": share} for label, share in (("达成", points), ("部分达成", points / 2), ("未达成", 0))]
        chosen = self._chance.choice(labels[:2])
        return {"rule": {"kind": "labels", "labels": labels, "label": chosen["label"]}}, chosen is labels[1]

    def _asked(self, id_: str, points: int) -> tuple[Table, bool]:
        first = self._chance.randint(50, 80)
        options = [
            {"label": label, "count": count, "weight": weight}
            for label, count, weight in (("满意", first, 5), ("一般", 90 - first, 3), ("不满意", 10, 0))
        ]
        asked = {"survey": "q", "id": id_, "number": str(len(self._rows.questions) + 1), "unit": "人"}
        text = {"text": f"{self._words.sentence(1)}？", "remark": self._words.paragraph(1)}
        self._rows.questions.append({**asked, **text, "options": options})
        return {"rule": {"kind": "survey", "questions": [id_], "name": "满意度"}}, True

    def _judged(self, id_: str, points: int) -> tuple[Table, bool]:
        return {"deductions": [] if self._often() else [self._deduction()], "standard": self._words.sentence()}, False
