"""What is read from the wording of a scoring standard."""

from decimal import Decimal

import pytest

from reportgen.checks.standard_texts import numbers_in, read_standard

D = Decimal


def test_bands() -> None:
    """Bands of rates in descending wording; below the last there is nothing."""
    bands = read_standard("完成率≥95%，得5分；80%≤完成率＜95%，得3分；低于80%的，不得分。").bands
    assert [(b.lower, b.upper, b.points) for b in bands] == [
        (D("0.95"), None, D(5)),
        (D("0.8"), D("0.95"), D(3)),
        (D(-1), D("0.8"), D(0)),
    ]


@pytest.mark.parametrize(
    ("text", "size", "unit", "each"),
    [
        ("每发现一例扣0.5分", "1", "例", "0.5"),
        ("每延误10天，扣0.5分", "10", "天", "0.5"),
        ("有街道没有举办的，每个街道扣0.5分", "1", "个街道", "0.5"),
        ("达到95%得满分，每降低1个百分点扣0.1分", "1", "个百分点", "0.1"),
        ("每缺少一项制度，扣0.2分", "1", "项制度", "0.2"),
    ],
)
def test_losses_per_unit(text: str, size: str, unit: str, each: str) -> None:
    """How many of what take off how much."""
    (loss,) = read_standard(text).losses
    assert (loss.size, loss.unit, loss.each) == (D(size), unit, D(each))


@pytest.mark.parametrize(("text", "expected"), [
    ("得分＝完成率×5分", True), ("按完成比例计分", True), ("得分＝[（满意度－60%）÷（95%－60%）]×10分", False), ("得5分", False),
])  # fmt: skip
def test_proportions(text: str, expected: bool) -> None:  # noqa: FBT001 - what is expected
    """A rate times the points, but not a linear formula."""
    assert read_standard(text).proportional == expected


def test_a_range_of_points_takes_off_nothing_certain() -> None:
    """扣0.5至1分 leaves the points to judgement."""
    assert read_standard("视情节每项扣0.5至1分").losses == ()


def test_numbers() -> None:
    """Years, ordinals, titles and document numbers are no numbers of a standard."""
    text = "（1）按《办法》（财预〔2020〕10号）在2023年5月前完成的得2分；（2）每延误10天扣0.5分，达到95%的除外。"
    assert set(numbers_in(text)) == {(D(2), "分"), (D(10), ""), (D("0.5"), "分"), (D(95), "%")}
