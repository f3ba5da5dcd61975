"""Every kind of mutation and of neutral change, each with the sites that it finds in a case.

In: nothing. Out: KINDS and NEUTRAL by name. All of one sort weigh alike, however many sites they have.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from tests.bench.mutation.kinds import chain, documents, evidence, formula, goals, names, prose, scales, stated, time, typed, units
from tests.bench.mutation.model import MutationSite, NeutralSite
from tests.bench.mutation.neutral import figures, words
from tests.bench.mutation.neutral import names as renamed
from tests.bench.mutation.subject import Subject

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Kind(Generic[S]):
    """A kind of change: its name, what it is called in the table, and its sites."""

    name: str
    title: str
    sites: Callable[[Subject], list[S]]


_MUTATIONS: tuple[Kind[MutationSite], ...] = (
    Kind("typed-amount", "金额另写且写错", typed.amounts),
    Kind("typed-rate", "比率另写且写错", typed.rates),
    Kind("typed-count", "数量另写且写错", typed.counts),
    Kind("typed-answer", "问卷数据另写且写错", typed.answers),
    Kind("typed-date", "日期、年度另写且写错", typed.dates),
    Kind("stated-score", "文中得分、等级写错", stated.scores),
    Kind("stated-count", "文中指标个数写错", stated.counts),
    Kind("stated-standard", "评分标准与规则不符", stated.standards),
    Kind("target-claim", "是否完成目标说反", stated.claims),
    Kind("published", "已公布的结果改动", evidence.published),
    Kind("fact", "数据改动", evidence.facts),
    Kind("funds", "资金、明细改动", evidence.funds),
    Kind("unit-slip", "金额单位错", units.slips),
    Kind("sample", "问卷统计、样本改动", evidence.samples),
    Kind("date", "日期先后错", time.dates),
    Kind("reason", "扣分原因缺失、重复", chain.reasons),
    Kind("problem-link", "扣分与问题脱节", chain.problems),
    Kind("recommendation", "问题与建议脱节", chain.recommendations),
    Kind("points-and-scale", "分值、等级区间错", scales.points),
    Kind("formula", "计算公式错", formula.formulas),
    Kind("target-or-basis", "缺目标或依据", goals.targets),
    Kind("indicator-name", "指标名称不一", names.indicators),
    Kind("institution-name", "单位、项目名称不一", names.institutions),
    Kind("citation", "引用文件写错", documents.citations),
    Kind("document", "文件清单写错", documents.entries),
    Kind("nothing-there", "所称的方法、图、指标没有", documents.absences),
    Kind("placeholder", "留有占位符", prose.placeholders),
    Kind("doubled", "单位、词语重复", prose.doubled),
    Kind("foreign-name", "别的项目的名称", prose.foreign),
    Kind("unpaired", "引号、括号不成对", prose.unpaired),
    Kind("width", "全角半角混用", prose.widths),
    Kind("wrong-character", "错别字", prose.characters),
)
_NEUTRAL: tuple[Kind[NeutralSite], ...] = (
    Kind("rename-indicator", "指标处处改名", renamed.indicators),
    Kind("rename-institution", "地名、单位处处改名", renamed.places),
    Kind("other-members", "人员换名", renamed.members),
    Kind("rename-id", "编号处处改名", renamed.ids),
    Kind("other-figure", "数据换成别的合理值", figures.facts),
    Kind("other-funds", "资金同比增减", figures.funds),
    Kind("other-answers", "问卷人数在选项间移动", figures.answers),
    Kind("other-dates", "日期一致地推移", figures.dates),
    Kind("typed-right", "数据、名称另写而写对", figures.typed),
    Kind("stated-right", "文中得分、个数写对", figures.statements),
    Kind("claimed-right", "是否完成目标说对", figures.claims),
    Kind("standard-right", "评分标准照规则写出", figures.standards),
    Kind("synonym", "换近义词", words.synonyms),
    Kind("sentence", "加句、换句序", words.sentences),
    Kind("other-reason", "扣分原因换说法", words.reasons),
    Kind("white-space", "换行、分段", words.spaces),
    Kind("order", "表格换行序", words.order),
)
KINDS = {kind.name: kind for kind in _MUTATIONS}
NEUTRAL = {kind.name: kind for kind in _NEUTRAL}
