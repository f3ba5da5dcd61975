"""Typed figures that are stated roughly, or that name an aim, beyond what stands in tests/bad."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.checks.subjects import found, subject_of
from tests.scoring.sample_case import indicator

_FACTS = [
    {"id": "参访批次", "value": 40, "unit": "批次"},
    {"id": "运营率", "value": Decimal("0.86")},
    {"id": "运营率目标", "value": Decimal("0.7")},
]


@pytest.mark.parametrize(("stated", "expected"), [("41多批次", 1), ("40多批次", 0), ("约41批次", 0)])
def test_a_rough_figure_among_the_same_words(stated: str, expected: int) -> None:
    """So many and more, said in the words in which a reference says it, is that figure; about so many may be another."""
    notes = ["经验上报后，省内外{{ facts.参访批次 }}多批次前来考察。", f"经验上报后，省内外{stated}前来考察。"]
    assert len(found("figure-differs", subject_of(facts=_FACTS, notes=notes))) == expected


@pytest.mark.parametrize(("stated", "expected"), [("71%", 1), ("70%", 0), ("70.0%", 0)])
def test_an_aim_is_compared_with_the_aim(stated: str, expected: int) -> None:
    """A rate that is called the aim means the fact of that name, not the rate that was reached."""
    row = indicator(finding=f"运营率为{{{{ facts.运营率 | pct }}}}，高于{stated}的目标。")
    assert len(found("figure-differs", subject_of(row, facts=_FACTS))) == expected
