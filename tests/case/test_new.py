"""A new case: a commented form that draws on no other, or the indicators of another case and nothing that was found there."""

from __future__ import annotations

import errno
import os
import re
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from reportgen.case import check_links, parse, read
from reportgen.case.borrow import Borrowed
from reportgen.case.new import Wanted, create
from reportgen.case.rule_form import RuleForms
from reportgen.case.toml_text import table_text, value_text
from reportgen.cli import main
from reportgen.diagnostics import Severity, Sink, Stopped
from reportgen.model.rules import RULES
from reportgen.model.values import BLANK, PATH
from reportgen.pipeline import Line, Workspace
from reportgen.structures import structure_names

ROOT = Path(__file__).parents[2]
FORM = ROOT / "reportgen" / "case" / "form"
CASES = sorted(path.stem for path in (ROOT / "tests" / "golden").glob("*.except"))  # shipped ones: users add their own
FRAMEWORK = [
    "立项依据充分性",
    "立项程序规范性",
    "绩效目标合理性",
    "绩效指标明确性",
    "预算编制科学性",
    "资金分配合理性",
    "资金到位率",
    "预算执行率",
    "资金使用合规性",
    "管理制度健全性",
    "制度执行有效性",
    "实际完成率",
    "质量达标率",
    "完成及时性",
    "成本节约率",
    "实施效益",
    "满意度",
]
WANTED = Wanted("demo2024", "professional", 2024)
# What is taken over of another case: texts under these keys.
TAKEN = {
    "dimension",
    "group",
    "name",
    "code",
    "explanation",
    "definition",
    "standard",
    "text",
    "label",
    "note",
    "measure",
    "unit",
    "kind",
}
# By these a rule looks up facts and questions; of them only the ids are taken over.
LOOKED_UP = {"id", "sum", "questions", "survey"}


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace with the shipped cases and templates."""
    for folder in ("templates", *(f"cases/{case}" for case in CASES)):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    return Workspace(tmp_path)


def made(cases: Path, other: str = "") -> dict[str, Any]:
    """The data of a new case, written."""
    sink = Sink()
    borrowed = Borrowed(read(ROOT / "cases", other, sink).data) if other else None
    folder = create(cases, WANTED, borrowed, sink)
    assert list(sink) == []
    return {key: value for part in sorted(folder.glob("*.toml")) for key, value in _loaded(part).items()}


def _loaded(part: Path) -> dict[str, Any]:
    return tomllib.loads(part.read_text("utf-8"), parse_float=Decimal)


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


# ---- the form ----


def test_indicators_are_the_reference_framework(tmp_path: Path) -> None:
    """The 17 indicators of 财预〔2020〕10号 附2 in their order, 100 points together, output and outcome at least 60 (第十四条)."""
    rows = made(tmp_path)["indicators"]
    assert [row["name"] for row in rows] == FRAMEWORK
    assert sum(row["points"] for row in rows) == 100
    assert sum(row["points"] for row in rows if row["dimension"] in {"产出", "效益"}) >= 60
    computed = {row["name"]: row["rule"]["kind"] for row in rows if row["rule"]["kind"] not in {"checklist", "labels"}}
    assert computed == {
        "资金到位率": "proportion", "预算执行率": "proportion", "实际完成率": "proportion", "质量达标率": "proportion",
        "完成及时性": "per_unit", "成本节约率": "proportion", "满意度": "survey",
    }  # fmt: skip


def test_what_is_known_is_written(tmp_path: Path) -> None:
    """Structure and year, and the period and base date that follow from the year."""
    report = made(tmp_path)["report"]
    assert (report["structure"], report["fiscal_year"]) == ("professional", 2024)
    assert (report["period"], report["base_date"]) == ([date(2024, 1, 1), date(2024, 12, 31)], date(2024, 12, 31))


def test_parts_are_the_form_but_for_what_is_known(tmp_path: Path) -> None:
    """Comments, order and spacing are those of the form: five lines differ, and a later edit with tomlkit changes only its own line."""
    made(tmp_path)
    for part in sorted((tmp_path / "demo2024").glob("*.toml")):
        written, form = part.read_text("utf-8").splitlines(), (FORM / part.name).read_text("utf-8").splitlines()
        assert len(written) == len(form)
        assert sum(one != other for one, other in zip(written, form, strict=True)) == (4 if part.name == "report.toml" else 0)
    path = tmp_path / "demo2024" / "facts.toml"
    edited: Any = tomlkit.parse(path.read_text("utf-8"))
    edited["facts"][0]["value"] = 12
    assert tomlkit.dumps(edited) == path.read_text("utf-8").replace(f'value = "{BLANK}"', "value = 12", 1)


def test_nothing_has_a_score_before_it_is_filled_in(tmp_path: Path) -> None:
    """No indicator of a new case has a score, so that a draft shows no full marks which nobody gave."""
    (tmp_path / "cases").mkdir()
    for other in ("", *CASES):
        made(tmp_path / "cases", other)
        line = Line(Workspace(tmp_path), "demo2024", draft=True)
        line.check()
        assert line.scorecard is not None
        scored = [i.name for i in line.scorecard.indicators if not i.score.is_nan()]
        assert (scored, line.scorecard.grade) == ([], BLANK)
        shutil.rmtree(tmp_path / "cases" / "demo2024")


def test_blanks_are_counted_refused_and_allowed_in_a_draft(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    """`new` tells how many places there are; `check` counts them; `build` refuses; a draft is built, in every structure."""
    assert main(["new", "demo2024", "--structure", "professional", "--year", "2024"]) == 0
    found = re.search(r"已新建 cases/demo2024/：结构 professional（现有 .+），还有 (\d+) 处待填写", capsys.readouterr().out)
    assert found
    assert main(["check", "demo2024"]) == 1
    assert capsys.readouterr().err.endswith(f"demo2024：还有 {found[1]} 处待填写\n")
    assert main(["build", "demo2024"]) == 1
    assert not workspace.output.exists()
    for structure in structure_names(workspace.templates):
        assert main(["build", "demo2024", "--draft", "--structure", structure]) == 0
        assert f"警告[blanks-left] 还有 {found[1]} 处待填写" in capsys.readouterr().err


def test_a_filled_in_form_is_a_sound_case(workspace: Workspace) -> None:
    """With every 待填写 replaced, the case builds in its structure; as no points are lost, its problem has none to rest on."""
    made(workspace.cases)
    for part in sorted((workspace.cases / "demo2024").glob("*.toml")):
        lines = part.read_text("utf-8").split("\n")
        part.write_text("\n".join(line if line.startswith("#") else filled(line) for line in lines), "utf-8")
    facts = workspace.cases / "demo2024" / "facts.toml"
    facts.write_text(re.sub(r'(日期"\nvalue = )7', r"\g<1>2024-11-30", facts.read_text("utf-8")), "utf-8")
    line = Line(workspace, "demo2024")
    line.save(line.finish(line.render(), (), None))
    assert [d.code for d in line.found if d.severity is not Severity.INFO] == ["problem-without-loss"]
    assert line.scorecard is not None
    assert not line.scorecard.total.score.is_nan()


def filled(line: str) -> str:
    """A line of the form with something written for 待填写."""
    line = re.sub(r'deductions = \[\{ points = "待填写", reason = "待填写" \}\]', "deductions = []", line)
    line = re.sub(r'^((?:base_date|start|end) = )"待填写"', r"\g<1>2024-12-31", line)
    line = re.sub(r'^(submitted = )"待填写"', r"\g<1>2025-05-31", line)
    line = re.sub(r'^(work = )\["待填写", "待填写"\]', r"\g<1>[2025-03-01, 2025-04-30]", line)
    line = line.replace('["待填写", "待填写"]', "[2024-01-01, 2024-12-31]").replace('label = "待填写"', 'label = "达到预期效益"')
    line = re.sub(r'\b(value|budget|received|spent|valid|population|sample) = "待填写"', r"\1 = 7", line)
    line = line.replace('count = "待填写", weight = 5', "count = 7, weight = 5").replace('count = "待填写"', "count = 0")
    return line.replace('group = "数量指标", name = "待填写", value = 7', 'group = "数量指标", name = "任务", value = "7项"').replace(
        BLANK, "某某"
    )


# ---- names ----


@pytest.mark.parametrize(
    "name", ["", " ", "a b", "../x", "x/y", "x\\y", "C:x", "x.toml", ".x", "x?", "x\n", "con", "LPT1", "-x", "x" * 200, "\ud800"]
)
def test_a_name_that_is_no_file_name_is_refused(tmp_path: Path, name: str) -> None:
    """Paths, endings, blanks, reserved and overlong names are refused on every system, and nothing is written."""
    sink = Sink()
    with pytest.raises(Stopped):
        create(tmp_path, Wanted(name, "professional", 2024), None, sink)
    assert [d.code for d in sink] == ["case-name"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["有", "文件", "Demo", "DEMO"])
def test_an_existing_case_is_never_written_over(tmp_path: Path, name: str) -> None:
    """A folder, even an empty one, a file, and a name that differs by capitals alone are taken; all stays as it was."""
    (tmp_path / "有").mkdir()
    (tmp_path / "文件.toml").write_text("[report]\n", "utf-8")
    (tmp_path / "Demo").mkdir()
    (tmp_path / "Demo" / "report.toml").write_text("[report]\n", "utf-8")
    before, sink = files(tmp_path), Sink()
    with pytest.raises(Stopped):
        create(tmp_path, Wanted(name, "professional", 2024), None, sink)
    assert [d.code for d in sink] == ["case-exists"]
    assert files(tmp_path) == before


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If a part cannot be written, the folder is taken away again and the reason is named."""
    write, sink = Path.write_text, Sink()

    def full(path: Path, data: str, *, encoding: str, newline: str) -> int:
        if path.name == "problems.toml":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(path, data, encoding=encoding, newline=newline)

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(Stopped):
        create(tmp_path, WANTED, None, sink)
    assert [d.code for d in sink] == ["case-unwritable"]
    assert list(tmp_path.iterdir()) == []


