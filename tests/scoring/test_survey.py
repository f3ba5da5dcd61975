"""The rule `survey`."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import ValidationError

from reportgen.model.evidence import EvidenceError, QuestionTally
from reportgen.model.rules.survey import Survey
from tests.scoring.sample_case import evidence_of, tally_of

HELP = tally_of("AB-3", ("有较大帮助", 52, "5"), ("帮助一般", 6, "3"), ("几乎没有帮助", 2, "0"))
LINYI = [
    tally_of(id_, ("A", a, "1"), ("B", b, "0.5"), ("C", 0, "0"))
    for id_, a, b in (("2", 8, 68), ("3", 72, 4), ("4", 71, 5), ("5", 36, 40))
]
SEVEN = Decimal(7)


def rule(*questions: str, **fields: object) -> Survey:
    """The rule from its fields, with what all tests share."""
    return Survey.model_validate({"kind": "survey", "questions": list(questions)} | fields)


def test_degree_times_points() -> None:
    """(52 × 5 + 6 × 3 + 2 × 0) ÷ (60 × 5) = 92.67%, of 7 points 6.49."""
    scored = rule("AB-3").outcome(evidence_of(HELP), SEVEN)
    assert round(scored.value or Decimal(0), 4) == Decimal("0.9267")
    assert round(scored.score, 2) == Decimal("6.49")


def test_mean_of_questions() -> None:
    """A 100%, B 50%, C 0 and the plain mean of four questions: 80.76%, of 6 points 4.85."""
    scored = rule("2", "3", "4", "5").outcome(evidence_of(*LINYI), Decimal(6))
    assert round(scored.value or Decimal(0), 4) == Decimal("0.8076")
    assert round(scored.score, 2) == Decimal("4.85")


@pytest.mark.parametrize(("good", "score"), [(100, 10), (95, 10), (60, 0), (0, 0), (81, 6)])
def test_bounds(good: int, score: int) -> None:
    """Full from the upper bound on, zero at or below the lower one, linear between."""
    tally = tally_of("7", ("满意", good, "1"), ("不满意", 100 - good, "0"))
    scored = rule("7", **{"from": Decimal("0.6"), "to": Decimal("0.95")}).outcome(evidence_of(tally), Decimal(10))
    assert scored.score == score


def test_unknown_question() -> None:
    """A question that does not exist is an error with the nearest ids."""
    with pytest.raises(EvidenceError) as caught:
        rule("AB-4").outcome(evidence_of(HELP), SEVEN)
    assert (caught.value.code, caught.value.hint) == ("unknown-name", "是否想写 AB-3？")


def test_question_without_weights() -> None:
    """Without weights there is no degree."""
    with pytest.raises(EvidenceError) as caught:
        rule("6").outcome(evidence_of(tally_of("6", ("是", 60, None), ("否", 3, None))), SEVEN)
    assert caught.value.code == "weights-missing"


def test_nobody_answered() -> None:
    """A question without answers has no degree: a division by zero, in words."""
    with pytest.raises(EvidenceError) as caught:
        rule("6").outcome(evidence_of(QuestionTally("6", "题", (), Decimal(0), None)), SEVEN)
    assert caught.value.code == "division-by-zero"


def test_blanks() -> None:
    """An unknown degree, or a question to be named, leaves the score unknown."""
    unknown = QuestionTally("6", "题", (), Decimal("NaN"), Decimal("NaN"))
    assert rule("6").outcome(evidence_of(unknown), SEVEN).score.is_nan()
    assert rule("待填写").outcome(evidence_of(), SEVEN).score.is_nan()


@pytest.mark.parametrize("fields", [{"questions": []}, {"from": 1}, {"from": Decimal("0.9"), "to": Decimal("0.6")}])
def test_fields(fields: dict[str, object]) -> None:
    """There is a question, and the bounds leave room between them."""
    with pytest.raises(ValidationError):
        rule("AB-3", **fields)


def test_standard_of_one_question() -> None:
    """The formula is worded from labels and weights."""
    assert rule("AB-3").standard(evidence_of(HELP), SEVEN) == (
        "实现程度＝（选“有较大帮助”的人数×5＋选“帮助一般”的人数×3＋选“几乎没有帮助”的人数×0）÷（有效问卷数×5）×100%。\n"
        "得分＝实现程度×7分。"
    )


def test_standard_with_bounds() -> None:
    """Bounds are stated as the linear rule states them."""
    words = rule("AB-3", name="满意度", **{"from": Decimal("0.6"), "to": Decimal("0.95")}).standard(evidence_of(HELP), Decimal(10))
    assert words.split("\n")[1] == (
        "（满意度≥95%，得10分；满意度≤60%，得0分；满意度＞60%，得分＝[（满意度－60%）÷（95%－60%）]×10分。）"
    )


def test_standard_of_several_questions() -> None:
    """Several questions are listed with what each answer earns."""
    words = rule("2", "3", name="满意度").standard(evidence_of(*LINYI), Decimal(6)).split("\n")
    assert words[0] == "满意度为以下2题各自得分率的平均值："
    assert words[1] == "“第2题”（选“A”得100%，选“B”得50%，选“C”得0%）；"
    assert words[-1] == "得分＝满意度×6分。"
