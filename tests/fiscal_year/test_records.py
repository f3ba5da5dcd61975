"""What is kept of a case that was built: complete, exact, and no trap where it is damaged."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from reportgen.fiscal_year.plain import as_plain, from_plain
from reportgen.fiscal_year.records import Record, Stamp, keep, kept, record_of
from reportgen.fiscal_year.summing_up import sum_up
from reportgen.model.scorecard import Score
from reportgen.model.summary import CaseSummary, Loss
from reportgen.pipeline import Line
from reportgen.workspace import Workspace
from tests.fiscal_year.workyear import ROOT, add, replace, workspace

STAMP = Stamp("case", "template", "program", "docx")


@pytest.fixture(scope="module", params=["caidian2022", "linyi2020", "wuchang2019"])
def line(request: pytest.FixtureRequest) -> Line:
    """A shipped case at the end of the line."""
    done = Line(Workspace(ROOT), request.param)
    done.check()
    return done


@pytest.fixture
def record(line: Line) -> Record:
    """Its record."""
    return record_of("1", STAMP, sum_up(line), {"甲.docx": "digest"})


def test_summary_is_what_the_report_says(line: Line) -> None:
    """Scores, grade, sums and reasons of the summary are those of the Scorecard and the Report; problems keep their ids."""
    summary, card, report = sum_up(line), line.scorecard, line.report
    assert card is not None
    assert report is not None
    assert (summary.total, summary.grade, summary.digits) == (card.total, card.grade, card.digits)
    assert [(d.name, d.points, d.score) for d in summary.dimensions] == [(d.name, d.points, d.score) for d in card.dimensions]
    assert [(i.name, i.score, i.group) for i in summary.indicators] == [(i.name, i.score, i.group) for i in card.indicators]
    assert sum((g.score for g in summary.groups), Decimal(0)) == card.total.score
    reasons = [(loss.points, loss.reason) for i in summary.indicators for loss in i.losses]
    assert reasons == [(d.points, d.reason) for i in report.indicators for d in i.deductions]
    assert {loss.problem for i in summary.indicators for loss in i.losses} - {""} <= {p.id for p in summary.problems}
    assert "{{" not in json.dumps(as_plain(summary))
    assert (summary.title, summary.department) == (report.report.title, report.project.department)


def test_recommendations_keep_what_they_answer(line: Line) -> None:
    """Each recommendation of the report is there with its kind, in its order; what it answers are problems of the summary."""
    summary, report = sum_up(line), line.report
    assert report is not None
    told = [(kind.kind, view.title or str(view.text)) for kind in report.recommendations for view in kind.recommendations]
    assert [r.kind for r in summary.recommendations] == [kind for kind, _ in told]
    assert all(full.startswith(r.title) and r.title for r, (_, full) in zip(summary.recommendations, told, strict=True))
    titles = {problem.id: problem.title for problem in summary.problems}
    answers = [view.answers for kind in report.recommendations for view in kind.recommendations]
    assert [tuple(titles[id_] for id_ in r.answers) for r in summary.recommendations] == answers


def test_kept_and_read_again(tmp_path: Path, record: Record) -> None:
    """What is read from the file equals what was kept, to the last digit."""
    keep(record, tmp_path / "output")
    again = kept(tmp_path / "output", record.name)
    assert again == record
    assert again is not None
    assert again.summary == from_plain(CaseSummary, json.loads(record.json))
    assert again.warnings == len(again.summary.findings)
    assert [p.name for p in (tmp_path / "output" / ".built").iterdir()] == [f"{record.name}.json"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:0],
        lambda data: data[: len(data) // 2],
        lambda data: data[:-3],
        lambda data: bytes(len(data)),
        lambda data: data.replace(b'"form": 3', b'"form": 2'),
        lambda data: data.replace(b'"name": "', b'"name": "not', 1),
        lambda data: b"[]\n{}\n" + data,
        lambda data: b"\xff\xfe" + data,
    ],
)
def test_a_damaged_record_is_none(tmp_path: Path, record: Record, damage: Callable[[bytes], bytes]) -> None:
    """Half a file, another form, the record of another case: as if there were none."""
    keep(record, tmp_path)
    file = tmp_path / ".built" / f"{record.name}.json"
    data = file.read_bytes()
    file.write_bytes(damage(data))
    assert file.read_bytes() != data
    assert kept(tmp_path, record.name) is None
    assert kept(tmp_path, "nobody") is None


def test_exact_numbers() -> None:
    """A number of thirty digits, a score with its zeros, a Blank: none changes on the way through JSON."""
    loss = Loss(Decimal("0.123456789012345678901234567890"), "因", "", "")
    assert from_plain(Loss, json.loads(json.dumps(as_plain(loss)))) == loss
    score = from_plain(Score, json.loads(json.dumps(as_plain(Score(Decimal("12.0"), Decimal("NaN"))))))
    assert (str(score.points), score.score.is_nan()) == ("12.0", True)


@pytest.mark.parametrize("data", [None, 5, [], {}, {"points": "x", "score": "1"}, {"points": "1"}])
def test_data_of_another_form_are_refused(data: object) -> None:
    """What is no score does not become one."""
    with pytest.raises((TypeError, KeyError, ArithmeticError, ValueError)):
        from_plain(Score, data)


def test_findings_of_the_case_are_kept(tmp_path: Path) -> None:
    """A warning that the case earns is in its summary; that a report was set aside concerns one build and is not."""
    made = workspace(tmp_path)
    replace(add(made, "甲"), 'reason = "购书没有完成计划"\n', "")
    made.output.mkdir()
    (made.output / "甲.docx").write_bytes(b"somebody's")
    line = Line(made, "甲")
    line.save(line.finish(line.render(), (), None))
    assert {d.code for d in line.found} >= {"edited-by-hand", "reason-missing"}
    assert [f.code for f in sum_up(line).findings] == ["reason-missing"]
