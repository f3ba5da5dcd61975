"""The report as a whole: money, grades, choices, the names that prose may use, and errors from every part at once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from reportgen.compose.namespace import namespace
from reportgen.diagnostics import Sink
from reportgen.scoring import score
from tests.compose.sample_report import composed, off, refused
from tests.scoring.sample_case import case_of, indicator

FUNDS = {"unit": "万元", "budget": 100, "received": 80, "spent": 60}


def test_ledger_in_yuan() -> None:
    """A ledger's rows and its total are in 元, whatever the unit of the case; what was withdrawn counts against receipts."""
    paid = [
        {"content": "{{ project.name }}", "amount": Decimal("3.51"), "date": date(2022, 5, 1)},
        {"content": "二", "amount": Decimal("1.5")},
    ]
    receipts = [{"content": "拨付", "amount": 90}, {"content": "收回", "amount": -10, "payee": "局", "remark": "年末"}]
    funds = composed(funds=FUNDS | {"ledger": paid, "receipts": receipts}).funds
    assert [(row.content, row.date) for row in funds.ledger.rows] == [("项目", date(2022, 5, 1)), ("二", None)]
    assert [row.amount for row in funds.ledger.rows] == [Decimal(35100), Decimal(15000)]
    assert (funds.ledger.total, funds.receipts.total) == (Decimal(50100), Decimal(800_000))
    assert (funds.receipts.rows[1].payee, funds.receipts.rows[1].remark) == ("局", "年末")


def test_money() -> None:
    """Amounts are in 元; what a case does not state is absent, and the rates go by what was received."""
    funds = composed(funds=FUNDS).funds
    amounts = (funds.budget, funds.received, funds.net, funds.spent)
    assert amounts == tuple(map(Decimal, (1_000_000, 800_000, 800_000, 600_000)))
    assert (funds.funding_rate, funds.execution_rate) == (Decimal("0.8"), Decimal("0.75"))
    assert (funds.initial, funds.withdrawn, funds.net_execution_rate) == (None, None, None)


def test_money_that_was_withdrawn() -> None:
    """Where funds were withdrawn, what remains is net, and there is a rate of it too."""
    funds = composed(funds=FUNDS | {"initial": 120, "withdrawn": 5}).funds
    assert (funds.initial, funds.withdrawn, funds.net) == tuple(map(Decimal, (1_200_000, 50_000, 750_000)))
    assert funds.net_execution_rate == Decimal("0.8")


def test_grades_have_both_bounds() -> None:
    """Each grade ends where the better one begins, the best at 100: that is their scale even where points sum to something else."""
    report = composed(indicator("甲", 50, deductions=[off(5)]))
    assert [f"{g.name} {g.lower} {g.upper}" for g in report.grades] == ["优 90 100", "良 80 90", "中 60 80", "差 0 60"]
    assert report.grade == "优"


def test_choices() -> None:
    """Of the printed choices, the case's own is chosen."""
    report = composed()
    chosen = [(c.name, c.chosen) for c in (*report.report.kinds, *report.project.attributes, *report.project.recurrences)]
    assert [name for name, is_it in chosen if is_it] == ["项目", "持续性项目", "常年性项目"]
    assert len(chosen) == 8


def test_texts_that_are_figures() -> None:
    """The title and the uses of the funds are composed once and may be referred to like any figure."""
    heading = case_of().model_dump()["report"] | {"title": "{{ project.name }}报告", "series": "《{{ report.title }}》"}
    project = case_of().model_dump()["project"] | {"uses": "用于{{ project.name }}", "purpose": "{{ project.uses }}等"}
    case = case_of(report=heading, project=project)
    report = composed(report=heading, project=project)
    assert (report.report.title, report.report.series) == ("项目报告", "《项目报告》")
    assert (report.project.uses, str(report.project.purpose)) == ("用于项目", "用于项目等")
    figures = namespace(case, score(case, Sink()), Sink())
    assert (figures["report.title"], figures["project.uses"]) == ("项目报告", "用于项目")


def test_every_wrong_reference_is_reported() -> None:
    """Composing reports what is wrong in every part, then stops once."""
    wrong = "{{ facts.没有 }}"
    heading = case_of().model_dump()["report"] | {"title": wrong}
    places = refused(
        indicator("甲", 100, finding=wrong), report=heading, notes=["好", wrong], photos=[{"caption": wrong, "placeholder": True}]
    )
    assert {key[:2] for _, key in places} == {("report", "title"), ("indicators", 0), ("notes", 1), ("photos", 0)}
    assert len(places) == 4
