"""What the bench compares is comparable: its made cases are sound and differ, and the bare side prints every word of ours."""

import io
import json
import re
import zipfile
from pathlib import Path

import pytest

from reportgen.checks import Subject, run
from reportgen.diagnostics import Severity, Sink
from reportgen.pipeline import Line, Workspace
from reportgen.structures import structure_names
from tests.bench import bare, equivalent
from tests.bench.__main__ import main
from tests.bench.made_cases import Made, make
from tests.bench.measured import Measure
from tests.bench.measures import MEASURES
from tests.bench.workplace import ROOT, Workplace, set_up
from tests.reports import lines

TEMPLATES = [ROOT / "templates" / f"{name}.docx" for name in structure_names(ROOT / "templates")]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    """A workplace with three made cases."""
    made = set_up(tmp_path_factory.mktemp("bench"))
    for case in (Made("one", 1), Made("other", 2), Made("larger", 3, 60)):
        make(made.root / "cases", case)
    return made


def _words(document: bytes) -> set[str]:
    return set(re.findall(r"[^\W_]+", "\n".join(lines(document))))


def _both(place: Workplace, case: str) -> tuple[bytes, bytes]:
    line = place.line(case)
    ours = line.render().document
    assert line.report is not None
    return ours, bare.render(place.plain_template, place.finished(line.report, ours))


@pytest.mark.parametrize("case", ["one", "other", "larger"])
def test_bare_side_prints_the_same_words(place: Workplace, case: str) -> None:
    """Plain docxtpl with the equivalent template and the finished context prints each word of our report, and no other."""
    ours, theirs = map(_words, _both(place, case))
    assert len(ours) > 500
    assert theirs == ours


def test_bare_side_prints_each_caption_where_we_do(place: Workplace) -> None:
    """Numbers of captions are finished text on the bare side, and each stands before its own title."""
    ours, theirs = ([text for text in lines(document) if re.match(r"[表图]\d", text)] for document in _both(place, "one"))
    assert len(ours) > 10
    assert theirs == ours


def test_bare_side_draws_nothing(place: Workplace) -> None:
    """Our side makes the charts of the template, and is measured with them; the bare side has none."""
    ours, theirs = (zipfile.ZipFile(io.BytesIO(document)).namelist() for document in _both(place, "one"))
    assert any("/charts/" in name for name in ours)
    assert not any("/charts/" in name or "/media/" in name for name in theirs)


def test_equivalent_template_holds_no_work_of_ours(place: Workplace) -> None:
    """What was a filter of ours is ready text: the bare side renders with Jinja's own environment, and its data is JSON."""
    line = place.line("one")
    document = line.render().document
    assert line.report is not None
    context = place.finished(line.report, document)
    assert {type(value) for value in context.values()} <= {str, int, float, bool, list, dict, type(None)}
    assert len(place.equivalent.expressions) > 20


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_equivalent_of_each_shipped_template_renders(tmp_path: Path, template: Path) -> None:
    """A case that leaves out what others have renders too; the bare report has its words, but for numbers."""
    made = equivalent.make(template, tmp_path / "plain.docx")
    line = Line(Workspace(ROOT), "linyi2020", structure=template.stem)
    document = line.render().document
    assert line.report is not None
    context = json.loads(json.dumps(made.context(line.report, document)))
    ours, theirs = map(_words, (document, bare.render(tmp_path / "plain.docx", context)))
    assert len(ours ^ theirs) < len(ours) / 20


def test_made_cases_differ_and_are_as_large_as_the_shipped_one(place: Workplace) -> None:
    """No sentence of one made case stands in another; each has as much text as the shipped case, within a fiftieth."""
    one, other = (_text(place.root / "cases" / name) for name in ("one", "other"))
    shipped = _text(ROOT / "cases" / "caidian2022")
    assert abs(len(one) - len(shipped)) < len(shipped) / 50
    assert not _sentences(one) & _sentences(other)
    assert not _sentences(one) & _sentences(shipped)


def test_made_cases_have_other_figures(place: Workplace) -> None:
    """Funds, facts and tallies of two made cases differ."""
    one, other = (place.line(name).check() for name in ("one", "other"))
    assert (one.funds.budget, one.funds.spent) != (other.funds.budget, other.funds.spent)
    assert one.surveys[0].questions != other.surveys[0].questions
    assert [i.value for i in one.indicators] != [i.value for i in other.indicators]


def test_made_cases_are_sound(place: Workplace) -> None:
    """The line finds no error in a made case (its random words may look alike); published results are the computed ones."""
    line = place.line("one")
    line.render()
    assert [d.message for d in line.found if d.severity is Severity.ERROR or d.code.startswith("published")] == []


def test_larger_case_has_the_indicators_that_were_asked_for(place: Workplace) -> None:
    """Each indicator of a grown case has a name of its own."""
    indicators = place.line("larger").check().indicators
    assert len({indicator.name for indicator in indicators}) == 60


def test_same_seed_gives_the_same_case(tmp_path: Path) -> None:
    """A measurement can be repeated with the same cases."""
    texts = []
    for folder in ("first", "second"):
        make(tmp_path / folder / "cases", Made("case", 7))
        texts.append(_text(tmp_path / folder / "cases" / "case"))
    assert texts[0] == texts[1]


def test_each_round_of_checks_reads_the_case_anew(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    """The measure of checks runs all of them on a subject that has read nothing yet, and drops its first round."""
    read: list[bool] = []

    def noting(subject: Subject, sink: Sink) -> None:
        read.append("texts" in vars(subject))
        run(subject, sink)

    monkeypatch.setattr("tests.bench.measures.run", noting)
    monkeypatch.setattr("tests.bench.measures.WARM", 2)
    measure = MEASURES["checks"](place)
    assert read == [False] * 3  # one of them dropped
    assert [len(values) for values in measure.samples.values()] == [2, 2]


def _text(folder: Path) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.toml")))


def _sentences(text: str) -> set[str]:
    """Runs of at least twelve characters without punctuation, outside of comments."""
    plain = re.sub(r"^#.*$", "", text, flags=re.MULTILINE)
    return set(re.findall(r"[\u4e00-\u9fff]{12,}", plain))


def test_a_measure_that_cannot_be_taken_is_skipped(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Where LibreOffice is missing, the measures of PDFs say so, the others are printed, and the exit code is 0."""
    measured = Measure("另一个", {"一": [1.0], "二": [2.0]}, 1.0)
    monkeypatch.setattr("tests.bench.pdf.office_program", lambda: None)
    monkeypatch.setattr("tests.bench.__main__._RESULT", ROOT / "output" / "bench.test.json")
    monkeypatch.setitem(MEASURES, "other", lambda _: measured)
    assert main(["pdf", "pdf-again", "pdf-ten", "other"]) == 0
    (ROOT / "output" / "bench.test.json").unlink()
    printed = capsys.readouterr().out
    assert [f"没有测量 {name}：没有找到 LibreOffice" in printed for name in ("pdf", "pdf-again", "pdf-ten")] == [True] * 3
    assert "另一个" in printed
