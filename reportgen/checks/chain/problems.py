"""Lost points, problems, causes, measures: that each has its counterpart. In: a Subject. Out: findings where the chain is broken."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.check import Finding, check
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Severity
from reportgen.model.rules import number_text

_MUST_ANSWER = "改进措施"


@check(
    "loss-without-problem",
    Severity.WARNING,
    meaning="有扣分，但没有归到任何一个问题下。",
    why="审核时从得分表往后查：扣了分的地方，“存在的问题”里必须找得到；找不到，扣分就显得没有根据。",
    example="资金到位率扣 0.1 分“预算资金未全部到位”，没有写 problem，全部问题里也没有提到资金到位。",
    mend='在该扣分项（或指标）写 problem = "问题的 id"；现有问题都不合适的，补写一个问题；确实不列为问题的，用 [[accepted]] 写明理由。',
)
def loss_without_problem(subject: Subject) -> Iterator[Finding]:
    if not subject.case.problems:
        return
    for loss in subject.losses:
        if not loss.problem:
            lost = f"扣 {number_text(loss.points)} 分"
            message = f"“{loss.indicator.name}”{lost}（{loss.reason}），没有归到任何问题下"
            yield Finding(loss.place, message, '写上 problem = "问题的 id"，或补写一个问题')


@check(
    "problem-without-loss",
    Severity.WARNING,
    meaning="列了问题，却没有一处扣分指向它，问题自己也没有写表述（text）。",
    why="有问题而不扣分，评分就偏高；没有表述的问题，报告里只印得出一个标题。",
    example="问题“资金使用不规范”没有扣分指向它：扣分项的 problem 写成了别的问题。",
    mend="核对各扣分项的 problem；不涉及扣分的问题，在 text 里写明查到了什么。",
)
def problem_without_loss(subject: Subject) -> Iterator[Finding]:
    named = {loss.problem for loss in subject.losses}
    for at, problem in enumerate(subject.case.problems):
        if problem.id not in named and problem.text is None:
            message = f"问题“{subject.text_at('problems', at, 'title')}”没有任何扣分指向它，也没有写 text"
            yield Finding(subject.at("problems", at), message, "核对各扣分项的 problem，或用 text 写明查到了什么")


@check(
    "problem-without-cause",
    Severity.WARNING,
    meaning="别的问题写了原因，这个问题没有写。",
    why="报告的标题是“存在的问题和原因”，有的分析原因、有的不分析，审核的人会问是没有查还是漏写。",
    example="六个问题中两个写了 cause，“项目精细化管理不足”没有写。",
    mend="补写 cause；原因查不明的，用 [[accepted]] 写明理由。",
)
def problem_without_cause(subject: Subject) -> Iterator[Finding]:
    problems = subject.case.problems
    caused = sum(problem.cause is not None for problem in problems)
    if not caused:
        return
    for at, problem in enumerate(problems):
        if problem.cause is None:
            title = subject.text_at("problems", at, "title")
            message = f"问题“{title}”没有写原因，{len(problems)} 个问题中有 {caused} 个写了"
            yield Finding(subject.at("problems", at), message, "补写 cause")


@check(
    "problem-group-split",
    Severity.WARNING,
    meaning="同一个分组标题下的问题没有放在一起，中间隔着别的分组。",
    why="报告按次序印分组标题，同一个标题会印两遍。",
    example="第 1、3 个问题的 group 是“预算编制不够科学”，第 2 个是“资金使用不规范”。",
    mend="把同组的问题放在一起，或核对 group。",
)
def problem_group_split(subject: Subject) -> Iterator[Finding]:
    groups = [problem.group for problem in subject.case.problems]
    for at, group in enumerate(groups):
        first = groups.index(group)
        if at and groups[at - 1] != group and first < at:
            message = f"分组“{group}”的问题没有放在一起，中间隔着“{groups[at - 1]}”"
            yield Finding(subject.at("problems", at, "group"), message, "把同组的问题放在一起", (subject.at("problems", first),))


@check(
    "problem-unanswered",
    Severity.WARNING,
    meaning="问题没有改进措施回应：没有一条建议的 answers 写了它，或者写了它的只有预算安排、结果应用。",
    why="有问题必有建议，是对报告最基本的要求；预算安排和结果应用不能代替整改。",
    example="问题“资金使用不规范”不在任何一条改进措施的 answers 里。",
    mend="在合适的改进措施的 answers 里加上这个问题的 id，或补写一条改进措施。",
)
def problem_unanswered(subject: Subject) -> Iterator[Finding]:
    answered: dict[str, set[str]] = {}
    for recommendation in subject.case.recommendations:
        for id_ in recommendation.answers:
            answered.setdefault(id_, set()).add(recommendation.kind)
    for at, problem in enumerate(subject.case.problems):
        kinds = answered.get(problem.id, set())
        if _MUST_ANSWER not in kinds:
            only = f"，回应它的只有{'、'.join(sorted(kinds))}" if kinds else ""
            message = f"问题“{subject.text_at('problems', at, 'title')}”没有改进措施回应{only}"
            hint = f"在改进措施的 answers 里加上“{problem.id}”，或补写一条改进措施"
            yield Finding(subject.at("problems", at), message, hint)
