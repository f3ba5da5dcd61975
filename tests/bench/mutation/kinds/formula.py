"""Formulas that are not those of the indicator: an official rate from other figures, a quotient turned over.

In: a Subject. Out: sites. Source of the official formulas: 财预〔2020〕10号 附2.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import partial
from random import Random

from reportgen.model.rules.proportion import Proportion
from tests.bench.mutation.model import Mutation, MutationSite, Put, Side
from tests.bench.mutation.subject import Subject
from tests.bench.mutation.surface import Text
from tests.bench.mutation.values import other_number, other_of

_KIND = "formula"
_RATES = ("funds.funding_rate", "funds.execution_rate", "funds.net_execution_rate")
_OFFICIAL = {"资金到位率": "funds.funding_rate", "预算执行率": "funds.execution_rate"}
_QUOTIENT = re.compile(r"＝([^＝÷]+)÷([^＝÷×，。]+)")
# A word of a formula and the one that makes it another rate.
_TERMS = (
    ("实际到位资金", "实际支出资金"),
    ("实际支出资金", "实际到位资金"),
    ("实际支付资金", "实际到位资金"),
    ("预算资金", "支出资金"),
)


def formulas(subject: Subject) -> list[MutationSite]:
    """An official indicator scored from another rate or from a typed one; a definition or a rule turned upside down."""
    found: list[MutationSite] = []
    for at, indicator in subject.indicators:
        value = getattr(indicator.rule, "value", None)
        if indicator.name in _OFFICIAL and isinstance(value, str):
            found += [partial(_other_rate, subject, at, value), partial(_typed_rate, subject, at, value)]
        if isinstance(indicator.rule, Proportion) and indicator.rule.actual is not None:
            found.append(partial(_upside_down, subject, at))
    for text in subject.narrative:
        if text.key[0] == "indicators" and text.key[2:] == ("definition",):
            found += [partial(_turned, subject, text, span) for span in text.matches(_QUOTIENT)]
            found += [partial(_other_term, subject, text, *pair) for pair in _TERMS if pair[0] in text.text and "÷" in text.text]
    return found


def _other_rate(subject: Subject, at: int, old: str, chance: Random) -> Mutation | None:
    figures = subject.outcome.figures
    other = [path for path in _RATES if path in figures and figures[path] != figures[old]]
    new = other_of(other, chance, old)
    if new is None:
        return None
    sides = Side(("indicators", at, "definition")), Side(("indicators", at, "name"))
    return subject.mutated(_KIND, (Put(("indicators", at, "rule", "value"), new),), (old, new), sides, (2,))


def _typed_rate(subject: Subject, at: int, old: str, chance: Random) -> Mutation | None:
    """A rate typed where it had been computed of the funds."""
    computed = subject.outcome.figures[old]
    assert isinstance(computed, Decimal)
    rounded = round(computed, 4)
    new = other_number(rounded, chance)
    if new is None or new == rounded or not 0 < new < 2:
        return None
    sides = Side(("funds",)), Side(("indicators", at, "finding"))
    return subject.mutated(_KIND, (Put(("indicators", at, "rule", "value"), new),), (old, str(new)), sides, (2, 4))


def _upside_down(subject: Subject, at: int, _: Random) -> Mutation | None:
    """What was planned over what was done; where the two are equal nothing would change."""
    rule = subject.outcome.case.indicators[at].rule
    assert isinstance(rule, Proportion)
    value = subject.scores[subject.outcome.case.indicators[at].name].value
    if value in {None, 0, 1}:
        return None
    key = ("indicators", at, "rule")
    edits = Put((*key, "actual"), rule.planned), Put((*key, "planned"), rule.actual)
    sides = Side(("indicators", at, "definition")), Side(("published", "indicators"))
    return subject.mutated(_KIND, edits, (f"{rule.actual}÷{rule.planned}", f"{rule.planned}÷{rule.actual}"), sides, (1, 2))


def _turned(subject: Subject, text: Text, span: tuple[int, int], _: Random) -> Mutation:
    found = _QUOTIENT.fullmatch(text.text, *span)
    assert found is not None
    return subject.retyped(_KIND, text, span, f"＝{found[2]}÷{found[1]}", (Side((*text.key[:2], "rule")),), (2,))


def _other_term(subject: Subject, text: Text, old: str, new: str, _: Random) -> Mutation:
    start = text.text.index(old)
    return subject.retyped(_KIND, text, (start, start + len(old)), new, (Side((*text.key[:2], "rule")),), (2,))
