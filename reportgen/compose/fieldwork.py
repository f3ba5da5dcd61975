"""The evaluation's own work: methods and phases, surveys with their tallies, interviews, visits.

In: a Case and its Scorecard. Out: views with finished text.
"""

from __future__ import annotations

from decimal import Decimal

from reportgen.diagnostics import Key
from reportgen.model.case import Case, Method
from reportgen.model.evidence import QuestionTally
from reportgen.model.numbers import rounded
from reportgen.model.report import InterviewView, OptionView, QuestionView, Section, StratumView, SurveyView, WorkView
from reportgen.model.scorecard import Scorecard
from reportgen.model.surveys import Question, Stratum, Survey

from .numbers import num
from .writer import Writer

# 25.76% as a fraction.
_SHARE_DIGITS = 4


def work_view(case: Case, writer: Writer) -> WorkView:
    """Purpose, framework documents, principles, methods, phases, and how samples were drawn."""
    work = case.work
    return WorkView(
        purpose=writer.prose(("work", "purpose"), work.purpose),
        basis=tuple(str(writer.figures.get(f"documents.{d}", "")) for d in work.basis),
        framework=tuple(str(writer.figures.get(f"documents.{d}", "")) for d in work.framework),
        principles=sections(("work", "principles"), work.principles, writer),
        design=sections(("work", "design"), work.design, writer),
        evidence=sections(("work", "evidence"), work.evidence, writer),
        standards=writer.prose(("work", "standards"), work.standards),
        methods=sections(("work", "methods"), work.methods, writer),
        phases=sections(("work", "phases"), work.phases, writer),
        visits=writer.prose(("work", "visits"), work.visits),
        interviews=writer.prose(("work", "interviews"), work.interviews),
    )


def sections(key: Key, methods: tuple[Method, ...], writer: Writer) -> tuple[Section, ...]:
    """Named passages with their steps."""
    return tuple(
        Section(m.name, writer.prose((*key, at, "text"), m.text), sections((*key, at, "steps"), m.steps, writer))
        for at, m in enumerate(methods)
    )


def survey_views(case: Case, scorecard: Scorecard, writer: Writer) -> tuple[SurveyView, ...]:
    """Every survey with its strata and questions."""
    return tuple(_survey(at, survey, case, scorecard, writer) for at, survey in enumerate(case.surveys))


def _survey(at: int, survey: Survey, case: Case, scorecard: Scorecard, writer: Writer) -> SurveyView:
    key: Key = ("surveys", at)
    questions = [(n, q) for n, q in enumerate(case.questions) if q.survey == survey.id]
    return SurveyView(
        id=survey.id,
        title=writer.line((*key, "title"), survey.title),
        mode=survey.mode,
        preamble=writer.prose((*key, "preamble"), survey.preamble),
        scoring=writer.prose((*key, "scoring"), survey.scoring),
        valid=survey.valid,
        strata=_strata(key, survey, scorecard, writer),
        questions=tuple(_question(n, q, scorecard.questions.get(q.id), writer) for n, q in questions),
    )


def _strata(key: Key, survey: Survey, scorecard: Scorecard, writer: Writer) -> tuple[StratumView, ...]:
    def number(at: int, stratum: Stratum, name: str) -> Decimal:
        path = f"surveys.{survey.id}.{stratum.id}.{name}"
        return writer.number((*key, "strata", at, "population"), scorecard.evidence, path)

    return tuple(
        StratumView(
            name=stratum.name,
            context=writer.line((*key, "strata", at, "context"), stratum.context),
            unit=stratum.unit,
            population=number(at, stratum, "population"),
            sample=stratum.sample,
            rate=number(at, stratum, "rate"),
        )
        for at, stratum in enumerate(survey.strata)
    )


def _question(at: int, question: Question, tally: QuestionTally | None, writer: Writer) -> QuestionView:
    key: Key = ("questions", at)
    shares = [option.share for option in tally.options] if tally else [None] * len(question.options)
    return QuestionView(
        id=question.id,
        number=question.number,
        text=writer.line((*key, "text"), question.text),
        asked=question.asked or "",
        measure=question.measure or "",
        unit=question.unit,
        options=tuple(
            OptionView(chr(ord("A") + n), option.label, option.ask_why, option.count, shares[n], option.weight)
            for n, option in enumerate(question.options)
        ),
        valid=tally.valid if tally else None,
        degree=tally.degree if tally else None,
        formula=_formula(tally) if tally else "",
        answers=question.answers,
        remark=writer.prose((*key, "remark"), question.remark),
        uneven=_uneven(tally) if tally else False,
    )


def _uneven(tally: QuestionTally) -> bool:
    """Whether the shares add up otherwise when each is rounded to the digits that pct prints than when their sum is."""
    shares = [option.share for option in tally.options]
    total = sum(shares, Decimal())
    return not total.is_nan() and sum(rounded(share, _SHARE_DIGITS) for share in shares) != rounded(total, _SHARE_DIGITS)


def _formula(tally: QuestionTally) -> str:
    """The degree in figures: （52×5＋6×3＋2×0）÷（60×5）; empty for a question without weights."""
    if tally.degree is None:
        return ""
    products = "＋".join(f"{num(o.count)}×{num(o.weight)}" for o in tally.options if o.weight is not None)
    return f"（{products}）÷（{num(tally.valid)}×{num(tally.full_weight)}）"


def interview_views(case: Case, writer: Writer) -> tuple[InterviewView, ...]:
    """Minutes of interviews."""
    return tuple(
        InterviewView(
            date=interview.date,
            place=writer.line(("interviews", at, "place"), interview.place),
            person=writer.line(("interviews", at, "person"), interview.person),
            by=writer.line(("interviews", at, "by"), interview.by),
            exchanges=tuple(
                Section(
                    writer.line(("interviews", at, "exchanges", n, "ask"), exchange.ask),
                    writer.prose(("interviews", at, "exchanges", n, "answer"), exchange.answer),
                )
                for n, exchange in enumerate(interview.exchanges)
            ),
        )
        for at, interview in enumerate(case.interviews)
    )


def visit_views(case: Case, writer: Writer) -> tuple[Section, ...]:
    """Places that were visited."""
    return tuple(
        Section(writer.line(("visits", at, "place"), v.place), writer.prose(("visits", at, "remark"), v.remark))
        for at, v in enumerate(case.visits)
    )
