"""Statements of points, scores, lost points, score rates and grades in prose. In: texts, a tree and its grades. Out: Statements.

决策指标分值共计15分，本项目实际得分12分，得分率80% holds three, all of 决策: a statement is of the name before it in its sentence, or
goes on with the one before. What a scoring standard says of any score (每…扣…, …以上的，得…) is no statement.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from reportgen.diagnostics import Key
from reportgen.model.case import Case
from reportgen.model.scorecard import Scorecard

from .texts import Text

Kind = Literal["points", "score", "lost", "rate", "grade", "bare", "full", "none"]

# What holds for any score, and what is not about this evaluation.
_STANDARDS = {"standard", "definition", "explanation"}
_ELSEWHERE = {"surveys", "questions", "last_year", "documents", "facts", "accepted", "published"}
TOTAL = "总分"  # the name under which the whole tree is spoken of
_KINDS: dict[str, Kind] = {
    **dict.fromkeys(("满分", "标准分值", "标准分", "总分值", "分值", "权重", "配分", "赋分"), "points"),
    **dict.fromkeys(("扣除", "扣减", "扣掉", "扣去", "扣", "失去", "失", "丢"), "lost"),
    **dict.fromkeys(
        ("综合得分", "总得分", "综合评分", "总评分", "评价得分", "实际得分", "得分", "实得", "评分", "评得", "获得", "得"), "score"
    ),
    "总分": "bare",
}
_OF_TOTAL = {"综合得分", "总得分", "综合评分", "总评分", "评价得分", "总分"}
_ANY = re.compile(r"(?=[\d得计获不未权等评])(?:\d\s*分|[得计获不未]了?[满零得]分|得分率|权重|等级|评级|评定|评为|评价结果)")
_SENTENCES = re.compile(r"[^。；！？\n]+")
_STATEMENT = (
    rf"(?:(?P<kind>{'|'.join(sorted(_KINDS, key=len, reverse=True))})"
    r"(?:(?:共计|合计|总计|共|为|是|达到|达|了|分|[：:＝=\s])*)|合计|共计|共|总计)?"
    r"(?<![\d.])(?P<number>\d+(?:\.\d+)?)\s*分(?![之钟别类档布析行期解担局红歧头明辨批步值数享制级])"
    r"|权重(?:占比)?(?:为|是|占|[：:＝=])?\s*(?P<weight>\d+(?:\.\d+)?)\s*[%％]|(?P<full>(?<!可)[得获]了?满分)|(?P<none>[不未]得分|[得计]零分)"
    r"|得分率(?:仅|只)?(?:为|是|达到|达|[：:＝=])?\s*(?P<rate>\d+(?:\.\d+)?)\s*[%％]"
    r"|(?:评价结果|结果|绩效评价|综合评价)?(?:评价等级|绩效等级|等级|评级|评定|评为|评价结果)(?:评定|评|核定)?(?:为|是|属于|属|达到|[：:＝=])?\s*"
    r"[“\"‘「『]?(?P<grade>{grades})[秀好]?(?=[”\"’」』，,。、！）)\s级等档]|$)"
)
_FILLER = re.compile(
    r"[，,：:（()）、“”\"\s的类方面部分阶段环节维度一二三级指标本该此项目实际绩效评价综合合共总计为是应公布其中最终年度]*"
)
_CONDITION = re.compile(
    r"每|以上|以下|以内|≥|≤|＜|＞|[<>]|的，|选|酌情|视情节|扣完|最[高多低大]|上限|下限|若|如果|可得|加分|考核得|考核中|被扣|考评|测评"
)
_BOUND = re.compile(r"\s*(?:[（(]不?含[)）])?\s*(?:及?以[上下内]|起|[—–~～－-]|[至到]\s*\d)")  # 85分以上, 80（含）～90分


@dataclass(frozen=True, slots=True)
class Statement:
    """What is stated of whom: `name` is empty for whatever the text is about; `total` marks a stated sum (合计扣…)."""

    kind: Kind
    name: str
    value: Decimal
    grade: str
    written: str
    total: bool


def statements_of(case: Case, card: Scorecard, narrative: Iterable[Text]) -> Iterator[tuple[Text, Statement]]:
    """All statements of the narrative about this evaluation, each with its text."""
    dimensions = card.dimensions
    names = {TOTAL, *(d.name for d in dimensions), *(g.name for d in dimensions for g in d.groups), *(i.name for i in card.indicators)}
    reader = Reader(names, {grade.name for grade in (*case.grades, *case.dimension_grades)})
    for text in narrative:
        if _is_about_scores(text.key):
            yield from ((text, statement) for statement in reader.statements(text.text))


def _is_about_scores(key: Key) -> bool:
    if key[0] in _ELSEWHERE or key[-1] in _STANDARDS:
        return False
    return "rule" not in key or key[-1] in {"reason", "detail"}


class Reader:
    """Reads statements about a tree of names and a scale of grades."""

    def __init__(self, names: Iterable[str], grades: Iterable[str]) -> None:
        self._names = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))) or r"(?!)")
        words = sorted(grades, key=len, reverse=True)
        self._statement = re.compile(_STATEMENT.replace("{grades}", "|".join(map(re.escape, words)) or "(?!)"))

    def statements(self, text: str) -> Iterator[Statement]:
        """The statements of a text in order."""
        if _ANY.search(text):
            for sentence in _SENTENCES.finditer(text):
                if _ANY.search(sentence[0]):
                    yield from self._of_sentence(sentence[0])

    def _of_sentence(self, sentence: str) -> Iterator[Statement]:
        end, name = 0, ""
        for found in self._statement.finditer(sentence):
            gap, end = sentence[end : found.start()], found.end()
            name = self._name(gap, found, name)
            conditional = _CONDITION.search(gap + found[0]) or _BOUND.match(sentence, end)
            if not conditional and (made := _statement(found, name, gap)) is not None:
                yield made

    def _name(self, gap: str, found: re.Match[str], before: str) -> str:
        """Whom a statement is about, by the words in front of it; a bare figure is only of a name right before it."""
        named = list(self._names.finditer(gap))
        if named and _FILLER.fullmatch(gap, named[-1].end()):
            return named[-1][0]
        if found["kind"] in _OF_TOTAL:
            return TOTAL
        follows = before and (found["kind"] or not found["number"]) and _FILLER.fullmatch(gap)
        return before if follows else ""


def _statement(found: re.Match[str], name: str, gap: str) -> Statement | None:
    if found["grade"]:
        return Statement("grade", name, Decimal(0), found["grade"], found[0], total=False)
    for kind in ("rate", "full", "none"):
        if found[kind]:
            return Statement(kind, name, Decimal(found["rate"] or 0), "", found[0], total=False)
    if found["weight"]:
        return Statement("points", name, Decimal(found["weight"]), "", found[0], total=False)
    kind = _KINDS[found["kind"]] if found["kind"] else "bare"
    if kind == "bare" and not name:
        return None
    summed = any(word in gap[-2:] + found[0] for word in ("共", "合计", "总计"))
    return Statement(kind, name, Decimal(found["number"]), "", found[0], total=summed)
