"""What rests on a survey, and how much it can bear. In: a Subject. Out: findings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reportgen.checks.check import Finding, check
from reportgen.checks.questionnaires import Questionnaire
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Severity
from reportgen.model.numbers import number_text, rounded
from reportgen.model.rules.survey import Survey
from reportgen.model.surveys import Question

_FEW = 6
_SURVEY = re.compile("问卷|满意度调查|社会调查|抽样调查|电话调查|随机调查|问卷星")
_RATE = re.compile(r"\d+(?:\.\d+)?\s*[%％]")
_SAMPLE = re.compile(
    r"(?:发放|发出|收回|回收|有效|抽取|抽样|随机|受访|调查了?|访问了?|作答|填写)[^，。；\d]{0,14}\d[\d,]*\s*[份人名家户位]"
    r"|\d[\d,]*\s*[份名人家户位][^，。；\d]{0,8}(?:问卷|作答|受访|填写|接受)"
)
_TALLIED = re.compile(r"\{\{\s*(?:questions|surveys)\.")
_STATED = re.compile(r"(?:满意[度率]|知晓率|认可[度率]|支持率)[^，。；\d]{0,8}(?P<rate>\d+(?:\.\d+)?)\s*[%％]")
_PLANNED = re.compile("目标|不低于|以上|≥|计划|要求")
_FINDINGS = {"conclusion", "experiences", "problems", "notes", "groups", "project"}


@check(
    "few-answers",
    Severity.WARNING,
    meaning="六个或更少的作答决定一个指标的得分，而且不是全部对象都问了。",
    why="少一个人答“满意”，得分就变一截；这样的结果不能代表总体。",
    example="“提升养老机构疫情防控能力”的 6 分由第 C-5 题决定，总体 13 家只有 6 家作答。",
    mend="扩大样本，或者改用其他证据；条件所限的，在评价情况里说明，并用 [[accepted]] 写明理由。",
)
def few_answers(subject: Subject) -> Iterator[Finding]:
    questions = {question.id: question for question in subject.case.questions}
    papers = {paper.survey.id: paper for paper in subject.questionnaires}
    for at, indicator in enumerate(subject.case.indicators):
        rule = indicator.scoring_rule
        for id_ in rule.questions if isinstance(rule, Survey) else ():
            tally, question = subject.card.questions.get(id_), questions.get(id_)
            if tally is None or question is None or tally.valid.is_nan() or not 0 < tally.valid <= _FEW:
                continue
            population = _population(subject, papers[question.survey], question)
            if population is None or population > tally.valid:
                of = f"总体 {number_text(population)} {question.unit}" if population is not None else ""
                only = f"{of}只有 {number_text(tally.valid)} {question.unit}作答"
                points = f"{number_text(indicator.points)} 分" if not indicator.points.is_nan() else "得分"
                message = f"“{indicator.name}”的 {points}由第 {question.number.strip('（）()')} 题决定，{only}"
                also = (subject.at("questions", subject.case.questions.index(question), "options"),)
                yield Finding(subject.at("indicators", at, "rule"), message, "扩大样本，或在评价情况里说明", also)


def _population(subject: Subject, paper: Questionnaire, question: Question) -> Decimal | None:
    """How many there are of those who were asked; None where it is not known."""
    head = f"surveys.{paper.survey.id}"
    path = f"{head}.{question.stratum}.population" if question.stratum is not None else f"{head}.population"
    found = subject.card.evidence.figures.get(path)
    known = paper.survey.strata and paper.counts_alike and isinstance(found, Decimal) and not found.is_nan()
    return found if known and isinstance(found, Decimal) else None


@check(
    "survey-unbacked",
    Severity.WARNING,
    meaning="写出了问卷得来的比率（满意度、知晓率），却没有总体、样本、有效问卷，也没有各选项的人数。",
    why="不知道问了谁、问了多少人，这个比率无从核对，也不能代表总体。",
    example="“问卷显示，公众对社区养老的满意度为95.47%”，案例里没有这份问卷。",
    mend="把问卷写进 [[surveys]] 和 [[questions]]，得分用 survey 规则；原件只公布了比率的，用 [[accepted]] 写明。",
)
def survey_unbacked(subject: Subject) -> Iterator[Finding]:
    texts = {text.key: text for text in subject.printed if text.key[0] == "indicators"}
    for at, indicator in enumerate(subject.case.indicators):
        if isinstance(indicator.scoring_rule, Survey) or _TALLIED.search(indicator.finding):
            continue
        finding, basis, definition = (texts.get(("indicators", at, field)) for field in ("finding", "basis", "definition"))
        words = "。".join(text.text for text in (finding, basis, definition) if text is not None)
        rate = _RATE.search(finding.text) if finding is not None else None
        if rate is not None and finding is not None and _SURVEY.search(words) and not _SAMPLE.search(words):
            message = f"“{indicator.name}”的 {rate[0]}来自问卷，没有总体、样本、有效问卷和各选项的人数"
            yield Finding(finding.where(rate[0]), message, "把问卷写进 [[surveys]] 和 [[questions]]")
    yield from _elsewhere(subject)


def _elsewhere(subject: Subject) -> Iterator[Finding]:
    """Rates of satisfaction that prose states and no tally, fact or indicator gives."""
    known = {(figure.text.key, figure.start) for figure, _ in subject.retyped}  # what contradicts a fact has been said
    found = [
        (text, m) for text in subject.printed if text.key[0] in _FINDINGS and "%" in text.text for m in _STATED.finditer(text.text)
    ]
    rates = _rates(subject) if found else []
    for text, match in found:
        stated = Decimal(match["rate"])
        places = -int(stated.as_tuple().exponent)
        backed = any(rounded(rate * 100, places) == stated for rate in rates) or _SAMPLE.search(text.text)
        aimed = _PLANNED.search(text.text[max(0, match.start() - 8) : match.start("rate")])
        if not backed and not aimed and (text.key, match.start("rate")) not in known:
            message = f"这里写“{match[0]}”，案例里没有得出它的问卷、样本或人数"
            yield Finding(text.where(match[0]), message, "把问卷写进 [[surveys]] 和 [[questions]]，再引用结果")


def _rates(subject: Subject) -> list[Decimal]:
    """Every rate that the case has."""
    figures = [value for value in subject.card.evidence.figures.values() if isinstance(value, Decimal)]
    figures += [score.value for score in subject.card.indicators if score.value is not None]
    return [value for value in figures if not value.is_nan() and 0 <= value <= 1]
