"""The rule `labels`."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import ValidationError

from reportgen.diagnostics import CasePlace, Sink, Stopped
from reportgen.model.rules.labels import Labels
from reportgen.scoring import score
from tests.scoring.sample_case import case_of, evidence_of, indicator

SIX = Decimal(6)
ROWS = [{"label": label, "points": points} for label, points in (("很好地解决", 6), ("基本解决", 3), ("未解决", 0))]


def rule(label: str, rows: list[dict[str, object]] | None = None) -> Labels:
    """The rule from a label."""
    return Labels.model_validate({"kind": "labels", "labels": ROWS if rows is None else rows, "label": label})


@pytest.mark.parametrize(("label", "expected"), [("很好地解决", 6), ("基本解决", 3), ("未解决", 0)])
def test_scores(label: str, expected: int) -> None:
    """Each label earns its points, and comes out with the score."""
    scored = rule(label).outcome(evidence_of(), SIX)
    assert scored.score == expected
    assert scored.label == label


@pytest.mark.parametrize(
    ("label", "rows", "code"),
    [
        ("部分解决", None, "unknown-label"),
        ("基本解决", [*ROWS, ROWS[0]], "label-twice"),
        ("基本解决", [], "list-empty"),
    ],
)
def test_labels_that_do_not_fit(label: str, rows: list[dict[str, object]] | None, code: str) -> None:
    """The label must be one of those that exist, and each exists once."""
    with pytest.raises(ValidationError) as caught:
        rule(label, rows)
    assert caught.value.errors()[0]["type"] == code


def test_an_unknown_label_is_told_those_that_exist() -> None:
    """The hint lists the labels."""
    with pytest.raises(ValidationError) as caught:
        rule("部分解决")
    assert caught.value.errors()[0]["ctx"]["hint"] == "可选：很好地解决、基本解决、未解决"


def test_a_label_to_be_filled_in() -> None:
    """A draft may leave the label open: the score is unknown."""
    assert rule("待填写").outcome(evidence_of(), SIX).score.is_nan()


def test_standard() -> None:
    """The standard states every label with its points."""
    assert rule("基本解决").standard(evidence_of(), SIX) == "（很好地解决，得6分；基本解决，得3分；未解决，得0分。）"


def test_the_label_is_the_reason() -> None:
    """Points lost by a label need no other reason; one that is given stands."""
    table = {"kind": "labels", "labels": ROWS, "label": "基本解决"}
    sink = Sink()
    card = score(case_of(indicator("甲", 6, rule=table), indicator("乙", 94), indicator("丙", 6, rule=table, reason="短")), sink)
    assert [(d.points, d.reason) for i in card.indicators for d in i.deductions] == [(Decimal(3), "基本解决"), (Decimal(3), "短")]
    assert [i.label for i in card.indicators] == ["基本解决", "", "基本解决"]
    assert list(sink) == []


def test_no_label_above_full_marks() -> None:
    """A label that earns more than the indicator has stops the line at that label."""
    sink = Sink()
    with pytest.raises(Stopped):
        score(case_of(indicator("甲", 5, rule={"kind": "labels", "labels": ROWS, "label": "未解决"}), indicator("乙", 95)), sink)
    place = CasePlace(("indicators", 0, "rule", "labels", 0, "label"))
    assert [(d.code, d.place) for d in sink] == [("score-above-points", place)]
