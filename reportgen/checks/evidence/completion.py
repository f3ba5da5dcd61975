"""What a finding says of completion, against what its rule found. In: a Subject. Out: findings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reportgen.checks.check import Finding, check
from reportgen.checks.quantities import quantities_of
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Severity
from reportgen.model.evidence import Evidence
from reportgen.model.indicators import Indicator
from reportgen.model.report import IndicatorView
from reportgen.model.rules import Rule, number_text
from reportgen.model.rules.checklist import Checklist
from reportgen.model.rules.parts import Parts
from reportgen.model.rules.per_unit import PerUnit
from reportgen.model.rules.proportion import Proportion

_CLAUSES = re.compile(r"[^，。；！？\n]+")
_NOT = r"(?<![未没不非])(?<!没有)(?<!未能)(?<!尚未)(?<!不能)(?<!无法)(?<!难以)(?<!是否)(?<!有无)(?<!能否)"
_GOAL = (
    r"(?:了|到)?(?:\d+(?:\.\d+)?[%％])?(?:全部|全年|年初|年度|既定|预期|预定|绩效|计划|规定)*(?:的)?(?:目标|计划数?|任务|指标值|满分)"
)
_DONE = re.compile(
    rf"(?=[达完实超高全如按做应])(?:{_NOT}(?:达到|完成|实现|超额完成|超过|高于){_GOAL}|{_NOT}(?:超额|全部|如期|按期|全面)(?:完成|达标)"
    rf"|{_NOT}(?:做到|实现|达到)(?:应[^，。；应尽]{{1,4}}尽|全覆盖)|(?<!做到)(?<!实现)(?<!达到)(?:应[^，。；应尽]{{1,4}}尽|{_NOT}全覆盖))"
)  # a sign that it may begin with is sought first, which is quicker than to look behind everywhere; so in the others
_UNDONE = re.compile(
    rf"(?:未能?|没有|没|尚未|不能|无法|难以)(?:全部|全面|完全|按期|按时|如期|足额|能够?)*(?:达到|完成|实现|达标){_GOAL}?"
    r"|(?:未能?|没有|没|尚未|不能|无法|难以)(?:做到|实现|达到)?(?:全覆盖|应[^，。；应尽]{1,4}尽)"
    rf"|低于{_GOAL}|未达标|距{_GOAL}"
)
_EVERY = re.compile(
    rf"(?=[做实达全])(?:{_NOT}(?:做到|实现|达到)全覆盖|(?<!做到)(?<!实现)(?<!达到){_NOT}全覆盖"
    rf"|{_NOT}(?:已|均|都)?全部(?:已|都)?(?:装有|安装|接入|对接|投保|参保|发放|领取|完成|达标|到位|通过|验收|参加|建成|投入))"
)
_IN_TIME = re.compile(
    rf"(?=[按如及提]){_NOT}(?:按时|按期|如期|及时|提前)、?(?:足额|全额|全部|准确|保质保量)?地?(?:完成|发放|拨付|支付|办结|交付|开展|到位)"
)
_LATE = re.compile(r"逾期|延误了|延迟|滞后|晚于|(?:未|没有|不)(?:能)?(?:按时|按期|如期|及时|在规定时间内)")
_CLEAN = re.compile(r"(?:未|没有?)(?:发现|出现|发生|查出)(?!.*(?:例外|除))|无(?:一例|此类|违规|投诉)")
_FOUND = re.compile(r"(?<![未没有])发现(?:了|有)?\s*(?:[1-9]\d*|[一二两三四五六七八九十]+)\s*[个例笔项处次家起人]")
_PARTLY = re.compile(r"其中|部分|除|但|只有|仅|基本|[两三四五六]类")
_HEDGED = re.compile(
    r"应(?!.{1,4}尽)|须|要求|(?<!完成)(?<!达到)(?<!年度)(?<!全年)(?<!年初)(?<!既定)计划(?!数|任务|目标|指标|$)|目标是|考核|反映|约定|规定|若|如果"
)


@check(
    "completion-contradicted",
    Severity.WARNING,
    meaning="评价情况、实际完成值里说“完成目标”“按时”“未发现”，按规则却失了分；或者说“未完成”“逾期”“发现几例”，按规则却得了满分。",
    why="文字和得分相反，读者不知道该信哪个；多半是改了数据没有改文字。",
    example="评价情况写“达到目标”，实际 45 家、计划 55 家，按规则扣 0.7 分。",
    mend="核对数据和文字：文字错的改文字，数据错的改 [[facts]]。",
)
def completion_contradicted(subject: Subject) -> Iterator[Finding]:
    for view in subject.report.indicators:
        at = view.number - 1
        indicator = subject.case.indicators[at]
        if view.lost.is_nan() or not _is_measured(indicator):
            continue
        for field in ("finding", "actual"):
            said = _contradiction(str(getattr(view, field)), indicator, view, subject.card.evidence)
            if said:
                score = f"失 {number_text(view.lost)} 分" if view.lost else "得满分"
                message = f"“{view.name}”写着“{said}”，按评分规则{score}"
                also = (subject.at("indicators", at, "rule"),)
                yield Finding(subject.at("indicators", at, field), message, "核对文字、数据和评分规则", also)


def _is_measured(indicator: Indicator) -> bool:
    """Whether a rule measures the indicator as a whole: points of a checklist may be lost for this and not for that."""
    return indicator.scoring_rule is not None and not isinstance(indicator.scoring_rule, Checklist)


def _signs(rule: Rule | None, *, lost: bool) -> list[re.Pattern[str]]:
    """What would be the opposite of the score: of completion, of time where a date decides, of findings where they are counted."""
    if isinstance(rule, PerUnit) and rule.count is not None:
        return [_CLEAN, _DONE] if lost else [_FOUND, _UNDONE]
    timely = [_IN_TIME if lost else _LATE] if isinstance(rule, PerUnit) and rule.due is not None else []
    return [_DONE if lost else _UNDONE, *timely]


def _contradiction(text: str, indicator: Indicator, view: IndicatorView, evidence: Evidence) -> str:
    """The words that say the opposite of the score; nothing where none do."""
    rule = indicator.scoring_rule
    signs = _signs(rule, lost=bool(view.lost))
    if isinstance(rule, Parts) and quantities_of(text).numbers:
        return _contradiction_of_part(text, rule, evidence)
    signs = [sign for sign in (*signs, *([_EVERY] if _falls_short(rule, view) else [])) if sign.search(text)]
    for clause in _CLAUSES.finditer(text) if signs else ():
        if not _PARTLY.search(clause[0]) and not _HEDGED.search(clause[0]):
            found = next((m for sign in signs if (m := sign.search(clause[0]))), None)
            if found:
                return found[0]
    return ""


def _falls_short(rule: Rule | None, view: IndicatorView) -> bool:
    """Whether less was done than planned, even if it is enough for full marks."""
    return isinstance(rule, Proportion) and rule.actual is not None and view.value is not None and view.value < 1


def _contradiction_of_part(text: str, rule: Parts, evidence: Evidence) -> str:
    """The words that say the opposite of what stands right before them: 其中失能老人床位6964张，达到计划数."""
    sentences = re.findall(r"[^。！？\n]+", text)
    said = [found for sentence in sentences for sign in (_DONE, _UNDONE) for found in sign.finditer(sentence)]
    met = _met(rule, evidence) if said else {}
    for found in said:
        numbers = quantities_of(found.string[: found.start()]).numbers
        reached = met.get(numbers[-1], set()) if numbers else set()
        if len(reached) == 1 and (found.re is _DONE) not in reached:
            return found[0]
    return ""


def _met(rule: Parts, evidence: Evidence) -> dict[Decimal, set[bool]]:
    """By the actual number of each part, and of all together, whether the plan was met."""
    pairs = [(evidence.number(part.actual), evidence.number(part.planned)) for part in rule.parts]
    pairs.append((sum((a for a, _ in pairs), Decimal(0)), sum((p for _, p in pairs), Decimal(0))))
    met: dict[Decimal, set[bool]] = {}
    for actual, planned in pairs:
        if not (actual + planned).is_nan():
            met.setdefault(actual, set()).add(actual >= planned)
    return met
