"""Statements about results that do not fit them: scores and grades, numbers of indicators, a worded standard, a target that was met.

In: a Subject. Out: sites.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from random import Random

from reportgen.model.indicators import Indicator
from reportgen.model.rules.linear import Linear
from reportgen.model.rules.per_unit import PerUnit
from reportgen.model.rules.proportion import Proportion
from reportgen.model.rules.survey import Survey
from tests.bench.mutation.model import Mutation, MutationSite, Put, Side
from tests.bench.mutation.statements import Statement, count_statements, findings, score_statements
from tests.bench.mutation.subject import Subject
from tests.bench.mutation.surface import Text, around
from tests.bench.mutation.values import other_digits

# Points and bounds of a standard; not the 100% by which a formula multiplies.
_BOUND = re.compile(r"(?<![\d.×])\d+(?:\.\d+)?(?=分|%)")
_WORDED = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?=分|%|天)")
_PER_CENT = re.compile(r"\d+(?:\.\d+)?(?=%)")
_MET = ("已完成年度目标。", "达到预期目标。", "目标任务全部完成。", "如期完成了绩效目标。", "实际完成值达到目标值。")
_MISSED = ("未完成年度目标。", "未达到预期目标。", "目标任务没有全部完成。", "没有完成绩效目标。", "实际完成值低于目标值。")
_FLIPPED = {
    "达到目标": "未达到目标",
    "全部达标": "未能全部达标",
    "做到全覆盖": "未做到全覆盖",
    "达到计划数": "未达到计划数",
    "高于": "低于",
}
_OUTPUTS = ("产出", "效益", "效果")


def scores(subject: Subject) -> list[MutationSite]:
    """A score, its points, its rate or the grade, stated wrong in a sentence."""
    return _wrong_statements(subject, "stated-score", list(score_statements(subject)), (1, 8))


def counts(subject: Subject) -> list[MutationSite]:
    """A number of dimensions, groups or indicators, stated wrong in a sentence."""
    return _wrong_statements(subject, "stated-count", list(count_statements(subject)), (8,))


def _wrong_statements(subject: Subject, kind: str, statements: list[Statement], families: tuple[int, ...]) -> list[MutationSite]:
    return [partial(_stated, subject, statement, kind, families) for statement in statements if statement.wrong]


def _stated(subject: Subject, statement: Statement, kind: str, families: tuple[int, ...], chance: Random) -> Mutation:
    sentence = statement.sentence.format(chance.choice(statement.wrong))
    return subject.added(kind, statement.text, sentence, statement.sides, families)


def standards(subject: Subject) -> list[MutationSite]:
    """A standard that is worded although the rule words it, with one figure that is not the rule's."""
    found: list[MutationSite] = []
    for at, indicator in subject.indicators:
        computed = subject.scores[indicator.name].standard
        if indicator.standard is None:
            spans = [m.span() for m in _BOUND.finditer(computed)]
            found += [partial(_standard, subject, at, computed, span) for span in spans]
        else:
            found += [partial(_standard, subject, at, indicator.standard, span) for span in _bound_to_rule(indicator)]
    return found


def _bound_to_rule(indicator: Indicator) -> list[tuple[int, int]]:
    """The figures of a worded standard that stand elsewhere too: all of a rule's; of a judged one only its full marks."""
    matches = _WORDED.finditer(indicator.standard or "")
    return [m.span() for m in matches if indicator.rule is not None or Decimal(m[0]) == indicator.points]


def _standard(subject: Subject, at: int, standard: str, span: tuple[int, int], chance: Random) -> Mutation | None:
    new = other_digits(standard[slice(*span)], chance)
    if new is None or Decimal(new) == Decimal(standard[slice(*span)]):
        return None
    changed = standard[: span[0]] + new + standard[span[1] :]
    words = around(standard, *span), around(changed, span[0], span[0] + len(new))
    sides = Side(("indicators", at, "rule")), Side(("indicators", at, "points"))
    return subject.mutated("stated-standard", (Put(("indicators", at, "standard"), changed),), words, sides, (1, 2))


def claims(subject: Subject) -> list[MutationSite]:
    """A target said to be met that was missed, or the other way round; a target that is not the rule's."""
    found: list[MutationSite] = []
    for text, _, wrong in claims_of(subject):
        found += [partial(_claim, subject, text, sentence) for sentence in wrong]
        found += [partial(_flip, subject, text, span) for span in _flips(text) if wrong is _MISSED]
    return found + [partial(_target, subject, text, span) for text, span in _typed_targets(subject)]


def claims_of(subject: Subject) -> Iterator[tuple[Text, tuple[str, ...], tuple[str, ...]]]:
    """The finding of each indicator that measures an output or an outcome: what may be said of its target, and what would be wrong."""
    for at, text in findings(subject):
        indicator = subject.outcome.case.indicators[at]
        reached = _reached(indicator, subject) if indicator.dimension.startswith(_OUTPUTS) else None
        if reached is not None:
            yield (text, _MET, _MISSED) if reached else (text, _MISSED, _MET)


def _reached(indicator: Indicator, subject: Subject) -> bool | None:
    """Whether the figures reach the target; None where only rounding gives full marks, or nothing is measured."""
    rule, score = indicator.rule, subject.scores[indicator.name]
    if score.lost > 0:
        return False if isinstance(rule, Proportion | PerUnit | Linear | Survey) or score.value is not None else None
    if score.value is None:
        return None
    if isinstance(rule, PerUnit):
        return score.value == 0
    bound = rule.target if isinstance(rule, Proportion) else getattr(rule, "upper", None)
    return True if bound is not None and score.value >= bound else None


def _flips(text: Text) -> list[tuple[int, int]]:
    return text.matches(re.compile(r"(?<![未没有能])(?:" + "|".join(_FLIPPED) + ")"))


def _claim(subject: Subject, text: Text, sentence: str, _: Random) -> Mutation:
    return subject.added("target-claim", text, sentence, _measured(text), (2,))


def _flip(subject: Subject, text: Text, span: tuple[int, int], _: Random) -> Mutation:
    return subject.retyped("target-claim", text, span, _FLIPPED[text.text[slice(*span)]], _measured(text), (2,))


def _measured(text: Text) -> tuple[Side, ...]:
    """Where the indicator that a text belongs to says what it wanted and what it reached."""
    return tuple(Side((*text.key[:2], field)) for field in ("rule", "target", "actual"))


def _typed_targets(subject: Subject) -> Iterator[tuple[Text, tuple[int, int]]]:
    """Rates that a target or a plan states, where the other of the two or the rule states them too."""
    for text in subject.narrative:
        if text.key[0] == "indicators" and text.key[2:] in {("target",), ("plan",)}:
            yield from ((text, span) for span in text.matches(_PER_CENT))


def _target(subject: Subject, text: Text, span: tuple[int, int], chance: Random) -> Mutation | None:
    new = other_digits(text.text[slice(*span)], chance)
    return subject.retyped("target-claim", text, span, new, _measured(text), (2, 8)) if new else None
