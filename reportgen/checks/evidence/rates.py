"""Rates: where they come from, whether they can be, and what prose says of them. In: a Subject. Out: findings, with both values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reportgen.checks.check import Finding, check
from reportgen.checks.rule_fields import rule_field
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Key, Severity
from reportgen.model.case import Fact
from reportgen.model.numbers import percent, rounded
from reportgen.model.report import IndicatorView
from reportgen.model.rules import Rule
from reportgen.model.rules.bands import Bands
from reportgen.model.rules.linear import Linear
from reportgen.model.rules.parts import Parts
from reportgen.model.rules.per_unit import PerUnit
from reportgen.model.rules.proportion import Proportion
from reportgen.model.rules.survey import Survey

_FACT = "facts."
_WHOLE = re.compile(
    "覆盖|知晓|合格|达标|及时|满意|到位|发放|准确|入住|使用|投保|参与|对接|合规|规范|安装|监控|验收|公开|公示|整改|巩固|通过|签约|建档"
)
_FORMULA = re.compile(r"(?:(?P<of>\w{2})[率度]\s*)?[＝=](?P<above>[^÷/＝=。；\n]+)[÷/](?P<below>[^×xX*＊＝=。；\n]+)")
_DONE = re.compile("实际|已(?!建成)|完全|按期|按规定|领到|合格")
_PLANNED = re.compile("应|(?<!按)计划|总|约定|目标|全[县区市省部]")
_DUE = re.compile("应(?!急|用)")
_ALONE = re.compile(r"\s*\d+(?:\.\d+)?\s*")
_WORD = re.compile(r"[\u4e00-\u9fff]")
_COST = re.compile("成本|费|单价|耗")  # the less the better: the plan stands above the line
_UNITS = (frozenset("家个所处座"), frozenset("人名位"), frozenset("次场"), frozenset("笔例起宗件"), frozenset("天日"))
_NUMBER = r"(?:仅|只|约|分别|已)?(?:为|是|达到|达|：|:|＝|=)?\s*(?P<rate>\d+(?:\.\d+)?)\s*[%％]"
_NAMED = rf"(?P<word>{{names}})[”\"]?(?:的(?:实现程度|满意度|完成率|覆盖率))?{_NUMBER}"
_SHORT = re.compile(rf"(?P<word>[^\W\d_]{{2,20}}?(?:率|度)){_NUMBER}")
_PLAN = re.compile(r"目标|计划|要求|不低于|≥|以上|标准|上年|去年|上一年")
_NOT_FOUND = {"standard", "definition", "target", "plan", "explanation"}
_OF_A_PART = re.compile(r"[省市区县镇乡街级类]$|其中[^，。]{0,4}$|配套$")  # 省级资金到位率 is not that of all funds
_ANY_RATE = "完成率"  # what a rule calls its rate unless it is named
_OWN = {"finding", "actual"}


@check(
    "rate-impossible",
    Severity.WARNING,
    meaning="比率不可能：覆盖率、知晓率之类超过 100%，或者分子、分母的单位不同，或者把计划数当成了实际数。",
    why="多半是规则引用错了数据，得分跟着错。",
    example='规则写 actual = "facts.床位实际"（张）、planned = "facts.机构计划"（家），完成率 15350%。',
    mend="核对规则的 actual 和 planned 引用的是不是同一件事的实际数和计划数。",
)
def rate_impossible(subject: Subject) -> Iterator[Finding]:
    facts = {f"{_FACT}{fact.id}": fact for fact in subject.case.facts}
    for view in subject.report.indicators:
        at = view.number - 1
        rule = subject.case.indicators[at].scoring_rule
        if _is_above_whole(rule, view):
            message = f"“{view.name}”算得 {percent(view.value or Decimal(0))}，超过 100%"
            yield Finding(subject.at("indicators", at, "rule"), message, "核对分子和分母")
        if words := _swapped_definition(subject.text_at("indicators", at, "definition")):
            yield Finding(subject.at("indicators", at, "definition"), f"“{view.name}”的{words}", "核对公式的分子和分母")
        if words := _other_unit(rule, facts):
            yield Finding(subject.at("indicators", at, "rule", "unit"), f"“{view.name}”的{words}", "核对规则的 unit 和引用的数据")
        for key, actual, planned in _fractions(rule):
            if words := _unlike(facts.get(str(actual)), facts.get(str(planned))):
                yield Finding(
                    subject.at("indicators", at, "rule", *key), f"“{view.name}”的{words}", "核对 actual 和 planned 引用的数据"
                )


def _is_above_whole(rule: Rule | None, view: IndicatorView) -> bool:
    """Whether more than all of something was reached; plans can be exceeded, wholes cannot."""
    if not isinstance(rule, Proportion) or view.value is None or view.value.is_nan() or view.value <= 1:
        return False
    named = (view.name, rule.name if rule.name.endswith("率") else "")
    whole = any(name.endswith(("率", "度", "性")) and _WHOLE.search(name) is not None for name in named)
    stated = isinstance(rule.value, str) and rule.value.startswith(_FACT) and rule.name.endswith(("率", "度"))
    return stated or (whole and rule.value is None)


def _alike(one: str, other: str) -> bool:
    """Whether two units count the same sort of thing; 个 counts anything."""
    return one == other or any({one, other} <= units for units in _UNITS)


def _other_unit(rule: Rule | None, facts: dict[str, Fact]) -> str:
    """How the unit that a rule prints differs from that of what it counts; nothing where it does not."""
    counted = rule_field(rule, "planned" if isinstance(rule, Proportion) else "count" if isinstance(rule, PerUnit) else "value")
    unit, fact = rule_field(rule, "unit"), facts.get(str(counted))
    if unit is None or fact is None or fact.unit is None or _alike(unit, fact.unit):
        return ""
    return f"规则写的单位是{unit}，“{fact.id}”的单位是{fact.unit}"


def _swapped_definition(definition: str) -> str:
    """What is odd about the formula of a definition: what was done must stand above the line, what should have been below it."""
    found = _FORMULA.search(definition)
    if found is None:
        return ""
    above, below = found["above"], found["below"]
    done = _DONE.search(below) and (_DUE.search(above) or not _DONE.search(above))
    planned = _PLANNED.search(above) and not _PLANNED.search(below)
    swapped = (done and planned) or _stands_only_below(found["of"], above, below) or (_ALONE.fullmatch(above) and _WORD.search(below))
    return f"公式“{found['above'].strip()}÷{found['below'].strip()}”像是分子、分母写反了" if swapped else ""


def _stands_only_below(what: str | None, above: str, below: str) -> bool:
    """Whether what a rate is the rate of (运营 of 运营率) stands below the line alone, and not as what could be or should be done."""
    if what is None or what in above:
        return False
    return re.search(rf"(?<![应可须拟该])(?<!计划)(?<!要求)(?<!目标){what}", below) is not None


def _fractions(rule: Rule | None) -> Iterator[tuple[tuple[str | int, ...], object, object]]:
    if isinstance(rule, Proportion) and rule.actual is not None:
        yield (), rule.actual, rule.planned
    if isinstance(rule, Parts):
        yield from ((("parts", n), part.actual, part.planned) for n, part in enumerate(rule.parts))


def _unlike(actual: Fact | None, planned: Fact | None) -> str:
    """Why two facts make no fraction; nothing where they do."""
    if actual is None or planned is None:
        return ""
    if actual.id == planned.id:
        return f"分子和分母是同一个数据“{actual.id}”"
    one, other = actual.unit, planned.unit
    if one and other and not _alike(one, other):
        return f"分子“{actual.id}”的单位是{one}，分母“{planned.id}”的单位是{other}"
    swapped = re.search("计划|应", actual.id) and re.search("实际|已", planned.id) and not _COST.search(actual.id)
    return f"分子是“{actual.id}”，分母是“{planned.id}”，像是写反了" if swapped else ""


@check(
    "rate-differs",
    Severity.WARNING,
    meaning="文字里印出的比率与指标算得的不同，多半是引用错了数据；写死的数由 figure-differs 核对。",
    why="比率在评价情况、问题、结论里会说好几遍，一处引用了别的数据，前后就不一致。",
    example="“预算执行率”的评价情况写“执行率为{{ funds.funding_rate | pct }}”，印出 94.48%，那是资金到位率。",
    mend="改成引用指标自己的比率，如 {{ value | pct }} 或 {{ indicators.名称.value | pct }}。",
)
def rate_differs(subject: Subject) -> Iterator[Finding]:
    rates = {v.name: v for v in subject.report.indicators if _is_rate(subject.case.indicators[v.number - 1].scoring_rule, v)}
    if not rates:
        return
    said = {(figure.text.key, figure.start) for figure, _ in subject.retyped}  # figure-differs has told of these
    named = re.compile(_NAMED.replace("{names}", "|".join(map(re.escape, sorted(rates, key=len, reverse=True)))))
    for text in subject.narrative:
        if "%" not in text.text or text.key[-1] in _NOT_FOUND:
            continue
        own = _own(subject, text.key, rates)
        for match in (*named.finditer(text.text), *(_SHORT.finditer(text.text) if own else ())):
            view = rates.get(match["word"], own)
            told = (text.key, match.start("rate")) in said
            if view is not None and not told and _is_meant(subject, match, view) and not _agrees(match["rate"], view.value):
                found = f"这里写“{match[0]}”，“{view.name}”按数据算得 {percent(view.value or Decimal(0))}"
                yield Finding(
                    text.where(match[0]), found, "改成引用，如 {{ value | pct }}", (subject.at("indicators", view.number - 1, "rule"),)
                )


def _is_rate(rule: Rule | None, view: IndicatorView) -> bool:
    """Whether an indicator turns on a rate that is known."""
    turns = isinstance(rule, Proportion | Linear | Survey) or (isinstance(rule, Bands) and rule.unit is None)
    return turns and view.value is not None and not view.value.is_nan()


def _own(subject: Subject, key: Key, rates: dict[str, IndicatorView]) -> IndicatorView | None:
    """The indicator whose finding or actual value a text is."""
    is_own = key[0] == "indicators" and key[-1] in _OWN
    return rates.get(subject.case.indicators[int(key[1])].name) if is_own else None


def _is_meant(subject: Subject, match: re.Match[str], view: IndicatorView) -> bool:
    """Whether a rate is that of the indicator: named in full, by the rule's name, or by the end of the indicator's name."""
    before = match.string[max(0, match.start() - 6) : match.start()]
    if _PLAN.search(before) or _OF_A_PART.search(before) or _PLAN.search(match["word"]):
        return False
    called = rule_field(subject.case.indicators[view.number - 1].scoring_rule, "name")
    return view.name.endswith(match["word"]) or (called not in {None, _ANY_RATE} and match["word"].endswith(str(called)))


def _agrees(stated: str, rate: Decimal | None) -> bool:
    """Whether a stated rate is the computed one, at the decimals that it states."""
    number = Decimal(stated)
    exponent = number.as_tuple().exponent
    return rate is None or rounded(rate * 100, max(0, -exponent) if isinstance(exponent, int) else 0) == number