def test_year_and_structure_need_not_be_given(workspace: Workspace) -> None:
    """The year comes from the name of the case, the structure from the other case or is the first that there is."""
    assert main(["new", "东湖2031"]) == 0
    assert main(["new", "沿用2032", "--from", "caidian2022"]) == 0
    one, two = (_loaded(workspace.cases / name / "report.toml")["report"] for name in ("东湖2031", "沿用2032"))
    first = structure_names(workspace.templates)[0]
    assert (one["fiscal_year"], one["structure"], two["fiscal_year"]) == (2031, first, 2032)
    assert two["structure"] == _loaded(workspace.cases / "caidian2022" / "report.toml")["report"]["structure"]


def test_an_unknown_or_broken_case_is_not_taken_over(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    """A case that does not exist gets the nearest names, one with errors its errors at their places; nothing is written."""
    assert main(["new", "x2024", "--from", "caidain2022"]) == 1
    broken = workspace.cases / "caidian2022" / "report.toml"
    broken.write_text(broken.read_text("utf-8").replace("budget = ", "bugdet = "), "utf-8")
    assert main(["new", "x2024", "--from", "caidian2022"]) == 1
    said = capsys.readouterr().err
    assert "现有案例：caidian2022" in said
    assert re.search(r"cases/caidian2022/report\.toml:\d+:1: 错误\[unknown-key\]", said)
    assert not (workspace.cases / "x2024").exists()


# ---- after the model of another case ----


def strings(data: object, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text in data with the nearest key above it."""
    if isinstance(data, str):
        yield key, data
    elif isinstance(data, Mapping):
        for name, value in data.items():
            yield from strings(value, name)
    elif isinstance(data, list):
        for value in data:
            yield from strings(value, key)


def taken_over(data: Mapping[str, Any]) -> str:
    """The texts of a case that may be taken over: those of indicators, questions and declared targets that say what is asked."""
    tables = [*data["indicators"], *data.get("questions", ()), *data.get("targets", {}).get("declared", ())]
    return "\n".join(said for row in tables for key, said in strings(_without_findings(row)) if key in TAKEN)


def _without_findings(value: Any) -> Any:  # noqa: ANN401 - TOML data
    if isinstance(value, dict):
        return {key: _without_findings(part) for key, part in value.items() if key not in {"deductions", "answers", "remark"}}
    return [_without_findings(part) for part in value] if isinstance(value, list) else value


def clauses(said: str) -> Iterator[str]:
    """The passages of a text between references and punctuation, of six characters or more."""
    passages = re.findall(r"[^\s{}|，。；：、“”‘’（）()《》〈〉\\\"*]{6,}", re.sub(r"\{\{.*?\}\}", "，", said))
    yield from (passage for passage in passages if re.search(r"[\u4e00-\u9fff]", passage))


@pytest.mark.parametrize("other", CASES)
def test_nothing_that_was_found_survives(tmp_path: Path, other: str) -> None:
    """No clause, name or figure of the other case stands in the new one, but for what its indicators, questions and targets ask."""
    old = read(ROOT / "cases", other, Sink()).data
    made(tmp_path, other)
    written = "\n".join(path.read_text("utf-8") for path in sorted((tmp_path / "demo2024").glob("*.toml")))
    known = taken_over(old) + "".join(path.read_text("utf-8") for path in FORM.glob("*.toml"))
    said = {clause for key, value in strings(old) if key not in LOOKED_UP and not PATH.fullmatch(value) for clause in clauses(value)}
    assert len(said) > 100
    assert sorted(clause for clause in said if clause in written and clause not in known) == []
    numbers = [fact["value"] for fact in old["facts"] if isinstance(fact.get("value"), int | Decimal)]
    numbers += [old["funds"][name] for name in ("budget", "received", "spent")]
    figures = {f"{n:f}" if isinstance(n, Decimal) else str(n) for n in numbers}
    told = [f for f in figures if len(f) > 3 and re.search(rf"(?<![\d.]){re.escape(f)}(?![\d.])", written) and f not in known]
    assert told == []


@pytest.mark.parametrize("other", CASES)
def test_indicators_and_targets_of_the_other_case(tmp_path: Path, other: str) -> None:
    """Names, codes, points and kinds of rules are the other case's; every finding is to be filled in; targets keep their names."""
    old, new = read(ROOT / "cases", other, Sink()).data, made(tmp_path, other)
    kept = ("dimension", "group", "name", "code", "points")
    assert [[row.get(k) for k in kept] for row in new["indicators"]] == [[row.get(k) for k in kept] for row in old["indicators"]]
    kinds = [[row.get("rule", {}).get("kind") for row in data["indicators"]] for data in (old, new)]
    assert kinds[0] == kinds[1]
    assert {row["finding"] for row in new["indicators"]} == {row["basis"] for row in new["indicators"]} == {BLANK}
    explained = sum(row["explanation"] != BLANK for row in new["indicators"])
    assert explained >= 0.8 * len(new["indicators"])
    declared = old["targets"].get("declared", [])
    assert [row["value"] for row in new["targets"]["declared"]] == [BLANK] * max(len(declared), 1)
    assert [row["name"] for row in new["targets"]["declared"]] == ([row["name"] for row in declared] or [BLANK])


@pytest.mark.parametrize("other", CASES)
def test_a_case_after_the_model_of_another_builds_as_a_draft(workspace: Workspace, other: str) -> None:
    """Facts and questions that its rules look up are there to be filled in, so that the draft has no error."""
    assert main(["new", "next2099", "--from", other]) == 0
    sink = Sink()
    case = parse(read(workspace.cases, "next2099", sink), sink, draft=True)
    check_links(case, sink)
    assert not sink.failed
    assert main(["build", "next2099", "--draft"]) == 0


def test_texts_that_hold_facts_become_blanks(tmp_path: Path) -> None:
    """A party's name becomes a reference; a year, a figure, a person's or document's name, a foreign reference makes a text 待填写."""
    cases = {
        "考核养老机构经费项目是否达标。": "考核{{ project.name }}是否达标。",
        "考核蔡甸区民政局的职责，2022年以内。": "考核{{ project.department }}的职责，{{ report.fiscal_year }}年以内。",
        "每逾期1个月扣0.5分，低于60%的得3分。": "每逾期1个月扣0.5分，低于60%的得3分。",
        "沿用2021年的标准。": BLANK,
        "床位共6314张。": BLANK,
        "达到94.48%。": BLANK,
        "由章春萍核对。": BLANK,
        "依照{{ documents.预算法 }}。": BLANK,
        "计划{{ facts.床位计划 }}张。": BLANK,
        "预算{{ funds.budget | wan }}万元。": "预算{{ funds.budget | wan }}万元。",
    }
    data = read(ROOT / "cases", "caidian2022", Sink()).data
    for said, expected in cases.items():
        data["indicators"][0]["explanation"] = said
        create(tmp_path, WANTED, Borrowed(data), Sink())
        assert _loaded(tmp_path / "demo2024" / "indicators.toml")["indicators"][0]["explanation"] == expected
        shutil.rmtree(tmp_path / "demo2024")


@pytest.mark.parametrize(
    ("rule", "form"),
    [
        (
            {"kind": "proportion", "actual": 47, "planned": "facts.计划", "unit": "家"},
            {"kind": "proportion", "actual": BLANK, "planned": "facts.计划", "unit": "家"},
        ),
        ({"kind": "proportion", "value": "funds.withdrawn", "target": 1}, {"kind": "proportion", "value": BLANK, "target": 1}),
        (
            {"kind": "per_unit", "each": 1, "count": "facts.名单.count", "unit": "笔"},
            {"kind": "per_unit", "each": 1, "count": "facts.名单", "unit": "笔"},
        ),
        (
            {"kind": "per_unit", "each": 1, "due": "facts.期限", "done": "facts.无", "unit": "月", "part": "up"},
            {"kind": "per_unit", "each": 1, "due": "facts.期限", "done": BLANK, "unit": "月", "part": "up"},
        ),
        (
            {"kind": "labels", "label": "好", "labels": [{"label": "好", "points": 6}, {"label": "差", "points": 0}]},
            {"kind": "labels", "label": BLANK, "labels": [{"label": "好", "points": 6}, {"label": "差", "points": 0}]},
        ),
        (
            {"kind": "checklist", "items": [{"text": "甲", "points": 2, "deductions": [{"points": 1, "reason": "迟"}]}]},
            {"kind": "checklist", "items": [{"text": "甲", "points": 2, "deductions": [{"points": BLANK, "reason": BLANK}]}]},
        ),
        (
            {"kind": "checklist", "items": [{"text": "甲", "per_unit": [{"text": "每项", "points": 1, "count": 2, "reason": "缺"}]}]},
            {"kind": "checklist", "items": [{"text": "甲", "per_unit": [{"text": "每项", "points": 1, "count": BLANK}]}]},
        ),
        ({"kind": "survey", "questions": ["Q1", "Q9"], "from": 0.6}, {"kind": "survey", "questions": ["Q1", BLANK], "from": 0.6}),
    ],
)  # fmt: skip
def test_a_rule_keeps_its_form_and_loses_its_evidence(rule: dict[str, Any], form: dict[str, Any]) -> None:
    """Bounds, points and paths stay; figures, verdicts, deductions and their reasons go; what is not stated is to be found out."""
    facts: dict[str, Any] = {"计划": {}, "名单": {}, "期限": {}}
    assert RuleForms(facts, {"Q1": {}}).of(rule) == form


def test_a_fact_that_is_a_sum_brings_its_parts() -> None:
    """What a sum adds up is looked up too, however deep; nothing else is."""
    forms = RuleForms({"和": {"sum": ["甲", "乙"]}, "甲": {"sum": ["丙"]}, "乙": {}, "丙": {}, "丁": {}}, {})
    forms.of({"kind": "proportion", "actual": "facts.和", "planned": "facts.乙"})
    assert forms.facts == {"和", "甲", "乙", "丙"}


@pytest.mark.parametrize("kind", RULES)
def test_every_kind_of_rule_has_evidence_to_blank(kind: str) -> None:
    """Each rule of the shipped cases gives a form that has something to be found out, so that none keeps a score."""
    rules = [
        row["rule"]
        for case in CASES
        for row in read(ROOT / "cases", case, Sink()).data["indicators"]
        if row.get("rule", {}).get("kind") == kind
    ]
    for rule in rules:
        said = {value for _, value in strings(RuleForms({}, {}).of(rule))}
        assert BLANK in said or any(value.startswith("funds.") for value in said)


# ---- TOML text ----

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30).map(str.strip) | st.just("甲\n\n乙 \"丙\" \\ '''丁")
SCALARS = TEXTS | st.integers(-(10**9), 10**9) | st.booleans() | st.dates() | st.decimals(-9999, 9999, places=2)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS.filter(bool), inner, max_size=3), max_leaves=12
)


@given(VALUES)
def test_what_is_written_is_read_again(value: object) -> None:
    """Any text, number, date, list and table comes back from tomllib as it was."""
    assert tomllib.loads(f"x = {value_text(value)}", parse_float=Decimal)["x"] == value


def test_tables_look_like_those_that_people_write() -> None:
    """A list of tables has a line for each, other lists and tables stand in one."""
    row = {"id": "甲", "points": Decimal("0.5"), "rows": [{"a": 1, "b": ["x", "y"]}, {"a": 2}], "text": "一\n二"}
    assert table_text("[[t]]", row) == (
        '[[t]]\nid = "甲"\npoints = 0.5\nrows = [\n  { a = 1, b = ["x", "y"] },\n  { a = 2 },\n]\ntext = """\n一\n二"""\n'
    )
