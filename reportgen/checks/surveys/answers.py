"""Answers against questionnaires. In: a Subject. Out: findings, with both counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from reportgen.checks.check import Finding, check
from reportgen.checks.questionnaires import Asked, Questionnaire
from reportgen.checks.subject import Subject
from reportgen.diagnostics import CasePlace, Severity
from reportgen.model.numbers import number_text

_BRANCH = re.compile(r"第\s*(?P<number>\d+)\s*题[选答]\s*(?P<letters>[A-Z](?:\s*[、，,和及或]?\s*[A-Z])*)")
_UNUSED = re.compile("回收|收回|无效|未作答|拒绝|拒访|剔除|有效率|未接通|未能联系|作废")


@check(
    "answers-incomplete",
    Severity.WARNING,
    meaning="题目各选项人数相加，少于有效问卷数；同一问卷的其他题目都正好相等，或者各题都少同样多。",
    why="占比和满意度按作答人数计算，少了人，多半是某个选项的人数抄错，或者有效问卷数写错。",
    example="有效问卷 66 份，第 6 题“是”60、“否”3、“不清楚”1，相加是 64。",
    mend="对照统计表核对各选项的 count 和问卷的 valid；确有人没有作答的，用 [[accepted]] 写明。",
)
def answers_incomplete(subject: Subject) -> Iterator[Finding]:
    for paper in subject.questionnaires:
        if paper.survey.answer_file is None:
            whole = [one for one in paper.questions if one.question.stratum is None and one.question.asked is None]
            yield from _short(whole, paper.survey.valid, "有效问卷", paper.place("valid"))
            for n, stratum in enumerate(paper.survey.strata) if paper.is_census else ():
                own = [one for one in paper.questions if one.question.stratum == stratum.id]
                yield from _short(own, stratum.sample, f"“{stratum.name}”抽取", paper.place("strata", n, "sample"))


def _short(questions: Iterable[Asked], expected: Decimal, what: str, place: CasePlace) -> Iterator[Finding]:
    """Questions with fewer answers than expected, where most have as many; or all with the same smaller number."""
    counted = [(one, one.added) for one in questions if one.added is not None]
    if expected.is_nan() or not counted:
        return
    short = [(one, added) for one, added in counted if added < expected]
    if len(short) == len(counted) > 1 and len({added for _, added in short}) == 1:
        message = f"{what} {number_text(expected)} 份，各题作答都是 {number_text(short[0][1])}"
        yield Finding(place, message, "请核对份数和各选项的人数", (short[0][0].place("options"),))
    elif len(short) == 1 or 2 * len(short) <= len(counted):
        for one, added in short:
            message = f"{one.called}各选项相加是 {number_text(added)}，{what} {number_text(expected)} 份"
            yield Finding(one.place("options"), message, "请核对各选项的人数", (place,))


@check(
    "sample-differs",
    Severity.WARNING,
    meaning="各层抽取数相加，与有效问卷数不符：有效的比抽取的多、比总体还多，或者少了却没有说明回收和无效的情况。",
    why="没有抽到的不会有答卷；抽了没有收回的要说明，否则样本和结果对不上。",
    example="两层抽取 60 家和 6 家，共 66 家，有效问卷写 69 份。",
    mend="核对 [[surveys]] 的 valid、各层的 sample 和 population；有没收回的，写明发放、回收、无效各多少份。",
)
def sample_differs(subject: Subject) -> Iterator[Finding]:
    for paper in subject.questionnaires:
        valid, sample = paper.survey.valid, paper.sample
        if not paper.survey.strata or not paper.counts_alike or valid.is_nan() or sample.is_nan():
            continue
        population = subject.card.evidence.figures.get(f"surveys.{paper.survey.id}.population")
        also = (paper.place("strata", 0, "sample"),)
        if isinstance(population, Decimal) and valid > population:
            message = f"“{_title(subject, paper)}”有效问卷 {number_text(valid)} 份，总体只有 {number_text(population)}"
            yield Finding(paper.place("valid"), message, "请核对份数和总体数量", also)
        elif valid > sample or (valid < sample and paper.survey.answer_file is None and not _told(subject)):
            more = "多于" if valid > sample else "少于"
            rest = "" if valid > sample else "，没有说明其余的去向"
            message = f"“{_title(subject, paper)}”有效问卷 {number_text(valid)} 份，{more}各层抽取的 {number_text(sample)}{rest}"
            yield Finding(paper.place("valid"), message, "请核对有效份数和各层的抽取数；有没收回的写明", also)


def _title(subject: Subject, paper: Questionnaire) -> str:
    key = ("surveys", paper.at, "title")
    return next((text.text for text in subject.texts if text.key == key), paper.survey.title)


def _told(subject: Subject) -> bool:
    """Whether a text says what became of questionnaires that do not count."""
    return any(_UNUSED.search(text.text) for text in subject.texts if "问卷" in text.text or text.key[0] == "surveys")


@check(
    "branch-differs",
    Severity.WARNING,
    meaning="只问一部分人的题目（如“第2题选A、B的单位”），作答人数与前一题选这些选项的人数不同；或者说到的题目、选项不存在。",
    why="问的就是前一题选了这些选项的人，两个人数应当相等。",
    example="第 2 题选 A、B 的有 60 家，“第2题选A、B的单位”回答的第 3 题各选项相加是 58 家。",
    mend="核对两题各选项的 count，以及 asked 里的题号和选项。",
)
def branch_differs(subject: Subject) -> Iterator[Finding]:
    for paper in subject.questionnaires:
        for one in paper.questions:
            found = _BRANCH.search(one.question.asked or "")
            if found is not None:
                yield from _branch(paper, one, found)


def _branch(paper: Questionnaire, one: Asked, found: re.Match[str]) -> Iterator[Finding]:
    before = next((other for other in paper.questions if other.question.number.strip("（）()") == found["number"]), None)
    letters = re.findall("[A-Z]", found["letters"])
    options = before.question.options if before is not None else ()
    chosen = [options[ord(letter) - ord("A")] for letter in letters if ord(letter) - ord("A") < len(options)]
    if before is None or len(chosen) < len(letters):
        missing = f"没有第 {found['number']} 题" if before is None else f"第 {found['number']} 题只有 {len(options)} 个选项"
        yield Finding(one.place("asked"), f"{one.called}问的是“{one.question.asked}”，{missing}", "请核对 asked 里的题号和选项")
    elif one.added is not None and before.added is not None:
        wanted = sum((option.count for option in chosen if option.count is not None), Decimal(0))
        if one.added != wanted:
            counts = (
                f"{before.called}选 {'、'.join(letters)} 的有 {number_text(wanted)}，{one.called}各选项相加是 {number_text(one.added)}"
            )
            yield Finding(one.place("options"), counts, "请核对两题各选项的人数", (before.place("options"),))
