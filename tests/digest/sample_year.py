"""Years of cases for the tests of the digest, in the words of the field.

In: how many cases, a seed. Out: YearRecords as a year leaves them: most built or unchanged, some drafts, some failed, one not reached.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from reportgen.model.scorecard import Score
from reportgen.model.summary import (
    CaseSummary,
    DimensionSummary,
    Finding,
    FundsSummary,
    GroupSummary,
    IndicatorSummary,
    Loss,
    ProblemSummary,
    RecommendationSummary,
)
from reportgen.model.values import BLANK, BLANK_NUMBER
from reportgen.model.year import State, YearCase, YearRecords

YEAR = 2022
_TREE: dict[str, dict[str, tuple[str, ...]]] = {
    "决策": {
        "项目立项": ("立项依据充分性", "立项程序规范性"),
        "绩效目标": ("绩效目标合理性", "绩效指标明确性"),
        "资金投入": ("预算编制科学性", "资金分配合理性"),
    },
    "过程": {
        "资金管理": ("资金到位率", "预算执行率", "资金使用合规性"),
        "组织实施": ("管理制度健全性", "制度执行有效性"),
    },
    "产出": {
        "产出数量": ("实际完成率",),
        "产出质量": ("质量达标率",),
        "产出时效": ("完成及时性",),
        "产出成本": ("成本节约率",),
    },
    "效益": {"项目效益": ("社会效益", "可持续影响"), "满意度": ("服务对象满意度",)},
}
_PROBLEMS = (
    ("targets", "绩效目标管理", ("绩效指标设置不够全面", "绩效指标设置不全面", "绩效指标设置得不太全面"), "加强绩效目标编审"),
    ("budget", "预算管理", ("预算执行率偏低", "预算执行率较低", "预算编制不够细化"), "细化预算编制，加快支出进度"),
    ("rules", "制度建设", ("管理制度不健全", "资金管理办法没有及时修订"), "修订资金管理办法"),
    ("time", "项目实施", ("部分项目没有按期完工", "部分项目没有按期完成"), "倒排工期，按月通报进度"),
)
_OF = {"决策": "targets", "过程": "budget", "产出": "time", "效益": "rules"}
_PLACES = ("蔡甸区", "武昌区", "临颍县", "江岸区", "东西湖区", "新洲区")
_OFFICES = ("民政局", "教育局", "农业农村局", "交通运输局", "卫生健康局", "城市管理执法局", "文化和旅游局")
_PROJECTS = ("养老机构经费", "校舍维修改造", "高标准农田建设", "农村公路养护", "基层医疗设备购置", "垃圾分类", "公共文化场馆免费开放")
_WARNING = Finding("rate-rounded", "warning", "cases/a/report.toml:12:1", "写明的比率与金额算出的不一致", "改成算出的数")


def year(number: int, seed: int = 0, copies: int = 1) -> YearRecords:
    """So many cases, with 18 indicators or a multiple of them; of twenty one fails, one is a draft, one was not reached."""
    chance = random.Random(seed)  # noqa: S311 - made-up figures are no secret
    return YearRecords(YEAR, tuple(_case(chance, at, copies) for at in range(number)))


def built(name: str, *scores: tuple[str, str, object], state: State = State.BUILT, grade: str = "良", **more: object) -> YearCase:
    """A case of a few indicators of ten points: dimension, name, score."""
    indicators = tuple(_indicator(dimension, "组", found, Decimal(str(score)), ()) for dimension, found, score in scores)
    own = replace(_summary(name, indicators, grade), draft=state is State.DRAFT, **more)  # type: ignore[arg-type]
    return YearCase(name, state, f"../{name}.docx", own, own.findings)


def losing(name: str, *losses: tuple[str, str, str], problems: dict[str, str] | None = None) -> YearCase:
    """A case with deductions (points, reason, id of the problem) from its only indicator, and titles of problems by id."""
    off = tuple(Loss(Decimal(points), reason, reason, problem) for points, reason, problem in losses)
    score = 10 - sum((loss.points for loss in off), Decimal(0))
    own = _summary(name, (_indicator("决策", "组", "甲", score, off),), "良")
    stated = tuple(ProblemSummary(id_, "组", title, "") for id_, title in (problems or {}).items())
    return YearCase(name, State.BUILT, f"../{name}.docx", replace(own, problems=stated))


def failed(name: str, *messages: str) -> YearCase:
    """A case with errors."""
    found = tuple(Finding("unknown-key", "error", f"cases/{name}.toml:3:1", message, "改正") for message in messages)
    return YearCase(name, State.FAILED, findings=found)


def _case(chance: random.Random, at: int, copies: int) -> YearCase:
    name = f"case{at:04d}"
    if at % 20 == 7:
        return failed(name, "指标“预算执行率”没有字段 point", "分值合计 98，应为 100")
    indicators = tuple(_indicators(chance, at, copies))
    own = replace(_summary(name, indicators, ""), problems=tuple(_problems(chance)), recommendations=_RECOMMENDATIONS)
    own = _of_party(replace(own, grade=_grade(own.total.score)), chance)
    if at % 20 == 13:
        open_ = Score(own.total.points, BLANK_NUMBER)
        own = replace(own, draft=True, blanks=chance.randint(1, 40), total=open_ if at % 40 == 13 else own.total)
        own = replace(own, grade=own.grade if own.total.score.is_finite() else BLANK)
        return YearCase(name, State.DRAFT, f"../{name}.docx", own)
    if at % 20 == 17:
        return YearCase(name, State.LEFT)
    found = (replace(_WARNING, place=f"cases/{name}/report.toml:12:1"),) if chance.random() < 0.3 else ()
    state = State.UNCHANGED if at % 3 else State.BUILT
    return YearCase(name, state, f"../{name}.docx", replace(own, findings=found), found)


def _indicators(chance: random.Random, at: int, copies: int) -> Iterator[IndicatorSummary]:
    """Whole points, 100 together; every dimension of a case has its own difficulty."""
    places = [(dimension, group, name) for dimension, groups in _TREE.items() for group, names in groups.items() for name in names]
    places = [(*place[:2], place[2] + "甲乙丙丁"[n - 1 : n]) for place in places for n in range(copies)]
    points = [100 // len(places) + (n < 100 % len(places)) for n in range(len(places))]
    easy = {dimension: chance.triangular(0, 1, 0.15) for dimension in _TREE}
    for (dimension, group, name), most in zip(places, points, strict=True):
        quarters = chance.randint(1, 4 * most) if chance.random() < easy[dimension] else 0
        lost = (Decimal(quarters) / 4).quantize(Decimal("0.01"))
        losses = _losses(chance, dimension, name, lost) if lost else ()
        shown = "效果" if dimension == "效益" and at % 4 == 0 else dimension
        yield _indicator(shown, group, name, most - lost, losses, Decimal(most))


def _losses(chance: random.Random, dimension: str, name: str, lost: Decimal) -> tuple[Loss, ...]:
    reason = chance.choice((f"{name}未达到要求", f"抽查的{chance.randint(3, 9)}处中有{chance.randint(1, 2)}处不合格", "资料不齐全"))
    return (Loss(lost, reason, f"{reason}，与实施方案的要求不一致，已向主管部门核实", _OF[dimension]),)


def _indicator(
    dimension: str, group: str, name: str, score: Decimal, losses: tuple[Loss, ...], points: Decimal = Decimal(10)
) -> IndicatorSummary:
    return IndicatorSummary(points, score, name, "", dimension, group, None, "", losses)


def _sum(indicators: tuple[IndicatorSummary, ...]) -> Score:
    return Score(sum((i.points for i in indicators), Decimal(0)), sum((i.score for i in indicators), Decimal(0)))


def _summary(name: str, indicators: tuple[IndicatorSummary, ...], grade: str) -> CaseSummary:
    total = _sum(indicators)
    by_dimension = {i.dimension: _sum(tuple(j for j in indicators if j.dimension == i.dimension)) for i in indicators}
    by_group = {(i.dimension, i.group): _sum(tuple(j for j in indicators if j.group == i.group)) for i in indicators}
    return CaseSummary(
        name=name, structure="standard", draft=False, fiscal_year=str(YEAR), title=f"{name}绩效评价报告", number="", kind="项目",
        firm="评价公司", commissioner="财政局", leads=("李淑芳",), base_date="2022-12-31", submitted="2023-07-10",
        project=f"{name}项目", department="民政局", authority="民政局", region="武汉市",
        funds=FundsSummary(Decimal(10_000_000), Decimal(9_000_000), Decimal(8_100_000), Decimal("0.9"), Decimal("0.9")),
        digits=1, total=total, grade=grade,
        dimensions=tuple(DimensionSummary(s.points, s.score, name, "") for name, s in by_dimension.items()),
        groups=tuple(GroupSummary(s.points, s.score, group, dimension) for (dimension, group), s in by_group.items()),
        indicators=indicators, problems=(), recommendations=(), blanks=0, findings=(),
    )  # fmt: skip


def _problems(chance: random.Random) -> Iterator[ProblemSummary]:
    for id_, group, titles, _ in _PROBLEMS:
        yield ProblemSummary(id_, group, chance.choice(titles), "")


_RECOMMENDATIONS = tuple(RecommendationSummary("改进措施", advice, (id_,)) for id_, _, _, advice in _PROBLEMS)


def _of_party(own: CaseSummary, chance: random.Random) -> CaseSummary:
    place, office, project = chance.choice(_PLACES), chance.choice(_OFFICES), chance.choice(_PROJECTS)
    project, structure = f"{place}{YEAR}年{project}项目", chance.choice(("standard", "brief"))
    return replace(own, department=f"{place}{office}", project=project, structure=structure)


def _grade(score: Decimal) -> str:
    return next(name for name, lower in (("优", 90), ("良", 80), ("中", 60), ("差", 0)) if score >= lower)
