"""What texts say of answers, against the tally. In: a Subject. Out: findings, with both values.

Of each stretch of a sentence the options that it names are read with their figures (认为有较大提升的5家, 2家认为几乎没有改善); the
question that it is about is the one of its row with which most of them agree.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from reportgen.checks.check import Finding, check
from reportgen.checks.figures import Figure
from reportgen.checks.naming import agree
from reportgen.checks.rule_fields import rule_field
from reportgen.checks.seeking import places
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Key, Severity
from reportgen.model.numbers import number_text, percent
from reportgen.model.surveys import Question

_REFERRED = re.compile(r"\{\{\s*questions\.([^\s.|}]+)\.")
_STOPS = re.compile(r"[。；;！？\n]")
_CLAUSE = re.compile(r"[，,。；;：:（）()\n]")
_LINK = re.compile(
    r"[”\"’」』]?(?:的|者|选项|一项)?(?:受访\w{1,4}|单位|读者|人员|人数|人)?(?:分别|仅|只|共)?(?:有|占|为|达|是|：|:)?\s*"
)
_OPEN = re.compile(r"(?:^|[^\u4e00-\u9fff]|认为|表示|选择?|觉得|回答|评价|感到|[的为到是答])\Z")
_SAID = re.compile(r"(?:受访\w{0,6})?(?:认为|表示|觉得|反映|选择?|回答|评价)")
_TELLING = 4  # signs of an option that is hardly the end of another word
_COUNTED = set("家个人名户份位所") | {"%"}


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure with the option that it is said of."""

    figure: Figure
    label: str


@check(
    "answer-differs",
    Severity.WARNING,
    meaning="文字里说选某个选项的有多少、占多少，与问卷统计算得的不同。",
    why="问卷统计附在报告里，读者会对照；选项的人数改了，文字没有跟着改，结论就没有了依据。",
    example="备注写“认为有较大提升的6家”，这道题选“有较大提升”的是 5 家。",
    mend="核对统计表；文字改为引用，如 {{ questions.C-5.有较大提升.count }}。",
)
def answer_differs(subject: Subject) -> Iterator[Finding]:
    if not subject.case.questions:
        return
    known = {(figure.text.key, figure.start) for figure, _ in subject.retyped}  # figure-differs has told of these
    typed = defaultdict(list)
    for figure in subject.typed:
        if figure.unit in _COUNTED and not figure.vague and (figure.text.key, figure.start) not in known:
            typed[figure.text.key].append(figure)
    referred = _referred(subject) if typed else {}
    for key, figures in typed.items():
        if questions := _about(subject, key, referred.get(key[:2], set())):
            yield from _differing(subject, figures, questions)


def _referred(subject: Subject) -> dict[Key, set[str]]:
    """The questions that the texts of each row refer to."""
    named: defaultdict[Key, set[str]] = defaultdict(set)
    for text in subject.printed:
        if "questions." in text.typed:
            named[text.key[:2]].update(_REFERRED.findall(text.typed))
    return named


def _about(subject: Subject, key: Key, named: set[str]) -> list[tuple[int, Question]]:
    """The questions that a text may be about: its own, those that the rule of its indicator counts, those that its row refers to."""
    rows = list(enumerate(subject.case.questions))
    if key[0] == "questions":
        return [rows[int(key[1])]]
    rule = subject.case.indicators[int(key[1])].scoring_rule if key[0] == "indicators" else None
    named = named | set(rule_field(rule, "questions") or ())
    return [(at, question) for at, question in rows if question.id in named]


def _differing(subject: Subject, figures: Iterable[Figure], questions: list[tuple[int, Question]]) -> Iterator[Finding]:
    """The typed figures that disagree with the tally of the question that their stretch is about."""
    labels = sorted({option.label for _, question in questions for option in question.options}, key=len, reverse=True)
    typed = {figure.start for figure in figures}
    for told in _stretches(subject, figures, labels):
        fitting = [(at, q) for at, q in questions if {t.label for t in told} <= {option.label for option in q.options}]
        wrong = [(at, q, [t for t in told if not _agrees(subject, q, t)]) for at, q in fitting]
        for at, question, differing in sorted(wrong, key=lambda w: len(w[2]))[:1]:
            yield from (_finding(subject, at, question, one) for one in differing if one.figure.start in typed)


def _finding(subject: Subject, at: int, question: Question, one: _Told) -> Finding:
    number, share = question.number.strip("（）()"), one.figure.unit == "%"
    value = _value(subject, question, one)
    right = percent(value / 100) if share else f" {number_text(value)} {one.figure.unit}"
    message = f"这里说“{one.label}”的是 {one.figure.written}，第 {number} 题的统计是{right}"
    hint = "核对后改为引用 {{ " + f"questions.{question.id}.{one.label}.{'share | pct' if share else 'count'}" + " }}"
    option = next(n for n, option in enumerate(question.options) if option.label == one.label)
    return Finding(one.figure.text.place(one.figure.typed_at), message, hint, (subject.at("questions", at, "options", option),))


def _stretches(subject: Subject, figures: Iterable[Figure], labels: list[str]) -> Iterator[list[_Told]]:
    """What each stretch that holds one of the figures tells of options."""
    seen: set[tuple[int, int]] = set()
    for figure in figures:
        text = figure.text.text
        begin = max((m.end() for m in _STOPS.finditer(text, 0, figure.start)), default=0)
        end = next((m.start() for m in _STOPS.finditer(text, figure.end)), len(text))
        if (begin, end) in seen:
            continue
        seen.add((begin, end))
        inside = [f for f in subject.figures(figure.text) if begin <= f.start < end and f.unit in _COUNTED]
        told = [_Told(f, label) for f in inside if (label := _label(text[begin : f.start], text[f.end : end], labels))]
        if told:
            yield told


def _label(before: str, behind: str, labels: list[str]) -> str:
    """The option that a figure is said of: named right before it, or in the clause behind it that says who thought so."""
    for label in labels:
        if any(_OPEN.search(before, 0, at) and _LINK.fullmatch(before, at + len(label)) for at in places(before, label)):
            return label
    clause = _CLAUSE.split(behind)[0].rstrip('”"’的')
    fitting = (label for label in labels if clause.endswith(label))
    whole = (label for label in fitting if len(label) >= _TELLING or _OPEN.search(clause, 0, len(clause) - len(label)))
    return next(whole, "") if _SAID.match(clause) else ""


def _agrees(subject: Subject, question: Question, told: _Told) -> bool:
    value = _value(subject, question, told)
    return value.is_nan() or agree(told.figure, value)


def _value(subject: Subject, question: Question, told: _Told) -> Decimal:
    """How many chose an option, or their share in per cent; NaN where nobody knows."""
    share = told.figure.unit == "%"
    found = subject.card.evidence.figures.get(f"questions.{question.id}.{told.label}.{'share' if share else 'count'}")
    return (found * 100 if share else found) if isinstance(found, Decimal) else Decimal("nan")
