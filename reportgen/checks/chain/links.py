"""Links that seem to lead to the wrong place, by the words of both ends. In: a Subject. Out: findings.

A reason shares words with the problem that it belongs to and with the indicator that it explains. Where it shares hardly any, and
another problem or indicator is far closer, the link was probably mistaken for another.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.check import Finding, check
from reportgen.checks.closeness import Pairs, Texts, closeness, pairs_of
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Severity
from reportgen.model.report import IndicatorView, MaterialView

_CLOSE = 3.0  # from here on two texts have something in common that the others have not
_CLOSER_PROBLEM = 2.5  # how many times closer another one must be
_CLOSER_INDICATOR = 3.0
_CLOSER_CAUSE = 3.0
_CLOSER_MATERIAL = 5.0  # materials quote much that has nothing to do with the problem
_TITLED = 0.5  # the share of a problem's title from which on a text is surely about it


@check(
    "link-doubtful",
    Severity.WARNING,
    meaning="扣分原因与它所归的问题几乎没有相同的词，却与另一个问题接近得多。",
    why="多半是 problem 写串了：扣分印到了别的问题下面，问题的表述就前言不搭后语。",
    example="“场地意外险预算遗漏新建场地”归到了“资金使用不规范”，而“预算编制不够科学”与它接近得多。",
    mend="核对 problem；归得没有错的，用 [[accepted]] 写明理由。",
)
def link_doubtful(subject: Subject) -> Iterator[Finding]:
    titles = {problem.id: (at, problem.title) for at, problem in enumerate(subject.case.problems)}
    words = subject.problem_words
    for loss in subject.losses:
        if loss.problem not in titles or _tells(loss.words, titles[loss.problem][1]):
            continue
        near = closeness(words.of_loss(loss), words.of_problems(without=loss))
        best = max(near, key=lambda id_: near[id_])
        if near[best] >= _CLOSE and near[loss.problem] * _CLOSER_PROBLEM <= near[best]:
            message = (
                f"“{loss.indicator.name}”的扣分原因“{loss.reason}”归到问题“{titles[loss.problem][1]}”，与“{titles[best][1]}”接近得多"
            )
            also = (subject.at("problems", titles[loss.problem][0]), subject.at("problems", titles[best][0]))
            yield Finding(loss.place, message, f"请核对 problem；是否想写“{best}”？", also)


@check(
    "cause-misplaced",
    Severity.WARNING,
    meaning="问题的原因与本问题的表述、扣分原因几乎没有相同的词，却与另一个问题接近得多。",
    why="多半是两个问题的原因写串了：问题和原因前言不搭后语。",
    example="“补贴发放不及时”的原因写成“老人离院返家，床位减少”，那是“床位补贴未完成”的原因。",
    mend="核对 cause；没有写串的，用 [[accepted]] 写明理由。",
)
def cause_misplaced(subject: Subject) -> Iterator[Finding]:
    words = subject.problem_words
    others = words.of_problems(causes=False, answers=False)
    for at, problem in enumerate(subject.case.problems):
        near = closeness(words.of_cause(problem.id), others)
        best = max(near, key=lambda id_: near[id_])
        if near[best] >= _CLOSE and near[problem.id] * _CLOSER_CAUSE <= near[best]:
            number = next(n for n, p in enumerate(subject.case.problems) if p.id == best)
            titles = [subject.text_at("problems", n, "title") for n in (at, number)]
            message = f"问题“{titles[0]}”的原因与它不相干，与“{titles[1]}”接近得多"
            yield Finding(
                subject.at("problems", at, "cause"), message, "请核对 cause 是不是这个问题的", (subject.at("problems", number),)
            )


@check(
    "material-link-doubtful",
    Severity.WARNING,
    meaning="支撑材料与它所证明的问题几乎没有相同的词，却与另一个问题接近得多。",
    why="材料后面印的评价说明取自它的 problem，写串了，材料和说明就不相干。",
    example="“资金支付凭证”的 problem 写成了“指标设置”，而“资金使用不规范”与它接近得多。",
    mend="核对材料的 problem；没有错的，用 [[accepted]] 写明理由。",
)
def material_link_doubtful(subject: Subject) -> Iterator[Finding]:
    places = {problem.id: at for at, problem in enumerate(subject.case.problems)}
    words = subject.problem_words.of_problems()
    views = [view for section in subject.report.materials for view in section.materials]
    for at, (material, view) in enumerate(zip(subject.case.materials, views, strict=True)):
        if material.problem not in places or _tells(
            f"{material.section}。{view.title}", subject.text_at("problems", places[material.problem], "title")
        ):
            continue
        near = closeness(_words_of_material(material.section, view), words)
        best = max(near, key=lambda id_: near[id_])
        if near[best] >= _CLOSE and near[material.problem] * _CLOSER_MATERIAL <= near[best]:
            titles = [subject.text_at("problems", places[id_], "title") for id_ in (material.problem, best)]
            message = f"材料“{view.title}”用来证明问题“{titles[0]}”，与“{titles[1]}”接近得多"
            also = (subject.at("problems", places[best]),)
            yield Finding(subject.at("materials", at, "problem"), message, f"请核对 problem；是否想写“{best}”？", also)


@check(
    "reason-misplaced",
    Severity.WARNING,
    meaning="按规则计分的指标，扣分原因与本指标的解释、评价情况几乎没有相同的词，却与另一个指标接近得多。",
    why="多半是复制指标时忘了改原因，或者两个指标的原因对调了：得分表里的扣分原因就对不上号。",
    example="“预算执行率”的扣分原因写成了“满意度未达到目标”。",
    mend="核对 reason 和 detail 是不是本指标的。",
)
def reason_misplaced(subject: Subject) -> Iterator[Finding]:
    texts = {view.name: _texts_of(view) for view in subject.report.indicators}
    indicators = Texts(texts)
    for loss in subject.losses:
        if loss.key[-1] != "reason":
            continue
        words = pairs_of(loss.words)
        shared = frozenset(pair for pair in words if pair in texts[loss.indicator.name])
        own = indicators.near(shared)[loss.indicator.name]
        if own * _CLOSER_INDICATOR > own + len(words - shared):
            continue  # another one has at most the shared pairs and all that are strange here
        near = indicators.near(words)
        best = max(near, key=lambda name: near[name])
        if near[best] >= _CLOSE and near[loss.indicator.name] * _CLOSER_INDICATOR <= near[best]:
            message = f"“{loss.indicator.name}”的扣分原因“{loss.reason}”与本指标的内容不相干，与“{best}”接近得多"
            also = (subject.at(*subject.indicator(best)),)
            yield Finding(loss.place, message, "请核对 reason 和 detail 是不是本指标的", also)


def _tells(words: str, title: str) -> bool:
    """Whether a text says what a problem's title says: words that other problems share as well count here."""
    pairs = pairs_of(title)
    return len(pairs & pairs_of(words)) >= _TITLED * len(pairs) > 0


def _words_of_material(section: str, view: MaterialView) -> Pairs:
    cells = [cell.text for table in view.tables for row in table.rows for cell in row.cells]
    columns = [column for table in view.tables for column in (table.title, *table.columns)]
    return pairs_of("。".join([section, view.title, str(view.text), str(view.note), *(f.value for f in view.fields), *columns, *cells]))


def _texts_of(view: IndicatorView) -> str:
    return "。".join(map(str, (view.name, view.group, view.explanation, view.standard, view.finding, view.plan, view.target)))
