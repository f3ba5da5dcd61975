"""What a digest says of a year: counts, totals, grades, indicators, what recurs, what is not ready."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from reportgen.digest import digest
from reportgen.model.digest import Digest
from reportgen.model.scorecard import Score
from reportgen.model.values import BLANK_NUMBER
from reportgen.model.year import State, YearCase, YearRecords
from tests.digest.sample_year import built, failed, losing, year

D = Decimal


def of(*cases: YearCase) -> Digest:
    """The digest of these cases."""
    return digest(YearRecords(2022, cases))


def scored(name: str, score: object, points: object = 100, grade: str = "良") -> YearCase:
    """A case with this total."""
    case = built(name, ("决策", "甲", 9), grade=grade)
    assert case.summary is not None
    return replace(case, summary=replace(case.summary, total=Score(D(str(points)), D(str(score)))))


def filled(case: YearCase, blanks: int) -> YearCase:
    """The case with so much still to be filled in."""
    assert case.summary is not None
    return replace(case, summary=replace(case.summary, blanks=blanks))


def test_cases_are_counted_by_what_became_of_them() -> None:
    """Each state has its count; ready are those whose report is no draft; what is not scored is in no statistics."""
    open_ = scored("丁", BLANK_NUMBER)
    cases = (
        scored("甲", 80), replace(scored("乙", 90), state=State.UNCHANGED), replace(scored("丙", 70), state=State.DRAFT),
        replace(filled(open_, blanks=2), state=State.DRAFT), failed("戊", "错"), YearCase("己", State.LEFT),
    )  # fmt: skip
    counts = of(*cases).counts
    assert (counts.cases, counts.ready, counts.built, counts.unchanged) == (6, 2, 1, 1)
    assert (counts.drafts, counts.open_drafts, counts.failed, counts.waiting) == (2, 1, 1, 1)
    assert (counts.scored, counts.scored_drafts) == (3, 1)
    assert [(share.name, share.count) for share in of(*cases).grades] == [("优", 0), ("良", 3), ("中", 0), ("差", 0)]


def test_totals_are_of_a_hundred_points() -> None:
    """Mean and median compare cases of other full marks with the rest; the cases keep their own scores; equal ones stand by name."""
    found = of(scored("丙", 80), scored("乙", 80), scored("甲", 45, points=50), scored("丁", "70.005"))
    assert found.totals is not None
    assert (found.totals.average, found.totals.median) == (D("80.00"), D("80.00"))
    assert [(line.number, line.name, line.score) for line in found.ranking.first] == [
        (1, "甲", 45), (2, "丙", 80), (3, "乙", 80), (4, "丁", D("70.005")),
    ]  # fmt: skip
    assert (found.totals.highest.name, found.totals.lowest.name) == ("甲", "丁")
    assert (found.totals.highest_cases, found.totals.lowest_cases) == (1, 1)


def test_equal_totals_are_counted() -> None:
    """How many have the highest and the lowest total, as of 100 points; where all are equal, both are all of them."""
    ties, equal = of(scored("甲", 80), scored("乙", 40, points=50), scored("丙", 70)), of(scored("甲", 80), scored("乙", 40, points=50))
    assert [(found.totals.highest_cases, found.totals.lowest_cases) for found in (ties, equal) if found.totals] == [(2, 1), (2, 2)]


def test_a_year_without_a_total_has_none() -> None:
    """Where nothing is scored there is nothing to average, to rank or to draw, and no division by zero."""
    found = of(failed("甲", "错"))
    assert found.totals is None
    assert (found.ranking.first, found.dimensions.shown, found.problems.shown) == ((), (), ())
    assert [share.share for share in found.grades] == [0, 0, 0, 0]


def test_bands_hold_their_lower_ends() -> None:
    """A score on a limit belongs to the band above it; the full mark to the highest, what is under 60 to one."""
    found = of(*(scored(str(at), score) for at, score in enumerate((100, 95, "94.99", 60, "59.99", 0))))
    assert [(band.name, band.count) for band in found.bands if band.count] == [("60以下", 2), ("60—65", 1), ("90—95", 1), ("95—100", 2)]
    assert sum(band.share for band in found.bands) == 1


def test_grades_of_another_scale_stand_by_their_scores() -> None:
    """Names that are not the usual four stand in the order of their mean score, and only those that occur."""
    found = of(
        scored("甲", 95, grade="优秀"), scored("乙", 70, grade="合格"), scored("丙", 82, grade="良"), scored("丁", 98, grade="优秀")
    )
    assert [(grade.name, grade.count, grade.share) for grade in found.grades] == [
        ("优秀", 2, D("0.5")), ("良", 1, D("0.25")), ("合格", 1, D("0.25")),
    ]  # fmt: skip


def test_dimensions_by_name() -> None:
    """A name is averaged over the cases that have it, in the usual order; the best and the lowest case are named, several counted."""
    found = of(
        built("甲", ("决策", "a", 10), ("过程", "b", 5)), built("乙", ("决策", "a", 10), ("过程", "b", 8)),
        built("丙", ("决策", "a", 4), ("效果", "c", 6)),
    ).dimensions  # fmt: skip
    assert [(d.name, d.cases, d.average) for d in found.shown] == [("决策", 3, D("0.8")), ("过程", 2, D("0.65")), ("效果", 1, D("0.6"))]
    first, second, _ = found.shown
    assert (first.highest, first.highest_case, first.lowest, first.lowest_case) == (D(1), "乙等2个", D("0.4"), "丙")
    assert (second.highest_case, second.lowest_case) == ("乙", "甲")
    equal = of(*(built(name, ("决策", "a", 9)) for name in "甲乙")).dimensions.shown[0]
    assert (equal.highest_case, equal.lowest_case) == ("各案例相同", "各案例相同")


def test_indicators_by_points_lost_over_all_cases() -> None:
    """Points lost add up by name; those that lost nothing anywhere are not among them; the rate is that of the sums."""
    found = of(
        built("甲", ("决策", "执行率", 5), ("决策", "合理性", 10)), built("乙", ("决策", "执行率", 10), ("决策", "及时率", 9)),
        built("丙", ("过程", "执行率", 8)),
    ).indicators  # fmt: skip
    assert [(i.name, i.cases, i.lowered, i.lost) for i in found.shown] == [("执行率", 3, 2, D(7)), ("及时率", 1, 1, D(1))]
    assert found.shown[0].rate == D(23) / 30
    assert (found.total, found.left) == (2, 0)


def test_problems_recur_in_nearly_the_same_words() -> None:
    """Titles that say the same are one problem, told in the most frequent wording, with the points of the deductions that name it."""
    found = of(
        losing("甲", ("1", "缺指标", "p"), ("2", "无办法", "q"), problems={"p": "指标设置不够全面", "q": "没有管理办法"}),
        losing("乙", ("3", "缺指标", "x"), problems={"x": "指标设置不全面"}),
        losing("丙", ("0.5", "指标少", "p"), problems={"p": "指标设置不全面。", "q": "指标设置不全面"}),
    ).problems  # fmt: skip
    assert [(p.title, p.cases, p.lost, p.examples) for p in found.shown] == [("指标设置不全面", 3, D("4.5"), ("甲", "乙"))]
    assert found.shown[0].share == 1


def test_reasons_recur_over_cases_not_within_one() -> None:
    """A reason that one case gives several times does not recur; one of two cases does, with its points."""
    found = of(
        losing("甲", ("1", "抽查的3处不合格", ""), ("1", "抽查的2处不合格", ""), ("1", "逾期", "")), losing("乙", ("2", "逾期", "")),
    ).reasons  # fmt: skip
    assert [(r.title, r.cases, r.lost, r.share) for r in found.shown] == [("逾期", 2, D(3), D(1))]


def test_what_is_not_ready_is_told_with_its_reason() -> None:
    """A failed case is told with its first error, a draft with its blanks, a case that was not reached by its name."""
    draft = replace(built("丙", ("决策", "a", 9), state=State.DRAFT, blanks=7))
    found = of(failed("甲", "没有字段 point", "分值不是 100"), draft, YearCase("乙", State.LEFT))
    (failure,) = found.failures.shown
    assert (failure.name, failure.errors, failure.message, failure.hint) == ("甲", 2, "没有字段 point", "改正")
    assert [(line.name, line.blanks) for line in found.drafts.shown] == [("丙", 7)]
    assert found.waiting.shown == ("乙",)


@pytest.mark.parametrize(("number", "first", "last", "left"), [(100, 87, 0, 0), (1000, 40, 40, 795)])
def test_long_lists_are_cut(number: int, first: int, last: int, left: int) -> None:
    """A hundred cases are ranked one by one; of a thousand both ends are shown, and every list says how much it leaves out."""
    found = digest(year(number))
    assert (len(found.ranking.first), len(found.ranking.last), found.ranking.left) == (first, last, left)
    assert [line.number for line in found.ranking.last] == list(range(found.counts.scored - last + 1, found.counts.scored + 1))
    for listed in (found.failures, found.drafts, found.waiting):
        assert len(listed.shown) + listed.left == listed.total == number // 20
        assert len(listed.shown) <= 20


def test_the_same_cases_in_another_order_make_the_same_digest() -> None:
    """Nothing but the order of lists by name depends on the order of the cases."""
    records = year(40)
    turned = replace(records, cases=tuple(reversed(records.cases)))
    one, other = digest(records), digest(turned)
    assert (one.totals, one.grades, one.bands, one.dimensions, one.indicators, one.ranking) == (
        other.totals, other.grades, other.bands, other.dimensions, other.indicators, other.ranking,
    )  # fmt: skip
