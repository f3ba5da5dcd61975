"""Full marks against what a survey answered. In: a Subject. Out: findings, with both places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reportgen.checks.check import Finding, check
from reportgen.checks.rule_fields import rule_field
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Severity
from reportgen.model.numbers import number_text, percent
from reportgen.model.report import IndicatorView
from reportgen.model.surveys import Option, Question

# Answers that say that something is not as it should be; 不清楚 says nothing.
_AGAINST = re.compile(
    r"^(?:否|不(?!清楚|了解|知道|确定|好说|涉及|适用).*|没有.*|未.*|从未.*|几乎(?:没有|不).*|较?差.*|很差.*|存在.*|发现.*)$"
)
_RUN = re.compile(r"[^\W\d_]{3,}")
_REFERRED = re.compile(r"\{\{\s*questions\.([\w-]+)\.")
_TITLE = re.compile(r"《[^》]*》")
_RARE = 2  # indicators that may share a word for it to tell them apart
_BEARS = 2  # such words that question and indicator must share


@check(
    "full-marks-but-survey",
    Severity.WARNING,
    meaning="问卷的回答与满分相反：指标得了满分，问卷里与它有关的题目却有人作了相反的回答。",
    why="评价工作组自己的问卷说有问题，得分却说没有问题，审核的人一对照就会看到。",
    example="“补贴发放准确性”得满分，第 6 题“收到的补贴与规定标准相符吗”有 3 家答“否”。",
    mend="核实这些回答：属实的扣分；已查明不影响评分的，在评价情况里说明，并用 [[accepted]] 写明理由。",
)
def full_marks_but_survey(subject: Subject) -> Iterator[Finding]:
    full = [v for v in subject.report.indicators if not v.lost.is_nan() and not v.lost and v.points]
    scored = _scored_by(subject)
    against = [(at, q, against) for at, q in enumerate(subject.case.questions) if (against := _against(q)) and q.id not in scored]
    if not against or not full:
        return
    bearing = _Bearing(subject, full)
    for at, question, options in against:
        for view in bearing.on(at, question):
            asked = f"第{question.number.strip('（）()')}题“{subject.text_at('questions', at, 'text')}”"
            message = f"“{view.name}”得满分，问卷{asked}{_answers(question, options)}"
            place, also = subject.at("indicators", view.number - 1), (subject.at("questions", at, "options"),)
            yield Finding(place, message, "核实这些回答：属实的扣分，不影响评分的在评价情况里说明", also)


def _answers(question: Question, options: list[Option]) -> str:
    """How many gave such answers, and their share of all."""
    named = "、".join(f"答“{o.label}”的 {number_text(_count(o))} {question.unit}" for o in options)
    return f"{named}（{percent(sum(map(_count, options), Decimal(0)) / sum(map(_count, question.options), Decimal(0)))}）"


def _count(option: Option) -> Decimal:
    return option.count if option.count is not None else Decimal(0)


def _scored_by(subject: Subject) -> set[str]:
    """The questions that a rule turns into points: their answers count already."""
    rules = (i.scoring_rule for i in subject.case.indicators)
    return {id_ for rule in rules for id_ in rule_field(rule, "questions") or ()}


def _against(question: Question) -> list[Option]:
    """The counted options that speak against it: those that weigh nothing, else those whose words do."""
    counted = [o for o in question.options if o.count is not None and not o.count.is_nan() and o.count > 0]
    if any(o.weight is not None for o in question.options):
        return [o for o in counted if o.weight == 0]
    return [o for o in counted if _AGAINST.match(o.label)]


class _Bearing:
    """Which of some indicators a question bears on."""

    def __init__(self, subject: Subject, views: list[IndicatorView]) -> None:
        self._subject, self._views = subject, views
        self._texts = {view.name: _texts(view) for view in subject.report.indicators}

    def on(self, at: int, question: Question) -> Iterator[IndicatorView]:
        """Those that name the question, those that its remark names, and those with which it shares words that few others have."""
        text = self._subject.text_at("questions", at, "text")
        remark = self._subject.text_at("questions", at, "remark")
        asked = text.replace(self._subject.case.project.name, " ")  # which everything is about
        rare = [word for word in _words(asked) if 0 < sum(word in other for other in self._texts.values()) <= _RARE]
        for view in self._views:
            shared = [word for word in rare if word in self._texts[view.name]]
            if self._names(view, question) or view.name in remark or len(shared) >= _BEARS:
                yield view

    def _names(self, view: IndicatorView, question: Question) -> bool:
        indicator = self._subject.case.indicators[view.number - 1]
        return any(question.id in _REFERRED.findall(text) for text in (indicator.finding, indicator.basis, indicator.actual or ""))


def _texts(view: IndicatorView) -> str:
    """What an indicator is about; the title of a document that it cites is not."""
    return _TITLE.sub("", "。".join(map(str, (view.name, view.explanation, view.target, view.finding))))


def _words(text: str) -> set[str]:
    """The stretches of three signs in a text."""
    return {run[at : at + 3] for run in _RUN.findall(text) for at in range(len(run) - 2)}
