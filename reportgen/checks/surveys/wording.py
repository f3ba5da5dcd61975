"""What is said of a questionnaire: numbers of questions, how many there are, how it was held. In: a Subject. Out: findings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from reportgen.checks.check import Finding, check
from reportgen.checks.questionnaires import Questionnaire
from reportgen.checks.subject import Subject
from reportgen.checks.texts import Text
from reportgen.diagnostics import Severity
from reportgen.model.rules.survey import Survey

_PLAIN = re.compile(r"[（(]?(?:[A-Z]+-)?(\d+)[)）.、．]?")
_NAMED = re.compile(r"第\s*(\d+)\s*(?:[至到—~～-]\s*(?:第\s*)?(\d+)\s*)?题")
_CN = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_NUMERAL = r"(\d+|[一两二三四五六七八九十])"
_COUNT = re.compile(rf"(?:共|共有|共设|设|设有|设置|含|包含|计|共计)\s*{_NUMERAL}\s*(?:个|道)?(?:题目?|问题|小题)")
_RANGE = re.compile(rf"[前后]\s*{_NUMERAL}\s*(?:道|个)?题")
_MODES = ("电话", "网络|线上|微信|扫码|网上|电子", "现场|当面|面访|面谈", "入户", "邮寄", "纸质")
_HELD = re.compile(r"(?:以|通过|采用|采取)([^，。；“”]{2,8}?)的?(?:方式|形式)[^，。；]{0,8}问卷")


@check(
    "question-numbers",
    Severity.WARNING,
    meaning="同一份问卷里有两道题用同一个题号，或者题号跳过了。",
    why="正文按题号说到题目，题号重复就不知道说的是哪一道；跳号说明删过题。",
    example="第 4 题后面是第 6 题。",
    mend="核对 [[questions]] 的 number，使题号连续；原问卷如此的，用 [[accepted]] 写明。",
)
def question_numbers(subject: Subject) -> Iterator[Finding]:
    for paper in subject.questionnaires:
        seen: dict[str, int] = {}
        for one in paper.questions:
            before = seen.setdefault(one.question.number, one.at)
            if before != one.at:
                message = f"两道题的题号都是“{one.question.number}”"
                yield Finding(one.place("number"), message, "请改其中一个题号", (subject.at("questions", before, "number"),))
        numbers = [(one, _PLAIN.fullmatch(one.question.number.strip())) for one in paper.questions]
        if all(found for _, found in numbers):
            ordered = pairwise((one, int(found[1])) for one, found in numbers if found is not None)
            jump = next(((first, second) for (first, n), (second, m) in ordered if m > n + 1), None)
            if jump is not None:  # an excerpt has many: one is enough
                message = f"{jump[0].called}后面是{jump[1].called}，跳过了题号"
                yield Finding(jump[1].place("number"), message, "请核对题号", (jump[0].place("number"),))


@check(
    "question-unknown",
    Severity.WARNING,
    meaning="文字里说到的题目（第几题、共几题、后几题）与问卷不符。",
    why="问卷增删了题，文字没有跟着改，读者按题号找不到。",
    example="计分说明写“第2至6题计分”，问卷只有 5 道题。",
    mend="核对题号和题数；或改计分规则的 questions。",
)
def question_unknown(subject: Subject) -> Iterator[Finding]:
    papers = subject.questionnaires
    for text in subject.texts if papers else ():
        if "题" in text.text and text.key[-1] not in {"text", "title", "label"}:
            own = _papers_of(subject, text)
            yield from _named(text, own)
            yield from _counted(text, own)
            yield from _ranged(subject, text)


def _papers_of(subject: Subject, text: Text) -> list[Questionnaire]:
    """The questionnaires that a text may speak of."""
    if text.key[0] == "questions":
        survey = subject.case.questions[int(text.key[1])].survey
        return [paper for paper in subject.questionnaires if paper.survey.id == survey]
    if text.key[0] == "surveys":
        return [paper for paper in subject.questionnaires if paper.at == text.key[1]]
    return list(subject.questionnaires)


def _named(text: Text, papers: list[Questionnaire]) -> Iterator[Finding]:
    numbers = {one.question.number.strip("（）() ").rsplit("-", maxsplit=1)[-1] for paper in papers for one in paper.questions}
    for found in _NAMED.finditer(text.text) if text.key[-1] != "asked" else ():
        unknown = [n for n in found.groups() if n is not None and n not in numbers]
        if unknown and ("问卷" in text.text or text.key[0] in {"surveys", "questions"}):
            message = f"这里写“{found[0]}”，问卷里没有第 {unknown[0]} 题"
            yield Finding(text.where(found[0]), message, "请核对题号")


def _counted(text: Text, papers: list[Questionnaire]) -> Iterator[Finding]:
    for found in _COUNT.finditer(text.text) if "问卷" in text.text or text.key[0] == "surveys" else ():
        counts = {len(paper.questions) for paper in papers} | {sum(len(paper.questions) for paper in papers)}
        if _number(found[1]) not in counts and counts:
            has = f"问卷有 {max(counts)} 道题"
            yield Finding(text.where(found[0]), f"这里写“{found[0]}”，{has}", "请核对题数", tuple(paper.place() for paper in papers))


def _ranged(subject: Subject, text: Text) -> Iterator[Finding]:
    """后四题的平均值 in an indicator that turns on so many questions."""
    rule = subject.case.indicators[int(text.key[1])].scoring_rule if text.key[0] == "indicators" else None
    if isinstance(rule, Survey) and len(rule.questions) > 1:
        for found in _RANGE.finditer(text.text):
            if _number(found[1]) != len(rule.questions):
                message = f"这里写“{found[0]}”，计分规则用的是 {len(rule.questions)} 道题"
                yield Finding(text.where(found[0]), message, "请核对题数和规则的 questions", (subject.at(*text.key[:2], "rule"),))


def _number(written: str) -> int:
    return int(written) if written.isdecimal() else _CN[written]


@check(
    "survey-mode-differs",
    Severity.WARNING,
    meaning="文字里说的问卷调查方式与 [[surveys]] 的 mode 不同。",
    why="电话访谈还是现场发放，决定样本怎样抽取、结果是否可靠，前后要一致。",
    example="评价情况写“以网络方式开展问卷调查”，问卷的 mode 是“电话访谈”。",
    mend="核对实际的调查方式，改文字或 mode。",
)
def survey_mode_differs(subject: Subject) -> Iterator[Finding]:
    modes = [_modes(paper.survey.mode) for paper in subject.questionnaires]
    for text in subject.printed if modes and all(modes) else ():
        for found in _HELD.finditer(text.text) if "问卷" in text.text else ():
            said = _modes(found[1])
            if said and not any(said & mode for mode in modes):
                stated = "、".join(f"“{paper.survey.mode}”" for paper in subject.questionnaires)
                also = tuple(paper.place("mode") for paper in subject.questionnaires)
                yield Finding(text.where(found[0]), f"这里写“{found[0]}”，问卷的 mode 是{stated}", "请核对调查方式", also)


def _modes(words: str) -> set[str]:
    return {mode for mode in _MODES if re.search(mode, words)}
